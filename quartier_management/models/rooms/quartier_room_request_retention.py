from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .quartier_room_request_state import CONFIRM_WITHIN, COUNTED

RETENTION = "room_request_retention_months"
# rows that the cron deletes in one transaction
BATCH = 500


class QuartierRoomRequest(models.Model):
    """How long a request is kept, with the name and address of whoever asked."""

    _inherit = "quartier.room.request"

    @api.model
    def _retention_months(self):
        """Return for how many months after its date a request is kept.

        Art. 5 (1) e GDPR: no longer than its purpose needs; the number itself is the
        office's to set, as a dated rule.

        :return: None if there is no such rule: then nothing is deleted
        """
        # sudo: the number stands on the public form
        rule = self.env["quartier.rule"].sudo()
        rule = rule._find_rule(RETENTION, fields.Date.context_today(self))
        return int(rule.value) if rule else None

    @api.model
    def _outdated_domain(self):
        """Return which requests are to be forgotten: bookings and contacts stay."""
        now = fields.Datetime.now()
        unconfirmed = Domain("state", "=", "unconfirmed") & Domain(
            "create_date", "<", now - CONFIRM_WITHIN
        )
        months = self._retention_months()
        if months is None:
            return unconfirmed
        # decided or not: what nobody decided on in time is over as well
        return unconfirmed | Domain("stop", "<", now - relativedelta(months=months))

    @api.model
    def _cron_delete_outdated(self):
        counted_before = fields.Datetime.now() - COUNTED
        self.search(
            [("ip_hash", "!=", False), ("create_date", "<", counted_before)]
        ).ip_hash = False
        domain = self._outdated_domain()
        while requests := self.search(domain, limit=BATCH):
            count = len(requests)
            requests.unlink()
            remaining = self.search_count(domain)
            if not self.env["ir.cron"]._commit_progress(count, remaining=remaining):
                break
