from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .quartier_grant_award import WITH_MONEY
from .quartier_grant_proof_state import GRANT_STATES


class QuartierGrant(models.Model):
    """What a grant is accounted for with: proofs, income, inventory."""

    _inherit = "quartier.grant"

    proof_ids = fields.One2many(
        "quartier.grant.proof", "grant_id", string="Proofs of Use", copy=False
    )
    income_ids = fields.One2many(
        "quartier.grant.income", "grant_id", string="Income Received", copy=False
    )
    item_ids = fields.One2many(
        "quartier.grant.item", "grant_id", string="Inventory", copy=False
    )
    takes_costs = fields.Boolean(
        compute="_compute_takes_costs",
        store=True,
        help="Whether costs, hours and income can be entered: not once they are"
        " proven.",
    )
    proof_due_on = fields.Date(
        string="Proof Due on",
        compute="_compute_proof_due_on",
        store=True,
        index="btree_not_null",
        help="The final proof: by the award letter, or by the rules of the programme.",
    )
    proof_due_source = fields.Char(
        string="Proof Due by", compute="_compute_proof_due_source"
    )

    @api.depends("state", "proof_ids.kind", "proof_ids.state")
    def _compute_takes_costs(self):
        for grant in self:
            proof = grant._final_proof().state
            grant.takes_costs = grant.state in WITH_MONEY and proof in (False, "work")

    @api.depends("award_id", "award_to", "proof_ids.due_on", "proof_ids.kind")
    def _compute_proof_due_on(self):
        for grant in self:
            final = grant._final_proof()
            grant.proof_due_on = final.due_on or grant._proof_due("final")[0]

    @api.depends("proof_due_on")
    def _compute_proof_due_source(self):
        for grant in self:
            final = grant._final_proof()
            where = grant._proof_due("final")[1]
            grant.proof_due_source = final.due_source if final else where

    def _final_proof(self):
        self.ensure_one()
        return self.proof_ids.filtered(lambda proof: proof.kind == "final")[:1]

    def _proof_due(self, kind):
        """Return when a proof is due by the rules, and which one says so.

        Interim proofs are due when the award letter says so: by the next condition.

        :param str kind: ``interim`` or ``final``
        :rtype: tuple[date | False, str | False]
        """
        if not self:
            return False, False
        self.ensure_one()
        if kind == "interim":
            reports = self.condition_ids.filtered(
                lambda row: row.kind == "report" and row.due_on and not row.done_on
            ).sorted("due_on")
            row = reports[:1]
            where = row and ", ".join(filter(None, (row.name, row.clause)))
            return row.due_on, where or False
        last = self.award_to
        rule = self._award_rule_set()._find_rule("proof_months", last or None)
        if not last or not rule:
            return False, False
        due = last + relativedelta(months=int(rule.value))
        return due, rule._quartier_grant_source()

    # -- status

    def _follow_proof(self):
        """Let the status follow the final proof, unless money is being claimed back."""
        for grant in self:
            if grant.state in (*WITH_MONEY, *GRANT_STATES.values()):
                if grant.state != "repayment":
                    grant.state = grant._state_of_money()

    def _state_of_money(self):
        """Return the status by what was done: proven, running, or only final."""
        self.ensure_one()
        if final := self._final_proof():
            return GRANT_STATES[final.state]
        if self.state == "recorded":
            return "recorded"
        moved = self.spent_amount or self.drawn_amount or self.state == "running"
        return "running" if moved or self.state == "repayment" else "final"

    def _check_takes_costs(self):
        """Refuse to change what was accounted for.

        :raise UserError: one of these grants takes no more costs
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        for grant in self:
            if not grant.takes_costs:
                raise UserError(
                    self.env._(
                        "“%(grant)s” has the status “%(state)s”: what was accounted for"
                        " cannot be changed. If it is wrong, please send the final"
                        " proof back into work.",
                        grant=grant.name,
                        state=states[grant.state],
                    )
                )

    # -- buttons

    def action_view_proofs(self):
        return self._accounting_action("quartier_grant_proof_action")

    def action_view_income(self):
        return self._accounting_action("quartier_grant_income_action")

    def action_view_items(self):
        return self._accounting_action("quartier_grant_item_action")

    def action_new_proof(self):
        """Open the final proof, or a new one."""
        self.ensure_one()
        action = self.action_view_proofs()
        final = self._final_proof()
        return {
            **action,
            "views": [(False, "form")],
            "view_mode": "form",
            "res_id": final.id,
        }

    def _accounting_action(self, name):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"quartier_grants.{name}"
        )
        action["domain"] = [("grant_id", "=", self.id)]
        action["context"] = {"default_grant_id": self.id}
        return action
