import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

/** A line of one of the two plans. */
function addLine(plan, values) {
    return [
        {
            content: `New line of ${plan}`,
            trigger: `[name='${plan}'] .o_field_x2many_list_row_add a`,
            run: "click",
        },
        ...Object.entries(values).map(([field, value]) => ({
            content: `Enter ${field}`,
            trigger: `[name='${plan}'] .o_selected_row [name='${field}'] input`,
            run: `edit ${value}`,
        })),
    ];
}

// The office writes an application; what is missing is said while typing.
tours.add("quartier_grant_write", {
    steps: () => [
        {
            content: "New application",
            trigger: ".o-kanban-button-new",
            run: "click",
        },
        {
            content: "Enter the name",
            trigger: ".o_form_view [name='name'] textarea",
            run: "edit Probebänke",
        },
        {
            content: "Type the programme",
            trigger: "[name='program_id'] input",
            run: "edit Probeprogramm",
        },
        {
            content: "Choose the programme",
            trigger: ".o-autocomplete--dropdown-item a:contains('Probeprogramm')",
            run: "click",
        },
        {
            content: "The costs are missing",
            trigger: "[name='plan_findings'] li:contains('enter the costs')",
        },
        ...addLine("budget_line_ids", {name: "Bänke", quantity: "4", price: "250"}),
        {
            content: "Leave the line",
            trigger: "[name='total_cost']",
            run: "click",
        },
        {
            content: "The costs are added up and not covered yet",
            trigger: "[name='plan_findings'] li:contains('1,000.00')",
        },
        ...addLine("funding_line_ids", {amount: "200"}),
        {
            content: "Leave the line",
            trigger: "[name='total_cost']",
            run: "click",
        },
        {
            content: "800 are missing, as much as the programme gives",
            trigger: "[name='plan_findings'] li:contains('800.00')",
        },
        ...addLine("funding_line_ids", {amount: "800"}),
        {
            content: "Choose what is asked for",
            trigger:
                "[name='funding_line_ids'] .o_selected_row [name='kind'] input, [name='funding_line_ids'] .o_selected_row [name='kind'] select",
            run: "click",
        },
        {
            content: "The grant",
            trigger: ".o_select_menu_item:contains('Grant Asked for')",
            run: "click",
        },
        {
            content: "Leave the line",
            trigger: "[name='total_cost']",
            run: "click",
        },
        {
            content: "Everything fits",
            trigger: ".alert-success:contains('fit each other')",
        },
        ...stepUtils.saveForm(),
        {
            content: "To the check",
            trigger: "button[name='action_check']",
            run: "click",
        },
        {
            content: "It is being checked",
            trigger: ".o_arrow_button_current[data-value='check']",
        },
    ],
});

// The manager goes for it and asks for the signatures.
tours.add("quartier_grant_go", {
    steps: () => [
        {
            content: "Go",
            trigger: "button[name='action_draft']",
            run: "click",
        },
        {
            content: "Ask for the signatures",
            trigger: "button[name='action_request_approval']",
            run: "click",
        },
        {
            content: "It says whom it waits for",
            trigger: ".alert-info:contains('Leitung')",
        },
    ],
});

// Who has to sign finds it in the own list and signs.
tours.add("quartier_grant_sign", {
    steps: () => [
        {
            content: "Open what waits",
            trigger: ".o_data_row [name='document_name']:contains('Probebänke')",
            run: "click",
        },
        {
            content: "The costs are shown",
            trigger: "[name='summary']:contains('Bänke')",
        },
        {
            content: "Sign",
            trigger: "button[name='action_approve']",
            run: "click",
        },
        {
            content: "It is signed",
            trigger: ".o_arrow_button_current[data-value='approved']",
        },
    ],
});

// Released, it is handed in.
tours.add("quartier_grant_submit", {
    steps: () => [
        {
            content: "It is released",
            trigger: ".o_arrow_button_current[data-value='released']",
        },
        {
            content: "Note the submission",
            trigger: "button:contains('Note the Submission')",
            run: "click",
        },
        {
            content: "By which way",
            trigger: ".modal [name='how'] input, .modal [name='how'] select",
            run: "click",
        },
        {
            content: "The portal",
            trigger: ".o_select_menu_item:contains('Portal')",
            run: "click",
        },
        {
            content: "Note it",
            trigger: ".modal button[name='action_decide']",
            run: "click",
        },
        {
            content: "It is with the funder, and cannot be changed",
            trigger: ".o_arrow_button_current[data-value='submitted']",
        },
    ],
});
