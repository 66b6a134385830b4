import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.quartier_management.models.committee.prose import Prose

from ..models.letter_pdf import Letter, letters_pdf
from ..models.quartier_volunteer_hours_guard import GIVEN

MAX_TEXT = 2500


class QuartierVolunteerThanks(models.TransientModel):
    """Letters of thanks to all who gave time in a year: one file for the printer."""

    _name = "quartier.volunteer.thanks"
    _description = "Letters of Thanks"
    _rec_name = "year"

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        default=lambda self: self.env.user.quartier_ids[:1],
        domain="[('id', 'in', own_quartier_ids)]",
    )
    own_quartier_ids = fields.Many2many(
        "quartier.quartier",
        string="My Neighbourhoods",
        compute="_compute_own_quartier_ids",
    )
    year = fields.Char(required=True, default=lambda self: self._default_year())
    least_hours = fields.Float(
        string="From Hours on", default=1, help="Who gave at least so many."
    )
    subject = fields.Char(
        compute="_compute_text",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    text = fields.Text(
        compute="_compute_text",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="[name], [hours] and [year] are filled in. A blank line begins a new"
        " paragraph.",
    )
    letter_count = fields.Integer(string="Letters", compute="_compute_letter_count")
    skipped = fields.Text(
        string="Without a Postal Address", compute="_compute_letter_count"
    )
    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    @api.model
    def _default_year(self):
        return str(fields.Date.context_today(self).year - 1)

    @api.depends_context("uid")
    def _compute_own_quartier_ids(self):
        self.own_quartier_ids = self.env.user.quartier_ids

    @api.depends("quartier_id")
    def _compute_text(self):
        for wizard in self:
            env = wizard.with_context(lang=wizard.quartier_id.lang).env
            wizard.subject = wizard.subject or env._(
                "Thank you for your time in [year]"
            )
            wizard.text = wizard.text or env._(
                "Good day, [name],\n\n"
                "in [year] you gave [hours] hours of your time to your neighbourhood."
                " Much of what happens here would not happen without you.\n\n"
                "We thank you very much, and look forward to what comes next.\n\n"
                "Kind regards"
            )

    @api.depends("quartier_id", "year", "least_hours")
    def _compute_letter_count(self):
        for wizard in self:
            reached, missing = wizard._recipients() if wizard._period() else ({}, {})
            wizard.letter_count = len(reached)
            wizard.skipped = ", ".join(
                sorted(volunteer.partner_id.name for volunteer in missing)
            )

    def action_print(self):
        """Make the file.

        :raise UserError: nobody is to be thanked, or the text is too long for a page
        """
        self.ensure_one()
        if not self._period():
            raise UserError(self.env._("Please enter a year, e.g. 2026."))
        reached, _missing = self._recipients()
        if not reached:
            raise UserError(
                self.env._(
                    "Nobody with a postal address gave so many approved hours in this"
                    " year."
                )
            )
        if len(self.text) > MAX_TEXT:
            raise UserError(self.env._("The text is too long for a page."))
        office = self.quartier_id
        wizard = self.with_context(lang=office.lang)
        town = " ".join(filter(None, (office.zip, office.city)))
        sender = " · ".join(filter(None, (office.partner_id.name, office.street, town)))
        prose = Prose(wizard.env)
        information = [
            *filter(None, (office.partner_id.name, office.phone, office.email)),
            "",
            prose.day(office._today()),
        ]
        try:
            content = letters_pdf(
                [wizard._letter(*pair, prose) for pair in reached.items()],
                sender,
                information,
                wizard._fill(wizard.subject, {"year": self.year}),
                (office.lang or "de_DE").replace("_", "-"),
            )
        except ValueError:
            raise UserError(self.env._("The text is too long for a page."))
        self.write(
            {
                "file": base64.b64encode(content),
                "file_name": wizard.env._("Letters of thanks %s.pdf", self.year),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Letters of Thanks"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _period(self):
        """Return the first and the last day, or ``None``."""
        year = (self.year or "").strip()
        if not (year.isascii() and year.isdigit() and 2000 <= int(year) <= 2100):
            return None
        return fields.Date.to_date(f"{year}-01-01"), fields.Date.to_date(
            f"{year}-12-31"
        )

    def _recipients(self):
        """Return hours by person: those with a postal address, and those without.

        Under the rights of who writes: people of other offices are not there.

        :rtype: tuple[dict[quartier.volunteer, float], dict[quartier.volunteer, float]]
        """
        first, last = self._period()
        groups = self.env["quartier.volunteer.hours"]._read_group(
            [
                ("quartier_id", "=", self.quartier_id.id),
                ("date", ">=", first),
                ("date", "<=", last),
                ("state", "in", GIVEN),
                ("volunteer_id.state", "!=", "anonymised"),
            ],
            ["volunteer_id"],
            ["hours:sum"],
            having=[("hours:sum", ">=", self.least_hours)],
            order="volunteer_id",
        )
        reached, missing = {}, {}
        for volunteer, hours in groups:
            partner = volunteer.partner_id
            known = partner.street and partner.city
            (reached if known else missing)[volunteer] = hours
        return reached, missing

    def _letter(self, volunteer, hours, prose):
        partner = volunteer.partner_id
        values = {
            "name": partner.name,
            "hours": prose.number(round(hours, 1)),
            "year": self.year,
        }
        town = " ".join(filter(None, (partner.zip, partner.city)))
        lines = [partner.name, partner.street2, partner.street, town]
        country = partner.country_id
        if country and country != self.quartier_id.company_id.country_id:
            lines.append(country.name.upper())
        return Letter(
            list(filter(None, lines)),
            self._fill(self.subject, values),
            [
                " ".join(self._fill(part, values).split())
                for part in self.text.split("\n\n")
            ],
            self._signature(),
        )

    def _signature(self):
        office = self.quartier_id
        return list(filter(None, (office.manager_id.name, office.partner_id.name)))

    @staticmethod
    def _fill(text, values):
        """Fill in what stands in brackets; nothing else is a command."""
        for key, value in values.items():
            text = text.replace(f"[{key}]", value or "")
        return text
