from odoo import fields, models

from .drawing import Flow
from .financing import ZERO, money, share_of
from .quartier_grant_award import WITH_MONEY


class QuartierGrant(models.Model):
    """Own work counts as far as the programme lets it."""

    _inherit = "quartier.grant"

    work_ids = fields.One2many(
        "quartier.grant.work", "grant_id", string="Own Work Done", copy=False
    )
    work_amount = fields.Monetary(
        string="Own Work Counted",
        readonly=True,
        copy=False,
        help="Value of the hours as far as the programme counts them.",
    )
    work_fetchable = fields.Boolean(compute="_compute_work_fetchable")
    work_note = fields.Char(string="How It Counts", compute="_compute_work_note")

    def _cost_sums(self):
        spent, paid = super()._cost_sums()
        sums = dict(
            self.env["quartier.grant.work"]._read_group(
                [("grant_id", "in", self.ids)], ["grant_id"], ["amount:sum"]
            )
        )
        for grant in self:
            # most grants know no own work: then no rule has to be looked up
            counted = grant._counted_work(sums[grant])[0] if grant in sums else ZERO
            grant._note_changed({"work_amount": float(counted)})
            paid[grant.id] += counted
        return spent, paid

    def _payment_flows(self):
        """Own work is a payment of the day it was done, as far as it counts."""
        flows = super()._payment_flows()
        for grant in self:
            left = money(grant.work_amount)
            for work in grant.work_ids.sorted(lambda row: (row.date, row.id)):
                part = min(left, money(work.amount))
                if part:
                    flows[grant.id].append(Flow(work.date, part, work))
                left -= part
        return flows

    def _counted_work(self, amount):
        """Return how much of own work counts, and by which rule.

        :param float amount: value of all hours
        :rtype: tuple[Decimal, quartier.rule]
        """
        self.ensure_one()
        amount = money(amount)
        program = self.program_id
        rule = self._award_rule_set()._find_rule("own_work_percent")
        if not program.own_work_counts:
            return money(0), rule.browse()
        if not rule:
            return amount, rule
        return min(amount, share_of(money(self.approved_cost), rule.value)), rule

    def _compute_work_fetchable(self):
        """Whether any other record knows of hours."""
        for grant in self:
            grant.work_fetchable = bool(
                grant.work_ids.filtered("origin") or grant._collect_work()
            )

    def _compute_work_note(self):
        for grant in self:
            rule = grant._counted_work(grant.work_amount)[1]
            if not grant.program_id.own_work_counts:
                grant.work_note = self.env._("This programme does not count own work.")
            elif rule:
                grant.work_note = self.env._(
                    "Up to %(percent)d percent of the approved costs (%(where)s).",
                    percent=rule.value,
                    where=rule._quartier_grant_source(),
                )
            else:
                grant.work_note = self.env._("All hours count.")

    def _collect_work(self):
        """Hook: return hours that other records know of.

        :return: for each row a dict with ``origin`` (a key that stays the same),
            ``date``, ``name`` and ``hours``
        :rtype: list[dict]
        """
        self.ensure_one()
        if not self.project_id or not self.award_id:
            return []
        # sudo: the project of this grant is asked; no names of people come with it
        project = self.project_id.sudo()
        return project._quartier_work(self.award_from, self.award_to)

    def _work_reported(self):
        """What was fetched has been handed in: it must not change any more."""
        self.ensure_one()
        origins = self.work_ids.filtered("origin").mapped("origin")
        if origins and self.project_id:
            note = self.with_context(lang=self.quartier_id.lang).env._(
                "reported to the funder: %s", self.name
            )
            # sudo: the hook locks what its addon keeps, whoever hands the proof in
            self.project_id.sudo()._quartier_work_reported(origins, note)

    def action_fetch_work(self):
        """Take over the hours that other records know of; what changed is mended."""
        self.ensure_one()
        self._lock(WITH_MONEY)
        rows = {row["origin"]: row for row in self._collect_work()}
        here = self.work_ids.filtered("origin")
        # sudo: rows with an origin are the system's; the right to the grant was checked
        work = self.env["quartier.grant.work"].sudo()
        for known in here.sudo():
            row = rows.pop(known.origin, None)
            if row is None:
                work |= known
            elif any(known[name] != row[name] for name in ("date", "name", "hours")):
                known.write({name: row[name] for name in ("date", "name", "hours")})
        work.unlink()
        work._note_all([{**row, "grant_id": self.id} for row in rows.values()])
        return True
