from odoo import api, fields, models
from odoo.tools import format_date


class QuartierGrant(models.Model):
    """From when on costs count: with the award, or with an early start's consent.

    Nr. 1.3 of the Verwaltungsvorschriften zu § 44 BHO and LHO NRW.
    """

    _inherit = "quartier.grant"

    costs_from = fields.Date(
        string="Costs Count from",
        compute="_compute_costs_from",
        store=True,
        help="By the first award letter. The consent to an early start may allow"
        " earlier ones.",
    )

    @api.depends("award_ids.date", "award_ids.date_from")
    def _compute_costs_from(self):
        for grant in self:
            award = grant._first_award()
            grant.costs_from = award and max(award.date, award.date_from)

    def _first_award(self):
        return self.award_ids.sorted(lambda award: (award.date, award.id))[:1]

    def _allows_cost_on(self, day):
        """Tell whether a cost of this day is not too early."""
        self.ensure_one()
        starts = filter(None, (self.costs_from, self.early_start_granted_on))
        return any(start <= day for start in starts)

    def _early_cost_text(self, day):
        """Say why a cost of this day is too early, with the rule behind it."""
        self.ensure_one()
        start = self.costs_from
        texts = {
            "day": format_date(self.env, day),
            "grant": self.name,
            "start": format_date(self.env, start) if start else "–",
        }
        if not self.early_start_granted_on:
            return self.env._(
                "%(day)s lies before the award of “%(grant)s” (costs count from"
                " %(start)s on). The funder has not allowed an early start (Nr. 1.3 VV"
                " zu § 44 BHO/LHO); if there is a consent, please enter it with the"
                " grant.",
                **texts,
            )
        return self.env._(
            "%(day)s lies before the award of “%(grant)s” (costs count from %(start)s"
            " on), and the funder allowed an early start only from %(early)s on (letter"
            " “%(letter)s”, Nr. 1.3 VV zu § 44 BHO/LHO).",
            **texts,
            early=format_date(self.env, self.early_start_granted_on),
            letter=self.early_start_reference or self.early_start_file_name or "–",
        )

    def _early_consent_text(self, day):
        """Say by which consent a cost before the award counts, or nothing."""
        self.ensure_one()
        start = self.costs_from
        if not self._allows_cost_on(day) or (start and start <= day):
            return False
        return self.env._(
            "%(day)s lies before the award of “%(grant)s”; it counts because the funder"
            " allowed an early start from %(early)s on (letter “%(letter)s”, Nr. 1.3 VV"
            " zu § 44 BHO/LHO).",
            day=format_date(self.env, day),
            grant=self.name,
            early=format_date(self.env, self.early_start_granted_on),
            letter=self.early_start_reference or self.early_start_file_name or "–",
        )
