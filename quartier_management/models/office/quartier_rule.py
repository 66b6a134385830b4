from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class QuartierRule(models.Model):
    """A value that law, a collective agreement or a council decision sets.

    One key has one row for each period; the row that began last applies, so that
    a new value is entered without touching the old one.
    """

    _name = "quartier.rule"
    _description = "Dated Rule"
    _inherit = ("mail.thread",)
    _order = "key, date_from desc, id"
    _rec_name = "name"

    name = fields.Char(required=True, translate=True)
    key = fields.Char(
        required=True,
        help="The technical name under which the system looks the value up.",
    )
    value = fields.Float(required=True, digits=(16, 6), tracking=True)
    unit = fields.Char(translate=True, help="Hours, months, percent, euros …")
    date_from = fields.Date(string="Valid from", required=True, tracking=True)
    date_to = fields.Date(
        string="Valid until", tracking=True, help="Empty: until a later value begins."
    )
    source = fields.Char(
        required=True, tracking=True, help="Law and paragraph, agreement or decision."
    )
    source_url = fields.Char(string="Link to the Source")
    status = fields.Selection(
        [("to_confirm", "To be confirmed"), ("verified", "Verified")],
        default="to_confirm",
        required=True,
        tracking=True,
    )
    note = fields.Text(translate=True)
    active = fields.Boolean(default=True)

    _start_uniq = models.UniqueIndex(
        "(key, date_from) WHERE active IS TRUE",
        "This rule already has a value that begins on the same day.",
    )
    _period_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A rule cannot end before it begins.",
    )

    @api.model
    def _get_rule(self, key, date=None):
        """Return the row that applies.

        :param str key: technical name, e.g. ``full_time_hours``
        :param date: a :class:`datetime.date`; today in the user's time zone if None
        :return: one ``quartier.rule``
        :raise UserError: no row covers that day
        """
        date = date or fields.Date.context_today(self)
        return self._get_rules(key, [date])[date]

    @api.model
    def _get_rules(self, key, dates):
        """Return the row that applies on each day, in one query.

        :rtype: dict[datetime.date, quartier.rule]
        :raise UserError: no row covers one of the days
        """
        rules = self._find_rules(key, dates)
        if missing := [date for date, rule in rules.items() if not rule]:
            raise UserError(
                self.env._(
                    "There is no value for the rule “%(key)s” on %(date)s. Please"
                    " add one under Configuration › Rules.",
                    key=key,
                    date=format_date(self.env, min(missing)),
                )
            )
        return rules

    @api.model
    def _find_rule(self, key, date):
        """Return the row that applies on a day, or an empty recordset."""
        return self._find_rules(key, [date])[date]

    @api.model
    def _find_rules(self, key, dates):
        """Return the row that applies on each day, or an empty recordset; one query.

        :rtype: dict[datetime.date, quartier.rule]
        """
        dates = set(dates)
        rules = self.browse()
        if dates:
            rules = self.search(
                [("key", "=", key), ("date_from", "<=", max(dates))],
                order="date_from desc",
            )
        return {
            date: next(
                (rule for rule in rules if rule.date_from <= date), self.browse()
            ).filtered(lambda rule, date=date: not rule.date_to or rule.date_to >= date)
            for date in dates
        }
