import io
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import LockNotAvailable
from pypdf import PdfReader

from odoo import fields
from odoo.sql_db import db_connect
from odoo.tests import freeze_time, tagged

from ..models.quartier_volunteer_assignment_own import WrongCode
from .outside_common import OutsideHttpCase


@tagged("standard", "post_install", "-at_install")
class TestVolunteerCheckIn(OutsideHttpCase):
    """The printed code: by itself it shows nobody and changes nothing."""

    def setUp(self):
        super().setUp()
        self.start = fields.Datetime.now() + timedelta(minutes=30)
        self.assignment = self._assignment(start=self.start, max_count=2)
        self.shift = self.assignment.shift_id
        self.door = f"/quartier/{self.west.slug}/einchecken/{self.shift._code()}"
        self.link = self._token_of(self.assignment, "assignment")

    def test_a_stranger_sees_nobody(self):
        page = self._get(self.door)
        self.assertNotIn("Vera", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        token = self._csrf(f"{self.board}/interesse")
        for data in (
            {"action": "own"},
            {"action": "check_in", "assignment": self.assignment.id},
        ):
            self.url_open(self.door, data={"csrf_token": token, **data})
        self.assertEqual(self.assignment.state, "confirmed")

    def test_on_the_phone_with_the_link(self):
        self._get(self.link)
        page = self._post(self.door, action="own")
        self.assertIn("You are there", page.text)
        self.assertEqual(self.assignment.state, "checked_in")
        self.assertTrue(self.assignment.checked_in_on)

    def test_a_link_that_was_revoked_is_forgotten(self):
        self._get(self.link)
        self.vera.with_user(self.coordinator).action_revoke_links()
        self.assertNotIn("Vera", self._get(self.door).text)

    def test_digits_on_the_page_of_the_link(self):
        page = self._post(self.link, action="check_in", code="000000x")
        self.assertIn("not the code of this shift", page.text)
        self.assertEqual(self.assignment.state, "confirmed")
        digits = self.shift._code_digits()
        self.assertRegex(digits, r"^\d{6}$")
        self._post(self.link, action="check_in", code=f"{digits[:3]} {digits[3:]}")
        self.assertEqual(self.assignment.state, "checked_in")

    def _guess(self, times):
        """Type wrong codes, and return what the last page says."""
        token = self._csrf(self.link)
        for number in range(times):
            page = self.url_open(
                self.link,
                data={
                    "csrf_token": token,
                    "action": "check_in",
                    "code": f"x{number}",
                },
            )
        self.env.invalidate_all()
        return page.text

    def test_codes_are_not_guessed(self):
        digits = self.shift._code_digits()
        page = self._guess(4)
        self.assertIn("not the code of this shift", page)
        self.assertEqual(self.assignment.wrong_codes, 4)
        page = self._guess(1)
        self.assertIn("ask the team", page)
        self.assertNotIn('name="code"', page)
        token = self._csrf(f"{self.board}/interesse")
        data = {"csrf_token": token, "action": "check_in", "code": digits}
        page = self.url_open(self.link, data=data)
        self.assertIn("ask the team", page.text)
        self.env.invalidate_all()
        self.assertEqual(self.assignment.state, "confirmed")
        # others are not kept from it, nor is the team
        other = self._assignment(self._new_volunteer("Otto")).shift_id.assignment_ids
        self.assertFalse(other.wrong_codes)
        self.assignment.with_user(self.coordinator).action_check_in()
        self.assertEqual(
            (self.assignment.state, self.assignment.wrong_codes), ("checked_in", 0)
        )

    def test_many_guess_at_once(self):
        """Nobody else looks at the digits until it is noted that they were wrong."""
        # another connection sees what is committed
        other = self.enterContext(db_connect(self.env.cr.dbname).cursor())
        other.execute("SELECT min(id) FROM quartier_volunteer_assignment")
        [number] = other.fetchone()
        other.commit()
        rows, seen = type(self.assignment), []
        write = rows.write

        def note(row, vals):
            with self.assertRaises(LockNotAvailable), other.savepoint(flush=False):
                other.execute(
                    "SELECT id FROM quartier_volunteer_assignment WHERE id = %s"
                    " FOR UPDATE NOWAIT",
                    [number],
                    log_exceptions=False,
                )
            seen.append(vals)
            return write(row, vals)

        row = self.assignment.browse(number)
        with (
            patch.object(rows, "_own_act", side_effect=WrongCode("wrong")),
            patch.object(rows, "write", note),
        ):
            self.assertEqual(row._own_answer("check_in", "x"), "wrong")
        self.assertEqual(seen, [{"wrong_codes": 1}])

    def test_who_mistyped_can_read_the_code(self):
        """There is nothing to guess in what a camera reads."""
        self._guess(6)
        self.assertEqual(self.assignment.wrong_codes, 5, "no more are counted")
        self._post(self.door, action="own")
        self.env.invalidate_all()
        self.assertEqual(
            (self.assignment.state, self.assignment.wrong_codes), ("checked_in", 0)
        )

    def test_right_code_after_a_wrong_one(self):
        self._guess(2)
        self._post(self.link, action="check_in", code=self.shift._code_digits())
        self.env.invalidate_all()
        self.assertEqual(
            (self.assignment.state, self.assignment.wrong_codes), ("checked_in", 0)
        )

    def test_only_around_the_shift(self):
        self._get(self.link)
        token = self._csrf(self.link)
        for moment in (
            self.shift.start - timedelta(hours=2),
            self.shift.stop + timedelta(hours=3),
        ):
            with freeze_time(moment):
                data = {"csrf_token": token, "action": "own"}
                page = self.url_open(self.door, data=data)
                self.assertIn("around the time of the shift", page.text)
        self.assertEqual(self.assignment.state, "confirmed")

    def test_team(self):
        self.authenticate(self.coordinator.login, self.coordinator.login)
        page = self._get(self.door).text
        self.assertIn("Vera Frei", page)
        foreign = self._assignment(self._new_volunteer("Otto"), name="Andere")
        self._post(self.door, action="check_in", assignment=foreign.id)
        self.assertEqual(foreign.state, "confirmed")
        self._post(self.door, action="check_in", assignment=self.assignment.id)
        self.assertEqual(self.assignment.state, "checked_in")
        page = self._post(self.door, action="done", assignment=self.assignment.id)
        self.assertIn("has not begun yet", page.text)
        with freeze_time(self.shift.stop):
            token = self._csrf(self.door)
            data = {"action": "done", "assignment": self.assignment.id}
            self.url_open(self.door, data={"csrf_token": token, **data})
        self.assertEqual(self.assignment.state, "done")

    def test_others_who_are_signed_in(self):
        """Neither another office nor colleagues without the role."""
        for user in (self.coordinator_ost, self.office, self.employee):
            self.authenticate(user.login, user.login)
            self.assertNotIn("Vera", self._get(self.door).text)

    def test_login_of_a_volunteer(self):
        user = self._new_portal_user(self.vera, "vera@example.org")
        self.authenticate(user.login, user.login)
        self._post(self.door, action="own")
        self.assertEqual(self.assignment.state, "checked_in")

    def test_strange_codes(self):
        code = self.shift._code()
        number, mac = code.split("-")
        for wrong in (
            f"{int(number) + 1}-{mac}",
            f"{number}-",
            f"{number}-{'0' * 32}",
            "x",
            "9" * 400 + "-x",
            "-",
        ):
            self._get(f"/quartier/{self.west.slug}/einchecken/{wrong}", 404)
        self._get(f"/quartier/{self.west.slug}/einchecken/%00", 400)
        self._get(f"/quartier/{self.ost.slug}/einchecken/{code}", 404)

    def test_printed(self):
        report = self.env["ir.actions.report"].with_user(self.coordinator)
        body, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "quartier_volunteers.shift_code", self.shift.ids
        )
        self.assertEqual(kind, "pdf")
        [page] = PdfReader(io.BytesIO(body)).pages
        self.assertIn(self.shift._code_digits(), page.extract_text().replace(" ", ""))
