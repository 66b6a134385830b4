"""What residents see is accessible: WCAG 2.1 AA, as axe-core checks it."""

from datetime import timedelta

from quartier_dev import node

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.quartier_management.tests.common import QuartierCommon
from odoo.addons.quartier_management.tests.network.consent_common import ConsentCommon
from odoo.addons.quartier_management.tests.rooms.request_common import RequestCommon

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
READY = "document.readyState === 'complete'"
# What the server answers to a form that was sent empty, in the place of the page.
SEND_EMPTY = """
const form = document.querySelector("form[novalidate]");
const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams({csrf_token: form.csrf_token.value}),
});
const page = new DOMParser().parseFromString(await answer.text(), "text/html");
document.body.replaceWith(page.body);
"""
RUN = """
axe.run(document, {runOnly: %s}).then(({violations}) => {
    const found = violations.map(({id, help, nodes}) =>
        `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join(", ")})`);
    if (found.length) { console.error(found.join("; ")); }
    else { console.log("test successful"); }
});
"""


class AxeCase(QuartierCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        axe = node.ensure() / "axe-core" / "axe.min.js"
        cls.axe = axe.read_text(encoding="utf-8")

    def _check(self, address, before="", **kwargs):
        code = f"(async () => {{ {before} {self.axe + RUN % RULES} }})()"
        self.browser_js(address, code, READY, **kwargs)


class AccessibilityCase(AxeCase):
    def setUp(self):
        super().setUp()
        day = fields.Date.today()
        self.event = self._new_event(
            name="Offenes Café",
            quartier_published=True,
            start=f"{day} 10:00:00",
            stop=f"{day} 11:00:00",
            quartier_audience_ids=self.env["quartier.audience"].search([], limit=2).ids,
            quartier_barrier_free=True,
            quartier_public_text="Mit Kuchen.",
        )
        cancelled = self.event.copy({"quartier_published": True})
        cancelled.action_quartier_cancel("krank")
        room = self.env["quartier.room"].create(
            {"name": "Saal", "quartier_id": self.west.id}
        )
        self._new_event(
            start=f"{day + timedelta(days=1)} 10:00:00",
            stop=f"{day + timedelta(days=1)} 11:00:00",
            quartier_room_ids=room.ids,
        )

    def _paths(self):
        return (
            "woche",
            "woche?barrier_free=1",
            "monat",
            "liste",
            "liste?datum=2040-01-01",
            f"termin/{self.event.id}",
            "raum-anfragen",
        )

    def _check_all(self):
        for path in self._paths():
            with self.subTest(path=path):
                self._check(f"/quartier/{self.west.slug}/{path}")


@tagged("standard", "post_install", "-at_install")
class TestAccessibility(AccessibilityCase):
    def test_pages(self):
        self._check_all()

    def test_a_fault_would_be_found(self):
        """Without this nobody knew whether axe looks at all."""
        fault = "document.querySelector('h1').innerHTML = '<img src=x>';"
        with self.assertLogs(level="ERROR") as logs, self.assertRaises(AssertionError):
            self._check(f"/quartier/{self.west.slug}/woche", fault)
        self.assertIn("image-alt", "".join(logs.output))


@tagged("standard", "post_install", "-at_install")
class TestAccessibilityOnThePhone(AccessibilityCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_pages(self):
        self._check_all()


@tagged("standard", "post_install", "-at_install")
class TestAccessibilityOfRequests(RequestCommon, AxeCase):
    """What somebody who asks for a room sees, on a phone."""

    browser_size = "375x667"
    touch_enabled = True

    def test_form_with_errors(self):
        path = f"/quartier/{self.west.slug}/raum-anfragen"
        there = "if (!document.querySelector('.invalid-feedback')) throw Error();"
        self._check(path, SEND_EMPTY + there)

    def test_status(self):
        """Each state has a page of its own."""
        self._check(self._new_request(confirmed=False)._status_path())
        request = self._new_request()
        self._check(request._status_path())
        self._reply(request, "question", "Wie lange?")
        self._check(request._status_path())
        request.with_user(self.office).action_approve()
        self._check(request._status_path())
        times = {"start": "2030-03-05 10:00:00", "stop": "2030-03-05 12:00:00"}
        declined = self._new_request(**times)
        self._reply(declined, "declined", "Putztag")
        self._check(declined._status_path())

    def test_portal(self):
        club = new_test_user(
            self.env,
            login="club@example.org",
            email="club@example.org",
            groups="base.group_portal",
            lang="en_US",
        )
        own = self._new_request(club.partner_id, email=club.login)
        self._check("/my/raum-anfragen", login=club.login)
        self._check(f"/my/raum-anfragen/{own.id}", login=club.login)


@tagged("standard", "post_install", "-at_install")
class TestAccessibilityOfConsents(ConsentCommon, AxeCase):
    """What somebody sees who was asked for consent, on a phone."""

    browser_size = "375x667"
    touch_enabled = True

    def test_page(self):
        """Asked, given and withdrawn stand below each other."""
        self._record()
        _requests, path = self._ask(self.newsletter, self.invitation)
        link = self.env["quartier.consent.link"].search(
            [("partner_id", "=", self.rosa.id)]
        )
        link._refuse(link.request_ids[0])
        self._check(path)
        self._check(path + "?widerrufen=1")
