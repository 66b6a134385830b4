import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// Somebody is interested: entered by name and phone, with the times of the week.
tours.add("quartier_volunteer_people", {
    steps: () => [
        {
            content: "Enter a new person",
            trigger: ".o_control_panel button:contains('New Person')",
            run: "click",
        },
        {
            content: "The name is enough",
            trigger: ".modal [name='name'] input",
            run: "edit Nora Neu",
        },
        {
            content: "And the phone",
            trigger: ".modal [name='phone'] input",
            run: "edit 0170 1",
        },
        {
            content: "Enter",
            trigger: ".modal button[name='action_create']",
            run: "click",
        },
        {
            content: "The volunteer opens; Tuesday afternoon",
            trigger: ".o_volunteer_week button[title^='Tuesday, Afternoon']",
            run: "click",
        },
        {
            content: "And Saturday morning",
            trigger: ".o_volunteer_week button[title^='Saturday, Morning']",
            run: "click",
        },
        {
            content: "Both are marked",
            trigger:
                ".o_volunteer_week:has(button[title^='Tuesday, Afternoon'][aria-pressed='true'])",
        },
        {
            content: "Not on Saturdays after all",
            trigger:
                ".o_volunteer_week button[title^='Saturday, Morning'][aria-pressed='true']",
            run: "click",
        },
        {
            content: "Taken back",
            trigger:
                ".o_volunteer_week button[title^='Saturday, Morning'][aria-pressed='false']",
        },
        {
            content: "The first talk takes place, which saves",
            trigger: ".o_form_statusbar button:contains('First Talk')",
            run: "click",
        },
        {
            content: "On to the onboarding",
            trigger: ".o_form_statusbar button:contains('Start Onboarding')",
            run: "click",
        },
        {
            content: "Onboarding has begun",
            trigger: ".o_form_statusbar button:contains('Take In')",
        },
    ],
});

// The inspecting role notes that a certificate was shown, from the person's form.
tours.add("quartier_volunteer_inspection", {
    steps: () => [
        {
            content: "Note the inspection",
            trigger: ".o_form_statusbar button:contains('Certificate Shown')",
            run: "click",
        },
        {
            content: "Of which day the certificate is",
            trigger:
                ".modal [name='certificate_date'] input, .modal [name='certificate_date'] button",
            run: "click",
        },
        {
            content: "Today's",
            trigger: ".o_datetime_picker .o_today",
            run: "click",
        },
        {
            content: "Save",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "Back at the person",
            trigger: "body:not(:has(.modal)) .o_form_statusbar",
        },
    ],
});
