from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.quartier_management.models.committee.prose import Prose

from ..models.quartier_volunteer_hours_guard import GIVEN


class QuartierVolunteerCertificate(models.TransientModel):
    """A certificate of engagement for each of some people: what they gave, how much.

    Printed as one document with a page each; nothing is kept of it.
    """

    _name = "quartier.volunteer.certificate"
    _description = "Certificate of Engagement"
    _rec_name = "place"

    volunteer_ids = fields.Many2many(
        "quartier.volunteer",
        string="For",
        required=True,
        default=lambda self: self._default_volunteers(),
    )
    quartier_id = fields.Many2one(
        "quartier.quartier", compute="_compute_quartier_id", compute_sudo=True
    )
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self._default_from()
    )
    date_to = fields.Date(
        string="To", required=True, default=lambda self: self._default_to()
    )
    place = fields.Char(
        compute="_compute_place", store=True, readonly=False, precompute=True
    )
    praise = fields.Text(
        string="Words of Thanks",
        compute="_compute_praise",
        store=True,
        readonly=False,
        precompute=True,
    )

    _period_check = models.Constraint(
        "CHECK (date_to >= date_from)", "It cannot end before it begins."
    )

    @api.model
    def _default_volunteers(self):
        if self.env.context.get("active_model") == "quartier.volunteer":
            return self.env.context.get("active_ids")
        return False

    @api.model
    def _default_from(self):
        return fields.Date.context_today(self) + relativedelta(years=-1, month=1, day=1)

    @api.model
    def _default_to(self):
        return fields.Date.context_today(self)

    @api.depends("volunteer_ids")
    def _compute_quartier_id(self):
        for wizard in self:
            wizard.quartier_id = wizard.volunteer_ids[:1].quartier_id

    @api.depends("volunteer_ids")
    def _compute_place(self):
        for wizard in self:
            wizard.place = wizard.place or wizard.quartier_id.city

    @api.depends("volunteer_ids")
    def _compute_praise(self):
        for wizard in self:
            env = wizard.with_context(lang=wizard.quartier_id.lang).env
            wizard.praise = wizard.praise or env._(
                "The neighbourhood lives from people who give their time to others. We"
                " thank you very much for it."
            )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        # core shows names behind relations without asking for rights
        wizards.volunteer_ids.check_access("read")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.volunteer_ids.check_access("read")
        return result

    def action_print(self):
        """Print the certificates.

        :raise UserError: somebody gave no time in the period, or belongs elsewhere
        """
        self.ensure_one()
        if len(self.volunteer_ids.quartier_id) > 1:
            raise UserError(
                self.env._("Please print certificates for one neighbourhood at a time.")
            )
        without = self.volunteer_ids - self._hours().volunteer_id
        if without:
            raise UserError(
                self.env._(
                    "There are no approved hours in this period of: %s. Please choose"
                    " other days, or leave them out.",
                    ", ".join(without.mapped("display_name")),
                )
            )
        report = self.env.ref(
            "quartier_volunteers.quartier_volunteer_certificate_report"
        )
        return report.report_action(self)

    def _hours(self):
        """Return the hours that count, under the rights of who prints."""
        self.ensure_one()
        return self.env["quartier.volunteer.hours"].search(
            [
                ("volunteer_id", "in", self.volunteer_ids.ids),
                ("date", ">=", self.date_from),
                ("date", "<=", self.date_to),
                ("state", "in", GIVEN),
            ]
        )

    def _pages(self):
        """Return what each certificate says, in the order of the people.

        :return: dicts with ``name``, ``period``, ``rows`` of ``(kind of work, hours)``,
            ``total`` and ``places``
        """
        prose = Prose(self.env)
        by_person = self._hours().grouped("volunteer_id")
        pages = []
        for volunteer in self.volunteer_ids:
            hours = by_person.get(volunteer)
            if not hours:
                continue
            kinds = [
                (
                    kind.name or self.env._("Other work"),
                    prose.number(round(sum(rows.mapped("hours")), 2)),
                )
                for kind, rows in hours.grouped("kind_id").items()
            ]
            pages.append(
                {
                    "name": volunteer.partner_id.name,
                    "period": prose.days(
                        min(hours.mapped("date")), max(hours.mapped("date"))
                    ),
                    "rows": sorted(kinds),
                    "total": prose.number(round(sum(hours.mapped("hours")), 2)),
                    "places": prose.names(
                        hours.organisation_id.sorted("name").mapped("name")
                    ),
                }
            )
        return pages

    def _tell_today(self):
        return Prose(self.env).day(self.quartier_id._today())
