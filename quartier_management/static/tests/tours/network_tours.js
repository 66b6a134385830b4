import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Somebody calls: the office notes it in the short form, the stage follows.
tours.add("quartier_conversation", {
    steps: () => [
        {
            content: "Record a contact from the start of the app",
            trigger:
                ".o_kanban_record:contains('Probe-West') a[name='action_record_conversation']",
            run: "click",
        },
        {
            content: "It was a visit",
            trigger: ".modal .o_selection_badge:contains('Visit')",
            run: "click",
        },
        {
            content: "With whom",
            trigger: ".modal [name='partner_ids'] input",
            run: "edit Probeverein",
        },
        {
            content: "Choose the club",
            trigger: ".o-autocomplete--dropdown-item a:contains('Probeverein')",
            run: "click",
        },
        {
            content: "What was said",
            trigger: ".modal [name='note'] textarea",
            run: "edit They will bring the music.",
        },
        {
            content: "What was promised",
            trigger: ".modal [name='next_step'] input",
            run: "edit Send the programme",
        },
        {
            content: "Save",
            trigger: ".modal .modal-footer button.btn-primary",
            run: "click",
        },
        {
            content: "Open the actors",
            trigger:
                "body:not(:has(.modal)) [data-menu-xmlid='quartier_management.menu_network']",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='quartier_management.menu_network_actors']",
            run: "click",
        },
        {
            content: "The club has been met",
            trigger: ".o_data_row:contains('Probeverein'):contains('Met')",
        },
        {
            content: "Open it",
            trigger: ".o_data_row:contains('Probeverein') td[name='complete_name']",
            run: "click",
        },
        {
            content: "Its form counts the contact",
            trigger:
                "button[name='action_view_conversations'] .o_stat_value:contains('1')",
        },
    ],
});

// The map is walked through by keyboard, and the list says the same.
tours.add("quartier_network_map", {
    steps: () => [
        {
            content: "The map is drawn",
            trigger: ".o_quartier_network_node[aria-label^='Probeverein'] polygon",
        },
        {
            content: "Walk to the first actor and open it",
            trigger: ".o_quartier_network_canvas",
            run() {
                const press = (key) =>
                    document.activeElement.dispatchEvent(
                        new KeyboardEvent("keydown", {key, bubbles: true})
                    );
                this.anchor.querySelector("[tabindex='0']").focus();
                press("End");
                press("Home");
                press("ArrowDown");
                this.anchor
                    .querySelector("[aria-label^='Probeverein']")
                    .dispatchEvent(new FocusEvent("focus"));
                press("Enter");
            },
        },
        {
            content: "Its relations are told",
            trigger: ".o_quartier_network_panel:contains('cooperates with')",
        },
        {
            content: "Follow the relation",
            trigger: ".o_quartier_network_panel button:contains('Probeschule')",
            run: "click",
        },
        {
            trigger: ".o_quartier_network_panel h2:contains('Probeschule')",
        },
        {
            content: "Zoom",
            trigger: "button[aria-label='Zoom in']",
            run: "click",
        },
        {
            content: "Read it as a list",
            trigger: ".o_quartier_network_switch",
            run: "click",
        },
        {
            content: "The list says the same",
            trigger:
                ".o_quartier_network_list tr:contains('Probeverein'):contains('Probeschule')",
        },
        {
            content: "Open the contact",
            trigger: ".o_quartier_network_list a:contains('Probeverein')",
            run: "click",
        },
        {
            trigger: ".o_form_view [name='name']:contains('Probeverein'), .o_form_view",
        },
    ],
});
