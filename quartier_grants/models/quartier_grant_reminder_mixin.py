from odoo import models


class QuartierGrantReminderMixin(models.AbstractModel):
    _name = "quartier.grant.reminder.mixin"
    _description = "Can Be Reminded of"

    def _reminder_vals(self, user, day, summary):
        """Return the values of an activity, or none if nobody can be told.

        :param user: one ``res.users``
        :param date day: when it is due
        """
        self.ensure_one()
        if not user.active:
            return {}
        kind = self.env.ref("mail.mail_activity_data_todo")
        return {
            "activity_type_id": kind.id,
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "user_id": user.id,
            "date_deadline": day,
            "summary": summary,
            "automated": True,
        }
