import {Component, onWillStart, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {NetworkCanvas} from "./network_canvas";
import {save, toSvg} from "./network_export";
import {mark} from "./network_marks";

/** The network map, and the list that says the same. */
export class NetworkMap extends Component {
    static template = "quartier_management.NetworkMap";
    static components = {NetworkCanvas};
    static props = {...standardActionServiceProps};
    static path = "netzwerkkarte";
    static displayName = _t("Network Map");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.keepLast = new KeepLast();
        this.canvas = {};
        const {quartier_id} = this.props.action.context || {};
        this.state = useState({
            filters: {
                quartier_id: quartier_id || false,
                topic_id: false,
                actor_type_id: false,
                day: "",
                isolated: true,
            },
            asList: this.ui.isSmall,
            selected: false,
            data: {nodes: [], edges: [], measures: {}, total: 0},
        });
        onWillStart(async () => {
            this.choices = await this.orm.call("quartier.network.map", "choices");
            this.marks = {0: mark(-1)};
            this.choices.actor_types.forEach(([id], index) => {
                this.marks[id] = mark(index);
            });
            this.state.filters.day = this.choices.today;
            await this.load();
        });
    }

    async load() {
        const filters = {...this.state.filters};
        const data = await this.keepLast.add(
            this.orm.call("quartier.network.map", "load", [filters])
        );
        this.byId = new Map(data.nodes.map((node) => [node.id, node]));
        this.state.data = data;
        if (!this.byId.has(this.state.selected)) {
            this.state.selected = false;
        }
    }

    async setFilter(name, value) {
        this.state.filters[name] = value;
        await this.load();
    }

    onChoice(name, ev) {
        return this.setFilter(name, Number(ev.target.value) || false);
    }

    // -- what the map says

    typeName(node) {
        const found = this.choices.actor_types.find(
            ([id]) => id === node.actor_type_id
        );
        return found ? found[1] : "";
    }

    get legend() {
        const used = new Set(
            this.state.data.nodes.map((node) => node.actor_type_id || 0)
        );
        return [...this.choices.actor_types, [0, _t("Without actor type")]]
            .filter(([id]) => used.has(id))
            .map(([id, name]) => ({id, name, mark: this.marks[id]}));
    }

    /**
     * @param {Object} node
     * @returns {Object[]} its relations, read from its side
     */
    relations(node) {
        return this.state.data.edges
            .filter((edge) => edge.from === node.id || edge.to === node.id)
            .map((edge) => {
                const first = edge.from === node.id;
                const other = this.byId.get(first ? edge.to : edge.from);
                return {
                    key: `${edge.id}`,
                    name: first ? edge.name : edge.inverse,
                    role: edge.role,
                    other,
                };
            });
    }

    describe(node) {
        return [
            node.name,
            this.typeName(node),
            node.degree === 1 ? _t("1 relation") : _t("%s relations", node.degree),
        ]
            .filter(Boolean)
            .join(", ");
    }

    get rows() {
        return this.state.data.nodes.map((node) => ({
            node,
            type: this.typeName(node),
            relations: this.relations(node),
        }));
    }

    get selectedNode() {
        return this.byId?.get(this.state.selected);
    }

    get brokers() {
        return (this.state.data.measures.brokers || []).map((id) => this.byId.get(id));
    }

    get summary() {
        const {components = [], isolated = []} = this.state.data.measures;
        const parts = [_t("%s actors", this.state.data.nodes.length)];
        if (components.length > 1) {
            parts.push(
                _t("%(count)s separate groups of %(sizes)s", {
                    count: components.length,
                    sizes: components.join(", "),
                })
            );
        }
        if (isolated.length) {
            parts.push(_t("%s without relation", isolated.length));
        }
        return parts.join(" · ");
    }

    // -- what one can do

    select(id) {
        this.state.selected = id;
    }

    open(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    exportMap() {
        const svg = toSvg(this.canvas.element(), _t("Network Map"));
        save(svg, `${_t("network-map")}-${this.state.filters.day}.svg`);
    }
}

registry.category("actions").add("quartier_management.network_map", NetworkMap);
