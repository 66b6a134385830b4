from odoo import fields, models


class QuartierSeries(models.Model):
    """The shifts of a regular offer: each of its dates has those of the templates."""

    _inherit = "quartier.series"

    shift_template_ids = fields.One2many(
        "quartier.volunteer.shift.template",
        "series_id",
        string="Shifts of Each Date",
        groups="quartier_volunteers.group_volunteer_coordinator",
    )

    def _apply_dates(self, until):
        result = super()._apply_dates(until)
        self._apply_shifts()
        return result

    def _apply_shifts(self):
        """Give the dates to come the shifts of the templates, and keep them in step.

        What somebody changed or cancelled stays as it is; so does what has begun.
        """
        # sudo: shifts follow the offer, whoever may change it or extends it
        series = self.sudo().filtered("shift_template_ids")
        for row in series:
            events = row._dates_to_come().filtered(
                lambda event: event.active and not event.quartier_cancelled_on
            )
            for template in row.shift_template_ids:
                template._apply(events)
