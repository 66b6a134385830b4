from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from .ir_attachment import INSPECTION


class MailActivity(models.Model):
    """Whoever an activity is assigned to reads the name of the volunteer."""

    _inherit = "mail.activity"

    @api.constrains("user_id", "res_model", "res_id")
    def _check_quartier_volunteer(self):
        if any(row.res_model == INSPECTION for row in self):
            raise UserError(
                self.env._(
                    "An inspection is noted, not planned. Please plan the activity with"
                    " the volunteer."
                )
            )
        activities = self.filtered(
            lambda row: row.res_model == "quartier.volunteer" and row.user_id
        )
        volunteers = self.env["quartier.volunteer"]
        for user, assigned in activities.grouped("user_id").items():
            people = volunteers.browse(assigned.mapped("res_id"))
            people = people.exists().with_user(user)
            if people - people._filtered_access("read"):
                raise ValidationError(
                    self.env._(
                        "%(user)s may not read this volunteer. Please choose somebody"
                        " of the office’s team who coordinates volunteers.",
                        user=user.name,
                    )
                )
