import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function fitsThePhone() {
    if (document.documentElement.scrollWidth > window.innerWidth) {
        throw new Error("The page is wider than the phone");
    }
}

function follow(content, trigger) {
    return {content, trigger, run: "click", expectUnloadPage: true};
}

// Somebody looks at the board, and says that they would like to take part.
tours.add("quartier_volunteer_interest", {
    steps: () => [
        {content: "The board fits the phone", trigger: "h1", run: fitsThePhone},
        follow("Open the opportunity", "a:contains('Lesepatin')"),
        {
            content: "Its page fits the phone",
            trigger: "dl:contains('Kind of work')",
            run: fitsThePhone,
        },
        follow("I am interested", "a.btn-primary:contains('interested')"),
        {content: "Name", trigger: "input[name='name']", run: "edit Rosa Geheim"},
        {
            content: "E-mail",
            trigger: "input[name='email']",
            run: "edit rosa@example.org",
        },
        follow("Send", "button.btn-primary:contains('Send')"),
        {
            content: "An e-mail is on its way",
            trigger: ".alert-success:contains('e-mail')",
            run: fitsThePhone,
        },
    ],
});

// Opens the link of the first mail.
tours.add("quartier_volunteer_confirm", {
    steps: () => [
        {content: "It fits the phone", trigger: "dl", run: fitsThePhone},
        follow("Confirm", "button[value='confirm']"),
        {content: "Thanks", trigger: ".alert-success:contains('Thank you')"},
    ],
});

// Takes the place that was offered by the link of the mail.
tours.add("quartier_volunteer_accept", {
    steps: () => [
        {content: "It fits the phone", trigger: "dl", run: fitsThePhone},
        follow("Accept", "button[value='accept']"),
        {content: "Confirmed", trigger: "dl strong:contains('Confirmed')"},
        follow("On the way", "button[value='on_the_way']"),
        {content: "Noted", trigger: "p:contains('on your way')"},
    ],
});

// Types the digits below the code at the door; the test hands them over in the address.
tours.add("quartier_volunteer_door", {
    steps: () => [
        {
            content: "Type the digits",
            trigger: "input[name='code']",
            run() {
                this.anchor.value = new URLSearchParams(location.search).get("digits");
            },
        },
        follow("I am here", "button[value='check_in']"),
        {
            content: "There",
            trigger: "dl strong:contains('You are there')",
            run: fitsThePhone,
        },
    ],
});

// The work is done; its hours wait for the office.
tours.add("quartier_volunteer_done", {
    steps: () => [
        {content: "Done", trigger: "dl strong:contains('Done')", run: fitsThePhone},
    ],
});

// The office approves them on its phone.
tours.add("quartier_volunteer_approve", {
    steps: () => [
        {
            content: "The hours of the shift",
            trigger: ".o_kanban_record:contains('Rosa') button[name='action_approve']",
            run: "click",
        },
        {
            content: "Nothing is left to approve",
            trigger: ".o_view_nocontent, .o_kanban_view:not(:contains('Rosa'))",
            run: fitsThePhone,
        },
    ],
});

// And the person reads that they count.
tours.add("quartier_volunteer_hours", {
    steps: () => [
        {
            content: "Approved",
            trigger: "tr:contains('Theke') td:contains('Approved')",
            run: fitsThePhone,
        },
    ],
});

// The shift is full: onto the list, from the page of what is open.
tours.add("quartier_volunteer_wait", {
    steps: () => [
        {content: "It fits the phone", trigger: "h1", run: fitsThePhone},
        follow("Join the list", "li:contains('Theke') button:contains('waiting list')"),
        {content: "Saved", trigger: ".alert-success"},
        follow("My shifts", "nav a:contains('My shifts')"),
        {
            content: "Waiting",
            trigger: "li:contains('Theke') strong:contains('On the waiting list')",
            run: fitsThePhone,
        },
    ],
});

// Whoever has the place cannot come, and leaves nobody alone.
tours.add("quartier_volunteer_substitute", {
    steps: () => [
        follow("Look for a substitute", "button[value='substitute']"),
        {
            content: "Counted on until there is one",
            trigger: "dl strong:contains('we count on you')",
            run: fitsThePhone,
        },
    ],
});

// The next on the list takes the place over by the link of the mail.
tours.add("quartier_volunteer_take_over", {
    steps: () => [
        {
            content: "Offered",
            trigger: "dl strong:contains('offered')",
            run: fitsThePhone,
        },
        follow("Accept", "button[value='accept']"),
        {content: "Confirmed", trigger: "dl strong:contains('Confirmed')"},
    ],
});

// Then the first one is free.
tours.add("quartier_volunteer_replaced", {
    steps: () => [
        {
            content: "Does not take part any more",
            trigger: "dl strong:contains('You do not take part')",
            run: fitsThePhone,
        },
    ],
});

// The team ticks off with the same code.
tours.add("quartier_volunteer_tick_off", {
    steps: () => [
        {content: "It fits the phone", trigger: "h1", run: fitsThePhone},
        follow("Is here", "button[value='check_in']"),
        follow("Has finished", "button[value='done']"),
        {content: "Done", trigger: "li:contains('Done')"},
    ],
});
