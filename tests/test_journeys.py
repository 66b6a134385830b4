from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_management.tests.common import QuartierCommon


class JourneyCase(QuartierCommon, HttpCase):
    def _walk(self, tour, user, path):
        self.start_tour(path, tour, login=user.login)


@tagged("standard", "post_install", "-at_install")
class TestJourneys(JourneyCase):
    """What the people of an office do all day, in a real browser."""

    def test_resident(self):
        self._walk("quartier_resident", self.office, "/odoo/quartiere")
        person = self.env["res.partner"].search([("name", "=", "Rosa Browser")])
        self.assertTrue(person.quartier_confidential)
        self.assertEqual(person.quartier_owner_id, self.west)

    def test_event(self):
        actor = self.env["res.partner"].create(
            {"name": "Probeverein", "is_company": True}
        )
        self._walk("quartier_event", self.manager, "/odoo/termine")
        event = self.env["calendar.event"].search([("name", "=", "Probefest")])
        self.assertEqual(event.quartier_participation_ids.partner_id, actor)
        self.assertTrue(event.quartier_published)
        self.assertEqual(event.quartier_cancel_reason, "Sturmwarnung")

    def test_reader(self):
        self._new_event(name="Probefest")
        self._walk("quartier_reader", self.reader, "/odoo/termine")

    def test_paper(self):
        event = self._new_event(name="Probefest")
        event.write({"start": "2024-09-20 10:00:00", "stop": "2024-09-20 11:00:00"})
        papers = self.env["quartier.committee.paper"]
        # what the form proposes begins after the last paper
        papers.with_user(self.manager).create(
            {
                "quartier_id": self.west.id,
                "date_from": "2024-06-01",
                "date_to": "2024-08-31",
            }
        )
        self._walk("quartier_paper", self.manager, "/odoo/quartiere")
        paper = papers.search([("quartier_id", "=", self.west.id)], limit=1)
        self.assertEqual(paper.state, "released")
        self.assertTrue(paper.document)
        self._walk("quartier_paper_reader", self.reader, "/odoo/vorlagen")


@tagged("standard", "post_install", "-at_install")
class TestJourneysOnThePhone(JourneyCase):
    """The same on a phone."""

    browser_size = "375x667"
    touch_enabled = True

    def test_overview(self):
        self.browser_js(
            "/odoo/quartiere",
            "console.log('test successful')",
            ready="document.querySelector('.o_kanban_record .btn')"
            " && document.body.scrollWidth <= 375",
            login=self.office.login,
        )
