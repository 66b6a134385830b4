import {
    Component,
    onMounted,
    onWillUnmount,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";
import {bounds, fit, labels, neighbour, radius, zoom, zoomTo} from "./network_view";

const MARGIN = 60;
// who moves the pointer less than this has clicked
const CLICK = 4;

/** The drawing of the network: zoomed, moved, and walked through by keyboard. */
export class NetworkCanvas extends Component {
    static template = "quartier_management.NetworkCanvas";
    static props = {
        nodes: Array,
        edges: Array,
        marks: Object,
        selected: {type: [Number, Boolean]},
        onSelect: Function,
        describe: Function,
        label: String,
        hint: String,
        api: Object,
    };

    setup() {
        this.root = useRef("root");
        this.state = useState({
            view: {scale: 1, x: 0, y: 0},
            focused: this.props.nodes[0]?.id,
            hovered: false,
        });
        this.pointers = new Map();
        Object.assign(this.props.api, {
            fit: () => this.fit(),
            zoom: (steps) => this.zoom(steps),
            element: () => this.root.el,
        });
        this.index(this.props);
        onMounted(() => {
            this.observer = new ResizeObserver(() => this.fit());
            this.observer.observe(this.root.el);
            this.fit();
        });
        onWillUpdateProps((next) => {
            if (next.nodes !== this.props.nodes) {
                this.index(next);
                this.state.focused = next.nodes[0]?.id;
                this.fit(next.nodes);
            }
        });
        onWillUnmount(() => this.observer.disconnect());
    }

    index({nodes, edges}) {
        this.byId = new Map(nodes.map((node) => [node.id, node]));
        this.related = new Map(nodes.map((node) => [node.id, new Set([node.id])]));
        for (const edge of edges) {
            this.related.get(edge.from).add(edge.to);
            this.related.get(edge.to).add(edge.from);
        }
    }

    // -- what is drawn

    get transform() {
        const {scale, x, y} = this.state.view;
        return `translate(${x} ${y}) scale(${scale})`;
    }

    get lines() {
        const near = this.props.selected;
        return this.props.edges.map((edge) => ({
            ...edge,
            a: this.byId.get(edge.from),
            b: this.byId.get(edge.to),
            near: near && (edge.from === near || edge.to === near),
        }));
    }

    get dots() {
        const {view, focused, hovered} = this.state;
        const selected = this.props.selected;
        const near = selected && this.related.get(selected);
        const always = new Set(near || []);
        if (hovered) {
            always.add(hovered);
        }
        if (focused && this.hasFocus) {
            always.add(focused);
        }
        const named = labels(this.props.nodes, view, always);
        return this.props.nodes.map((node) => ({
            ...node,
            mark: this.props.marks[node.actor_type_id || 0],
            size: radius(node) / view.scale,
            named: named.has(node.id),
            faded: Boolean(near) && !near.has(node.id),
        }));
    }

    get hasFocus() {
        return Boolean(this.root.el?.contains(document.activeElement));
    }

    // -- moving about

    screen() {
        const {width, height} = this.root.el.getBoundingClientRect();
        return {width: width || 1, height: height || 1};
    }

    fit(nodes = this.props.nodes) {
        if (this.root.el) {
            this.state.view = fit(bounds(nodes, MARGIN), this.screen());
        }
    }

    zoom(steps, point) {
        const {width, height} = this.screen();
        this.state.view = zoom(
            this.state.view,
            steps,
            point || {x: width / 2, y: height / 2}
        );
    }

    move(dx, dy) {
        const view = this.state.view;
        this.state.view = {...view, x: view.x + dx, y: view.y + dy};
    }

    at(ev) {
        const {left, top} = this.root.el.getBoundingClientRect();
        return {x: ev.clientX - left, y: ev.clientY - top};
    }

    onWheel(ev) {
        this.zoom(ev.deltaY < 0 ? 1 : -1, this.at(ev));
    }

    onPointerDown(ev) {
        if (ev.button) {
            return;
        }
        this.pointers.set(ev.pointerId, this.at(ev));
        if (this.pointers.size === 1) {
            this.travelled = 0;
        }
    }

    onPointerMove(ev) {
        const before = this.pointers.get(ev.pointerId);
        if (!before) {
            return;
        }
        const now = this.at(ev);
        if (this.pointers.size === 2) {
            this.pinch(ev.pointerId, before, now);
        } else {
            this.travelled += Math.hypot(now.x - before.x, now.y - before.y);
            if (this.travelled > CLICK) {
                // from here on it is no click: the drawing keeps the pointer
                this.root.el.setPointerCapture(ev.pointerId);
                this.move(now.x - before.x, now.y - before.y);
            }
        }
        this.pointers.set(ev.pointerId, now);
    }

    pinch(pointerId, before, now) {
        this.travelled = Infinity;
        const [other] = [...this.pointers]
            .filter(([key]) => key !== pointerId)
            .map(([, point]) => point);
        const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
        const view = this.state.view;
        this.state.view = zoomTo(
            view,
            (view.scale * apart(now)) / apart(before),
            other
        );
    }

    onPointerUp(ev) {
        this.pointers.delete(ev.pointerId);
    }

    onClick(ev) {
        if (this.travelled > CLICK) {
            return;
        }
        const id = Number(ev.target.closest?.("[data-node]")?.dataset.node);
        this.props.onSelect(id || false);
        if (id) {
            this.state.focused = id;
        }
    }

    // -- by keyboard: one stop for Tab, arrows lead from actor to actor

    onKeydown(ev) {
        const focused = this.byId.get(this.state.focused);
        if (ev.key.startsWith("Arrow") && focused) {
            const next = neighbour(this.props.nodes, focused, ev.key);
            this.focus(next);
        } else if (ev.key === "Home" || ev.key === "End") {
            this.focus(this.props.nodes.at(ev.key === "Home" ? 0 : -1));
        } else if (ev.key === "Enter" || ev.key === " ") {
            this.props.onSelect(this.state.focused);
        } else if (ev.key === "Escape" && this.props.selected) {
            this.props.onSelect(false);
        } else if (ev.key === "+" || ev.key === "-") {
            this.zoom(ev.key === "+" ? 1 : -1);
        } else if (ev.key === "0") {
            this.fit();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    focus(node) {
        if (!node) {
            return;
        }
        this.state.focused = node.id;
        this.reveal(node);
        this.root.el.querySelector(`[data-node="${node.id}"]`)?.focus();
    }

    /** Bring an actor into sight, should it have been moved out. */
    reveal(node) {
        const {scale, x, y} = this.state.view;
        const {width, height} = this.screen();
        const [left, top] = [node.x * scale + x, node.y * scale + y];
        const inside = (value, most) => value > MARGIN / 2 && value < most - MARGIN / 2;
        if (!inside(left, width) || !inside(top, height)) {
            this.move(width / 2 - left, height / 2 - top);
        }
    }
}
