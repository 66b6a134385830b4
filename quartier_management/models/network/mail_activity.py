from odoo import api, models
from odoo.exceptions import ValidationError


class MailActivity(models.Model):
    """Whoever an activity is assigned to reads the name of its record."""

    _inherit = "mail.activity"

    @api.constrains("user_id", "res_model", "res_id")
    def _check_quartier_confidential(self):
        activities = self.filtered(lambda row: row.res_model == "res.partner")
        # sudo: asks about persons whom the user may not read
        persons = self.env["res.partner"].sudo().browse(activities.mapped("res_id"))
        persons = persons.filtered("quartier_confidential")
        for activity in activities:
            person = persons & persons.browse(activity.res_id)
            if (
                activity.user_id
                and person.with_user(activity.user_id)._quartier_hidden()
            ):
                raise ValidationError(
                    self.env._(
                        "An activity of a confidential person can only be assigned to"
                        " somebody of the owning office's team, not to %(user)s.",
                        user=activity.user_id.name,
                    )
                )

    @api.constrains("user_id", "res_model", "res_id")
    def _check_quartier_conversation(self):
        """Whoever an activity is assigned to reads what it is about."""
        activities = self.filtered(
            lambda row: row.res_model == "quartier.conversation" and row.user_id
        )
        conversations = self.env["quartier.conversation"]
        for user, assigned in activities.grouped("user_id").items():
            readable = conversations.browse(assigned.mapped("res_id"))
            readable = readable.exists().with_user(user)
            if readable - readable._filtered_access("read"):
                raise ValidationError(
                    self.env._(
                        "%(user)s may not read this conversation and cannot be asked to"
                        " do what comes next. Please choose somebody of the office's"
                        " team as colleague.",
                        user=user.name,
                    )
                )

    def action_create_calendar_event(self):
        """A meeting with a confidential person bears neither name nor notes.

        It is not linked with the activity, as core would copy each one's texts to the
        other, and feedback into the event.
        """
        action = super().action_create_calendar_event()
        if self.res_model == "res.partner":
            person = self.env["res.partner"].browse(self.res_id)
            if person.quartier_confidential:
                action["context"] |= {
                    "default_name": self.activity_type_id.name,
                    "default_description": False,
                    "default_activity_ids": False,
                    "orig_activity_ids": [],
                    "default_quartier_id": person.quartier_owner_id.id,
                    "default_res_id": False,
                    "default_res_model": False,
                }
        return action
