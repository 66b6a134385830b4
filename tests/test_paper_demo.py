"""The paper that the office once wrote by hand, drawn from its records."""

import io

from pypdf import PdfReader

from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

ADDON = "quartier_management."

# what the public paper reported, in the order in which the drafted one says it
FACTS = (
    "wird zur Kenntnis genommen",
    "Gutenbergstraße 52, 52249 Eschweiler",
    "Amt 502",
    "Kommunikation und Vernetzung",
    "Sprechstunden für Bewohner:innen",
    "Fördermittel",
    "Konferenzen und Arbeitskreise",
    "Zusammenleben",
    "Orientierung und Lotsendienst",
    "Ehrenamt",
    "Berichterstattung in den Gremien",
    "10. Oktober 2024",
    "Erste Beigeordnete und Sozialdezernentin",
    "Eschweiler Zeitung",
    "Erstes Austauschcafé“ im Quartiersbüro",
    "31. Oktober 2024",
    "Adam-Ries-Schule",
    "Netzwerk im Quartier",
    "dienstags von 11 bis 13 Uhr und donnerstags von 15 bis 17 Uhr",
    "20. September 2024",
    "Grünfläche hinter der Gutenbergstraße",
    "Leitung lag bei Kinderschutzbund Eschweiler",
    "13. Dezember 2024",
    "gemeinsam mit AWO Eschweiler",
    "Gemeinschaftsraum für kleine Veranstaltungen",
    "Wöchentlichen Veranstaltungskalender",
    "regelmäßige Angebote",
    "Einladungen an alle Bewohner:innen und politischen Vertreter:innen",
    "Veranstaltungen und Projekte 2025",
    "Stellenplan des städtischen Haushalts",
    "Personelle Auswirkungen",
    "39 Wochenstunden, besetzt seit 1. September 2024",
    "39 Wochenstunden, ausgeschrieben",
    "Anlagen",
)


@tagged("standard", "post_install", "-at_install")
class TestPaperDemo(TransactionCase):
    def _printed(self, paper):
        report = self.env.ref(ADDON + "quartier_committee_paper_report")
        content, _kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(report.report_name, paper.ids)
        pages = PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def test_every_fact_is_in_the_paper(self):
        manager = self.env.ref(ADDON + "user_manager")
        paper = self.env.ref(ADDON + "paper_2024").with_user(manager)
        paper.action_draft()
        text = self._printed(paper)
        position = 0
        for fact in FACTS:
            with self.subTest(fact=fact):
                found = text.find(fact, position)
                self.assertGreaterEqual(found, 0, text[position:])
                position = found
        linked = paper.statement_ids.mapped
        for name in (
            "event_press_date",
            "event_exchange_cafe_first",
            "event_school_visit",
            "event_playground_festival",
            "event_christmas_2024",
        ):
            self.assertIn(self.env.ref(ADDON + name), linked("event_ids"))
        for name in ("project_community_room", "project_christmas", "project_2025"):
            self.assertIn(self.env.ref(ADDON + name), linked("project_ids"))
        for name in ("position_manager_west", "position_assistant_west"):
            self.assertIn(self.env.ref(ADDON + name), linked("position_ids"))

    def test_an_office_entered_by_hand(self):
        """Nothing of Eschweiler-West is in the paper of another office."""
        manager = self.env.ref(ADDON + "user_manager").copy({"login": "nord"})
        office = self.env["quartier.quartier"].create(
            {
                "name": "Nord",
                "lang": "de_DE",
                "street": "Nordweg 1",
                "member_ids": [Command.set(manager.ids)],
                "manager_id": manager.id,
            }
        )
        own = (
            self.env["calendar.event"]
            .with_user(manager)
            .create(
                {
                    "name": "Nordfest",
                    "quartier_id": office.id,
                    "start": "2024-10-10 10:00:00",
                    "stop": "2024-10-10 12:00:00",
                }
            )
        )
        paper = (
            self.env["quartier.committee.paper"]
            .with_user(manager)
            .create(
                {
                    "quartier_id": office.id,
                    "date_from": "2024-09-01",
                    "date_to": "2024-11-30",
                }
            )
        )
        paper.action_draft()
        self.assertEqual(paper.statement_ids.event_ids, own)
        text = self._printed(paper)
        self.assertIn("Nordfest", text)
        for foreign in ("Gutenberg", "Eschweiler-West", "Spielplatz", "AWO"):
            self.assertNotIn(foreign, text)
