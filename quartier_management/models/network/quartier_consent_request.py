from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

RETENTION = "consent_request_days"
# rows that the cron deletes in one transaction
BATCH = 500


class QuartierConsent(models.Model):
    """Double opt-in: asked by e-mail, answered on the page behind the link."""

    _inherit = "quartier.consent"

    @api.model
    def _ask(self, partner, purposes):
        """Ask somebody by e-mail, or only send the link to what was decided.

        :param partner: ``res.partner``
        :param purposes: ``quartier.consent.purpose``, may be empty
        :raise AccessError: the user may not record consents of this person
        :raise UserError: no address, no office, or the person has agreed already
        """
        partner = partner.with_env(self.env)
        # who reads a confidential person belongs to the team that records consents
        partner.check_access("read")
        self.browse().check_access("create")
        self._check_askable(partner, purposes)
        office = self._asking_office(partner)
        link, token = self.env["quartier.consent.link"]._issue(partner, office)
        # sudo: no client notes that somebody was asked; rights were checked above
        requests = self.sudo().create(
            [
                {
                    "partner_id": partner.id,
                    "purpose_id": purpose.id,
                    "decision": "requested",
                    "how": "web",
                    "email": partner.email_normalized,
                    "link_id": link.id,
                    "recorded_by": self.env.uid,
                }
                for purpose in purposes
            ]
        )
        link._send(token)
        return requests.with_env(self.env)

    @api.model
    def _asking_office(self, partner):
        """Return in whose name somebody is written to.

        :raise UserError: there is none
        """
        offices = self.env.user.quartier_ids
        if partner.quartier_confidential:
            return partner.quartier_owner_id
        if partner.quartier_id in offices or not offices:
            offices = partner.quartier_id
        if not offices:
            raise UserError(
                self.env._(
                    "“%(name)s” belongs to no neighbourhood, and you to no office."
                    " Please let an office ask.",
                    name=partner.display_name,
                )
            )
        return offices[:1]

    @api.model
    def _request_days(self):
        """Return for how many days a question may be answered, and is kept.

        :return: None if there is no such rule: then nothing expires
        """
        # sudo: the number stands in the e-mail
        rule = self.env["quartier.rule"].sudo()
        rule = rule._find_rule(RETENTION, fields.Date.context_today(self))
        return int(rule.value) if rule else None

    @api.model
    def _asked_since(self):
        """Return since when questions count; None if they do not expire."""
        days = self._request_days()
        return None if days is None else fields.Datetime.now() - timedelta(days=days)

    def _is_open(self):
        """Tell whether a question may still be answered by its link."""
        self.ensure_one()
        since = self._asked_since()
        return (
            self.decision == "requested"
            and not self.answer_ids
            and not self.address_changed
            and (since is None or self.decided_on >= since)
        )

    @api.model
    def _cron_forget_requests(self):
        """Delete what nobody ever answered, and links to nothing (Art. 5 (1) e)."""
        since = self._asked_since()
        if since is None:
            return
        unanswered = [
            ("decision", "=", "requested"),
            ("answer_ids", "=", False),
            ("decided_on", "<", since),
        ]
        while requests := self.search(unanswered, limit=BATCH):
            requests.unlink()
            remaining = self.search_count(unanswered)
            progress = self.env["ir.cron"]._commit_progress(
                len(requests), remaining=remaining
            )
            if not progress:
                return
        self.env["quartier.consent.link"].search(
            [
                ("create_date", "<", since),
                ("partner_id.quartier_consent_ids", "=", False),
            ]
        ).unlink()
