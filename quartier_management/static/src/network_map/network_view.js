/**
 * What is seen of the map: how far it is zoomed and where it is moved to, and which
 * names have room. Plain arithmetic, without the screen.
 */

const ZOOM = {least: 0.1, most: 6, step: 1.25};
// size of a name on the screen, in pixels
const LETTER = {width: 6.6, height: 15};
export const RADIUS = {least: 7, most: 20};

/**
 * @param {Number} value
 * @param {Number} least
 * @param {Number} most
 * @returns {Number}
 */
export function clamp(value, least, most) {
    return Math.min(Math.max(value, least), most);
}

/**
 * @param {Object[]} nodes with `x` and `y`
 * @param {Number} margin around them
 * @returns {{x: Number, y: Number, width: Number, height: Number}}
 */
export function bounds(nodes, margin) {
    if (!nodes.length) {
        return {x: 0, y: 0, width: 1, height: 1};
    }
    const xs = nodes.map((node) => node.x);
    const ys = nodes.map((node) => node.y);
    const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
    return {
        x: left,
        y: top,
        width: Math.max(...xs) + margin - left,
        height: Math.max(...ys) + margin - top,
    };
}

/**
 * @param {Object} box of the nodes
 * @param {{width: Number, height: Number}} screen
 * @returns {{scale: Number, x: Number, y: Number}} shows the whole box
 */
export function fit(box, screen) {
    const scale = clamp(
        Math.min(screen.width / box.width, screen.height / box.height),
        ZOOM.least,
        2
    );
    return {
        scale,
        x: screen.width / 2 - (box.x + box.width / 2) * scale,
        y: screen.height / 2 - (box.y + box.height / 2) * scale,
    };
}

/**
 * @param {Object} view
 * @param {Number} steps to zoom in, negative to zoom out
 * @param {{x: Number, y: Number}} point of the screen that stays where it is
 * @returns {Object} the new view
 */
export function zoom(view, steps, point) {
    return zoomTo(view, view.scale * ZOOM.step ** steps, point);
}

/**
 * @param {Object} view
 * @param {Number} wanted scale
 * @param {{x: Number, y: Number}} point of the screen that stays where it is
 * @returns {Object} the new view
 */
export function zoomTo(view, wanted, point) {
    const scale = clamp(wanted, ZOOM.least, ZOOM.most);
    const factor = scale / view.scale;
    return {
        scale,
        x: point.x - (point.x - view.x) * factor,
        y: point.y - (point.y - view.y) * factor,
    };
}

/**
 * @param {Object} node
 * @returns {Number} radius on the screen: who is related to many is larger
 */
export function radius(node) {
    return clamp(RADIUS.least + 2 * Math.sqrt(node.degree), RADIUS.least, RADIUS.most);
}

/**
 * Choose the names that have room, those of actors with many relations first.
 *
 * @param {Object[]} nodes
 * @param {Object} view
 * @param {Set<Number>} always ids of actors whose name is shown in any case
 * @returns {Set<Number>} ids
 */
export function labels(nodes, view, always) {
    const cell = 80;
    const taken = new Map();
    const shown = new Set();
    const order = [...nodes].sort(
        (a, b) =>
            always.has(b.id) - always.has(a.id) || b.degree - a.degree || a.id - b.id
    );
    for (const node of order) {
        const width = node.name.length * LETTER.width;
        const left = node.x * view.scale + view.x - width / 2;
        const top = node.y * view.scale + view.y + radius(node);
        const box = [left, top, left + width, top + LETTER.height];
        const cells = [];
        for (let x = Math.floor(box[0] / cell); x <= Math.floor(box[2] / cell); x++) {
            for (
                let y = Math.floor(box[1] / cell);
                y <= Math.floor(box[3] / cell);
                y++
            ) {
                cells.push(`${x}:${y}`);
            }
        }
        const free = cells.every((key) =>
            (taken.get(key) || []).every(
                (other) =>
                    other[0] > box[2] ||
                    other[2] < box[0] ||
                    other[1] > box[3] ||
                    other[3] < box[1]
            )
        );
        if (free || always.has(node.id)) {
            shown.add(node.id);
            for (const key of cells) {
                taken.set(key, [...(taken.get(key) || []), box]);
            }
        }
    }
    return shown;
}

/**
 * @param {Object[]} nodes
 * @param {Object} from
 * @param {String} key name of an arrow key
 * @returns {Object|undefined} the nearest actor in that direction
 */
export function neighbour(nodes, from, key) {
    const [dx, dy] = {
        ArrowLeft: [-1, 0],
        ArrowRight: [1, 0],
        ArrowUp: [0, -1],
        ArrowDown: [0, 1],
    }[key];
    let best;
    let least = Infinity;
    for (const node of nodes) {
        const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
        const aside =
            Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
        const distance = along + 2 * aside;
        if (node !== from && along > 0 && distance < least) {
            [best, least] = [node, distance];
        }
    }
    return best;
}
