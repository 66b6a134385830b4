from odoo import fields, models
from odoo.api import SUPERUSER_ID


class QuartierRoomRequest(models.Model):
    """Every step is written to whoever asked, in the office's language."""

    _inherit = "quartier.room.request"

    told = fields.Char(
        string="Promise That Was Told",
        copy=False,
        readonly=True,
        groups="base.group_system",
    )

    def _send(self, kind):
        """Put a mail into the queue: a server that fails loses no decision.

        :param str kind: ``received``, ``approved``, ``question``, ``declined``,
            ``moved`` or ``cancelled``
        """
        self.ensure_one()
        # the system: the mail holds the token, which is for whoever asked alone. It is
        # therefore neither a message of the request, which the team reads, nor one of
        # whoever decided, as people read what they wrote.
        system = self.with_user(SUPERUSER_ID).with_context(lang=self.quartier_id.lang)
        template = system.env.ref(
            f"quartier_management.mail_template_room_request_{kind}"
        )
        mail_id = template.send_mail(
            self.id,
            email_values={
                "model": False,
                "res_id": False,
                "author_id": self.quartier_id.partner_id.id,
                "auto_delete": True,
            },
        )
        # the queue would wait for up to an hour otherwise
        system.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        subject = system.env["mail.mail"].browse(mail_id).subject
        # sudo: a note of what was just sent
        self.sudo()._message_log(
            body=self.env._(
                "E-mail to %(email)s: %(subject)s", email=self.email, subject=subject
            )
        )

    def _tell_change(self):
        """Write to whoever asked if the promise is another than they know."""
        self.ensure_one()
        promise = self.booking_id._promise()
        if promise != self.told:
            self.told = promise
            self._send("moved" if self.booking_id.occupies else "cancelled")

    def _status_path(self):
        """Return where whoever asked follows the request; needs sudo for the token."""
        self.ensure_one()
        return f"/quartier/{self.quartier_id.slug}/raum-anfragen/{self.token}"

    def _status_url(self):
        return self.get_base_url() + self._status_path()

    def _form_url(self):
        return f"{self.get_base_url()}/quartier/{self.quartier_id.slug}/raum-anfragen"
