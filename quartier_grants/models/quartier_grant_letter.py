from odoo import api, fields, models
from odoo.exceptions import UserError

from .financing import money
from .quartier_grant_award import WITH_AWARD

# as in the plans: later ones are typed wrong, and some calendars end there
LAST_YEAR = 2100
_LETTER = (
    "reference",
    "date",
    "notified_on",
    "amount",
    "date_from",
    "date_to",
    "waiver_on",
    "file",
    "file_name",
    "note",
)


class QuartierGrant(models.Model):
    """From the funder's decision to money that can be spent.

    *Awarded* becomes *award recorded* with the letter, *final* when nobody can object
    any more, and *running* with the first voucher or drawdown.
    """

    _inherit = "quartier.grant"

    award_ids = fields.One2many(
        "quartier.grant.award", "grant_id", string="Award Letters", readonly=True
    )
    award_id = fields.Many2one(
        "quartier.grant.award",
        string="Letter That Counts",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    award_from = fields.Date(related="award_id.date_from", string="Award Period from")
    award_to = fields.Date(
        related="award_id.date_to", string="Award Period until", store=True, index=True
    )
    award_financing = fields.Selection(
        selection="_selection_award_financing",
        string="Kind of Financing by the Letter",
        compute="_compute_award_financing",
        store=True,
        help="As long as no letter is recorded, that of the programme.",
    )
    final_on = fields.Date(
        string="Final from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="From this day on nobody can object to the award; money is paid out.",
    )
    final_source = fields.Char(related="award_id.final_source")
    analytic_account_id = fields.Many2one(
        "account.analytic.account",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="On it the costs are booked, also those of other apps.",
    )

    _analytic_account_uniq = models.UniqueIndex(
        "(analytic_account_id) WHERE analytic_account_id IS NOT NULL",
        "Each grant has an analytic account of its own.",
    )

    @api.model
    def _selection_award_financing(self):
        return self.env["quartier.grant.award"]._selection_financing()

    @api.depends("award_id.financing", "program_id.financing")
    def _compute_award_financing(self):
        for grant in self:
            grant.award_financing = grant.award_id.financing or grant.financing

    # -- the letter

    def action_open_letter(self):
        """Open the dialog that asks for the letter."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_record_action"
        )
        action["context"] = {"default_grant_id": self.id}
        return action

    def _record_award(self, letter, costs, funding):
        """Note an award letter or a change of it, and take the approved plan over.

        Only dialogs call it: they have looked at who asks.

        :param dict letter: values of a ``quartier.grant.award``
        :param dict costs: approved amount for each ``quartier.grant.budget.line``
        :param dict funding: the same for each ``quartier.grant.funding.line``
        :return: the new ``quartier.grant.award``
        :raise UserError: says all that stands against it
        """
        self.ensure_one()
        self._check_manager()
        grant = self._lock(("awarded", *WITH_AWARD))
        letter = {name: letter.get(name) for name in _LETTER}
        letter["amount"] = grant.currency_id.round(letter["amount"] or 0)
        if obstacles := grant._letter_obstacles(letter, costs, funding):
            raise UserError("\n".join(obstacles))
        first = grant.state == "awarded"
        award = self.env["quartier.grant.award"]._note(
            {
                **letter,
                "grant_id": grant.id,
                "kind": "award" if first else "change",
                "financing": grant._award_financing(),
                "rule_set_id": grant._award_rule_set().id,
            }
        )
        self._note_plan(award, costs, funding)
        grant.write({"award_id": award.id, "awarded_amount": letter["amount"]})
        if first:
            grant.write(
                {
                    "state": "recorded",
                    "final_on": award.final_on,
                    "analytic_account_id": grant._create_analytic_account().id,
                }
            )
            grant._note_final()
        grant._approval_touch()
        grant._settle()
        return award

    def _note_plan(self, award, costs, funding):
        line_vals = [
            *(
                {"award_id": award.id, "budget_line_id": line.id, "amount": amount}
                for line, amount in costs.items()
            ),
            *(
                {"award_id": award.id, "funding_line_id": line.id, "amount": amount}
                for line, amount in funding.items()
            ),
        ]
        for vals in line_vals:
            vals["amount"] = self.currency_id.round(vals["amount"])
        self.env["quartier.grant.award.line"]._note_all(line_vals)
        # sudo: the plan is frozen for clients; who records the letter was checked
        for line, amount in {**costs, **funding}.items():
            line.sudo().approved_amount = amount

    def _letter_obstacles(self, letter, costs, funding):
        """Say in whole sentences what is wrong with a letter."""
        self.ensure_one()
        return [
            *self._letter_day_obstacles(letter),
            *self._letter_plan_obstacles(letter, costs, funding),
        ]

    def _letter_day_obstacles(self, letter):
        obstacles = []
        if not (letter["reference"] or "").strip():
            obstacles.append(self.env._("Please enter the reference of the letter."))
        days = {name: fields.Date.to_date(letter[name]) for name in _LETTER[1:3]}
        earliest = self.award_id.notified_on or self.submitted_on
        obstacles += self._day_obstacles(days["notified_on"], earliest)
        if not days["date"]:
            obstacles.append(self.env._("Please enter the date of the letter."))
        elif days["notified_on"] and days["notified_on"] < days["date"]:
            obstacles.append(
                self.env._("A letter is not received before the day it is dated.")
            )
        waived = fields.Date.to_date(letter["waiver_on"])
        if waived and days["notified_on"]:
            obstacles += self._day_obstacles(waived, days["notified_on"])
        date_from = fields.Date.to_date(letter["date_from"])
        date_to = fields.Date.to_date(letter["date_to"])
        if not date_from or not date_to:
            obstacles.append(
                self.env._("Please enter the award period, from and until.")
            )
        elif date_to < date_from:
            obstacles.append(self.env._("The award period ends before it begins."))
        elif date_to.year > LAST_YEAR:
            obstacles.append(
                self.env._(
                    "Please check the award period: it ends on %s.",
                    self._day_text(date_to),
                )
            )
        return obstacles

    def _letter_plan_obstacles(self, letter, costs, funding):
        obstacles = []
        granted = sum(
            money(amount) for line, amount in funding.items() if line.kind == "grant"
        )
        total = sum(map(money, costs.values()))
        covered = sum(map(money, funding.values()))
        if any(amount < 0 for amount in (*costs.values(), *funding.values())):
            obstacles.append(self.env._("Approved amounts are not below 0."))
        if letter["amount"] <= 0:
            obstacles.append(self.env._("Please enter the amount of the award."))
        elif money(letter["amount"]) != granted:
            obstacles.append(
                self.env._(
                    "The letter awards %(amount)s, the financing plan names %(planned)s"
                    " as grant. Please bring them in line.",
                    amount=self._amount_text(letter["amount"]),
                    planned=self._amount_text(granted),
                )
            )
        if total != covered:
            obstacles.append(
                self.env._(
                    "Approved costs (%(costs)s) and financing (%(money)s) differ by"
                    " %(gap)s.",
                    costs=self._amount_text(total),
                    money=self._amount_text(covered),
                    gap=self._amount_text(abs(total - covered)),
                )
            )
        if money(letter["amount"]) < money(self.drawn_amount):
            obstacles.append(
                self.env._(
                    "%s have been drawn already; the award cannot be lower. What is"
                    " paid back is noted as a repayment.",
                    self._amount_text(self.drawn_amount),
                )
            )
        return obstacles

    def _create_analytic_account(self):
        # sudo: analytic accounting has roles of its own; this account is the grant's
        return (
            self.env["account.analytic.account"]
            .sudo()
            .create(
                {
                    "name": self.name,
                    "code": self.funder_reference or False,
                    "plan_id": self.env.ref("quartier_grants.analytic_plan").id,
                    "company_id": self.company_id.id,
                }
            )
        )

    # -- final, running

    def action_waive(self, day):
        """Note that the city does not object, so that the award is final at once.

        :param date day: on which the funder received it
        """
        self.ensure_one()
        self._check_manager()
        grant = self._lock(("recorded",))
        day = fields.Date.to_date(day)
        if obstacles := grant._day_obstacles(day, grant.award_id.notified_on):
            raise UserError("\n".join(obstacles))
        grant.award_id.waiver_on = day
        grant.final_on = grant.award_id.final_on
        grant._note_final()
        notices = self.env["quartier.grant.deadline.notice"]
        notices._end_of("award", grant.award_id)
        return True

    def _note_final(self):
        """Note which of these awards nobody can object to any more."""
        for grant in self:
            today = grant.quartier_id._today()
            if grant.state == "recorded" and grant.final_on:
                if grant.final_on <= today:
                    grant.state = "final"
        self._note_running()

    def _note_running(self):
        """Money moves: the measure runs."""
        moving = self.filtered(
            lambda grant: (
                grant.state == "final" and (grant.spent_amount or grant.drawn_amount)
            )
        )
        moving.write({"state": "running"})

    @api.model
    def _cron_final(self):
        """Each night: note the awards that have become final."""
        self.search(
            [
                ("state", "=", "recorded"),
                ("final_on", "<=", fields.Date.add(fields.Date.today(), days=1)),
            ]
        )._note_final()
