from odoo import fields, models
from odoo.api import SUPERUSER_ID

from .quartier_volunteer_secret import SECRET

# what there is a mail for: data/mail_template_data.xml
KINDS = (
    "requested",
    "waitlisted",
    "offered",
    "confirmed",
    "declined",
    "cancelled",
    "moved",
    "substitute_found",
    "reminder",
)


class QuartierVolunteerAssignment(models.Model):
    """What people are told: by e-mail with a link, the others by phone."""

    _inherit = "quartier.volunteer.assignment"

    reminded_on = fields.Datetime(readonly=True, copy=False)

    _to_remind_idx = models.Index(
        "(start) WHERE state IN ('confirmed', 'substitute') AND reminded_on IS NULL"
    )

    def _tell(self, kind):
        result = super()._tell(kind)
        if kind in KINDS:
            # the system: who decided reads neither mails nor links of others
            self.with_user(SUPERUSER_ID)._send(kind)
        if kind == "moved":
            self.with_user(SUPERUSER_ID).reminded_on = False
        return result

    def _send(self, kind):
        """Tell each of these people, in few queries for any number of them.

        :param str kind: one of ``KINDS``
        """
        coming = self.filtered("volunteer_id.active")
        mailable = coming.filtered(lambda row: row.volunteer_id._is_mailable())
        for office, rows in mailable.grouped("quartier_id").items():
            rows.with_context(lang=office.lang)._send_mails(kind, office)
        (coming - mailable)._note_calls(kind)

    def _send_mails(self, kind, office):
        """Put mails into the queue: a server that fails loses no decision.

        A mail holds its token: it is no message of the assignment, which the team
        reads.
        """
        links = self.env["quartier.volunteer.link"]
        urls = {
            row.id: links._url_of(office, "assignment", token)
            for row, token in links._issue(self, "assignment").items()
        }
        template = self.env.ref(
            f"quartier_volunteers.mail_template_volunteer_assignment_{kind}"
        ).with_context(secret_urls=urls)
        subjects = template._render_field("subject", self.ids)
        bodies = template._render_field("body_html", self.ids)
        sender = office.partner_id.email_formatted or office.company_id.email_formatted
        self.env["mail.mail"].create(
            [
                {
                    **SECRET,
                    "subject": subjects[row.id],
                    "body_html": bodies[row.id],
                    "email_from": sender,
                    "reply_to": sender,
                    "email_to": row.volunteer_id.partner_id.email_formatted,
                    "author_id": office.partner_id.id,
                }
                for row in self
            ]
        )
        # the queue would wait for up to an hour otherwise
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _note_calls(self, kind):
        """Put people on the phone list; what was to be told before is out of date."""
        if not self:
            return
        calls = self.env["quartier.volunteer.call"]
        calls.search(
            [("assignment_id", "in", self.ids), ("done_on", "=", False)]
        ).unlink()
        calls.create(
            [
                {
                    "volunteer_id": row.volunteer_id.id,
                    "assignment_id": row.id,
                    "start": row.start,
                    "text": row._call_text(kind),
                }
                for row in self
            ]
        )

    def _call_text(self, kind):
        """Say what is to be told, in the office's language."""
        row = self.with_context(lang=self.quartier_id.lang)
        what = f"{row.shift_id._what()}, {row.shift_id._when()}"
        until = row.offer_until and row.shift_id._moment_in_full(row.offer_until)
        texts = {
            "requested": row.env._("Request has arrived: %s", what),
            "waitlisted": row.env._("On the waiting list: %s", what),
            "offered": row.env._(
                "Place offered: %(what)s. Answer until: %(until)s",
                what=what,
                until=until or "–",
            ),
            "confirmed": row.env._("Confirmed: %s", what),
            "declined": row.env._(
                "Not possible: %(what)s. %(reason)s",
                what=what,
                reason=row.reason or "",
            ),
            "cancelled": row.env._("Does not take place: %s", what),
            "moved": row.env._("Has been changed: %s", what),
            "substitute_found": row.env._("A substitute was found: %s", what),
            "reminder": row.env._("Reminder: %s", what),
        }
        return texts[kind].strip()
