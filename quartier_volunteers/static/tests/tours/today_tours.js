import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const card = (name) => `.o_kanban_record:contains('${name}')`;

function press(content, key, trigger) {
    return {content, trigger, run: `press ${key}`};
}

function click(content, trigger) {
    return {content, trigger, run: "click"};
}

function fitsThePhone() {
    if (document.documentElement.scrollWidth > window.innerWidth) {
        throw new Error("The page is wider than the phone");
    }
}

// At a desk, without a mouse: from the search into the list, and along to the button.
tours.add("quartier_volunteer_today", {
    steps: () => [
        {
            content: "All who are expected today stand there, and nobody else",
            trigger: ".o_list_view:has(.o_data_row)",
            run() {
                const rows = document.querySelectorAll(".o_data_row");
                if (rows.length !== 3) {
                    throw new Error(`${rows.length} people are on the list`);
                }
                document.querySelector(".o_searchview_input").focus();
            },
        },
        press("Into the list", "ArrowDown", ".o_searchview_input:focus"),
        press("To the first person", "ArrowDown", ".o_list_view thead *:focus"),
        ...["person", "shift", "phone", "status", "came"].map((column) =>
            press(`On to ${column}`, "ArrowRight", ".o_data_row:first *:focus")
        ),
        press("And to the button", "ArrowRight", ".o_data_row:first *:focus"),
        // what the browser makes of the space bar on a button; Enter opens the row
        click("Is there", ".o_data_row:first button[name='action_check_in']:focus"),
        {content: "Ticked off", trigger: ".o_data_row.text-success:contains('Ida')"},
    ],
});

// On a phone: a card for each, as large as a thumb.
tours.add("quartier_volunteer_today_phone", {
    steps: () => [
        {
            content: "The cards fit the phone",
            trigger: card("Ida"),
            run: fitsThePhone,
        },
        click("Ida is there", `${card("Ida")} button[name='action_check_in']`),
        click("And goes home", `${card("Ida")} button[name='action_done']`),
        {content: "Done", trigger: `${card("Ida")}:contains('Done')`},
        click("Omar did not come", `${card("Omar")} button[name='action_no_show']`),
        click("But he did", `${card("Omar")} button[name='action_undo']`),
        click("Is there", `${card("Omar")} button[name='action_check_in']`),
        {
            content: "Vera can be called",
            trigger: `${card("Vera")} a[href^='tel:']`,
        },
        {
            content: "Omar is there",
            trigger: `${card("Omar")} button[name='action_done']`,
            run: fitsThePhone,
        },
    ],
});
