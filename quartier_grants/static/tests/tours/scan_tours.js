import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// A picture of one point; what is added behind its end makes it another file
const PNG =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

function picture(name, behind = "") {
    const bytes = Uint8Array.from(window.atob(PNG), (char) => char.charCodeAt(0));
    return new File([bytes, behind], name, {type: "image/png"});
}

function carrying(files) {
    const data = new DataTransfer();
    for (const file of files) {
        data.items.add(file);
    }
    return data;
}

function drag(target, type, dataTransfer) {
    target.dispatchEvent(
        new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer})
    );
}

function enter(field, value) {
    return {
        content: `Enter ${field}`,
        trigger: `.o_form_view [name='${field}'] input`,
        run: `edit ${value} && press Tab`,
    };
}

// One scan is picked by the button, and its voucher entered right away.
tours.add("quartier_grant_scan_pick", {
    steps: () => [
        {
            content: "The button is there, and reached by the keyboard",
            trigger: "button.o_quartier_upload_scans:not([tabindex='-1'])",
            run() {
                const input = document.querySelector(
                    "input[type='file'][accept*='image/png']"
                );
                input.files = carrying([picture("bon.png")]).files;
                input.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
        {
            content: "The scan is shown beside what is asked for",
            trigger: ".o_form_view .o_field_image[name='document'] img",
        },
        enter("payee", "Druckerei"),
        enter("number", "S-1"),
        enter("invoice_date", "03/10/2026"),
        enter("gross", "80"),
        {
            content: "Enter the voucher",
            trigger: "button[name='action_record']",
            run: "click",
        },
        {
            content: "It is a draft",
            trigger: ".o_form_view:has([name='share_ids']) .o_form_statusbar",
        },
    ],
});

// Three files are dropped on the vouchers; one of them is no scan.
tours.add("quartier_grant_scan_drop", {
    steps: () => [
        {
            content: "Files come over the window",
            trigger: ".o_list_view .o_quartier_upload_scans",
            run() {
                drag(document.body, "dragenter", carrying([picture("eins.png")]));
            },
        },
        {
            content: "Drop them",
            trigger: ".o-Dropzone",
            run() {
                const files = [
                    picture("eins.png"),
                    new File(["<html/>"], "falsch.pdf", {type: "application/pdf"}),
                    picture("zwei.png", "2"),
                ];
                drag(this.anchor, "drop", carrying(files));
            },
        },
        {
            content: "What is wrong with one is said",
            trigger: ".o_notification:contains('falsch.pdf')",
        },
        {
            content: "The others wait",
            trigger: ".o_list_view .o_data_row:contains('eins.png')",
        },
        {
            content: "Both of them",
            trigger: ".o_list_view .o_data_row:contains('zwei.png')",
        },
    ],
});
