from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import plaintext2html

from ..rooms.quiet import QUIET
from ..rooms.slot import Slot
from .series_rule import FreeDays

# dates are entered by the dozen: no note of each in its chatter either; and what a
# series does to its dates is not done by hand
SILENT = {
    **QUIET,
    "mail_create_nolog": True,
    "mail_notrack": True,
    "quartier_following": True,
}
# what the dates have from their series, by the name it has there
SHARED = {
    "name": "name",
    "quartier_id": "quartier_id",
    "category_id": "quartier_category_id",
    "topic_ids": "quartier_topic_ids",
    "user_id": "user_id",
    "location": "location",
    "published": "quartier_published",
    "audience_ids": "quartier_audience_ids",
    "language_ids": "quartier_language_ids",
    "barrier_free": "quartier_barrier_free",
    "cost": "quartier_cost",
    "registration": "quartier_registration",
    "public_text": "quartier_public_text",
}
WHEN = {
    "frequency",
    "interval",
    "weekday",
    "nth",
    "hour_from",
    "hour_to",
    "date_from",
    "date_until",
    "public_holidays",
    "school_holidays",
}
WITH_DATES = ("planned", "running")


class QuartierSeries(models.Model):
    """The dates of a series: plan, compare, apply.

    What has begun is never changed. Of what is to come, dates that somebody cancelled,
    moved or edited (``quartier_by_hand``) stay as they are; all others follow the
    series, in the same rows for as long as there are dates to have.
    """

    _inherit = "quartier.series"

    @api.model_create_multi
    def create(self, vals_list):
        series = super().create(vals_list)
        series._materialise()
        return series

    def write(self, vals):
        result = super().write(vals)
        if "attendance" in vals:
            self._update_attendance()
        if not vals.keys().isdisjoint(
            {
                *WHEN,
                *SHARED,
                "state",
                "active",
                "room_id",
                "participation_ids",
            }
        ):
            self._materialise()
        return result

    def action_extend(self, until=None):
        """Enter the dates up to a day; those that are there stay.

        :param date until: None: as far ahead as the neighbourhood plans
        """
        for series in self:
            series._apply_dates(fields.Date.to_date(until) or series._horizon())

    def _materialise(self):
        """Bring the dates up to what the series says now."""
        for series in self:
            series._apply_dates(
                max(series.extended_until or series._horizon(), series._horizon())
            )

    def _horizon(self):
        return self._today() + relativedelta(months=self.quartier_id.horizon_months)

    # -- plan

    def _plan(self, until):
        """Return the occurrences to come, by day.

        :rtype: dict[date, Occurrence]
        """
        self.ensure_one()
        if self.state not in WITH_DATES or not self.active:
            return {}
        today = self._today()
        last = min(filter(None, (until, self.date_until)))
        now = fields.Datetime.now()
        return {
            occurrence.day: occurrence
            for occurrence in self._rule().occurrences(
                today, last, self._free_days(today, last)
            )
            if self._times(occurrence.day)[0] > now
        }

    def _bookable_until(self):
        """Return the last day that is entered: later days can be booked later."""
        days = self.room_id.horizon_days
        return self._today() + timedelta(days=days) if days else date.max

    def _free_days(self, first, last):
        """Return the holidays of the office's Land with what they mean here."""
        policies = {"public": self.public_holidays, "school": self.school_holidays}
        # sudo: holidays are for everyone; the Land is the office's company's
        land = self.sudo().quartier_id.company_id.quartier_state_id
        return [
            FreeDays(row.date_from, row.date_to, row.name, policies[row.kind])
            for row in self.env["quartier.holiday"].search(
                [
                    ("state_id", "=", land.id),
                    ("date_from", "<=", last),
                    ("date_to", ">=", first),
                ]
            )
        ]

    # -- compare and apply

    def _apply_dates(self, until):
        self.ensure_one()
        plan = self._plan(until)
        events = self._dates_to_come()
        fixed = events.filtered(lambda event: event._quartier_is_fixed())
        taken = {event.quartier_occurrence_date for event in self._all_dates()}
        free = events - fixed
        kept = free.filtered(lambda event: event.quartier_occurrence_date in plan)
        last = self._bookable_until()
        missing = [
            plan[day] for day in sorted(plan) if day not in taken and day <= last
        ]
        # a date that moves to another weekday stays the row that it was
        loose = (free - kept).sorted("quartier_occurrence_date")
        moved = dict(zip(loose, missing, strict=False))
        (loose - loose.browse(event.id for event in moved))._quartier_remove()
        follow = {event: plan[event.quartier_occurrence_date] for event in kept} | moved
        asked = self._ask_anew(follow)
        self._update_dates(follow)
        created = self._create_dates(missing[len(moved) :])
        self._ask_about(asked + created)
        reached = min(until, last)
        if plan and (not self.extended_until or self.extended_until < reached):
            # sudo: how far the dates reach is noted, not decided
            self.sudo().extended_until = reached

    def _all_dates(self):
        events = self.env["calendar.event"].with_context(active_test=False, **SILENT)
        return events.search(
            [
                ("quartier_series_id", "=", self.id),
                ("quartier_occurrence_date", "!=", False),
            ]
        )

    def _dates_to_come(self):
        now = fields.Datetime.now()
        return self._all_dates().filtered(lambda event: event.start > now)

    def _update_dates(self, follow):
        """Let dates follow the series: what differs is written, nothing else.

        :param follow: the occurrence for each ``calendar.event``
        """
        if not follow:
            return
        events = self.env["calendar.event"].concat(*follow).with_context(**SILENT)
        asked = events.filtered("quartier_question")
        shared = self._shared_vals()
        (events - asked)._quartier_write_differing(shared)
        # what nobody has decided yet is not published
        asked._quartier_write_differing({**shared, "quartier_published": False})

        self._move_dates(follow)
        self._ask_again({event: follow[event] for event in asked})
        self._update_rooms(events)
        self._add_participations(events)

    def _move_dates(self, follow):
        """Move dates that take place at another time, with their rooms.

        Those that stay are not judged again: a room that is closed or full by now has
        been promised to them.
        """
        times = {event: self._times(row.day) for event, row in follow.items()}
        moved = [event for event in follow if (event.start, event.stop) != times[event]]
        events = self.env["calendar.event"].concat(*moved).with_context(**SILENT)
        bookings = events.quartier_room_booking_ids

        def change():
            for event in events:
                start, stop = times[event]
                event.write(
                    {
                        "quartier_occurrence_date": follow[event].day,
                        "start": start,
                        "stop": stop,
                    }
                )
            return bookings

        if events:
            bookings._guarded(bookings.room_id, change)

    def _create_dates(self, occurrences):
        """Enter dates, with the room where it is free.

        Where it is not, the date is entered without it and waits for a decision.
        """
        if not occurrences:
            return self.env["calendar.event"]
        questions = self._room_questions(occurrences)
        shared = self._shared_vals()
        events = self.env["calendar.event"].with_context(**SILENT)
        vals_list = []
        for occurrence in occurrences:
            start, stop = self._times(occurrence.day)
            question = questions.get(occurrence) or occurrence.question
            vals_list.append(
                {
                    **shared,
                    "partner_ids": [Command.clear()],
                    "quartier_series_id": self.id,
                    "quartier_occurrence_date": occurrence.day,
                    "quartier_question": question,
                    "quartier_published": shared["quartier_published"] and not question,
                    "start": start,
                    "stop": stop,
                }
            )
        events = events.create(vals_list)
        with_room = self.room_id and events.filtered(
            lambda event: (
                event.quartier_occurrence_date
                not in {occurrence.day for occurrence in questions}
            )
        )
        if with_room:
            self.env["quartier.room.booking"].create(
                [self._booking_vals(event) for event in with_room]
            )
        self._add_participations(events)
        return events

    def _room_questions(self, occurrences):
        """Return what stands against the room on these days, in one query."""
        if not self.room_id:
            return {}
        slots = {
            Slot(*self._times(occurrence.day), attendance=self.attendance): occurrence
            for occurrence in occurrences
        }
        return {
            slots[slot]: " ".join(refusal.message for refusal in refusals)
            for slot, refusals in self._anonymous_room()._refusals(slots).items()
            if refusals
        }

    def _anonymous_room(self):
        """Return the room as one that names nobody who has it.

        Why a room cannot be had is stored with the date, where others read it.
        """
        return self.room_id.with_user(SUPERUSER_ID)

    def _booking_vals(self, event):
        return {
            "event_id": event.id,
            "room_id": self.room_id.id,
            "attendance": self.attendance,
        }

    def _shared_vals(self):
        vals = {}
        for name, event_name in SHARED.items():
            value = self._fields[name].convert_to_write(self[name], self)
            vals[event_name] = value
        return vals

    def _update_rooms(self, events):
        """Dates whose room the series changed get the new one where it is free."""
        wrong = events.filtered(
            lambda event: (
                event._quartier_taken_rooms() != self.room_id
                and not event.quartier_question
            )
        )
        if not wrong:
            return
        wrong.quartier_room_booking_ids.filtered("occupies").unlink()
        if not self.room_id:
            return
        slots = {
            Slot(event.start, event.stop, self.attendance): event for event in wrong
        }
        refusals = self._anonymous_room()._refusals(slots)
        free = [slots[slot] for slot, found in refusals.items() if not found]
        self.env["quartier.room.booking"].create(
            [self._booking_vals(row) for row in free]
        )
        for slot, found in refusals.items():
            if found:
                question = " ".join(refusal.message for refusal in found)
                slots[slot].write(
                    {"quartier_question": question, "quartier_published": False}
                )

    def _update_attendance(self):
        """Expect as many people in the rooms of the dates that follow.

        :raise ValidationError: a room is too small for them
        """
        for series in self:
            bookings = series._dates_to_come()._quartier_following()
            bookings = bookings.quartier_room_booking_ids.filtered(
                lambda booking, room=series.room_id: booking.room_id == room
            )
            bookings.attendance = series.attendance

    def _add_participations(self, events):
        """Name the providers of the series in its dates."""
        rows = self.env["quartier.event.participation"]
        known = {
            (row.event_id.id, row.partner_id.id)
            for row in events.quartier_participation_ids
        }
        rows.create(
            [
                {
                    "event_id": event.id,
                    "partner_id": row.partner_id.id,
                    "role": row.role,
                    "note": row.note,
                }
                for event in events
                for row in self.participation_ids
                if (event.id, row.partner_id.id) not in known
            ]
        )

    def _share_participations(self):
        """Name who provides the offer in its dates."""
        for series in self:
            series._add_participations(series._dates_to_come()._quartier_following())

    def _dates_participations(self, partners):
        """Return where dates that follow name some contacts."""
        events = self.exists()._dates_to_come()._quartier_following()
        return events.quartier_participation_ids.filtered(
            lambda row: row.partner_id in partners
        )

    def _forget_participation(self, partners):
        """Who does not provide the offer any more does not provide its dates."""
        for series in self.exists():
            series._dates_participations(partners).unlink()

    def _ask_anew(self, follow):
        """Ask about holidays that were entered after the dates, each only once.

        :param follow: the occurrence for each ``calendar.event``
        :return: the dates that wait for a decision from now on
        """
        asked = self.env["calendar.event"]
        for event, occurrence in follow.items():
            question = occurrence.question
            known = event.quartier_question or event.quartier_answered == question
            if question and not known:
                event.quartier_question = question
                asked += event
        return asked

    def _ask_again(self, asked):
        """Ask what there is to decide by now; what is settled follows the offer.

        Where somebody has chosen a room in the meantime, the question is theirs.

        :param asked: the occurrence for each ``calendar.event`` that waits
        """
        waiting = {
            event: occurrence
            for event, occurrence in asked.items()
            if not event._quartier_taken_rooms() - self.room_id
        }
        obstacles = self._room_questions(
            [
                occurrence
                for event, occurrence in waiting.items()
                if not event._quartier_taken_rooms()
            ]
        )
        for event, occurrence in waiting.items():
            question = obstacles.get(occurrence) or occurrence.question
            if question == event.quartier_question:
                continue
            if question and question != event.quartier_answered:
                event.quartier_question = question
            else:
                event.write(
                    {"quartier_question": False, "quartier_published": self.published}
                )

    def _ask_about(self, events):
        """Remind the responsible person of the dates that wait for a decision."""
        open_dates = events.filtered("quartier_question")
        if not open_dates:
            return
        if not self.activity_ids.filtered(
            lambda row: row.activity_type_id == self._question_activity()
        ):
            self.activity_schedule(
                activity_type_id=self._question_activity().id,
                summary=self.env._("Dates to decide"),
                user_id=(self.user_id or self.env.user).id,
            )

    def _question_activity(self):
        return self.env.ref("mail.mail_activity_data_todo")

    # -- the daily job

    @api.model
    def _cron_extend(self):
        """Keep the dates of all series as far ahead as their office plans."""
        series = self.search(Domain("state", "in", WITH_DATES))
        todo = series.filtered(
            lambda row: not row.extended_until or row.extended_until < row._horizon()
        )
        self.env["ir.cron"]._commit_progress(remaining=len(todo))
        for row in todo:
            row._extend_or_tell()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _extend_or_tell(self):
        """One offer that cannot be extended does not keep the others from it."""
        try:
            with self.env.cr.savepoint():
                self.with_context(lang=self.quartier_id.lang).action_extend()
        except UserError as error:
            self._tell_obstacle(str(error))

    def _tell_obstacle(self, text):
        """Let the responsible person know, once, why no dates can be entered."""
        kind = self.env.ref("mail.mail_activity_data_warning")
        if kind not in self.activity_ids.activity_type_id:
            self.activity_schedule(
                activity_type_id=kind.id,
                summary=self.env._("Dates could not be entered"),
                note=plaintext2html(text),
                user_id=(self.user_id or self.quartier_id.manager_id).id
                or self.env.uid,
            )
