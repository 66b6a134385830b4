from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .quartier_volunteer_clock import BATCH

# whose papers are looked after; who ended has no need of them
LOOKED_AFTER = ("talk", "onboarding", "active", "paused")


class QuartierVolunteerRenewalMixin(models.AbstractModel):
    """A proof that ends: its renewal is asked for in time, once for each.

    The model has ``volunteer_id``, ``type_id`` and ``valid_until``.
    """

    _name = "quartier.volunteer.renewal.mixin"
    _description = "Proof That Is Renewed"

    reminded_on = fields.Date(string="Renewal Asked for on", readonly=True, copy=False)

    @api.model
    def _cron_remind(self):
        """Ask for the renewal of what ends soon and has no later one yet."""
        due = self._due_for_renewal()
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            batch._remind()
            left = len(due) - start - len(batch)
            if not self.env["ir.cron"]._commit_progress(len(batch), remaining=left):
                break

    @api.model
    def _renewable(self):
        """Hook: which rows are proofs that last, as a domain."""
        return Domain.TRUE

    @api.model
    def _due_for_renewal(self):
        today = fields.Date.today()
        types = self.env["quartier.volunteer.proof.type"]
        types = types.with_context(active_test=False).search([])
        longest = max(types.mapped("renewal_days"), default=0)
        proofs = self.search(
            self._renewable()
            & Domain("valid_until", "<=", today + timedelta(days=longest))
            & Domain("reminded_on", "=", False)
            & Domain("volunteer_id.state", "in", LOOKED_AFTER)
        )
        proofs = proofs.filtered(
            lambda row: (
                row.valid_until - timedelta(days=row.type_id.renewal_days) <= today
            )
        )
        return proofs - proofs._renewed()

    def _renewed(self):
        """Return those for which a proof that is valid longer is there already."""
        rows = self.search(
            self._renewable()
            & Domain("volunteer_id", "in", self.volunteer_id.ids)
            & Domain("type_id", "in", self.type_id.ids)
        )
        latest = {}
        for row in rows:
            pair = (row.volunteer_id, row.type_id)
            until = row.valid_until or fields.Date.to_date("9999-12-31")
            latest[pair] = max(until, latest.get(pair, until))
        return self.filtered(
            lambda row: latest[row.volunteer_id, row.type_id] > row.valid_until
        )

    def _remind(self):
        for proof in self:
            volunteer = next(proof.volunteer_id._each_in_language())
            volunteer._tell_in_charge(
                volunteer.env._(
                    "%(type)s of %(name)s has to be renewed.",
                    type=proof.with_env(volunteer.env).type_id.name,
                    name=volunteer._said(),
                ),
                day=max(proof.valid_until, volunteer.quartier_id._today()),
            )
        # sudo: what is noted is written by no client
        self.sudo().reminded_on = fields.Date.today()
