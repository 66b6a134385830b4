import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {useSetupAction} from "@web/search/action_hook";
import {CogMenu} from "@web/search/cog_menu/cog_menu";
import {Layout} from "@web/search/layout";
import {usePager} from "@web/search/pager_hook";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {ActionHelper} from "@web/views/action_helper";
import {standardViewProps} from "@web/views/standard_view_props";
import {FeedDialog} from "./feed_dialog";

const {DateTime} = luxon;
const MODEL = "quartier.grant.deadline";
// half of the months that are shown: what was at the end is then in the middle
const STEP = 6;
const ICONS = {
    call: "fa-bullhorn",
    application: "fa-paper-plane",
    question: "fa-question",
    objection: "fa-gavel",
    period: "fa-flag-checkered",
    use: "fa-hourglass-half",
    condition: "fa-check-square-o",
    proof: "fa-file-text",
    hearing: "fa-comment",
    repayment: "fa-undo",
    binding: "fa-lock",
    retention: "fa-archive",
};

/** Grants as rows, months as columns, what is due as marks; a list on telephones. */
export class DeadlineTimeline extends Component {
    static template = "quartier_grants.DeadlineTimeline";
    static components = {ActionHelper, CogMenu, Layout, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.ui = useService("ui");
        this.keepLast = new KeepLast();
        this.step = STEP;
        this.searchBarToggler = useSearchBarToggler();
        const {first = false, offset = 0} = this.props.state || {};
        this.state = useState({first, offset, data: null});
        useSetupAction({
            getLocalState: () => ({
                first: this.state.first,
                offset: this.state.offset,
            }),
        });
        usePager(() => {
            const {total, limit} = this.state.data;
            return {
                offset: this.state.offset,
                limit,
                total,
                onUpdate: ({offset}) => {
                    this.state.offset = offset;
                    return this.load();
                },
            };
        });
        onWillStart(() => this.load());
        onWillUpdateProps((next) => {
            this.state.offset = 0;
            return this.load(next);
        });
    }

    async load(props = this.props) {
        this.state.data = await this.keepLast.add(
            this.orm.call(
                MODEL,
                "load_timeline",
                [props.domain, this.state.first, this.state.offset],
                {context: props.context}
            )
        );
    }

    /**
     * @param {Number} months how far to go, or 0: back to today
     */
    move(months) {
        const first = DateTime.fromISO(this.state.data.first);
        this.state.first = months ? first.plus({months}).toISODate() : false;
        return this.load();
    }

    icon(kind) {
        return ICONS[kind];
    }

    /** What the colours and signs mean, as far as they are on the page. */
    get legend() {
        const shown = new Set(
            this.state.data.rows.flatMap((row) => [
                ...row.before.map((mark) => mark.kind),
                ...row.cells.flat().map((mark) => mark.kind),
            ])
        );
        const kinds = this.props.fields.kind.selection;
        return kinds.filter(([kind]) => shown.has(kind));
    }

    /** On telephones: all of a row, one below the other. */
    marks(row) {
        return [...row.before, ...row.cells.flat()];
    }

    later(row) {
        return row.later
            ? _t("%(count)s later, from %(month)s on", {
                  count: row.later,
                  month: row.later_from,
              })
            : "";
    }

    async open(mark) {
        return this.action.doAction(
            await this.orm.call(MODEL, "action_open", [[mark.id]])
        );
    }

    openRow(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: row.grant_id ? "quartier.grant" : "quartier.grant.program",
            res_id: row.grant_id || row.program_id,
            views: [[false, "form"]],
        });
    }

    /** All of a row, done and far away as well, as a list. */
    openList(row) {
        return this.action.doAction("quartier_grants.quartier_grant_deadline_action", {
            viewType: "list",
            additionalContext: {search_default_pending: 0},
            props: {
                domain: row.grant_id
                    ? [["grant_id", "=", row.grant_id]]
                    : [
                          ["grant_id", "=", false],
                          ["program_id", "=", row.program_id],
                      ],
            },
        });
    }

    subscribe() {
        this.dialog.add(FeedDialog);
    }
}

registry.category("views").add("quartier_timeline", {
    type: "quartier_timeline",
    Controller: DeadlineTimeline,
    searchMenuTypes: ["filter", "favorite"],
});
