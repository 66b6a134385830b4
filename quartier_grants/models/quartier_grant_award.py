from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

# in these states costs are booked
WITH_MONEY = ("recorded", "final", "running", "proof_work", "repayment")
# in these the funder may change the award
WITH_AWARD = (*WITH_MONEY, "proof_checked", "proof_submitted", "examined")


class QuartierGrantAward(models.Model):
    """What the funder decided in writing: the award letter, and each change of it.

    Rows are only added, by :meth:`quartier.grant._record_award`; the last one counts.
    """

    _name = "quartier.grant.award"
    _description = "Award Letter"
    _inherit = ("quartier.grant.closed.mixin", "quartier.grant.noted.mixin")
    _order = "grant_id, notified_on desc, id desc"
    _rec_name = "reference"

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    kind = fields.Selection(
        [("award", "Award Letter"), ("change", "Change of the Award")],
        required=True,
        readonly=True,
    )
    reference = fields.Char(required=True, readonly=True, help="As on the letter.")
    date = fields.Date(string="Dated", required=True, readonly=True)
    notified_on = fields.Date(
        string="Received on",
        required=True,
        readonly=True,
        help="The day on which the letter counts as made known.",
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    amount = fields.Monetary(required=True, readonly=True)
    financing = fields.Selection(
        selection="_selection_financing",
        string="Kind of Financing",
        readonly=True,
        help="As it was when the letter came; the programme may change afterwards.",
    )
    rule_set_id = fields.Many2one(
        "quartier.grant.rule.set",
        string="Rules",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Whose law applied when the letter came.",
    )
    date_from = fields.Date(string="Award Period from", required=True, readonly=True)
    date_to = fields.Date(string="Award Period until", required=True, readonly=True)
    waiver_on = fields.Date(
        string="Objection Waived on",
        readonly=True,
        help="On this day the funder received that the city does not object.",
    )
    final_on = fields.Date(
        string="Final from",
        compute="_compute_final",
        store=True,
        help="From this day on nobody can object to the letter any more.",
    )
    final_source = fields.Char(
        string="Final because", compute="_compute_final", store=True
    )
    file = fields.Binary(string="Letter", attachment=True, readonly=True)
    file_name = fields.Char(string="File Name of the Letter", readonly=True)
    note = fields.Text(readonly=True)
    line_ids = fields.One2many(
        "quartier.grant.award.line", "award_id", string="Plan", readonly=True
    )

    _amount_check = models.Constraint(
        "CHECK (amount > 0 AND amount <= 1000000000)", "Please check the amount."
    )
    _period_check = models.Constraint(
        "CHECK (date_to >= date_from)", "The award period ends before it begins."
    )

    @api.model
    def _selection_financing(self):
        field = self.env["quartier.grant.program"]._fields["financing"]
        return field._description_selection(self.env)

    @api.depends("notified_on", "waiver_on")
    def _compute_final(self):
        for award in self:
            if award.waiver_on:
                award.final_on = award.waiver_on
                award.final_source = award._in_office_language().env._(
                    "The city does not object."
                )
            else:
                award.final_on, award.final_source = award._objection_ends()

    def _objection_ends(self):
        """Return the day after the period for objections, and where that comes from.

        The period ends with the day that has the number of the day of notification,
        or with the next working day (§§ 187, 188, 193 BGB, § 31 VwVfG).

        :rtype: tuple[date, str]
        """
        self.ensure_one()
        env = self._in_office_language().env
        rule_set = self.rule_set_id
        rule = rule_set._find_rule("objection_months", self.notified_on)
        if not rule:
            return self.notified_on, env._(
                "The programme's rules know no period for objections."
            )
        last = self.notified_on + relativedelta(months=int(rule.value))
        last = self._next_working_day(last)
        text = env._(
            "Nobody objected within %(months)d month(s) (%(where)s).",
            months=rule.value,
            where=rule._quartier_grant_source(),
        )
        return last + relativedelta(days=1), text

    def _in_office_language(self):
        """Texts that are kept are in the office's language, whoever causes them."""
        return self.with_context(lang=self.grant_id.quartier_id.lang)

    def _next_working_day(self, day):
        """Return the day itself, or the next one that is a working day."""
        # sudo: holidays are no secret; the job that notes days has no employee
        taken = self.env["quartier.holiday"].sudo()
        land = self.grant_id.company_id.quartier_state_id
        holidays = taken.search(
            [
                ("kind", "=", "public"),
                ("state_id", "=", land.id),
                ("date_from", "<=", day + relativedelta(days=14)),
                ("date_to", ">=", day),
            ]
        )
        while day.weekday() >= 5 or any(
            free.date_from <= day <= free.date_to for free in holidays
        ):
            day += relativedelta(days=1)
        return day
