import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

function openRooms(menu) {
    return [
        {
            content: "Open the rooms",
            trigger: "[data-menu-xmlid='quartier_management.menu_rooms']",
            run: "click",
        },
        {
            content: `Open ${menu}`,
            trigger: `[data-menu-xmlid='quartier_management.${menu}']`,
            run: "click",
        },
    ];
}

/** The range of a form: each end is a button until somebody clicks it. */
function enterRange(form, start, stop) {
    return Object.entries({start, stop}).flatMap(([field, moment]) => [
        {
            content: `Go to the ${field}`,
            trigger: `${form} [name='start'] button[data-field='${field}']`,
            run: "click",
        },
        {
            content: `Enter the ${field}`,
            trigger: `${form} [name='start'] input[data-field='${field}']`,
            run: `edit ${moment} && press Enter`,
        },
    ]);
}

// A club calls: the hour is taken, the office books what is free instead, and moves it
// to the day that the club asks for later.
tours.add("quartier_room_booking", {
    steps: () => [
        ...openRooms("menu_rooms_reserve"),
        {
            content: "Type the group",
            trigger: ".modal [name='partner_id'] input",
            run: "edit Probeverein",
        },
        {
            content: "Choose the group",
            trigger: ".o-autocomplete--dropdown-item a:contains('Probeverein')",
            run: "click",
        },
        ...enterRange(".modal", "03/04/2030 11:00", "03/04/2030 13:00"),
        {
            content: "Somebody has the room; take the free hour",
            trigger: ".modal .alert-warning button[name='action_take_other_hour']",
            run: "click",
        },
        {
            content: "It is free",
            trigger: ".modal .alert-success:contains('free')",
        },
        {
            content: "Promise it at once",
            trigger: ".modal [name='state'] input[data-value='confirmed']",
            run: "click",
        },
        {
            content: "Book",
            trigger: ".modal button[name='action_book']",
            run: "click",
        },
        {
            content: "It says what was booked",
            trigger: ".o_notification:contains('2030')",
        },
        ...openRooms("menu_rooms_bookings"),
        {
            content: "The bookings have come (the page before has a list as well)",
            trigger: ".o_breadcrumb .active:contains('Room Bookings')",
        },
        {
            content: "Switch to the list",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "Open the booking",
            trigger: ".o_data_row:contains('Probeverein') .o_data_cell[name='name']",
            run: "click",
        },
        ...enterRange(".o_form_view", "03/06/2030 11:00", "03/06/2030 13:00"),
        ...stepUtils.saveForm(),
    ],
});

// The club fills in the public form.
tours.add("quartier_room_request", {
    steps: () => [
        {
            content: "Choose the room",
            trigger: "select[name='room_id']",
            run: "selectByLabel /Saal/",
        },
        ...Object.entries({
            date: "2030-03-04",
            time_from: "11:00",
            time_to: "13:00",
            attendance: "12",
            purpose: "Chorprobe",
            group_name: "Probechor",
            contact_name: "Rosa Geheim",
            email: "rosa@example.org",
        }).map(([name, value]) => ({
            content: `Enter ${name}`,
            trigger: `input[name='${name}']`,
            // Not "edit": it cannot read an empty input for dates
            run() {
                this.anchor.value = value;
            },
        })),
        {
            content: "Send",
            trigger: "button.btn-primary:contains('Send request')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "An e-mail is on its way",
            trigger: ".alert-success:contains('e-mail')",
        },
    ],
});

// It opens the link in its e-mail.
tours.add("quartier_room_request_confirm", {
    steps: () => [
        {
            content: "Confirm",
            trigger: "button[value='confirm']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The office has it",
            trigger: ".alert-info:contains('Open')",
        },
    ],
});

// The office finds the request on its board and approves it.
tours.add("quartier_room_request_approve", {
    steps: () => [
        ...openRooms("menu_rooms_requests"),
        {
            content: "Open the card",
            trigger: ".o_kanban_record:contains('Probechor')",
            run: "click",
        },
        {
            content: "Approve",
            trigger: "button[name='action_approve']",
            run: "click",
        },
        {
            content: "It is booked",
            trigger: ".o_form_view button[name='action_open_booking']",
        },
    ],
});

// The club reads that the room is its own.
tours.add("quartier_room_request_approved", {
    steps: () => [
        {
            content: "Approved",
            trigger: ".alert-success:contains('Approved')",
        },
    ],
});

// A resident looks for what is on, on a phone.
tours.add("quartier_public_week", {
    steps: () => [
        {
            content: "The café is cancelled this week, and why",
            trigger: ".o_quartier_event:contains('Café'):contains('Wasserschaden')",
        },
        {
            content: "Look at the next week",
            trigger: "a:contains('Later')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "There are two offers; look for those for women",
            trigger: "body:has(.o_quartier_event:contains('Chor')) details summary",
            run: "click",
        },
        {
            content: "Choose the audience",
            trigger: "select[name='audience']",
            run: "selectByLabel Frauen",
        },
        {
            content: "Show them",
            trigger: "details button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The other one is gone; open the one for women",
            trigger:
                "body:not(:has(.o_quartier_event:contains('Chor'))) .o_quartier_event a:contains('Frauenfrühstück')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Where it is, and that no step is in the way",
            trigger: "dl:contains('Saal'):contains('barrier-free')",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The page is wider than the phone");
                }
            },
        },
    ],
});
