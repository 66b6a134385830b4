import {_t} from "@web/core/l10n/translation";
import {useDropzone} from "@web/core/dropzone/dropzone_hook";
import {registry} from "@web/core/registry";
import {getDataURLFromFile} from "@web/core/utils/urls";
import {useService} from "@web/core/utils/hooks";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";
import {useRef, useState} from "@odoo/owl";

const MODEL = "quartier.grant.scan";
// The server decides; this only saves the way of what it would refuse
const MOST_BYTES = 10000000;

/**
 * Scans are dropped on the vouchers, or picked by a button. Each file goes to the
 * server by itself, so that what is wrong with one does not hold up the others.
 */
const withScanUpload = (Controller) =>
    class extends Controller {
        setup() {
            super.setup();
            this.scanOrm = useService("orm");
            this.scanAction = useService("action");
            this.scanNotification = useService("notification");
            this.scanInput = useRef("scanInput");
            this.scanState = useState({done: 0, total: 0});
            useDropzone(this.rootRef, (ev) => this.onScansDropped(ev));
        }

        onScansDropped(ev) {
            return this.takeScansIn([...ev.dataTransfer.files]);
        }

        onUploadScans() {
            this.scanInput.el.click();
        }

        async onScansPicked(ev) {
            const files = [...ev.target.files];
            // The same file can be picked once more
            ev.target.value = "";
            await this.takeScansIn(files);
        }

        get scanProgress() {
            const {done, total} = this.scanState;
            return total && _t("%(done)s of %(total)s uploaded", {done, total});
        }

        /**
         * @param {File[]} files
         */
        async takeScansIn(files) {
            if (!files.length || this.scanState.total) {
                return;
            }
            const ids = [];
            Object.assign(this.scanState, {done: 0, total: files.length});
            try {
                for (const file of files) {
                    const id = await this.takeScanIn(file);
                    if (id) {
                        ids.push(id);
                    }
                    this.scanState.done++;
                }
            } finally {
                this.scanState.total = 0;
            }
            if (ids.length) {
                await this.openScans(ids);
            }
        }

        /**
         * @param {File} file
         * @returns {Promise<Number|false>} id, or false after saying what is wrong
         */
        async takeScanIn(file) {
            const refuse = (text) => {
                this.scanNotification.add(text, {type: "danger", sticky: true});
                return false;
            };
            if (file.size > MOST_BYTES) {
                return refuse(
                    _t(
                        "“%s” is larger than 10 MB. Please scan it in a lower resolution.",
                        file.name
                    )
                );
            }
            try {
                const url = await getDataURLFromFile(file);
                return await this.scanOrm.silent.call(MODEL, "take_in", [
                    file.name,
                    url.split(",")[1] || "",
                    this.props.context.default_quartier_id || null,
                ]);
            } catch (error) {
                if (error.data?.name?.startsWith("odoo.exceptions.")) {
                    return refuse(error.data.message);
                }
                throw error;
            }
        }

        /**
         * One is entered right away, of several the user chooses.
         *
         * @param {Number[]} ids
         */
        async openScans(ids) {
            if (ids.length > 1 && this.props.resModel === MODEL) {
                await this.model.root.load();
                return;
            }
            const forms = [[false, "form"]];
            const lists = [[false, "list"], [false, "kanban"], ...forms];
            await this.scanAction.doAction({
                type: "ir.actions.act_window",
                name: _t("Scans"),
                res_model: MODEL,
                res_id: ids.length === 1 ? ids[0] : false,
                views: ids.length === 1 ? forms : lists,
                // What was chosen for vouchers here holds for these as well
                context: this.props.context,
            });
        }
    };

function withUploadButton(view, Controller, template) {
    return {
        ...view,
        Controller: withScanUpload(Controller),
        buttonTemplate: template,
    };
}

const views = registry.category("views");
views.add(
    "quartier_voucher_list",
    withUploadButton(listView, ListController, "quartier_grants.ScanUpload.List")
);
views.add(
    "quartier_voucher_kanban",
    withUploadButton(kanbanView, KanbanController, "quartier_grants.ScanUpload.Kanban")
);
