import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

function chooseMany2one(field, text) {
    return [
        {
            content: `Type into ${field}`,
            trigger: `[name='${field}'] input`,
            run: `edit ${text}`,
        },
        {
            content: `Choose ${text}`,
            trigger: `.o-autocomplete--dropdown-item a:contains('${text}')`,
            run: "click",
        },
    ];
}

// From the app's menu: a resident is entered and is confidential to the own office.
tours.add("quartier_resident", {
    steps: () => [
        {
            content: "Open the network",
            trigger: "[data-menu-xmlid='quartier_management.menu_network']",
            run: "click",
        },
        {
            content: "Open the residents",
            trigger: "[data-menu-xmlid='quartier_management.menu_network_residents']",
            run: "click",
        },
        {
            content: "New resident",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Enter the name",
            trigger: ".o_form_view div[name='name'] .o_input",
            run: "edit Rosa Browser",
        },
        ...stepUtils.saveForm(),
        {
            content: "The form says who sees the person",
            trigger: ".alert-info:contains('Probe-West')",
        },
    ],
});

// An event with an actor is entered, published and cancelled with a reason.
tours.add("quartier_event", {
    steps: () => [
        {
            content: "Switch to the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "New event",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Enter the title",
            trigger: ".o_form_view div[name='name'] input",
            run: "edit Probefest",
        },
        {
            content: "The own office is proposed",
            trigger: "[name='quartier_id'] input:value('Probe-West')",
        },
        ...chooseMany2one("quartier_category_id", "Festival"),
        {
            content: "Open what residents read",
            trigger: "a.nav-link[name='quartier_public']",
            run: "click",
        },
        {
            content: "Publish",
            trigger: "[name='quartier_published'] input",
            run: "click",
        },
        {
            content: "Open the page of the neighbourhood",
            trigger: "a.nav-link[name='quartier']",
            run: "click",
        },
        {
            content: "Add an actor",
            trigger:
                "[name='quartier_participation_ids'] .o_field_x2many_list_row_add a",
            run: "click",
        },
        ...chooseMany2one("partner_id", "Probeverein"),
        ...stepUtils.saveForm(),
        {
            content: "Cancel the event",
            trigger: "button[name='action_quartier_ask_reason']",
            run: "click",
        },
        {
            content: "Give the reason",
            trigger: ".modal div[name='reason'] input",
            run: "edit Sturmwarnung",
        },
        {
            content: "Confirm",
            trigger: ".modal button[name='action_cancel']",
            run: "click",
        },
        {
            content: "The event reads as cancelled, with its reason",
            trigger: ".alert-warning:contains('Sturmwarnung')",
        },
    ],
});

// Amt 502 reads the same event and finds nothing to change.
tours.add("quartier_reader", {
    steps: () => [
        {
            content: "Switch to the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "Open the event",
            trigger: ".o_data_cell:contains('Probefest')",
            run: "click",
        },
        {
            content: "The title is read-only",
            trigger:
                ".o_form_view [name='name'].o_readonly_modifier:contains('Probefest')",
        },
        {
            content: "There is no button to cancel it",
            trigger:
                ".o_form_view:not(:has(button[name='action_quartier_ask_reason']:visible))",
        },
    ],
});

// A paper is drafted from the records, reworded and released; nothing can be changed
// afterwards.
tours.add("quartier_paper", {
    steps: () => [
        {
            content: "Open the committees",
            trigger: "[data-menu-xmlid='quartier_management.menu_committee']",
            run: "click",
        },
        {
            content: "Open the papers",
            trigger: "[data-menu-xmlid='quartier_management.menu_committee_papers']",
            run: "click",
        },
        {
            content: "New paper",
            trigger: ".o_list_button_add",
            run: "click",
        },
        {
            content: "Draft from the records",
            trigger: ".o_statusbar_buttons button[name='action_draft']",
            run: "click",
        },
        {
            content: "The event is told under its section; open its words",
            trigger:
                "tr.o_quartier_section ~ .o_data_row td.o_data_cell:contains('Probefest')",
            run: "click",
        },
        {
            content: "Reword",
            trigger: ".o_selected_row [name='text'] textarea",
            run: "edit Das Probefest war schön.",
        },
        ...stepUtils.saveForm(),
        {
            content: "It is marked as reworded",
            trigger: ".o_data_row:contains('war schön'):contains('Reworded')",
        },
        {
            content: "Look at what is missing",
            trigger: "a.nav-link[name='checks']",
            run: "click",
        },
        {
            content: "Nobody counted",
            trigger: "[name='findings']:contains('counted') a:contains('Probefest')",
        },
        {
            content: "Release",
            trigger: "button[name='action_release']",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is released, and the subject cannot be changed",
            trigger:
                ".o_form_view:has(button[name='action_correct']) [name='name'].o_readonly_modifier",
        },
    ],
});

// Amt 502 reads the released paper and finds nothing to change.
tours.add("quartier_paper_reader", {
    steps: () => [
        {
            content: "Open the paper",
            trigger: ".o_data_row .o_data_cell[name='name']",
            run: "click",
        },
        {
            content: "The text is there",
            trigger: ".o_data_row:contains('war schön')",
        },
        {
            content: "There is no button but the PDF",
            trigger:
                ".o_statusbar_buttons:has(button[name='action_print']):not(:has(button[name='action_correct']))",
        },
        {
            content: "Nothing can be added",
            trigger: ".o_form_view:not(:has(.o_quartier_add))",
        },
    ],
});
