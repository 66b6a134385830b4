import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";
import {registry} from "@web/core/registry";

/**
 * When somebody usually has time: the week as a table, a click on each part of a day.
 */
export class VolunteerWeekField extends X2ManyField {
    static template = "quartier_volunteers.VolunteerWeek";

    get days() {
        return this.list.fields.weekday.selection;
    }

    get parts() {
        return this.list.fields.daypart.selection;
    }

    /**
     * @param {String} day
     * @param {String} part
     * @returns {Object|undefined} the row that says so
     */
    find(day, part) {
        return this.list.records.find(
            (row) => row.data.weekday === day && row.data.daypart === part
        );
    }

    /**
     * @param {Array} day value and label
     * @param {Array} part value and label
     * @returns {String} what a screen reader says
     */
    label(day, part) {
        return `${day[1]}, ${part[1]}`;
    }

    async toggle(day, part) {
        const row = this.find(day, part);
        if (row) {
            await this.list.delete(row);
            return;
        }
        await this.list.addNewRecord({
            context: {default_weekday: day, default_daypart: part},
            mode: "readonly",
            position: "bottom",
        });
    }
}

registry.category("fields").add("volunteer_week", {
    ...x2ManyField,
    component: VolunteerWeekField,
});
