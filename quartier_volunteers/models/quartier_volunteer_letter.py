from odoo import fields, models
from odoo.tools import format_date


class QuartierVolunteer(models.Model):
    """The letter that frees a certificate of conduct of its fee."""

    _inherit = "quartier.volunteer"

    def _in_office_language(self):
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)

    def _conduct_letter_name(self):
        """Return title and file name, without suffix."""
        self.ensure_one()
        volunteer = self._in_office_language()
        return volunteer.env._("Certificate of conduct, %s", volunteer._said())

    def _letter_day(self):
        """Say in words which day it is at the office."""
        return format_date(self.env, self.quartier_id._today(), date_format="long")

    def _letter_address(self):
        """Return the lines below the name."""
        person = self.partner_id
        town = " ".join(filter(None, (person.zip, person.city)))
        return [line for line in (person.street, person.street2, town) if line]

    def _conduct_months(self):
        """Return how many months old a certificate may be when it is shown."""
        # sudo: the law is no secret
        rules = self.env["quartier.rule"].sudo()
        day = fields.Date.context_today(self)
        return int(rules._get_rule("conduct_certificate_months", day).value)
