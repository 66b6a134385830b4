from dataclasses import dataclass
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from .financing import money, share_of

_CLASSES = {"green": "success", "yellow": "warning", "red": "danger"}


@dataclass(frozen=True)
class LineLight:
    """What a voucher does to one line of an approved plan.

    :ivar cost: the ``quartier.grant.budget.line``
    :ivar spent: by confirmed vouchers so far
    :ivar tolerance: in euros; by so much the line may be exceeded
    :ivar why: where the tolerance comes from
    """

    cost: object
    approved: Decimal
    spent: Decimal
    this: Decimal
    tolerance: Decimal
    why: str
    light: str

    @property
    def after(self):
        return self.spent + self.this


class QuartierGrantVoucher(models.Model):
    """The traffic light: what a voucher does to the approved plans, before it counts.

    Green stays within the line, yellow within the tolerance (Nr. 1.2 ANBest-P: a line
    may be exceeded where others save as much), red needs the funder's consent.
    """

    _inherit = "quartier.grant.voucher"

    light = fields.Selection(
        [
            ("green", "Within the Plan"),
            ("yellow", "Within the Tolerance"),
            ("red", "Exceeds the Plan"),
        ],
        string="Traffic Light",
        compute="_compute_light",
    )
    light_table = fields.Html(
        string="Effect on the Plan", compute="_compute_light", sanitize=False
    )
    early_note = fields.Char(
        string="Before the Award", compute="_compute_early_note", help="Why it counts."
    )
    exceed_reason = fields.Text(
        string="Booked although It Exceeds the Plan",
        help="Why it is booked before the funder has agreed to more.",
    )

    @api.depends(
        "state",
        "share_ids.amount",
        "share_ids.quartier_budget_line_id",
        "share_ids.quartier_grant_id",
        "invoice_date",
    )
    @api.depends_context("uid", "su")
    def _compute_light(self):
        for voucher in self:
            rows = voucher._line_lights() if voucher.state == "draft" else []
            voucher.light = self._worst(rows)
            voucher.light_table = voucher._light_table(rows) if rows else False

    @api.depends("invoice_date", "paid_on", "share_ids.quartier_grant_id")
    @api.depends_context("uid", "su")
    def _compute_early_note(self):
        for voucher in self:
            days = [day for day in (voucher.invoice_date, voucher.paid_on) if day]
            # sudo: shares of all offices are read; only readable grants are named
            grants = voucher._readable(voucher.sudo().share_ids.quartier_grant_id)
            texts = [grant._early_consent_text(min(days)) for grant in grants if days]
            voucher.early_note = " ".join(filter(None, texts)) or False

    @api.model
    def _worst(self, rows):
        lights = {row.light for row in rows}
        return next((key for key in ("red", "yellow", "green") if key in lights), False)

    def _shares_by_line(self):
        """Return what the voucher books on each line of a plan.

        :rtype: dict[quartier.grant.budget.line, Decimal]
        """
        mine = {}
        for share in self.share_ids:
            cost = share.quartier_budget_line_id._origin
            if cost:
                mine[cost] = mine.get(cost, money(0)) - money(share.amount)
        return mine

    def _exceeds(self, earlier):
        """Tell whether a line of a plan would not do."""
        # sudo: what is spent of a line is the same for whoever books on it
        mine = self.sudo()._shares_by_line()
        spent = self._spent_besides(mine, mine, earlier)
        return any(
            spent[cost] + amount > money(cost.approved_amount)
            for cost, amount in mine.items()
        )

    def _spent_besides(self, costs, mine, earlier):
        """Return what other vouchers spend of these lines.

        :param dict mine: what this one books, by line
        :param earlier: vouchers that are confirmed in the same go
        :rtype: dict[quartier.grant.budget.line, Decimal]
        """
        spent = {cost: money(cost.spent_amount) for cost in costs}
        for voucher in earlier:
            for cost, amount in voucher._shares_by_line().items():
                spent[cost] = spent.get(cost, money(0)) + amount
        if self.state == "confirmed":
            for cost, amount in mine.items():
                spent[cost] -= amount
        return spent

    def _line_lights(self, earlier=()):
        """Return a row for each line of a plan that the voucher touches.

        :param earlier: vouchers that are confirmed before it in the same go
        :rtype: list[LineLight]
        """
        self.ensure_one()
        # sudo: what is spent of a line is the same for whoever books on it
        voucher = self.sudo()
        mine = voucher._shares_by_line()
        grants = self._readable({cost.grant_id: None for cost in mine})
        spent = voucher._spent_besides(grants.budget_line_ids, mine, earlier)
        return [
            voucher._line_light(grant, cost, spent, mine)
            for grant in grants
            for cost in grant.budget_line_ids
            if cost in mine
        ]

    def _readable(self, grants):
        """Return those of these grants that the user reads, with ``sudo()``.

        A form is asked about whatever ids it is sent: it tells nothing of the plans of
        other offices. What is booked is judged with ``sudo()``, by all of them.
        """
        grants = self.env["quartier.grant"].union(*grants)._origin
        # sudo: the plan and its vouchers, of grants that the user may read
        return grants.with_env(self.env)._filtered_access("read").sudo()

    def _line_light(self, grant, cost, spent, mine):
        approved = money(cost.approved_amount)
        after = spent[cost] + mine[cost]
        rule = grant._award_rule_set()._find_rule(
            "line_tolerance_percent", self.invoice_date
        )
        tolerance = share_of(approved, rule.value) if rule else money(0)
        costs = grant.budget_line_ids
        total = sum(spent[line] + mine.get(line, money(0)) for line in costs)
        whole = sum(money(line.approved_amount) for line in costs)
        if after <= approved:
            light = "green"
        elif after <= approved + tolerance and total <= whole:
            light = "yellow"
        else:
            light = "red"
        why = (
            self.env._(
                "%(percent)s percent (%(where)s)",
                percent=formatLang(self.env, rule.value, digits=0),
                where=rule._quartier_grant_source(),
            )
            if rule
            else self.env._("no rule allows to exceed a line")
        )
        return LineLight(cost, approved, spent[cost], mine[cost], tolerance, why, light)

    def _light_table(self, rows):
        """Return the rows as a table for the form."""
        labels = dict(self._fields["light"]._description_selection(self.env))
        return self.env["ir.qweb"]._render(
            "quartier_grants.voucher_light_table",
            {
                "rows": rows,
                "labels": labels,
                "classes": _CLASSES,
                "text": self._amount_text,
            },
        )

    # -- red

    def _obstacles(self, earlier=()):
        obstacles = super()._obstacles(earlier)
        if len((self.exceed_reason or "").strip()) >= 3:
            return obstacles
        # most vouchers stay within their lines: then no rule has to be looked up
        rows = self._line_lights(earlier) if self._exceeds(earlier) else ()
        for row in rows:
            if row.light == "red" and not row.cost._has_open_change(row.after):
                obstacles.append(
                    self.env._(
                        "“%(cost)s” would stand at %(after)s, approved are"
                        " %(approved)s; tolerance: %(why)s. Please draft a change"
                        " request, or say why it is booked nonetheless.",
                        cost=row.cost.name,
                        after=self._amount_text(row.after),
                        approved=self._amount_text(row.approved),
                        why=row.why,
                    )
                )
        return obstacles

    def action_draft_change(self):
        """Draft a change request for the lines that the voucher exceeds.

        :raise UserError: nothing is exceeded
        """
        self.ensure_one()
        red = [row for row in self._line_lights() if row.light == "red"]
        if not red:
            raise UserError(
                self.env._("The voucher stays within the plan: no change is needed.")
            )
        changes = self.env["quartier.grant.change"]
        for grant in {row.cost.grant_id: None for row in red}:
            amounts = {
                row.cost.with_env(self.env): float(row.after)
                for row in red
                if row.cost.grant_id == grant
            }
            changes |= changes._draft_for(grant.with_env(self.env), amounts)
        return changes._get_records_action(name=self.env._("Change Requests"))
