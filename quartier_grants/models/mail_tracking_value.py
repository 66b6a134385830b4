from odoo import models


class MailTrackingValue(models.Model):
    """What was noted of a closed grant's fields stays, administrators included."""

    _inherit = "mail.tracking.value"

    def write(self, vals):
        # sudo: whose these are is read, to decide whether they may be changed
        self.sudo().mail_message_id._check_document_open()
        return super().write(vals)

    def unlink(self):
        # the system deletes them with their grant
        if not self.env.su:
            # sudo: as above
            self.sudo().mail_message_id._check_document_open()
        return super().unlink()
