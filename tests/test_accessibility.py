"""What residents see is accessible: WCAG 2.1 AA, as axe-core checks it."""

from datetime import timedelta

from quartier_dev.lint import ensure_node

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_management.tests.common import QuartierCommon

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
READY = "document.readyState === 'complete'"
RUN = """
axe.run(document, {runOnly: %s}).then(({violations}) => {
    const found = violations.map(({id, help, nodes}) =>
        `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join(", ")})`);
    if (found.length) { console.error(found.join("; ")); }
    else { console.log("test successful"); }
});
"""


class AccessibilityCase(QuartierCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        axe = ensure_node() / "axe-core" / "axe.min.js"
        cls.axe = axe.read_text(encoding="utf-8")

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

    def _check(self, address):
        self.browser_js(address, self.axe + RUN % RULES, READY)


@tagged("standard", "post_install", "-at_install")
class TestAccessibility(AccessibilityCase):
    def test_pages(self):
        self._check_all()

    def test_a_fault_would_be_found(self):
        """Without this nobody knew whether axe looks at all."""
        fault = "document.querySelector('h1').innerHTML = '<img src=x>';"
        with self.assertLogs(level="ERROR") as logs, self.assertRaises(AssertionError):
            self.browser_js(
                f"/quartier/{self.west.slug}/woche",
                fault + self.axe + RUN % RULES,
                READY,
            )
        self.assertIn("image-alt", "".join(logs.output))


@tagged("standard", "post_install", "-at_install")
class TestAccessibilityOnThePhone(AccessibilityCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_pages(self):
        self._check_all()
