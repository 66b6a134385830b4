import {registry} from "@web/core/registry";
import {ListRenderer} from "@web/views/list/list_renderer";
import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";

/**
 * The statements of a committee paper as the paper shows them: below the headings of
 * their sections and duties. A statement that is dragged below another heading moves
 * into that section.
 */
export class StatementListRenderer extends ListRenderer {
    static rowsTemplate = "quartier_management.StatementList.Rows";

    /**
     * @param {Object} record
     * @returns {{section: String, duty: String}} headings that begin with this record
     */
    headings(record) {
        const records = this.props.list.records;
        const before = records[records.indexOf(record) - 1];
        const {section_id: section, duty_id: duty} = record.data;
        const newSection = !before || before.data.section_id?.id !== section?.id;
        const newDuty = newSection || before.data.duty_id?.id !== duty?.id;
        return {
            section: newSection ? section?.display_name : "",
            duty: newDuty ? duty?.display_name : "",
        };
    }

    /**
     * @override
     */
    async sortDrop(dataRowId, dataGroupId, params) {
        await super.sortDrop(dataRowId, dataGroupId, params);
        const records = this.props.list.records;
        const index = records.findIndex((record) => record.id === dataRowId);
        const neighbour = records[index - 1] || records[index + 1];
        const moved = records[index];
        if (!neighbour) {
            return;
        }
        const {section_id, duty_id} = neighbour.data;
        if (
            section_id.id !== moved.data.section_id.id ||
            duty_id?.id !== moved.data.duty_id?.id
        ) {
            await moved.update({section_id, duty_id: duty_id || false});
        }
    }
}

export class StatementListField extends X2ManyField {
    static components = {
        ...X2ManyField.components,
        ListRenderer: StatementListRenderer,
    };
}

registry.category("fields").add("quartier_statement_list", {
    ...x2ManyField,
    component: StatementListField,
});
