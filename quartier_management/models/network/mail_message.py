from odoo import api, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.constrains("partner_ids", "model", "res_id")
    def _check_quartier_confidential(self):
        """Everyone who reads a document is shown the recipients of its messages."""
        # a notification is shown to its recipient alone, not in the document
        shown = self.filtered(
            lambda message: message.message_type != "user_notification"
        )
        for message in shown.filtered("partner_ids"):
            recipients = message.partner_ids
            if message.model == recipients._name:
                recipients = recipients.filtered(
                    lambda partner, message=message: partner.id != message.res_id
                )
            recipients._quartier_check_linkable(
                self.env._(
                    "A confidential person cannot be the recipient of a message here,"
                    " because everyone who reads the document sees the name. Please"
                    " write to the person from their own contact instead."
                )
            )
