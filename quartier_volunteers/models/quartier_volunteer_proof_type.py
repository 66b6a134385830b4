from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class QuartierVolunteerProofType(models.Model):
    """A kind of paper without which some work must not be done."""

    _name = "quartier.volunteer.proof.type"
    _description = "Type of Proof"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    nature = fields.Selection(
        [
            ("document", "Document"),
            ("conduct", "Extended certificate of conduct (inspected only)"),
            ("infection", "Infection protection briefing"),
        ],
        required=True,
        default="document",
        help="Certificates of conduct are never stored: that they were inspected is"
        " noted by the inspecting role alone.",
    )
    validity_rule = fields.Char(
        string="Validity by Rule",
        help="Key of the dated rule that says for how many months it is valid; for the"
        " infection protection briefing those between two of them.",
    )
    validity_months = fields.Integer(
        string="Valid for Months", help="Without a rule; 0: as long as it is kept."
    )
    renewal_days = fields.Integer(
        string="Renew Days before",
        default=60,
        help="So early the renewal is asked for.",
    )
    first_rule = fields.Char(
        string="First Certificate by Rule",
        help="Key of the dated rule that says how many months old a certificate may be"
        " at most when it is shown: at the start of the work (infection protection), or"
        " at the inspection (certificate of conduct).",
    )
    sheet_allowed = fields.Boolean(
        string="Information Sheet Is Enough",
        help="For helpers at single events who sign a sheet instead. Please ask the"
        " health office whether it agrees.",
    )
    description = fields.Text(
        string="How to Get It", translate=True, help="For those who need it."
    )

    _validity_check = models.Constraint(
        "CHECK (validity_months BETWEEN 0 AND 600 AND renewal_days BETWEEN 0 AND 366)",
        "Please check months of validity and days of the renewal.",
    )

    @api.constrains("validity_rule", "first_rule")
    def _check_rules(self):
        rules = self.env["quartier.rule"]
        for kind in self:
            for key in filter(None, (kind.validity_rule, kind.first_rule)):
                if not rules.search_count([("key", "=", key)], limit=1):
                    raise ValidationError(
                        self.env._(
                            "There is no rule “%s”. Please add it first under"
                            " Configuration › Rules.",
                            key,
                        )
                    )

    def write(self, vals):
        if "nature" in vals and not self.env.su:
            self._check_same_nature(vals["nature"])
        return super().write(vals)

    def _check_same_nature(self, nature):
        """What is a certificate of conduct stays one, and is never kept as a paper."""
        if any(kind.nature != nature for kind in self):
            raise ValidationError(
                self.env._(
                    "The nature of a type of proof does not change. Please archive it,"
                    " and add another one."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        # sudo: what the inspecting role has noted is out of sight
        inspections = self.env["quartier.volunteer.inspection"].sudo()
        if inspections.search_count([("type_id", "in", self.ids)], limit=1):
            raise ValidationError(
                self.env._("This type is in use. Please archive it instead.")
            )

    def _valid_until(self, day):
        """Return the last day on which a paper of a day is valid.

        :param date day: when it was issued, or the work began with it
        :return: None if it is valid for as long as it is kept
        """
        self.ensure_one()
        return self._months_after(day, self._months(day))

    def _show_until(self, day):
        """Return the last day on which a new paper may be shown.

        :param date day: when it was issued
        :return: None if it may be of any age
        """
        self.ensure_one()
        rule = self._rule(self.first_rule, day)
        return self._months_after(day, int(rule.value) if rule else 0)

    def _months(self, day):
        rule = self._rule(self.validity_rule, day)
        return int(rule.value) if rule else self.validity_months

    def _rule(self, key, day):
        # sudo: everybody may know how long something is valid
        rules = self.env["quartier.rule"].sudo()
        return rules._get_rule(key, day) if key else rules

    @staticmethod
    def _months_after(day, months):
        """Count months in calendar days: the day of the same number still counts."""
        return day + relativedelta(months=months) if months else None
