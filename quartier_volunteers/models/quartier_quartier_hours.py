from odoo import fields, models


class QuartierQuartier(models.Model):
    """How an office counts the hours of volunteers."""

    _inherit = "quartier.quartier"

    volunteer_rounding = fields.Selection(
        [
            ("1", "To the minute"),
            ("5", "5 minutes"),
            ("15", "Quarters of an hour"),
            ("30", "Half hours"),
            ("60", "Full hours"),
        ],
        string="Hours Rounded to",
        required=True,
        default="15",
        help="Hours from check-in and shifts of volunteers.",
    )

    def _hours_closed_until(self):
        """Return the last day whose hours are closed.

        :rtype: date or bool
        """
        self.ensure_one()
        # sudo: whoever enters hours, the person included, must respect it
        closing = (
            self.env["quartier.volunteer.hours.closing"]
            .sudo()
            .search([("quartier_id", "=", self.id)], order="date desc", limit=1)
        )
        return closing.date

    def _volunteer_rule(self, key):
        """Return the value of a dated rule of volunteering today, 0 without one."""
        self.ensure_one()
        # sudo: rules are readable by every employee; volunteers need them as well
        rule = self.env["quartier.rule"].sudo()
        return rule._find_rule(f"volunteer.{key}", self._today()).value
