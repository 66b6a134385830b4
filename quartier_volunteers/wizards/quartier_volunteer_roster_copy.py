from odoo import fields, models
from odoo.exceptions import UserError

from ..models.shift_times import local, moved


class QuartierVolunteerRosterCopy(models.TransientModel):
    """Takes the shifts of another event over: roles, numbers, times, no people."""

    _name = "quartier.volunteer.roster.copy"
    _description = "Take a Roster over"
    _inherit = ("quartier.volunteer.named.mixin",)
    _rec_name = "event_id"
    _named_fields = ("event_id", "source_id")

    event_id = fields.Many2one(
        "calendar.event", required=True, readonly=True, ondelete="cascade"
    )
    quartier_id = fields.Many2one(related="event_id.quartier_id")
    source_id = fields.Many2one(
        "calendar.event",
        string="From",
        required=True,
        ondelete="cascade",
        domain="[('id', '!=', event_id), ('quartier_id', '=', quartier_id),"
        " ('quartier_shift_ids', '!=', False)]",
    )
    shift_count = fields.Integer(
        string="Shifts", related="source_id.quartier_shift_count"
    )

    def action_copy(self):
        """Create the shifts, at the same times of the clock after the event begins.

        :raise UserError: there is nothing to copy
        """
        self.ensure_one()
        source = self.source_id.quartier_shift_ids.filtered(
            lambda shift: not shift.cancelled_on
        )
        if not source or self.source_id == self.event_id:
            raise UserError(
                self.env._("That event has no shifts. Please choose another one.")
            )
        zone = self.event_id.quartier_id.tz
        delta = local(self.event_id.start, zone) - local(self.source_id.start, zone)
        vals_list = []
        for shift, vals in zip(source, source.copy_data(), strict=True):
            start, stop = moved(shift.start, shift.stop, delta, zone)
            vals_list.append(
                {
                    **vals,
                    "event_id": self.event_id.id,
                    "start": start,
                    "stop": stop,
                    "user_id": self.event_id.user_id.id or self.env.uid,
                }
            )
        self.env["quartier.volunteer.shift"].create(vals_list)
        return self.event_id.action_quartier_view_shifts()
