from odoo import api, models


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    @api.constrains("partner_id")
    def _check_quartier_confidential(self):
        self.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be an attendee, because the whole city"
                " administration sees the names of attendees. Please enter the person"
                " under “Actors involved” of the event instead."
            )
        )

    def write(self, vals):
        if self._quartier_is_own_answer(vals):
            # sudo: core asks for write access to the event, which only the team of a
            # neighbourhood has; here users change nothing but their own answer
            return super(CalendarAttendee, self.sudo()).write(vals)
        return super().write(vals)

    def _quartier_is_own_answer(self, vals):
        """Tell whether users merely answer invitations of their own."""
        return (
            set(vals) == {"state"}
            and not self.env.su
            and self.partner_id == self.env.user.partner_id
            and bool(self.event_id.quartier_id)
        )
