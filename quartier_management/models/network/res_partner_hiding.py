from odoo import models


class ResPartner(models.Model):
    """Hiding a person ends what others have of them already."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("quartier_confidential") or vals.get("parent_id"):
            self._quartier_hide_traces()
        return result

    def _quartier_hide_traces(self):
        """Part the confidential ones, and the addresses below, from those who cannot
        see them any more; their earlier mails lose the sender's name and address."""
        # sudo: removes what is left in the hands of others
        partners = self.sudo().with_context(active_test=False)
        hidden = partners.filtered("quartier_confidential")
        if not hidden:
            return
        persons = hidden.search(
            [("id", "child_of", hidden.ids), ("quartier_confidential", "=", True)]
        )
        for office, owned in persons.grouped("quartier_owner_id").items():
            owned._quartier_detach(
                owned._quartier_involved_users() - office.member_ids, office.manager_id
            )
        messages = persons.env["mail.message"]
        messages.search([("author_id", "in", persons.ids)])._quartier_mask_senders()

    def _quartier_involved_users(self):
        """Return who follows these persons, has to do with them, or was notified."""
        of_persons = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        followers = self.env["mail.followers"].search(of_persons).partner_id
        notified = self.env["mail.notification"].search(
            [
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "in", self.ids),
            ]
        )
        users = (followers + notified.res_partner_id - self).user_ids
        return users | self.env["mail.activity"].search(of_persons).user_id
