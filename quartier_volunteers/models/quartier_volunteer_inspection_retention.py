from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

AFTER_END = "conduct_retention_months"
WITHOUT_START = "conduct_unused_months"
BATCH = 500


class QuartierVolunteerInspection(models.Model):
    """For how long it is kept that a certificate was shown.

    § 72a Abs. 5 SGB VIII: deleted at once where no work follows, and at the latest some
    months after the work that needs it ended, which may be long before the person stops
    (``unneeded_since``). The numbers are dated rules; without one, what it would allow
    to be kept goes at once.
    """

    _inherit = "quartier.volunteer.inspection"

    @api.model
    def _cron_delete_outdated(self):
        self._note_need()
        domain = self._outdated_domain()
        while rows := self.search(domain, limit=BATCH):
            count = len(rows)
            rows.unlink()
            left = self.search_count(domain)
            if not self.env["ir.cron"]._commit_progress(count, remaining=left):
                break

    @api.model
    def _outdated_domain(self):
        """Return which rows nobody may keep any longer."""
        today = fields.Date.context_today(self)
        ended = today - relativedelta(months=self._months(AFTER_END, today))
        unused = today - relativedelta(months=self._months(WITHOUT_START, today))
        over = Domain("volunteer_id.state", "in", ("ended", "anonymised"))
        waiting = Domain(
            "volunteer_id.state", "in", ("interested", "talk", "onboarding")
        )
        never = Domain("volunteer_id.started_on", "=", False)
        return (
            (over & never)
            | (over & Domain("volunteer_id.ended_on", "<=", ended))
            | (waiting & never & Domain("inspected_on", "<=", unused))
            | Domain("unneeded_since", "<=", ended)
            # another one would have had to be shown long ago
            | Domain("valid_until", "<=", ended)
        )

    @api.model
    def _months(self, key, day):
        # sudo: the job has all rights; a number of the law is no secret
        rule = self.env["quartier.rule"].sudo()._find_rule(key, day)
        return int(rule.value) if rule else 0
