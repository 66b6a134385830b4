import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TIMELINE = ".o_quartier_timeline";

// A mark opens its record; what is done there goes from the timeline.
tours.add("quartier_grant_timeline", {
    steps: () => [
        {
            content: "What is due stands in its month, with its clause",
            trigger: `${TIMELINE} tr:contains('Probeantrag') button[title*='Probebericht'][title*='Nr. 6']`,
        },
        {
            content: "Grants of others do not",
            trigger: `${TIMELINE} table:not(:contains('Aus dem Osten'))`,
        },
        {
            content: "Open it",
            trigger: `${TIMELINE} button[title*='Probebericht']`,
            run: "click",
        },
        {
            content: "It is fulfilled",
            trigger: ".o_form_view button[name='action_done']",
            run: "click",
        },
        {
            content: "It is noted",
            trigger: ".o_arrow_button_current[data-value='done']",
        },
        {
            content: "Back to the timeline",
            trigger: ".o_back_button, .breadcrumb-item a",
            run: "click",
        },
        {
            content: "It is gone",
            trigger: `${TIMELINE} tr:contains('Probeantrag'):not(:has(button[title*='Probebericht']))`,
        },
        {
            content: "Subscribe",
            trigger: ".o_quartier_subscribe",
            run: "click",
        },
        {
            content: "A new address",
            trigger: ".modal button:contains('Create Address')",
            run: "click",
        },
        {
            content: "It is shown",
            trigger: ".modal .o_quartier_feed_url input",
            run() {
                const url = this.anchor.value;
                if (!/\/quartier\/fristen\/[\w-]{40,}\.ics$/.test(url)) {
                    throw new Error(`no address: ${url}`);
                }
            },
        },
        {
            content: "End it",
            trigger: ".modal button:contains('End Address')",
            run: "click",
        },
        {
            content: "It has ended",
            trigger: ".modal [role='status']",
        },
        {
            content: "Close",
            trigger: ".modal footer button:contains('Close')",
            run: "click",
        },
        {
            content: "All is closed",
            trigger: "body:not(:has(.modal))",
        },
    ],
});

// The start screen says what is due, and leads there.
tours.add("quartier_grant_due", {
    steps: () => [
        {
            content: "What is overdue",
            trigger:
                ".o_kanban_record:contains('West') a[name='action_view_grant_overdue']",
            run: "click",
        },
        {
            content: "The list shows it",
            trigger: ".o_list_view .o_data_cell:contains('Probebericht')",
            run: "click",
        },
        {
            content: "A row opens its record",
            trigger: ".o_form_view button[name='action_done']",
        },
    ],
});
