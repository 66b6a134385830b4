from odoo import models
from odoo.api import SUPERUSER_ID

# a mail that holds a token is no message of a record that others read
SECRET = {"model": False, "res_id": False, "auto_delete": True}


class QuartierVolunteer(models.Model):
    """Mails with secret addresses, and how they are taken back."""

    _inherit = "quartier.volunteer"

    def _mail_secret(self, template, url):
        """Put a mail with a secret address into the queue.

        :param str template: name of the mail template, of volunteers
        :param str url: stands in the mail alone
        """
        self.ensure_one()
        office = self.quartier_id
        # the system: people read what they wrote themselves
        system = self.with_user(SUPERUSER_ID).with_context(lang=office.lang)
        template = system.env.ref(f"quartier_volunteers.{template}")
        template.with_context(secret_url=url).send_mail(
            self.id, email_values={**SECRET, "author_id": office.partner_id.id}
        )
        # the queue would wait for up to an hour otherwise
        system.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _is_mailable(self):
        """Tell whether somebody is reached by e-mail."""
        self.ensure_one()
        return self.reached_by == "email" and bool(self.partner_id.email_normalized)

    def action_send_personal_link(self):
        """Mail somebody the link to their own shifts, times and hours."""
        self.check_access("write")
        mailable = self.filtered(lambda volunteer: volunteer._is_mailable())
        # sudo: nobody has rights to links; who looks after the person was asked above
        self.env["quartier.volunteer.link"].sudo()._send_personal(mailable.sudo())
        missing = self - mailable
        text = self.env._(
            "Links are on their way to %(count)s of %(all)s people. The others are not"
            " reached by e-mail.",
            count=len(mailable),
            all=len(self),
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": text, "type": "warning" if missing else "success"},
        }

    def action_revoke_links(self):
        """Make all links of these volunteers worthless, calendars included."""
        self.check_access("write")
        # sudo: as above
        links = self.env["quartier.volunteer.link"].sudo()
        links.search([("volunteer_id", "in", self.ids)]).unlink()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "All links and calendars that were given out have become invalid."
                ),
                "type": "success",
            },
        }
