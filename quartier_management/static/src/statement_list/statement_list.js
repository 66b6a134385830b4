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
     * Headings are rows as well: whoever drops a statement right below one means the
     * statements that follow it.
     *
     * @override
     */
    async sortDrop(dataRowId, dataGroupId, {element, previous, next}) {
        const isRecord = (row) => row.dataset.id && row !== element;
        const above = this.nearest(previous, "previousElementSibling", isRecord);
        const below = this.nearest(next, "nextElementSibling", isRecord);
        const neighbourRow = previous && isRecord(previous) ? previous : below || above;
        await super.sortDrop(dataRowId, dataGroupId, {element, previous: above});
        const byRow = (row) =>
            this.props.list.records.find((record) => record.id === row?.dataset.id);
        const neighbour = byRow(neighbourRow);
        if (neighbour) {
            const {section_id, duty_id} = neighbour.data;
            const moved = byRow({dataset: {id: dataRowId}});
            await moved.update({section_id, duty_id: duty_id || false});
        }
    }

    /**
     * @param {Element|null} row where to begin
     * @param {String} direction name of the property that leads on
     * @param {Function} accept
     * @returns {Element|null}
     */
    nearest(row, direction, accept) {
        while (row && !accept(row)) {
            row = row[direction];
        }
        return row;
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
