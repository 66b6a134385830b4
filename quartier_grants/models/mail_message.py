from odoo import models

# what a message says; who has read it may change
_SAID = frozenset(
    (
        "attachment_ids",
        "author_id",
        "body",
        "date",
        "message_type",
        "model",
        "res_id",
        "subject",
        "tracking_value_ids",
    )
)
# what clients change by way of core's methods, which write with sudo
_EDITED = frozenset(("attachment_ids", "body", "subject"))


class MailMessage(models.Model):
    """To what was said about a closed grant messages are only added."""

    _name = "mail.message"
    _inherit = ("mail.message", "quartier.grant.attached.mixin")
    _document_model_field = "model"

    def write(self, vals):
        if not vals.keys().isdisjoint(_EDITED if self.env.su else _SAID):
            self._check_document_open()
        return super().write(vals)

    def unlink(self):
        # the system deletes what names a person who is erased
        if not self.env.su:
            self._check_document_open()
        return super().unlink()
