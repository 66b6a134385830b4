from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import is_html_empty

from .quartier_series_dates import SHARED

INTERNAL = "quartier_management.group_quartier_reader"
# fields that move an event
TIMES = {"start", "stop", "duration", "allday", "start_date", "stop_date"}
FOLLOWED = {*SHARED.values(), *TIMES, "active"}


class CalendarEvent(models.Model):
    """Dates of a regular offer."""

    _inherit = "calendar.event"

    quartier_series_id = fields.Many2one(
        "quartier.series",
        string="Regular Offer",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=INTERNAL,
        domain="[('quartier_id', '=', quartier_id)]",
    )
    quartier_occurrence_date = fields.Date(
        string="Day by the Rule",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="The day that the regular offer's rule names, even if the date was moved."
        " Empty: an extra date.",
    )
    quartier_by_hand = fields.Boolean(
        string="Edited by Hand",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="Somebody moved or edited this date: changes of the regular offer leave it"
        " alone.",
    )
    quartier_question = fields.Char(
        string="To Decide Because",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="Why somebody has to say whether this date takes place.",
    )
    quartier_answered = fields.Char(
        string="Takes Place in Spite of",
        readonly=True,
        copy=False,
        groups=INTERNAL,
        help="What somebody was asked about before deciding that the date takes place.",
    )

    _quartier_occurrence_uniq = models.UniqueIndex(
        "(quartier_series_id, quartier_occurrence_date)"
        " WHERE quartier_series_id IS NOT NULL"
        " AND quartier_occurrence_date IS NOT NULL",
        "A regular offer has one date for each day of its rule.",
    )

    @api.constrains("recurrency", "recurrence_id", "quartier_series_id")
    def _check_quartier_series_recurrence(self):
        for event in self.filtered(lambda row: row.recurrency or row.recurrence_id):
            if event.sudo().quartier_series_id:  # sudo: asks whether there is one
                raise ValidationError(
                    self.env._(
                        "“%s” belongs to a regular offer, which repeats it. Please"
                        " change the rule there.",
                        event.name,
                    )
                )

    @api.constrains("quartier_series_id", "quartier_id")
    def _check_quartier_series(self):
        for event in self.filtered("quartier_series_id"):
            if event.quartier_series_id.quartier_id != event.quartier_id:
                raise ValidationError(
                    self.env._(
                        "“%(event)s” and its regular offer belong to different"
                        " neighbourhoods. Please choose an offer of the same one.",
                        event=event.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_series(self):
        now = fields.Datetime.now()
        # sudo: the reason for the refusal is no secret to who may delete the event
        for event in self.sudo():
            if event.quartier_series_id and (
                event.quartier_occurrence_date and event.start > now
            ):
                raise UserError(
                    self.env._(
                        "“%s” would be entered again, because it is a date of a regular"
                        " offer. Please cancel it, or end the offer.",
                        event.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_quartier_series_id")
        self._quartier_check_series_access(
            {vals.get("quartier_series_id", default) for vals in vals_list}
        )
        return super().create(vals_list)

    def write(self, vals):
        self._quartier_check_series_access({vals.get("quartier_series_id")})
        result = super().write(vals)
        if not vals.keys().isdisjoint(FOLLOWED):
            # sudo: notes that somebody edited a date, whoever may
            self.sudo()._quartier_note_by_hand(vals)
        return result

    @api.model
    def _quartier_check_series_access(self, series_ids):
        """An offer changes its dates: who may not write it gives it none.

        Else its team could not change it any more. No constraint: the ORM runs those
        with ``sudo()``.
        """
        if series_ids := list(filter(None, series_ids)):
            self.env["quartier.series"].browse(series_ids).check_access("write")

    def _quartier_note_by_hand(self, vals):
        """Note which dates say something else than their series from now on."""
        dates = self.exists()._quartier_following()
        for series, events in dates.grouped("quartier_series_id").items():
            expected = series._shared_vals()
            touched = {name: expected[name] for name in expected if name in vals}
            differing = events.filtered(
                lambda event, touched=touched: (
                    event._quartier_differs(touched)
                    or (not TIMES.isdisjoint(vals) and event._quartier_is_moved())
                )
            )
            differing.quartier_by_hand = True

    def _quartier_following(self):
        """Return the dates to come that say what their series says."""
        now = fields.Datetime.now()
        return self.filtered(
            lambda event: (
                event.quartier_series_id
                and event.quartier_occurrence_date
                and not event.quartier_question
                and not event._quartier_is_fixed()
                and event.start > now
            )
        )

    def _quartier_taken_rooms(self):
        """Return the rooms that an event has, those that are archived by now, too."""
        return self.quartier_room_booking_ids.filtered("occupies").room_id

    def _quartier_note_rooms_by_hand(self):
        """Note which dates have other rooms than their series from now on."""
        if self.env.context.get("quartier_following"):
            return
        # sudo: as above, whoever may book the room
        dates = self.sudo()._quartier_following()
        dates.filtered(
            lambda event: (
                event._quartier_taken_rooms() != event.quartier_series_id.room_id
            )
        ).quartier_by_hand = True

    def _quartier_is_moved(self):
        self.ensure_one()
        times = self.quartier_series_id._times(self.quartier_occurrence_date)
        return self.allday or (self.start, self.stop) != times

    def _quartier_differs(self, vals):
        """Tell whether an event says something else than these values to write."""
        self.ensure_one()
        for name, value in vals.items():
            field = self._fields[name]
            if field.type == "many2many":
                if set(self[name].ids) != set(value[0][2]):
                    return True
            elif field.convert_to_write(self[name], self) != value:
                return True
        return False

    def _quartier_write_differing(self, vals):
        """Write values where something differs."""
        differing = self.filtered(lambda event: event._quartier_differs(vals))
        if differing:
            differing.write(vals)

    def _quartier_is_fixed(self):
        """Tell whether a series leaves this date alone."""
        self.ensure_one()
        return bool(
            self.quartier_by_hand or self.quartier_cancelled_on or not self.active
        )

    def _quartier_remove(self):
        """Delete dates for their series, which knows that they are not to come back.

        Those that somebody wrote something for, or invited somebody to, are cancelled
        instead: nothing is lost, and invitees learn of it.
        """
        removable = self.filtered(lambda event: not event._quartier_is_fixed())
        kept = removable.filtered(
            lambda event: (
                not is_html_empty(event.description)
                or event.partner_ids
                or event.quartier_assessment
            )
        )
        kept.action_quartier_cancel(self.env._("The offer does not take place then."))
        removable -= kept
        removable.quartier_occurrence_date = False
        removable.unlink()

    def action_quartier_takes_place(self):
        """Decide that dates take place, in the series' room if they have none.

        Who decides so makes an exception of opening hours, people and horizon.

        :raise ValidationError: the room is not free
        """
        for series, events in self.grouped("quartier_series_id").items():
            if series.room_id:
                without = events.filtered(lambda event: not event.quartier_room_ids)
                self.env["quartier.room.booking"].create(
                    [
                        {
                            **series._booking_vals(event),
                            "exception_reason": event._quartier_obstacle(),
                        }
                        for event in without
                    ]
                )
            for question, answered in events.grouped("quartier_question").items():
                answered.write(
                    {
                        "quartier_question": False,
                        "quartier_answered": question,
                        "quartier_published": series.published,
                    }
                )
        self._quartier_note_rooms_by_hand()
        self._quartier_close_questions()

    def action_quartier_pauses(self):
        """Decide that dates do not take place, for the reason that was asked about."""
        for event in self:
            # a holiday is told to everybody, an obstacle to the office alone
            holiday = not event._quartier_obstacle() and event.quartier_question
            event.action_quartier_cancel(holiday or self.env._("Pauses"))
        self.write({"quartier_question": False})
        self._quartier_close_questions()

    def _quartier_obstacle(self):
        """Return what stands against the room, if that is the question, or False."""
        self.ensure_one()
        day = self.quartier_occurrence_date
        free = self.quartier_series_id._free_days(day, day) if day else []
        question = self.quartier_question
        return question not in [row.name for row in free] and question

    def _quartier_close_questions(self):
        """Series without open questions need no reminder any more."""
        series = self.quartier_series_id
        waiting = self.search(
            [
                ("quartier_series_id", "in", series.ids),
                ("quartier_question", "!=", False),
            ]
        )
        done = series - waiting.quartier_series_id
        done.activity_ids.filtered(
            lambda row: row.activity_type_id == series._question_activity()
        ).action_feedback()

    def action_quartier_follow_series(self):
        """Let dates that were edited by hand follow their series again."""
        self.write({"quartier_by_hand": False})
        self.quartier_series_id._materialise()
