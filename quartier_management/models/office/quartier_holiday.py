import holidays

from odoo import api, fields, models

# How many years ahead public holidays are kept, the current one included.
YEARS_AHEAD = 3
# data, not a message: German like the names that the library returns
LIBRARY = "Python-Bibliothek holidays"


class QuartierHoliday(models.Model):
    """Public and school holidays.

    A model of its own: a ``resource.calendar.leaves`` row without calendar would
    apply to every working calendar of the city.
    """

    _name = "quartier.holiday"
    _description = "Holiday"
    _order = "date_from, id"

    name = fields.Char(required=True)
    date_from = fields.Date(string="From", required=True, index=True)
    date_to = fields.Date(
        string="Until",
        compute="_compute_date_to",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    kind = fields.Selection(
        [("public", "Public holiday"), ("school", "School holidays")],
        required=True,
        default="public",
    )
    state_id = fields.Many2one(
        "res.country.state",
        string="Land",
        required=True,
        default=lambda self: self.env.company.quartier_state_id,
        domain="[('country_id.code', '=', 'DE')]",
        help="The federal state in which the holiday applies.",
    )
    source = fields.Char(help="Who says so: an order of the ministry, a file.")
    verified = fields.Boolean(
        string="Confirmed", help="Somebody has compared the days with the source."
    )
    active = fields.Boolean(default=True)

    _day_uniq = models.Constraint(
        "UNIQUE (state_id, kind, date_from, name)",
        "This holiday is already in the list.",
    )
    _period_check = models.Constraint(
        "CHECK (date_to >= date_from)", "A holiday cannot end before it begins."
    )

    @api.depends("date_from")
    def _compute_date_to(self):
        for holiday in self:
            if not holiday.date_to or holiday.date_to < holiday.date_from:
                holiday.date_to = holiday.date_from

    @api.model
    def _load_public_holidays(self, states, years):
        """Add the public holidays that are missing.

        Days that somebody removed by archiving them stay archived.

        :param states: ``res.country.state`` of Germany
        :param years: calendar years as int
        :return: the added ``quartier.holiday``
        """
        known = {
            (holiday.state_id, holiday.date_from, holiday.name)
            for holiday in self.with_context(active_test=False).search(
                [("kind", "=", "public"), ("state_id", "in", states.ids)]
            )
        }
        vals_list = []
        # another country's states may come from data older than the app
        for state in states.filtered(lambda state: state.country_id.code == "DE"):
            days = holidays.country_holidays(
                "DE", subdiv=state.code.removeprefix("DE-"), years=years, language="de"
            )
            vals_list += [
                {
                    "name": name,
                    "date_from": day,
                    "kind": "public",
                    "state_id": state.id,
                    "source": LIBRARY,
                    "verified": True,
                }
                for day, name in sorted(days.items())
                if (state, day, name) not in known
            ]
        return self.create(vals_list)

    @api.model
    def _cron_load_public_holidays(self):
        """Keep this and the following years filled for every Land in use."""
        states = self.env["res.company"].search([]).quartier_state_id
        year = fields.Date.context_today(self).year
        self._load_public_holidays(states, range(year, year + YEARS_AHEAD))

    @api.model
    def action_load_public_holidays(self):
        """Load the public holidays of the current companies' Länder."""
        self.check_access("create")
        year = fields.Date.context_today(self).year
        added = self._load_public_holidays(
            self.env.companies.quartier_state_id, range(year - 1, year + YEARS_AHEAD)
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s public holidays were added.", len(added)),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
