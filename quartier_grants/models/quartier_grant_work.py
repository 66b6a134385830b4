from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .financing import exact, money


class QuartierGrantWork(models.Model):
    """Hours that volunteers gave for a measure: own share without money."""

    _name = "quartier.grant.work"
    _description = "Own Work"
    _inherit = (
        "quartier.grant.closed.mixin",
        "quartier.grant.noted.mixin",
        "quartier.team.mixin",
    )
    _order = "date desc, id desc"
    _quartier_team_fields = ("grant_id",)

    grant_id = fields.Many2one(
        "quartier.grant",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('award_id', '!=', False)]",
    )
    quartier_id = fields.Many2one(related="grant_id.quartier_id", store=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    name = fields.Char(
        string="What Was Done",
        required=True,
        help="Without names: the list of names stays with the proof.",
    )
    hours = fields.Float(required=True)
    origin = fields.Char(
        readonly=True,
        copy=False,
        help="From which records the hours come; empty: typed in.",
    )
    currency_id = fields.Many2one(related="grant_id.currency_id")
    # not even a guessed id tells what was planned elsewhere
    hourly_rate = fields.Monetary(
        compute="_compute_rate", compute_sudo=False, store=True
    )
    rate_source = fields.Char(
        string="Rate by", compute="_compute_rate", compute_sudo=False, store=True
    )
    amount = fields.Monetary(string="Value", compute="_compute_amount", store=True)

    _hours_check = models.Constraint(
        "CHECK (hours > 0 AND hours <= 100000)", "Please check the hours."
    )
    _origin_uniq = models.UniqueIndex(
        "(grant_id, origin) WHERE origin IS NOT NULL",
        "These hours are there already.",
    )

    @api.depends("grant_id", "date")
    def _compute_rate(self):
        """The rate of the day, by the programme's rule set; kept with its source."""
        for work in self:
            office = work.with_context(lang=work.quartier_id.lang)
            rule_set = work.grant_id._award_rule_set()
            rule = rule_set._find_rule("own_work_rate", work.date)
            planned = work.grant_id.funding_line_ids.filtered(
                lambda line: line.kind == "own_work" and line.hourly_rate
            )[:1]
            if rule:
                work.hourly_rate = rule.value
                work.rate_source = rule.with_env(office.env)._quartier_grant_source()
            else:
                work.hourly_rate = planned.hourly_rate
                work.rate_source = planned and office.env._("Approved financing plan")

    @api.depends("hours", "hourly_rate")
    def _compute_amount(self):
        for work in self:
            work.amount = float(money(exact(work.hours) * exact(work.hourly_rate)))

    @api.constrains("date", "grant_id")
    def _check_date(self):
        for work in self:
            grant = work.grant_id
            if not grant.award_id:
                raise ValidationError(
                    self.env._("Hours are counted once the award letter is recorded.")
                )
            if work.date > work.quartier_id._today():
                raise ValidationError(
                    self.env._("Hours are entered when they were given: not ahead.")
                )
            if not grant.award_from <= work.date <= grant.award_to:
                raise ValidationError(
                    self.env._(
                        "The %(day)s lies outside of the award period (%(start)s to"
                        " %(end)s); these hours do not count.",
                        day=grant._day_text(work.date),
                        start=grant._day_text(grant.award_from),
                        end=grant._day_text(grant.award_to),
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        works = super().create(vals_list)
        works._changed()
        return works

    def write(self, vals):
        self._check_typed()
        self._check_open()
        grants = self.grant_id
        result = super().write(vals)
        self._changed()
        (grants - self.grant_id)._settle()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_typed()
        self._check_open()

    def unlink(self):
        grants = self.grant_id
        result = super().unlink()
        grants._settle()
        return result

    def _check_typed(self):
        if not self.env.su and any(work.origin for work in self):
            raise UserError(
                self.env._(
                    "These hours come from other records. Please correct them there,"
                    " and fetch them anew."
                )
            )

    def _check_open(self):
        # sudo: the status alone is read
        for grant in self.grant_id.sudo():
            if not grant.takes_costs:
                raise UserError(
                    self.env._(
                        "“%s” is not running: hours cannot be entered or changed.",
                        grant.name,
                    )
                )

    def _changed(self):
        self._check_open()
        self.grant_id._settle()
