/**
 * How actor types look: a shape and a colour each, so that colour alone says nothing.
 * The colours have a contrast of at least 4.5 with white.
 */

const COLORS = [
    "#1b5e9b",
    "#a8450f",
    "#2b6b2f",
    "#7a1f8f",
    "#a81555",
    "#5a4338",
    "#00665c",
    "#5c6b00",
    "#3f51b5",
    "#8a1c1c",
];
const UNKNOWN = "#5f6368";

const around = (corners, turn = 0) =>
    Array.from({length: corners}, (_, index) => {
        const angle = ((index + turn) / corners) * 2 * Math.PI - Math.PI / 2;
        return `${Math.cos(angle).toFixed(3)},${Math.sin(angle).toFixed(3)}`;
    }).join(" ");

// points of a shape around its middle; none: a circle
const SHAPES = [
    null,
    around(4, 0.5),
    around(3),
    around(4),
    around(6),
    around(5),
    around(3, 1.5),
];

/**
 * @param {Number} index of the actor type; -1 without
 * @returns {{color: String, points: String|null}}
 */
export function mark(index) {
    if (index < 0) {
        return {color: UNKNOWN, points: null};
    }
    return {
        color: COLORS[index % COLORS.length],
        points: SHAPES[index % SHAPES.length],
    };
}
