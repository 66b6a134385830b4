import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function button(content, trigger) {
    return {content, trigger, run: "click"};
}

function reached(state) {
    return {
        content: `It is ${state}`,
        trigger: `.o_form_view:not(.modal *) .o_arrow_button_current[data-value='${state}']`,
    };
}

/** Enter a date as people type it. */
function day(field, value) {
    return [
        {
            content: `Enter ${field}`,
            trigger: `.modal [name='${field}'] input`,
            run: `edit ${value} && press Tab`,
        },
    ];
}

// The funder gives less than was asked for; the letter is recorded, nobody objects.
tours.add("quartier_grant_award", {
    steps: () => [
        button("Note the award", "button:contains('Note the Award')"),
        {
            content: "The amount",
            trigger: ".modal [name='amount'] input",
            run: "edit 7000",
        },
        button("Note it", ".modal button[name='action_decide']"),
        reached("awarded"),
        button("Record the letter", "button[name='action_open_letter']"),
        {
            content: "The reference",
            trigger: ".modal [name='reference'] input",
            run: "edit 35.2-1",
        },
        ...day("date", "01/05/2026"),
        {
            content: "What is missing is own money by itself",
            trigger:
                ".modal [name='funding_ids'] td[name='amount']:contains('3,000.00')",
        },
        button("Record", ".modal button[name='action_record']"),
        reached("recorded"),
        button("Nobody objects", "button:contains('Waive the Objection')"),
        button("Note it", ".modal button[name='action_decide']"),
        reached("final"),
    ],
});

// A user draws what falls due.
tours.add("quartier_grant_draw", {
    steps: () => [
        button("Draw", "button[name='action_new_drawdown']"),
        {
            content: "What falls due",
            trigger: "[name='due_amount'] input",
            run: "edit 1000 && press Tab",
        },
        {
            content: "70 percent of it are proposed",
            trigger: "[name='proposal']:contains('700.00')",
        },
        button("Save", ".o_form_button_save"),
        {
            content: "It is saved",
            trigger: ".o_form_saved",
        },
    ],
});

// Somebody else looks at it.
tours.add("quartier_grant_release", {
    steps: () => [
        button("Release", "button[name='action_release']"),
        reached("released"),
    ],
});

tours.add("quartier_grant_request", {
    steps: () => [
        button("Sent", "button[name='action_request']"),
        reached("requested"),
    ],
});

// The treasury sees the money.
tours.add("quartier_grant_paid", {
    steps: () => [
        button("The money has come", "button:contains('Money Has Come')"),
        button("Note it", ".modal button[name='action_decide']"),
        reached("paid"),
    ],
});

// The invoice is paid; it counts from now on.
tours.add("quartier_grant_book", {
    steps: () => [
        {
            content: "It stays within the plan",
            trigger: "[name='light_table']:contains('Within the Plan')",
        },
        button("Book it", "button[name='action_confirm']"),
        reached("confirmed"),
    ],
});

// What was done is accounted for, until a day on which the measure is over.
tours.add("quartier_grant_prove", {
    steps: () => [
        button("Account for it", "button[name='action_new_proof']"),
        {
            content: "It is a new one",
            trigger: ".o_breadcrumb:contains('New'), .o_form_view [name='date_to']",
        },
        button("To the last day", "[name='date_to'] button, [name='date_to'] input"),
        {
            content: "The last day",
            trigger: "[name='date_to'] input",
            run: "edit 03/31/2026 && press Tab",
        },
        button("Save", ".o_form_button_save"),
        {
            content: "It is saved",
            trigger: ".o_form_saved",
        },
        reached("work"),
    ],
});

// Somebody else looks at the figures.
tours.add("quartier_grant_check_proof", {
    steps: () => [button("Check", "button[name='action_check']"), reached("checked")],
});

tours.add("quartier_grant_submit_proof", {
    steps: () => [
        button("It was handed in", "button:contains('Note the Submission')"),
        button("By which way", ".modal [name='how'] input, .modal [name='how'] select"),
        button("The portal", ".o_select_menu_item:contains('Portal')"),
        button("Note it", ".modal button[name='action_decide']"),
        reached("submitted"),
    ],
});
