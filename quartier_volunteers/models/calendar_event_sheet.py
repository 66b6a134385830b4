from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date


class CalendarEvent(models.Model):
    """The sheet on infection protection (§ 43 IfSG), signed for one event."""

    _inherit = "calendar.event"

    def _quartier_sheet_types(self):
        """Return the proofs that a signed sheet replaces at this event.

        :rtype: quartier.volunteer.proof.type
        """
        return (
            self._quartier_sheet_shifts()._required_proofs().filtered("sheet_allowed")
        )

    def _quartier_sheet_shifts(self):
        return self.env["quartier.volunteer.shift"].search(
            [("event_id", "in", self.ids)]
        )

    def _quartier_sheet_volunteers(self):
        """Return who is expected for work that takes the briefing.

        :rtype: quartier.volunteer
        """
        types = self._quartier_sheet_types()
        shifts = self._quartier_sheet_shifts().filtered(
            lambda shift: shift._required_proofs() & types
        )
        assignments = self.env["quartier.volunteer.assignment"].search(
            [
                ("shift_id", "in", shifts.ids),
                ("state", "not in", ("declined", "withdrawn", "excused", "no_show")),
            ]
        )
        return assignments.volunteer_id.sorted("display_name")

    def _quartier_sheet_name(self):
        """Return title and file name, without suffix."""
        self.ensure_one()
        return self.env._("Information sheet, %s", self.name)

    def _quartier_sheet_office(self):
        """Return whose letterhead it has.

        :raise UserError: the event belongs to no neighbourhood office
        """
        self.ensure_one()
        if not self.quartier_id:
            raise UserError(
                self.env._("Only the events of a neighbourhood have such a sheet.")
            )
        return self.quartier_id

    def _quartier_sheet_days(self):
        """Say in words when the event is, by the office's clock."""
        self.ensure_one()
        day = self.quartier_id._localize(self.start).date()
        return format_date(self.env, day, date_format="full")

    def action_quartier_sheet(self):
        """Open the dialog in which the signatures are noted."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_sheet_action"
        )
        return {**action, "context": {"default_event_id": self.id}}
