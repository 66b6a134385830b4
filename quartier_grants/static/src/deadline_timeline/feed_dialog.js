import {Component, onWillStart, useState} from "@odoo/owl";
import {CopyButton} from "@web/core/copy_button/copy_button";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

const MODEL = "quartier.grant.feed";

/** Makes, renews and ends the address by which a calendar reads one's deadlines. */
export class FeedDialog extends Component {
    static template = "quartier_grants.FeedDialog";
    static components = {CopyButton, Dialog};
    static props = {close: Function};

    setup() {
        this.orm = useService("orm");
        this.title = _t("Deadlines in your calendar");
        this.copy = _t("Copy");
        this.copied = _t("Copied");
        this.state = useState({since: "", url: "", ended: false});
        onWillStart(async () => {
            Object.assign(this.state, await this.orm.call(MODEL, "status"));
        });
    }

    async renew() {
        const {url, since} = await this.orm.call(MODEL, "renew");
        Object.assign(this.state, {url, since, ended: false});
    }

    async revoke() {
        await this.orm.call(MODEL, "revoke");
        Object.assign(this.state, {url: "", since: "", ended: true});
    }

    get known() {
        return _t(
            "There is an address since %s. It is not shown again: if you need it, renew it and enter the new one in your calendar.",
            this.state.since
        );
    }

    get webcal() {
        return this.state.url.replace(/^https?:/, "webcal:");
    }
}
