from psycopg2.errors import ForeignKeyViolation, LockNotAvailable

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from .hours_common import DAY, HoursCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerHoursClosing(HoursCommon):
    def _close(self, day=DAY, user=None, **values):
        return (
            self.env["quartier.volunteer.hours.closing"]
            .with_user(user or self.coordinator)
            .create({"date": day, "quartier_id": self.west.id, **values})
        )

    def test_what_is_closed_nobody_changes(self):
        hours = self._new_hours(state="approved")
        later = self._new_hours(date="2026-05-19", state="approved")
        closing = self._close()
        self.assertEqual((hours.state, later.state), ("locked", "approved"))
        self.assertEqual((closing.locked_hours, closing.locked_people), (2, 1))
        self.assertIn("closed until", hours.lock_note)
        for rows in (hours, hours.sudo(), hours.with_user(self.admin).sudo()):
            for change in (
                lambda rows=rows: rows.write({"hours": 3}),
                lambda rows=rows: rows.write({"state": "draft"}),
                rows.unlink,
                rows.with_context(_force_unlink=True).unlink,
                rows.action_back,
            ):
                with self.assertRaises(UserError):
                    change()

    def test_persons_are_merged_and_erased_all_the_same(self):
        hours = self._new_hours(state="approved")
        self._close()
        other = self._new_volunteer(name="Vera Frei-Neu")
        hours.sudo().write({"volunteer_id": other.id})
        hours.sudo().write({"name": "Gelöscht", "reason": False})
        self.assertEqual((hours.hours, hours.state), (2, "locked"))
        for change in ({"name": "x"}, {"volunteer_id": self.volunteer.id}):
            with self.refused(UserError, "locked"):
                hours.write(change)
        with self.refused(UserError, "locked"):
            hours.sudo().write({"name": "x", "hours": 1})
        with self.refused(UserError, "locked"):
            other.write({"hours_ids": [Command.update(hours.id, {"hours": 9})]})
        with self.refused(UserError, "locked"):
            other.write({"hours_ids": [Command.clear()]})

    def test_what_hours_belong_to_stays(self):
        event = self._new_event(start="2026-05-18 14:00:00", stop="2026-05-18 18:00:00")
        project = self._new_project()
        self._new_hours(event_id=event.id, project_id=project.id, state="approved")
        self._close()
        for record in (event, project):
            with mute_logger("odoo.sql_db"), self.assertRaises(ForeignKeyViolation):
                record.sudo().unlink()

    def test_nothing_is_entered_for_closed_days(self):
        self._close()
        with self.refused(ValidationError, "closed"):
            self._new_hours()
        later = self._new_hours(date="2026-05-19")
        with self.refused(ValidationError, "closed"):
            later.date = DAY

    def test_everything_is_decided_first(self):
        hours = self._new_hours()
        with self.refused(UserError, "1 entries"):
            self._close()
        hours.action_reject("Nein")
        self._close()
        self.assertEqual(hours.state, "rejected")
        with self.refused(ValidationError, "closed"):
            hours.action_submit()

    def test_only_days_that_are_over(self):
        with self.refused(UserError, "are over"):
            self._close("2026-05-20")

    def test_closings_are_only_added_by_the_team(self):
        closing = self._close()
        with self.assertRaises(AccessError):
            closing.date = "2026-05-01"
        with self.assertRaises(AccessError):
            closing.unlink()
        with self.assertRaises(AccessError):
            self._close("2026-05-17", self.coordinator_ost)
        with self.assertRaises(AccessError):
            self._close("2026-05-17", locked_hours=5)
        self.assertEqual(str(self.west._hours_closed_until()), DAY)
        self.assertFalse(self.ost._hours_closed_until())

    def test_nobody_enters_hours_meanwhile(self):
        """Whoever does at the same moment starts anew, and sees the closing."""
        # another connection sees what is committed
        other = self.enterContext(db_connect(self.env.cr.dbname).cursor())
        other.execute("SELECT id, quartier_id FROM quartier_volunteer LIMIT 1")
        volunteer_id, office_id = other.fetchone()
        other.commit()
        self.env["quartier.volunteer.hours.closing"].sudo().create(
            {"quartier_id": office_id, "date": "2001-01-01"}
        )
        with self.assertRaises(LockNotAvailable):
            other.execute(
                "SELECT id FROM quartier_volunteer WHERE id = %s FOR UPDATE NOWAIT",
                [volunteer_id],
                log_exceptions=False,
            )
        other.rollback()
