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

const missing = ".alert:not(.o_invisible_modifier):contains('Still missing')";

/** Add a passage to the report, as its author does. */
function tell(part, text) {
    return [
        button(
            "Another passage",
            "[name='statement_ids'] .o_field_x2many_list_row_add a"
        ),
        button(
            "Choose the part",
            "[name='statement_ids'] .o_selected_row [name='part'] input"
        ),
        button(`It is ${part}`, `.o_select_menu_item:contains('${part}')`),
        {
            content: "Write",
            trigger: "[name='statement_ids'] .o_selected_row [name='text'] textarea",
            run: `edit ${text}`,
        },
        button("Leave the line", "[name='cost_total']"),
        {
            content: "The line is left",
            trigger: "[name='statement_ids']:not(:has(.o_selected_row))",
        },
    ];
}

// The user accounts for the grant: what is missing is said until it is there.
tours.add("quartier_grant_proof_write", {
    steps: () => [
        button("Account for it", "button[name='action_new_proof']"),
        button("Open the end of the period", "[name='date_to'] button"),
        {
            content: "The measure is over",
            trigger: "[name='date_to'] input",
            run: "edit 07/31/2026 && press Tab",
        },
        button("Save", ".o_form_button_save"),
        reached("work"),
        {
            content: "The report is missing",
            trigger: `${missing}:contains('The report says')`,
        },
        button("Open the report", ".nav-link[name='report']"),
        ...tell("What Was Done", "Die Spielgeräte stehen."),
        ...tell("Results Compared", "Der Platz ist voll."),
        button("Save", ".o_form_button_save"),
        {
            content: "Nothing is missing any more",
            trigger:
                ".o_form_saved .alert:contains('somebody else who manages grants')",
        },
    ],
});

// A second person confirms the figures.
tours.add("quartier_grant_proof_check", {
    steps: () => [
        {
            content: "It shows what was paid",
            trigger: "[name='line_ids'] td[name='actual_amount']:contains('3,000.00')",
        },
        button("Confirm", "button[name='action_check']"),
        reached("checked"),
    ],
});

// The user hands it in, and finds what was handed in.
tours.add("quartier_grant_proof_submit", {
    steps: () => [
        button("Handed in", "button:contains('Note the Submission')"),
        button("How?", ".modal [name='how'] input"),
        button("On the portal", ".o_select_menu_item:contains('portal')"),
        {
            content: "With a number",
            trigger: ".modal [name='receipt'] input",
            run: "edit V-17",
        },
        button("Note it", ".modal button[name='action_decide']"),
        reached("submitted"),
        button("Open the submission", ".nav-link[name='submission']"),
        {
            content: "The workbook is kept",
            trigger: "[name='kept_xlsx']:contains('.xlsx')",
        },
    ],
});
