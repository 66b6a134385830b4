from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .financing import Terms, money


class QuartierGrantProgram(models.Model):
    """Who gives money, for what, on which terms and until when."""

    _name = "quartier.grant.program"
    _description = "Grant Programme"
    _inherit = (
        "quartier.grant.noted.mixin",
        "quartier.grant.reminder.mixin",
        "mail.thread",
        "mail.activity.mixin",
    )
    _order = "name, id"
    _rec_names_search = ("name", "funder_id")

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    funder_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
        tracking=True,
        help="Ministry, district government, foundation … that decides.",
    )
    purpose = fields.Text(help="What the money is meant for, in your own words.")
    eligibility = fields.Text(string="Who May Apply")
    url = fields.Char(string="Website")
    topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    user_id = fields.Many2one(
        "res.users",
        string="Looked after by",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )

    financing = fields.Selection(
        [
            ("share", "Share of the costs"),
            ("deficit", "What is not covered otherwise"),
            ("fixed", "Fixed amount"),
            ("full", "All costs"),
        ],
        string="Kind of Financing",
        required=True,
        default="share",
        tracking=True,
    )
    rate = fields.Float(
        string="Funded Share",
        digits=(5, 2),
        tracking=True,
        help="Percent of the eligible costs. 0: the programme names none.",
    )
    cap = fields.Monetary(
        string="Highest Amount",
        tracking=True,
        help="With a fixed amount: that amount. 0: the programme names none.",
    )
    minimum = fields.Monetary(
        string="Lowest Amount",
        help="0: the rule set's lowest amount applies, if it has one.",
    )
    own_share_rate = fields.Float(
        string="Own Share",
        digits=(5, 2),
        tracking=True,
        help="Percent of the eligible costs that the applicant has to bear.",
    )
    own_work_counts = fields.Boolean(
        default=True,
        help="Work of volunteers may be part of the own share.",
    )
    rule_set_id = fields.Many2one(
        "quartier.grant.rule.set",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Whose deadlines and amounts apply where the award says nothing else.",
    )
    rule_ids = fields.Many2many(related="rule_set_id.rule_ids")

    call_ids = fields.One2many(
        "quartier.grant.call", "program_id", string="Calls", copy=True
    )
    section_ids = fields.One2many(
        "quartier.grant.program.section", "program_id", string="Texts", copy=True
    )
    document_ids = fields.One2many(
        "quartier.grant.program.document",
        "program_id",
        string="Documents Needed",
        copy=True,
    )
    next_deadline = fields.Date(
        compute="_compute_next_deadline", search="_search_next_deadline"
    )
    grant_count = fields.Integer(string="Applications", compute="_compute_grant_count")

    _rate_check = models.Constraint(
        "CHECK (rate BETWEEN 0 AND 100 AND own_share_rate BETWEEN 0 AND 100)",
        "A rate lies between 0 and 100 percent.",
    )
    _amount_check = models.Constraint(
        "CHECK (cap BETWEEN 0 AND 1000000000 AND minimum BETWEEN 0 AND 1000000000)",
        "Please check the amounts: they lie between 0 and one billion.",
    )

    @api.constrains("financing", "rate", "cap", "minimum", "own_share_rate")
    def _check_terms(self):
        for program in self:
            obstacles = program._terms_obstacles()
            if obstacles:
                raise ValidationError("\n".join(obstacles))

    def _terms_obstacles(self):
        """Say in whole sentences what contradicts itself in the terms."""
        self.ensure_one()
        obstacles = []
        if self.financing == "share" and not self.rate:
            obstacles.append(
                self.env._("Please enter which percentage of the costs is funded.")
            )
        if self.financing == "fixed" and not self.cap:
            obstacles.append(
                self.env._("Please enter the fixed amount as highest amount.")
            )
        if self.cap and self.minimum > self.cap:
            obstacles.append(
                self.env._("The lowest amount is higher than the highest one.")
            )
        if self.financing == "share" and self.rate + self.own_share_rate > 100:
            obstacles.append(
                self.env._("Funding rate and own share make more than 100 percent.")
            )
        return obstacles

    @api.constrains("currency_id", "company_id")
    def _check_currency(self):
        for program in self:
            company = program.company_id or self.env.company
            if program.currency_id != company.currency_id:
                raise ValidationError(
                    self.env._(
                        "Programmes are kept in %(currency)s. Please convert the"
                        " amounts of “%(program)s” and note the funder's currency in"
                        " its purpose.",
                        currency=company.currency_id.name,
                        program=program.name,
                    )
                )

    @api.constrains("company_id")
    def _check_company_of_grants(self):
        """Who applies could not read the programme any more."""
        # constraints run with sudo: applications of all offices count
        grants = self.env["quartier.grant"].with_context(active_test=False)
        for program, company in grants._read_group(
            [("program_id", "in", self.filtered("company_id").ids)],
            ["program_id", "company_id"],
        ):
            if company != program.company_id:
                raise ValidationError(
                    self.env._(
                        "“%(program)s” stays open to %(company)s: there are"
                        " applications of it.",
                        program=program.name,
                        company=company.name,
                    )
                )

    @api.constrains("funder_id")
    def _check_funder(self):
        self.funder_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be a funder, because all offices see the"
                " name. Please choose an organisation."
            )
        )
        if any(not funder.is_company for funder in self.funder_id):
            raise ValidationError(
                self.env._("A funder is an organisation, not a person.")
            )

    def _compute_next_deadline(self):
        today = fields.Date.context_today(self)
        deadlines = dict(
            self.env["quartier.grant.call"]._read_group(
                Domain("program_id", "in", self.ids) & Domain("deadline", ">=", today),
                ["program_id"],
                ["deadline:min"],
            )
        )
        for program in self:
            program.next_deadline = deadlines.get(program, False)

    @api.model
    def _search_next_deadline(self, operator, value):
        if operator not in ("<", "<=", ">", ">="):
            return NotImplemented
        today = fields.Date.context_today(self)
        rows = self.env["quartier.grant.call"]._read_group(
            [("deadline", ">=", today)],
            ["program_id"],
            having=[("deadline:min", operator, value)],
        )
        return Domain("id", "in", [program.id for (program,) in rows])

    def _compute_grant_count(self):
        counts = dict(
            self.env["quartier.grant"]._read_group(
                [("program_id", "in", self.ids)], ["program_id"], ["__count"]
            )
        )
        for program in self:
            program.grant_count = counts.get(program, 0)

    def _terms(self):
        """Return what the programme gives, for calculations."""
        self.ensure_one()
        return Terms(self.financing, self.rate, money(self.cap))

    def _lowest_amount(self):
        """Return the lowest amount that may be asked for, and where it stands.

        :rtype: tuple[float, str]
        """
        self.ensure_one()
        if self.minimum:
            return self.minimum, self.env._("as the programme says")
        rule = self.rule_set_id._find_rule("minimum_amount")
        return rule.value, rule.source or ""

    def action_view_grants(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_action"
        )
        action["domain"] = [("program_id", "=", self.id)]
        action["context"] = {"default_program_id": self.id}
        return action
