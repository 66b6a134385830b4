import {registry} from "@web/core/registry";
import {download} from "@web/core/network/download";
import {user} from "@web/core/user";
import {getReportUrl} from "@web/webclient/actions/reports/utils";

/**
 * Accessible PDF documents are not printed by wkhtmltopdf: the client downloads them
 * without asking whether the server has it.
 *
 * @param {Object} action an `ir.actions.report`
 * @param {Object} options of `doAction`
 * @param {Object} env
 * @returns {Promise<Boolean>} whether the action was done here
 */
async function downloadAccessibleReport(action, options, env) {
    if (!action.quartier_accessible || action.report_type !== "qweb-pdf") {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({...user.context, ...action.context}),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    options.onClose?.();
    return true;
}

registry
    .category("ir.actions.report handlers")
    .add("quartier_accessible", downloadAccessibleReport);
