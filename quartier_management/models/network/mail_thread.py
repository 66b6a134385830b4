from odoo import models


class MailThread(models.AbstractModel):
    """What arrives or happens by itself leaves confidential persons out.

    Refusing it, as with what users do, would lose mails.
    """

    _inherit = "mail.thread"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        if partner_ids and not self.env.su:
            self._quartier_exposed_persons(partner_ids)._quartier_check_linkable(
                self.env._(
                    "A confidential person cannot follow a document, because everyone"
                    " who reads it sees the names of its followers. Please write to"
                    " the person from their own contact instead."
                )
            )
        return super().message_subscribe(partner_ids, subtype_ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        exposed = self._quartier_exposed_persons(partner_ids or []).ids
        kept = [pid for pid in partner_ids or [] if pid not in exposed]
        return super()._message_subscribe(kept, subtype_ids, customer_ids)

    def message_post(self, *, message_type="notification", partner_ids=None, **kwargs):
        if message_type == "email" and partner_ids:
            exposed = self._quartier_exposed_persons(partner_ids).ids
            partner_ids = [pid for pid in partner_ids if pid not in exposed]
        return super().message_post(
            message_type=message_type, partner_ids=partner_ids, **kwargs
        )

    def _quartier_exposed_persons(self, partner_ids):
        """Return the confidential ones whose name this document would show."""
        partners = self.env["res.partner"].browse(partner_ids)
        if self._name == partners._name:
            return partners._quartier_exposed_to_readers_of(self)
        # sudo: asks about persons whom the user may not read
        return partners.sudo().filtered("quartier_confidential").with_env(self.env)
