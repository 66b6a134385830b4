from odoo import fields, models
from odoo.fields import Domain


class QuartierGrantRuleSet(models.Model):
    """Whose law a programme follows: the land's, the federation's, the city's own.

    The values stand in ``quartier.rule`` under keys like ``grant.<code>.<what>``, so
    that each has its day, its source and its confirmation.
    """

    _name = "quartier.grant.rule.set"
    _description = "Grant Rule Set"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="Second part of the technical names of its rules."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    rule_ids = fields.Many2many(
        "quartier.rule", string="Rules in Force", compute="_compute_rule_ids"
    )

    _code_uniq = models.Constraint("UNIQUE (code)", "There is a set with this code.")

    def _compute_rule_ids(self):
        today = fields.Date.context_today(self)
        rules = self.env["quartier.rule"].search(
            Domain("key", "=like", "grant.%")
            & Domain("date_from", "<=", today)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", today)),
            order="key, date_from desc",
        )
        newest = {}
        for rule in rules:
            newest.setdefault(rule.key, rule)
        for rule_set in self:
            prefix = f"grant.{rule_set.code}."
            rule_set.rule_ids = rules.browse(
                [rule.id for key, rule in newest.items() if key.startswith(prefix)]
            )

    def _find_rule(self, what, date=None):
        """Return the rule of this set that applies, or none.

        :param str what: last part of the key, e.g. ``minimum_amount``
        :param date: a :class:`datetime.date`; today if None
        :return: one ``quartier.rule`` or an empty recordset
        """
        rules = self.env["quartier.rule"]
        if not self:
            return rules
        self.ensure_one()
        date = date or fields.Date.context_today(self)
        return rules._find_rule(f"grant.{self.code}.{what}", date)
