from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# nobody is written to before this hour of the office's clock, or after that
FROM, UNTIL = 8, 20
# assignments of one transaction
BATCH = 500


class QuartierVolunteerAssignment(models.Model):
    """Everybody who has promised to come is reminded once.

    So is who looks for a substitute: until there is one, they have the duty.
    """

    _inherit = "quartier.volunteer.assignment"

    @api.model
    def _to_remind_domain(self):
        """Return whose shift is near enough now, by the setting of each office.

        What was moved after the reminder is reminded of again.
        """
        now = fields.Datetime.now()
        domain = Domain.FALSE
        offices = self.env["quartier.quartier"].search(
            [("volunteer_reminder_days", ">", 0)]
        )
        for office in offices:
            if not FROM <= office._localize(now).hour < UNTIL:
                continue
            days = timedelta(days=office.volunteer_reminder_days + 1)
            domain |= Domain("quartier_id", "=", office.id) & Domain(
                "start", "<", office._midnight(office._today() + days)
            )
        return (
            domain
            & Domain("state", "in", ("confirmed", "substitute"))
            & Domain("reminded_on", "=", False)
            & Domain("start", ">", now)
        )

    @api.model
    def _cron_remind(self):
        """Can be stopped at any time: mails and the note of them are committed at once.

        What the interrupted batch has put into the queue goes with it.
        """
        domain = self._to_remind_domain()
        while due := self.search(domain, limit=BATCH, order="start, id"):
            due.reminded_on = fields.Datetime.now()
            due._send("reminder")
            self.env.flush_all()
            remaining = self.search_count(domain)
            progress = self.env["ir.cron"]._commit_progress(
                len(due), remaining=remaining
            )
            if not progress:
                break
            self.env.invalidate_all()
