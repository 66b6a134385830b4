from odoo import models


class QuartierHiddenMixin(models.AbstractModel):
    """A document that somebody may lose sight of.

    Core goes on to notify whoever follows it or was given an activity of it, and an
    activity keeps the document's name for them.
    """

    _name = "quartier.hidden.mixin"
    _description = "Document that may be hidden"
    _inherit = ("mail.thread",)

    def _quartier_part_outsiders(self):
        """Take these documents out of the hands of those who do not read them."""
        # sudo: removes what is left in the hands of others
        documents = self.sudo().exists()
        users = documents.message_follower_ids.partner_id.user_ids
        if "activity_ids" in documents:
            users |= documents.with_context(active_test=False).activity_ids.user_id
        for user in users:
            readable = documents.with_user(user)._filtered_access("read")
            if lost := documents - readable.sudo():
                lost._quartier_part(user)

    def _quartier_part(self, user):
        """Take what a user follows, was notified of and has to do of these."""
        self.message_unsubscribe(user.partner_id.ids)
        self.env["mail.notification"].search(
            [
                ("res_partner_id", "=", user.partner_id.id),
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "in", self.ids),
            ]
        ).unlink()
        activities = self.env["mail.activity"].with_context(active_test=False)
        activities = activities.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("user_id", "=", user.id),
            ]
        )
        for activity in activities:
            document = self.browse(activity.res_id)
            successor = document._quartier_successor()
            if successor and successor != user:
                activity.with_context(
                    mail_activity_quick_update=True
                ).user_id = successor
            else:
                activity.unlink()

    def _quartier_successor(self):
        """Hook: return who takes over activities, may be empty."""
        return self.env["res.users"]
