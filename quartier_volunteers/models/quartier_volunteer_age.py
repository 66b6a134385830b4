from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# youngest and oldest age of each class; nobody's date of birth is kept
AGES = {
    "under_14": (0, 13),
    "14_15": (14, 15),
    "16_17": (16, 17),
    "18_26": (18, 26),
    "27_59": (27, 59),
    "60_plus": (60, 150),
    "18_plus": (18, 150),
}
MINORS = ("under_14", "14_15", "16_17")


class QuartierVolunteer(models.Model):
    """How old somebody is, as far as work needs to know, and who answers for them."""

    _inherit = "quartier.volunteer"

    age_class = fields.Selection(
        [
            ("under_14", "Under 14"),
            ("14_15", "14 or 15"),
            ("16_17", "16 or 17"),
            ("18_26", "18 to 26"),
            ("27_59", "27 to 59"),
            ("60_plus", "60 and older"),
            ("18_plus", "18 or older, no more is known"),
        ],
        tracking=True,
        index=True,
        help="Instead of the date of birth. Nobody is confirmed for a shift without it,"
        " since other rules apply under 18.",
    )
    age_valid_until = fields.Date(
        string="Age Class until",
        help="The last day on which the class applies: the day before the birthday with"
        " which the next one begins. Empty: it is not known.",
    )
    age_outdated = fields.Boolean(
        string="Age Class Outdated",
        compute="_compute_age_outdated",
        search="_search_age_outdated",
    )
    is_minor = fields.Boolean(
        string="Under 18", compute="_compute_is_minor", search="_search_is_minor"
    )
    guardian_name = fields.Char(readonly=True, copy=False)
    guardian_how = fields.Selection(
        [("paper", "On paper"), ("page", "By the link")],
        string="Guardian’s Consent",
        readonly=True,
        copy=False,
    )
    guardian_on = fields.Date(string="Consent Given on", readonly=True, copy=False)
    guardian_phone = fields.Char(string="Guardian’s Phone")
    guardian_email = fields.Char(string="Guardian’s E-mail")
    supervisor_name = fields.Char(
        string="Supervised by",
        tracking=True,
        help="The grown-up who is there and answers for the minor, by name.",
    )
    allowed_from = fields.Float(
        string="Not before",
        help="Hour agreed with the guardian; 0: as the rules say for the age class.",
    )
    allowed_until = fields.Float(
        string="Not after",
        help="Hour agreed with the guardian; 0: as the rules say for the age class.",
    )

    _allowed_check = models.Constraint(
        "CHECK (allowed_from BETWEEN 0 AND 24 AND allowed_until BETWEEN 0 AND 24)",
        "Please check the hours agreed with the guardian.",
    )

    @api.depends("age_valid_until", "quartier_id.tz")
    def _compute_age_outdated(self):
        for volunteer in self:
            until = volunteer.age_valid_until
            office = volunteer.quartier_id
            volunteer.age_outdated = bool(until and office and until < office._today())

    def _search_age_outdated(self, operator, value):
        if operator != "in":
            return NotImplemented
        outdated = Domain("age_valid_until", "<", fields.Date.context_today(self))
        return outdated if True in value else ~outdated

    @api.depends("age_class")
    def _compute_is_minor(self):
        for volunteer in self:
            volunteer.is_minor = volunteer.age_class in MINORS

    def _search_is_minor(self, operator, value):
        if operator != "in":
            return NotImplemented
        minor = Domain("age_class", "in", MINORS)
        return minor if True in value else ~minor

    def _record_guardian(self, name, how, day=None):
        """Note that a guardian agreed.

        Called by the dialog for what is on paper, and by the page behind the link,
        which has checked the link.

        :param str name: who agreed
        :param str how: ``paper`` or ``page``
        :param date day: of the signature; today by the office's clock if None
        :raise UserError: nobody has to agree for them
        """
        self.ensure_one()
        if not self.is_minor:
            raise UserError(
                self.env._(
                    "“%(name)s” is not noted as a minor: nobody has to agree for them.",
                    name=self.display_name,
                )
            )
        # sudo: what was agreed is written by no client
        self.sudo().write(
            {
                "guardian_name": name,
                "guardian_how": how,
                "guardian_on": day or self.quartier_id._today(),
            }
        )
        # sudo: as above
        self.sudo()._message_log(
            body=self.env._(
                "Guardian’s consent noted: %(how)s.",
                how=self._guardian_how_label(),
            ),
            author_id=self.env.user.partner_id.id,
        )

    def _guardian_how_label(self):
        return dict(self._fields["guardian_how"]._description_selection(self.env))[
            self.guardian_how
        ]

    def action_guardian_withdraw(self):
        """The guardian does not agree any more: nothing is confirmed from now on."""
        self.check_access("write")
        for volunteer in self:
            # sudo: as in _record_guardian, rights were checked above
            volunteer.sudo().write(
                {"guardian_name": False, "guardian_how": False, "guardian_on": False}
            )
            volunteer.sudo()._message_log(
                body=self.env._("The guardian’s consent was withdrawn."),
                author_id=self.env.user.partner_id.id,
            )

    def _allowed_hours(self, day):
        """Return between which hours of a day a minor may take part.

        :param date day: of the work
        :rtype: tuple[float, float]
        """
        return self._allowed_hours_on([day])[day]

    def _allowed_hours_on(self, days, rules=None):
        """Hook: return between which hours of each day a minor may take part.

        :param days: of the work
        :param rules: ``_hour_rules(days)`` of the age class, where they are known
        :rtype: dict[date, tuple[float, float]]
        """
        return self._noted_hours_on(days, rules)

    def _noted_hours_on(self, days, rules=None):
        """Return the rule for the age class, narrowed by what is noted as agreed."""
        begin, end = rules or self._hour_rules(days)
        agreed = self.allowed_until or 24
        return {
            day: (max(begin[day].value, self.allowed_from), min(end[day].value, agreed))
            for day in days
        }

    def _hour_rules(self, days):
        """Return the rows of the rules for each day: not before, and not after."""
        self.ensure_one()
        # sudo: the law is no secret
        rules = self.env["quartier.rule"].sudo()
        return tuple(
            rules._get_rules(f"volunteer_{self.age_class}_{edge}_hour", days)
            for edge in ("from", "until")
        )


def clock(hours):
    """Write hours of a day as a clock shows them."""
    minutes = round(hours * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
