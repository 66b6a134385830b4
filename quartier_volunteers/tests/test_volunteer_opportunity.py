from datetime import datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .work_common import NOW, WorkCommon

COMPLETE = {
    "summary": "Vorlesen für Kinder",
    "description": "Eine Stunde in der Woche lesen wir zusammen.",
    "place": "Grundschule",
    "when": "dienstags",
}


@tagged("standard", "post_install", "-at_install")
class TestVolunteerOpportunity(WorkCommon):
    def _new(self, **values):
        opportunities = self.env["quartier.volunteer.opportunity"]
        return opportunities.with_user(self.coordinator).create(
            {"name": "Lesepatin", "kind_id": self.kind.id, **COMPLETE, **values}
        )

    def _published(self, **values):
        opportunity = self._new(**values)
        opportunity.action_submit()
        opportunity.with_user(self.coordinator).action_publish()
        return opportunity

    def test_what_is_missing(self):
        opportunity = self._new(summary=False, place=" ", when=False)
        self.assertEqual(len(opportunity.gaps.splitlines()), 3)
        with self.assertRaises(UserError) as refused:
            opportunity.action_submit()
        for part in ("One sentence", "The place", "times in words"):
            self.assertIn(part, str(refused.exception))

    def test_way_to_the_board(self):
        opportunity = self._new()
        with self.assertRaisesRegex(UserError, "not possible"):
            opportunity.action_publish()
        opportunity.action_submit()
        self.assertEqual(opportunity.activity_ids.user_id, self.manager)
        with self.assertRaisesRegex(UserError, "reason"):
            opportunity.action_return(" ")
        opportunity.action_return("Bitte kürzer")
        self.assertEqual(
            (opportunity.state, opportunity.reason), ("draft", "Bitte kürzer")
        )
        opportunity.action_submit()
        opportunity.action_publish()
        self.assertEqual(opportunity.state, "published")
        self.assertFalse(opportunity.activity_ids)
        with self.assertRaises(AccessError):
            opportunity.state = "draft"
        with self.assertRaises(AccessError):
            opportunity.with_user(self.office).action_close()

    def test_commitment_without_times(self):
        opportunity = self._published(wanted_count=1)
        shift = opportunity.shift_ids
        self.assertTrue(shift.standing)
        row = shift._request(self.vera)
        self.assertEqual(row.state, "requested")
        row.action_confirm()
        self.assertEqual(opportunity.state, "filled")
        # it is no shift that stands in the way of others
        other = self._new_shift(start="2030-03-05 08:00:00")
        self.assertEqual(other._obstacles(self.vera)[self.vera], [])
        opportunity.wanted_count = 2
        self.assertEqual((shift.max_count, opportunity.state), (2, "published"))
        self._pass(days=1)
        self.assertEqual(shift._request(self.omar).state, "requested")

    def test_filled_by_its_shifts(self):
        opportunity = self._published(
            when=False, shift_ids=[(0, 0, self._shift_vals())]
        )
        shift = opportunity.shift_ids
        self.assertFalse(shift.standing)
        row = shift._request(self.vera)
        self.assertEqual(opportunity.state, "filled")
        row.action_withdraw()
        self.assertEqual(opportunity.state, "published")

    def _shift_vals(self):
        return {
            "name": "Theke",
            "kind_id": self.kind.id,
            "start": "2030-03-12 10:00:00",
            "stop": "2030-03-12 12:00:00",
        }

    def test_closed_after_its_last_day(self):
        opportunity = self._published(date_to="2030-03-05")
        waiting = opportunity.shift_ids._request(self.vera)
        close = opportunity.sudo()._cron_close
        # the last day ends at eleven in the evening UTC
        self.clock.move_to(datetime(2030, 3, 5, 22, 30))
        self._run_cron(close)
        self.assertEqual(opportunity.state, "published")
        self.clock.move_to(datetime(2030, 3, 5, 23, 30))
        self._run_cron(close)
        self.assertEqual((opportunity.state, waiting.state), ("closed", "declined"))
        opportunity.action_reopen()
        self.assertEqual(opportunity.state, "draft")

    def test_archived_is_closed(self):
        opportunity = self._published(wanted_count=1)
        shift = opportunity.shift_ids
        taken = self._new_assignment(shift, self.vera, "confirmed")
        waiting = self._new_assignment(shift, self.omar, "waitlisted")
        other = self._new_shift(opportunity_id=opportunity.id, start="2030-03-20")
        offered = self._new_assignment(other, self.ida, "offered")
        opportunity.action_archive()
        self.assertEqual(opportunity.state, "closed")
        self.assertEqual(
            (taken + waiting + offered).mapped("state"),
            ["confirmed", "declined", "declined"],
        )
        with self.assertRaisesRegex(UserError, "not possible"):
            offered._accept_offer()
        with self.assertRaisesRegex(UserError, "not open"):
            self.ida.sudo()._sign_up(other.id)
        self.assertNotIn(other, dict(self.ida._fitting_shifts()))
        opportunity.action_unarchive()
        self.assertEqual(opportunity.state, "closed", "until somebody starts again")

    def test_interested_people(self):
        opportunity, other = self._new(), self._new()
        interests = self.env["quartier.volunteer.interest"].sudo()
        for volunteer in (self.vera, self.omar):
            interests._note(
                {
                    "volunteer_id": volunteer.id,
                    "opportunity_id": opportunity.id,
                    "date": NOW,
                }
            )
        foreign = self._new_volunteer("Olga Ost", user=self.coordinator_ost)
        interests._note(
            {
                "volunteer_id": foreign.id,
                "opportunity_id": opportunity.id,
                "date": NOW,
            }
        )
        both = (opportunity | other).with_user(self.coordinator)
        self.assertEqual(both.mapped("interested_count"), [2, 0])
        action = opportunity.action_view_interests()
        found = self.env[action["res_model"]].with_user(self.coordinator)
        found = found.search(action["domain"])
        self.assertEqual(found.volunteer_id, self.vera | self.omar)
        with Form(opportunity) as form:
            self.assertEqual(form.interested_count, 2)
        # who has no role for volunteers sees the work, and nobody
        with Form(opportunity.with_user(self.office)) as form:
            self.assertNotIn("interested_count", form._view["fields"])

    def test_archived_is_not_published(self):
        opportunity = self._new(active=False)
        self.assertIn("archive", opportunity.gaps)
        with self.assertRaisesRegex(UserError, "archive"):
            opportunity.action_submit()

    def test_commissioned_by(self):
        school = self.env["res.partner"].create({"name": "Schule", "is_company": True})
        opportunity = self._published(partner_id=school.id)
        row = opportunity.shift_ids._request(self.vera)
        self.assertFalse(row.commissioner_id)
        row.action_confirm()
        self.assertEqual(row.commissioner_id, school)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerSeries(WorkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.series = (
            cls.env["quartier.series"]
            .with_user(cls.coordinator)
            .create(
                {
                    "name": "Frühstück",
                    "quartier_id": cls.west.id,
                    "weekday": "1",
                    "hour_from": 9,
                    "hour_to": 11,
                    "date_from": "2030-03-05",
                    "date_until": "2030-04-09",
                    "public_holidays": "takes_place",
                }
            )
        )
        cls.series.action_plan()
        cls.template = cls._new_template(name="Küche", begins=-1, hours=3)

    @classmethod
    def _new_template(cls, **values):
        templates = cls.env["quartier.volunteer.shift.template"]
        return templates.with_user(cls.coordinator).create(
            {"series_id": cls.series.id, "kind_id": cls.kind.id, **values}
        )

    def _shifts(self):
        return self.template.shift_ids.sorted("start")

    def test_each_date_has_it(self):
        shifts = self._shifts()
        self.assertEqual(len(shifts), 6)
        # at eight o'clock, before and after the clock is changed
        self.assertEqual(shifts[0].start, datetime(2030, 3, 5, 7))
        self.assertEqual(shifts[-1].start, datetime(2030, 4, 9, 6))
        self.assertEqual(shifts.event_id, self.series.event_ids)

    def test_follows_the_offer(self):
        shifts = self._shifts()
        row = self._new_assignment(shifts[1], self.vera, "confirmed")
        self.series.hour_from = 10
        self.assertEqual(shifts[1].start, datetime(2030, 3, 12, 8))
        self.assertEqual(row.state, "confirmed")
        self.assertFalse(any(shifts.mapped("by_hand")))
        self.series.date_until = "2030-04-16"
        self.assertEqual(len(self._shifts()), 7)

    def test_follows_the_template(self):
        self.template.write({"max_count": 3, "place": "Küche"})
        self.assertEqual(set(self._shifts().mapped("max_count")), {3})
        rows = [
            self._new_assignment(self._shifts()[0], person, "confirmed")
            for person in (self.vera, self.omar)
        ]
        self.template.max_count = 1
        self.assertEqual(self._shifts()[0].max_count, 2)
        self.assertEqual({row.state for row in rows}, {"confirmed"})
        self.assertEqual(set(self._shifts()[1:].mapped("max_count")), {1})

    def test_changed_by_hand_stays(self):
        shift, other, *_rest = self._shifts()
        shift.place = "Hof"
        self.assertTrue(shift.by_hand)
        self.template.place = "Saal"
        self.assertEqual((shift.place, other.place), ("Hof", "Saal"))
        shift.action_follow_template()
        self.assertEqual((shift.place, shift.by_hand), ("Saal", False))

    def test_cancelled_stays_cancelled(self):
        shift = self._shifts()[0]
        shift.action_cancel("krank")
        self.template.place = "Saal"
        self.assertFalse(shift.place)
        self.assertEqual(len(self._shifts()), 6)
        with self.assertRaisesRegex(UserError, "entered again"):
            self._shifts()[1].unlink()

    def test_date_with_people_is_not_deleted(self):
        shifts = self._shifts()
        row = self._new_assignment(shifts[1], self.vera, "confirmed")
        event = shifts[1].event_id
        self.series.date_until = "2030-03-05"
        self.assertTrue(event.exists())
        self.assertTrue(event.quartier_cancelled_on)
        self.assertEqual(row.state, "cancelled")
        self.assertEqual(self._shifts(), shifts[:2])

    def test_template_that_goes(self):
        shifts = self._shifts()
        self._new_assignment(shifts[0], self.vera, "confirmed")
        self.template.unlink()
        self.assertEqual(shifts.exists(), shifts[0])

    def test_extended_by_who_has_no_rights_to_shifts(self):
        self.series.with_user(self.office).date_until = "2030-04-16"
        self.assertEqual(len(self._shifts()), 7)
