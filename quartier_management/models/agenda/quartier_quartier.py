from odoo import fields, models
from odoo.fields import Domain


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    horizon_months = fields.Integer(
        string="Months Ahead",
        default=12,
        required=True,
        help="How far ahead the dates of regular offers are entered.",
    )
    series_ids = fields.One2many(
        "quartier.series",
        "quartier_id",
        string="Regular Offers",
        groups="quartier_management.group_quartier_reader",
    )
    office_hour_ids = fields.Many2many(
        "quartier.series",
        string="Office Hours",
        compute="_compute_office_hour_ids",
        groups="quartier_management.group_quartier_reader",
    )
    event_count = fields.Integer(string="Events", compute="_compute_event_count")
    next_event_id = fields.Many2one("calendar.event", compute="_compute_next_event")
    next_event_start = fields.Datetime(
        string="Next Event on", compute="_compute_next_event"
    )

    _horizon_check = models.Constraint(
        "CHECK (horizon_months BETWEEN 1 AND 36)",
        "Dates of regular offers are entered for 1 to 36 months.",
    )

    def _compute_event_count(self):
        counts = dict(
            self.env["calendar.event"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.event_count = counts.get(quartier, 0)

    def _compute_office_hour_ids(self):
        for quartier in self:
            quartier.office_hour_ids = quartier._office_hours(
                fields.Date.context_today(quartier)
            )

    def _office_hours(self, day):
        """Return the offers that are the office hours on a day.

        :param date day: a day of the office
        """
        category = self.env.ref(
            "quartier_management.quartier_event_category_office_hour",
            raise_if_not_found=False,
        )
        return self.env["quartier.series"].search(
            [
                ("quartier_id", "in", self.ids),
                ("category_id", "=", category.id if category else False),
                ("category_id", "!=", False),
                ("state", "!=", "talks"),
                ("date_from", "<=", day),
                "|",
                ("date_until", "=", False),
                ("date_until", ">=", day),
            ],
            order="weekday, hour_from",
        )

    def _compute_next_event(self):
        events = self.env["calendar.event"]
        coming = Domain("stop", ">=", fields.Datetime.now()) & Domain(
            "quartier_cancelled_on", "=", False
        )
        # a handful of offices, and one indexed row each: no query covers them at once
        for quartier in self:
            quartier.next_event_id = events.search(
                coming & Domain("quartier_id", "=", quartier.id),
                order="start",
                limit=1,
            )
            quartier.next_event_start = quartier.next_event_id.start

    def action_open_public_week(self):
        """Show what residents see."""
        self.ensure_one()
        return self._open_public_page("woche")

    def _open_public_page(self, path):
        return {
            "type": "ir.actions.act_url",
            "url": f"/quartier/{self.slug}/{path}",
            "target": "new",
        }

    def action_view_events(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.calendar_event_action"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {"default_quartier_id": self.id}
        return action
