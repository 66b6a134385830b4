import base64

from markupsafe import Markup
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PaperCommon


@tagged("standard", "post_install", "-at_install")
class TestCommitteePaperRelease(PaperCommon):
    """A released paper stays as it is; a correction is a new version."""

    def setUp(self):
        super().setUp()
        self.event = self._new_festival(quartier_headcount=12)
        self.paper = self._draft(self._new_paper(number="123/24"))

    def _release(self):
        self.paper.action_release()
        return self.paper

    def test_freezes(self):
        self._release()
        self.assertEqual(self.paper.state, "released")
        self.assertEqual(self.paper.released_by_id, self.manager)
        content = base64.b64decode(self.paper.document)
        self.assertTrue(content.startswith(b"%PDF"))
        self.event.write({"name": "Umbenannt", "quartier_headcount": 99})
        self.assertIn("12 Menschen", self._statement(self.paper, self.event).text)
        report = self.env.ref("quartier_management.quartier_committee_paper_report")
        printed, _kind = (
            report.with_user(self.reader)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(report.report_name, self.paper.ids)
        )
        self.assertEqual(printed, content)

    def test_only_managers_of_the_office(self):
        for user in (self.office, self.reader, self.manager_ost, self.admin):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.paper.with_user(user).action_release()

    def test_nobody_changes_it(self):
        self._release()
        statement = self._statement(self.paper, self.event)
        changes = (
            lambda user: self.paper.with_user(user).write({"name": "Anders"}),
            lambda user: self.paper.with_user(user).write({"state": "draft"}),
            lambda user: self.paper.with_user(user).write({"document": False}),
            lambda user: self.paper.with_user(user).unlink(),
            lambda user: self.paper.with_user(user).action_draft(),
            lambda user: self.paper.with_user(user).action_release(),
            lambda user: statement.with_user(user).write({"text": "Anders"}),
            lambda user: statement.with_user(user).action_drop(),
            lambda user: statement.with_user(user).unlink(),
            self._new_statement,
            lambda user: self._document(user).write({"raw": b"x"}),
            lambda user: self._document(user).unlink(),
        )
        for user in (self.manager, self.office, self.admin):
            for change in changes:
                with self.assertRaises(AccessError):
                    change(user)

    def _new_statement(self, user):
        return (
            self.env["quartier.committee.statement"]
            .with_user(user)
            .create({"paper_id": self.paper.id, "text": "Zusatz"})
        )

    def _document(self, user):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "quartier.committee.paper"),
                    ("res_id", "=", self.paper.id),
                    ("res_field", "=", "document"),
                ]
            )
            .with_user(user)
            .sudo(False)
        )

    def test_nobody_releases_by_writing(self):
        papers = self.env["quartier.committee.paper"].with_user(self.manager)
        with self.assertRaises(AccessError):
            self.paper.write({"state": "released"})
        with self.assertRaises(AccessError):
            self._new_paper(state="released")
        with self.assertRaises(AccessError):
            papers.with_context(default_state="released").create(
                {
                    "quartier_id": self.west.id,
                    "date_from": "2024-01-01",
                    "date_to": "2024-02-01",
                }
            )
        self.assertEqual(self._release().copy().state, "draft")

    def test_statements_cannot_be_moved_in_or_out(self):
        other = self._draft(self._new_paper(name="Zweite"))
        self._release()
        with self.assertRaises(AccessError):
            self._statement(self.paper, self.event).paper_id = other
        authored = self.env["quartier.committee.statement"].create(
            {"paper_id": other.id, "text": "Zusatz"}
        )
        with self.assertRaises(AccessError):
            authored.with_user(self.manager).paper_id = self.paper

    def test_everybody_may_comment(self):
        self._release()
        paper = self.paper.with_user(self.reader)
        self.assertIn("Danke", paper.message_post(body=Markup("Danke")).body)

    def test_correction(self):
        with self.assertRaises(UserError):
            self.paper.action_correct()
        self._statement(self.paper, self.event).text = "Ein schönes Fest."
        self._release()
        action = self.paper.action_correct()
        correction = self.paper.correction_ids
        self.assertEqual(action["res_id"], correction.id)
        self.assertEqual(
            (correction.number, correction.version, correction.state),
            ("123/24", 2, "draft"),
        )
        told = self._statement(correction, self.event)
        self.assertEqual((told.text, told.origin), ("Ein schönes Fest.", "rewritten"))
        self.assertEqual(told.event_ids, self.event)
        with self.assertRaisesRegex(UserError, "reason for the correction"):
            correction.action_release()
        correction.correction_reason = "Zahl berichtigt"
        correction.action_release()
        self.assertEqual(self.paper.state, "released")
        self.assertEqual(self.paper.action_correct()["res_id"], correction.id)

    def test_a_correction_replaces_once_it_is_released(self):
        self._release()
        self.paper.action_correct()
        self.assertFalse(self.paper.replaced)
        valid = [("correction_ids", "not any", [("state", "=", "released")])]
        papers = self.env["quartier.committee.paper"]
        self.assertIn(self.paper, papers.search(valid))
        correction = self.paper.correction_id
        correction.correction_reason = "Zahl berichtigt"
        # what was true at the time may stay
        self.event.quartier_headcount = 99
        correction.action_release()
        self.assertTrue(self.paper.replaced)
        self.assertIn("12 Menschen", self._statement(correction, self.event).text)
        self.assertNotIn(self.paper, papers.search(valid))

    def test_what_the_system_notes_is_not_written_by_hand(self):
        other = self._draft(self._new_paper(name="Zweite"))
        for user in (self.office, self.manager):
            for name, value in (
                ("document", base64.b64encode(b"%PDF-FORGED")),
                ("version", 9),
                ("revision", 9),
                ("drafted_on", "2024-01-01 00:00:00"),
                ("released_on", "2024-01-01 00:00:00"),
                ("released_by_id", user.id),
                ("company_id", self.env.company.id),
                ("corrects_id", other.id),
            ):
                with self.subTest(field=name), self.assertRaises(AccessError):
                    self.paper.with_user(user).write({name: value})
                if name not in ("company_id", "version"):  # computed anyway
                    with self.subTest(new=name), self.assertRaises(UserError):
                        self._new_paper(user, **{name: value})
        paper = self._new_paper(version=9, company_id=False)
        self.assertEqual((paper.version, paper.company_id), (1, self.west.company_id))

    def test_a_stored_document_is_never_released(self):
        """Whatever stands in the field when the paper is released."""
        self.env["ir.attachment"].with_user(self.office).create(
            {
                "name": "document",
                "res_model": "quartier.committee.paper",
                "res_id": self.paper.id,
                "res_field": "document",
                "raw": b"%PDF-FORGED",
            }
        )
        self.env.invalidate_all()
        self._release()
        self.env.invalidate_all()
        self.assertNotIn(b"FORGED", base64.b64decode(self.paper.document))

    def test_number(self):
        for number in ("123", "24/123", "abc/24"):
            with self.subTest(number=number), self.assertRaises(ValidationError):
                self.paper.number = number
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new_paper(number="123/24")

    def test_period(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new_paper(date_to="2024-08-01")

    def test_next_paper_begins_after_the_last(self):
        fresh = Form(self.env["quartier.committee.paper"].with_user(self.both))
        fresh.quartier_id = self.west
        fresh.save()
        self.assertEqual(str(fresh.date_from), "2024-12-01")

    def test_subject_follows_the_office(self):
        form = Form(self.env["quartier.committee.paper"].with_user(self.both))
        for office in (self.ost, self.west):
            form.quartier_id = office
            self.assertIn(office.name, form.name)
        form.name = "Mein Bericht"
        form.quartier_id = self.ost
        self.assertEqual(form.name, "Mein Bericht")

    def test_smart_button(self):
        self.assertEqual(self.west.with_user(self.reader).paper_count, 1)
        self.assertTrue(self.west.with_user(self.employee).read())
