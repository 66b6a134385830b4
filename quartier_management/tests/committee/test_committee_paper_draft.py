from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import PaperCommon


@tagged("standard", "post_install", "-at_install")
class TestCommitteePaperDraft(PaperCommon):
    """Drafting again updates what is derived and leaves the authors' words alone."""

    def setUp(self):
        super().setUp()
        self.event = self._new_festival()
        self.paper = self._draft()
        self.told = self._statement(self.paper, self.event)

    def _reword(self, text="Ein schönes Fest."):
        self.told.text = text
        self.assertEqual(self.told.origin, "rewritten")

    def test_empty_period(self):
        paper = self._draft(
            self._new_paper(date_from="2001-01-01", date_to="2001-03-31")
        )
        self.assertFalse(paper.statement_ids.event_ids)
        self.assertIn("office", paper.statement_ids.mapped("key"))

    def test_links_its_records(self):
        self.assertEqual(self.told.event_ids, self.event)
        self.assertEqual(self.told.origin, "derived")
        self.assertEqual(self.told.duty_id, self.event.quartier_duty_id)
        action = self.told.action_view_records()
        self.assertEqual(action["domain"], [("id", "in", self.event.ids)])

    def test_derived_is_updated(self):
        self.event.name = "Sommerfest"
        self.paper.action_draft()
        self.assertIn("Sommerfest", self.told.text)
        self.assertEqual(self.told.origin, "derived")

    def test_drafting_twice_changes_nothing(self):
        before = self.paper.statement_ids.read(["text", "sequence", "key"])
        self.paper.action_draft()
        self.assertEqual(
            self.paper.statement_ids.read(["text", "sequence", "key"]), before
        )

    def test_reworded_stays_and_is_marked(self):
        self._reword()
        self.paper.action_draft()
        self.assertFalse(self.told.outdated)
        self.event.quartier_headcount = 12
        self.paper.action_draft()
        self.assertEqual(self.told.text, "Ein schönes Fest.")
        self.assertTrue(self.told.outdated)
        self.told.action_keep()
        self.assertFalse(self.told.outdated)
        self.assertEqual(self.told.text, "Ein schönes Fest.")

    def test_reworded_takes_the_records_over(self):
        self._reword()
        self.event.quartier_headcount = 12
        self.paper.action_draft()
        self.told.action_adopt()
        self.assertIn("12 Menschen", self.told.text)
        self.assertEqual((self.told.origin, self.told.outdated), ("derived", False))

    def test_authored_stays(self):
        with Form(self.paper) as form, form.statement_ids.new() as line:
            line.text = "Ein eigener Satz."
        authored = self.paper.statement_ids.filtered(lambda row: not row.key)
        self.assertEqual(authored.origin, "authored")
        self.paper.action_draft()
        self.assertEqual(authored.text, "Ein eigener Satz.")
        authored.action_drop()
        self.assertFalse(authored.exists())

    def test_new_statements_stand_in_their_section(self):
        with Form(self.paper) as form, form.statement_ids.new() as line:
            line.text = "Ein eigener Satz."
        codes = self.paper.statement_ids.sorted().section_id.mapped("code")
        self.assertEqual(codes, sorted(set(codes), key=codes.index))
        self.assertEqual(codes[0], "proposal")

    def test_dropped_stays_dropped(self):
        self.told.action_drop()
        self.paper.action_draft()
        self.assertTrue(self.told.dropped)
        self.told.action_restore()
        self.assertFalse(self.told.dropped)

    def test_moved_stays_where_it_is(self):
        duty = self.west.duty_ids - self.told.duty_id
        self.told.duty_id = duty[0]
        self.paper.action_draft()
        self.assertEqual(self.told.duty_id, duty[0])

    def test_deleted_record(self):
        self._reword()
        other = self._new_festival("Lesung", day="2024-10-05")
        self.paper.action_draft()
        derived = self._statement(self.paper, other)
        (self.event + other).unlink()
        self.assertFalse(self.told.event_ids)
        self.assertEqual(self.told.record_total, 1)
        self.paper.action_draft()
        self.assertFalse(derived.exists())
        self.assertEqual(self.told.text, "Ein schönes Fest.")
        self.assertTrue(self.told.outdated)

    def test_not_of_another_office(self):
        self._new_event(quartier=self.ost, name="Ostfest", start="2024-09-20 10:00:00")
        self._new_project(quartier=self.ost, name="Ostprojekt")
        self.paper.action_draft()
        self.assertNotIn("Ost", self._text(self.paper))

    def test_nobody_forges_where_a_statement_comes_from(self):
        values = {"paper_id": self.paper.id, "text": "Erfunden"}
        statements = self.env["quartier.committee.statement"].with_user(self.manager)
        for forged in (
            {"key": "event:1"},
            {"default_key": "event:1"},
            {"derived_text": "Erfunden"},
            {"record_total": 4},
            {"event_ids": [(6, 0, self.event.ids)]},
        ):
            context = {k: v for k, v in forged.items() if k.startswith("default_")}
            vals = values if context else {**values, **forged}
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                statements.with_context(**context).create(vals)
        claimed = statements.create({**values, "origin": "derived", "outdated": True})
        self.assertEqual((claimed.origin, claimed.outdated), ("authored", False))
        for vals in (
            {"basis_text": "Erfunden"},
            {"event_ids": [(5,)]},
            {"origin": "authored"},
            {"outdated": False},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                self.told.with_user(self.manager).write(vals)

    def test_derived_statements_are_left_out_instead_of_deleted(self):
        with self.assertRaises(UserError):
            self.told.with_user(self.manager).unlink()
        with self.assertRaises(ValidationError):
            self.told.text = "   "

    def test_reworded_events_stay_out_of_the_summary(self):
        self._reword()
        other = self._new_festival("Lesung", day="2024-10-05")
        self.paper.action_draft()
        self._statement(self.paper, other).action_drop()
        for number in range(1, 7):
            self._new_festival(day=f"2024-11-0{number}")
        self.paper.action_draft()
        self.assertEqual(self.told.text, "Ein schönes Fest.")
        self.assertFalse(self.told.outdated)
        self.assertTrue(self._statement(self.paper, other).dropped)
        self.assertIn("fanden 6 Feste statt", self._text(self.paper))

    def test_projects_of_invited_people_are_not_told(self):
        project = self.env["project.project"].create(
            {
                "name": "Streng geheim",
                "quartier_id": self.west.id,
                "privacy_visibility": "followers",
                "date_start": "2024-09-01",
            }
        )
        project.message_subscribe(self.manager.partner_id.ids)
        self.paper.action_draft()
        self.assertNotIn(project, self.paper.statement_ids.project_ids)
        self.assertNotIn("geheim", self._text(self.paper))

    def test_a_section_keeps_its_technical_name(self):
        section = self.env.ref("quartier_management.quartier_committee_section_staff")
        with self.assertRaises(UserError):
            section.with_user(self.admin).code = "other"
        self.env["quartier.position"].with_user(self.manager).create(
            {"name": "Assistenz", "quartier_id": self.west.id, "hours_week": 20}
        )
        section.with_user(self.admin).unlink()
        self.paper.action_draft()  # the city has no such section: among the facts
        told = self.paper.statement_ids.filtered(lambda row: row.key == "posts")
        self.assertEqual(told.section_id.code, "facts")

    def test_an_actor_of_another_company(self):
        company = self.env["res.company"].create({"name": "Andere Stadt"})
        self.event.quartier_participation_ids = [
            Command.create({"partner_id": self.club.id})
        ]
        self.club.company_id = company
        self.env.invalidate_all()
        self.paper.action_draft()
        self.assertNotIn("Probeverein", self.told.text)

    def test_archived_records_stay_behind_their_statement(self):
        self.event.active = False
        self.assertEqual(
            self.told.action_view_records()["domain"], [("id", "in", self.event.ids)]
        )

    def test_number_of_queries_does_not_grow(self):
        def draft(count):
            for number in range(count):
                self._new_project(name=f"Projekt {number}", date_start="2024-09-01")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            paper = self._new_paper()
            paper.action_draft()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few = draft(3)
        self.assertLessEqual(draft(60), few + 3)
        self.assertLessEqual(few, 100)
