from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .quartier_volunteer_assignment import ON_DUTY
from .shift_times import local

COORDINATOR = "quartier_volunteers.group_volunteer_coordinator"


class CalendarEvent(models.Model):
    """The shifts of an event follow it, as its rooms do."""

    _inherit = "calendar.event"

    quartier_shift_ids = fields.One2many(
        "quartier.volunteer.shift",
        "event_id",
        string="Shifts",
        copy=False,
        groups=COORDINATOR,
    )
    quartier_shift_count = fields.Integer(
        string="Number of Shifts",
        compute="_compute_quartier_shift_figures",
        groups=COORDINATOR,
    )
    quartier_shift_missing = fields.Integer(
        string="People Missing",
        compute="_compute_quartier_shift_figures",
        groups=COORDINATOR,
        help="How many more are needed in the shifts.",
    )

    @api.depends("quartier_shift_ids")
    def _compute_quartier_shift_figures(self):
        rows = self.env["quartier.volunteer.coverage"]._read_group(
            [("event_id", "in", self.ids)], ["event_id"], ["__count", "missing:sum"]
        )
        found = {event.id: figures for event, *figures in rows}
        for event in self:
            count, missing = found.get(event._origin.id, (0, 0))
            event.quartier_shift_count = count
            event.quartier_shift_missing = missing

    @api.constrains("quartier_id")
    def _check_quartier_shifts(self):
        # sudo: asks whether there are shifts, and of which office
        for event in self.sudo().with_context(active_test=False):
            if event.quartier_shift_ids.quartier_id - event.quartier_id:
                raise ValidationError(
                    self.env._(
                        "“%s” has shifts of its neighbourhood, perhaps archived ones."
                        " Please delete them, or enter the event anew.",
                        event.name,
                    )
                )

    def write(self, vals):
        # sudo: shifts follow the event, whoever may move or cancel it
        before = {
            event: (event.start, event._quartier_takes_place())
            for event in self.sudo()
            if event.quartier_shift_ids
        }
        result = super().write(vals)
        for event, was in before.items():
            if event.exists():
                event._quartier_move_shifts(*was)
        return result

    def _quartier_takes_place(self):
        return self.active and not self.quartier_cancelled_on

    def _quartier_move_shifts(self, start, took_place):
        """Let shifts follow what has changed, seen from what was before."""
        self.ensure_one()
        shifts = self.quartier_shift_ids
        if self.start != start:
            zone = self.quartier_id.tz or "UTC"
            shifts._move_by(local(self.start, zone) - local(start, zone))
        if took_place and not self._quartier_takes_place():
            reason = self.quartier_cancel_reason or self.env._(
                "The event was taken out of the calendar."
            )
            shifts._cancel(reason, with_event=True)
        elif self._quartier_takes_place() and not took_place:
            # what was cancelled on its own stays so
            shifts.filtered("cancelled_with_event").action_reinstate()

    def unlink(self):
        # sudo: asks whether there is somebody, whoever may know
        shifts = self.sudo().with_context(active_test=False).quartier_shift_ids
        shifts = shifts.with_env(self.env)
        shifts._check_no_record()
        shifts._check_nobody_expected()
        return super().unlink()

    def _quartier_remove(self):
        """A date for which somebody is on a list is cancelled: they have to know."""
        # sudo: as above
        staffed = self.filtered(
            lambda event: event.sudo().quartier_shift_ids.assignment_ids
        )
        staffed.filtered(
            lambda event: not event._quartier_is_fixed()
        ).action_quartier_cancel(self.env._("The offer does not take place then."))
        return super(CalendarEvent, self - staffed)._quartier_remove()

    # -- buttons

    def action_quartier_view_shifts(self):
        """Open the shifts of the event."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_shift_action"
        )
        action["domain"] = [("event_id", "=", self.id)]
        action["context"] = {
            "default_event_id": self.id,
            "default_start": self.start,
            "default_stop": self.stop,
            "search_default_group_kind": 0,
        }
        return action

    def action_quartier_check_in(self):
        """Open the list to tick off who is there."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_assignment_action_today"
        )
        action["domain"] = [("shift_id.event_id", "=", self.id)]
        action["context"] = {"search_default_expected": 1, "search_default_shift": 1}
        return action

    def action_quartier_copy_roster(self):
        """Open the dialog that takes the shifts of another event over."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Take Roster Over"),
            "res_model": "quartier.volunteer.roster.copy",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_event_id": self.id},
        }

    def _quartier_roster(self):
        """Return what the roster prints, under the reader's rights.

        :return: for each shift the assignments of who has a place
        """
        self.ensure_one()
        self.env["quartier.volunteer.assignment"].check_access("read")
        return [
            (
                shift,
                shift.assignment_ids.filtered(lambda row: row.state in ON_DUTY),
            )
            for shift in self.quartier_shift_ids.filtered(
                lambda shift: not shift.cancelled_on
            )
        ]

    def _quartier_phone_list(self):
        """Return who has to be called, with what they do, by name.

        :return: tuples of ``quartier.volunteer`` and their assignments
        """
        rows = self.env["quartier.volunteer.assignment"].concat(
            *(rows for _shift, rows in self._quartier_roster())
        )
        called = rows.filtered(
            lambda row: row.volunteer_id.reached_by != "email" or not row.email
        )
        return sorted(
            called.grouped("volunteer_id").items(),
            key=lambda item: (item[0].display_name or "").casefold(),
        )
