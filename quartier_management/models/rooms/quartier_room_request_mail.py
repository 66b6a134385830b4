from odoo import models


class QuartierRoomRequest(models.Model):
    """Every step is written to whoever asked, in the office's language."""

    _inherit = "quartier.room.request"

    def _send(self, kind):
        """Put a mail into the queue: a server that fails loses no decision.

        :param str kind: ``received``, ``approved``, ``question`` or ``declined``
        """
        self.ensure_one()
        # sudo: the mail holds the token, which is for whoever asked alone; it is
        # therefore no message of the request, which the team reads
        template = (
            self.env.ref(f"quartier_management.mail_template_room_request_{kind}")
            .sudo()
            .with_context(lang=self.quartier_id.lang)
        )
        mail = template.send_mail(
            self.id,
            email_values={
                "model": False,
                "res_id": False,
                "author_id": self.quartier_id.partner_id.id,
                "auto_delete": True,
            },
        )
        # sudo: as above; the queue would wait for up to an hour otherwise
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        subject = self.env["mail.mail"].sudo().browse(mail).subject
        self.sudo()._message_log(
            body=self.env._(
                "E-mail to %(email)s: %(subject)s", email=self.email, subject=subject
            )
        )

    def _status_path(self):
        """Return where whoever asked follows the request; needs sudo for the token."""
        self.ensure_one()
        return f"/quartier/{self.quartier_id.slug}/raum-anfragen/{self.token}"

    def _status_url(self):
        return self.get_base_url() + self._status_path()

    def _form_url(self):
        return f"{self.get_base_url()}/quartier/{self.quartier_id.slug}/raum-anfragen"
