import re
from datetime import datetime, time

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command

from odoo.addons.base.models.res_partner import _lang_get, _tz_get

DEFAULT_TZ = "Europe/Berlin"
# every employee may read which offices there are, but not their posts and streets
READER = "quartier_management.group_quartier_reader"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# public paths below /quartier/ that are no neighbourhood's
_RESERVED_SLUGS = {"api", "fristen"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class QuartierQuartier(models.Model):
    """One neighbourhood and its office.

    Company, time zone, language and e-mail are those of the office: documents and
    public pages use them, never the viewer's.
    """

    _name = "quartier.quartier"
    _description = "Neighbourhood"
    _inherit = ("mail.thread", "mail.activity.mixin")
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    color = fields.Integer()
    slug = fields.Char(
        string="Web Address Part",
        compute="_compute_slug",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        copy=False,
        help="Names the neighbourhood in public addresses: /quartier/<part>/woche.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Office",
        check_company=True,
        ondelete="restrict",
        copy=False,
        help="The contact that carries the office's address.",
    )
    street = fields.Char(related="partner_id.street", readonly=False)
    zip = fields.Char(related="partner_id.zip", readonly=False)
    city = fields.Char(related="partner_id.city", readonly=False)
    email = fields.Char(related="partner_id.email", readonly=False)
    phone = fields.Char(related="partner_id.phone", readonly=False)
    department_id = fields.Many2one(
        "res.partner",
        check_company=True,
        domain="[('is_company', '=', True)]",
        help="The department of the city that is responsible for the office.",
    )
    tz = fields.Selection(
        _tz_get, string="Time Zone", required=True, default=DEFAULT_TZ
    )
    lang = fields.Selection(
        _lang_get,
        string="Language",
        required=True,
        default=lambda self: self.env.lang or self.env.user.lang,
    )
    manager_id = fields.Many2one(
        "res.users",
        domain="[('share', '=', False)]",
        tracking=True,
    )
    member_ids = fields.Many2many(
        "res.users",
        "quartier_quartier_res_users_rel",
        "quartier_id",
        "user_id",
        string="Team",
        domain="[('share', '=', False)]",
        copy=False,
        tracking=True,
        help="Who belongs to the team reads and edits what belongs to the office, its"
        " confidential residents included.",
    )
    is_member = fields.Boolean(
        string="My Office", compute="_compute_is_member", search="_search_is_member"
    )
    duty_ids = fields.Many2many(
        "quartier.duty", compute="_compute_duty_ids", string="Duties"
    )
    position_ids = fields.One2many(
        "quartier.position", "quartier_id", string="Positions", groups=READER
    )
    street_ids = fields.One2many(
        "quartier.street", "quartier_id", string="Street Directory", groups=READER
    )
    description = fields.Html()

    _slug_uniq = models.Constraint(
        "UNIQUE (slug)", "Another neighbourhood already uses this web address part."
    )
    _partner_uniq = models.UniqueIndex(
        "(partner_id) WHERE partner_id IS NOT NULL",
        "This contact is already the office of another neighbourhood.",
    )

    @api.depends("name")
    def _compute_slug(self):
        for quartier in self:
            if quartier.name and not quartier.slug:
                name = re.sub(r"\W+", "-", quartier.name.lower().translate(_UMLAUTS))
                quartier.slug = self.env["ir.http"]._slugify(name)

    @api.depends("member_ids")
    @api.depends_context("uid")
    def _compute_is_member(self):
        for quartier in self:
            quartier.is_member = quartier in self.env.user.quartier_ids

    def _search_is_member(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", self.env.user.quartier_ids.ids)]

    def _compute_duty_ids(self):
        duties = self.env["quartier.duty"].search([])
        for quartier in self:
            quartier.duty_ids = duties.filtered(
                lambda duty, quartier=quartier: (
                    not duty.quartier_ids or quartier in duty.quartier_ids
                )
            )

    @api.constrains("tz", "lang")
    def _check_tz_and_lang(self):
        """The ORM takes anything for a selection that is computed."""
        for quartier in self:
            for name in ("tz", "lang"):
                field = self._fields[name]
                if quartier[name] not in field.get_values(self.env):
                    raise ValidationError(
                        self.env._(
                            "“%(value)s” is not among the choices of “%(field)s”.",
                            value=quartier[name],
                            field=field._description_string(self.env),
                        )
                    )

    @api.constrains("slug")
    def _check_slug(self):
        for quartier in self:
            if not _SLUG.fullmatch(quartier.slug or ""):
                raise ValidationError(
                    self.env._(
                        "“%(slug)s” cannot be part of a web address. Please use small"
                        " letters, digits and hyphens, e.g. “eschweiler-west”.",
                        slug=quartier.slug,
                    )
                )
            if quartier.slug in _RESERVED_SLUGS:
                raise ValidationError(
                    self.env._(
                        "“%(slug)s” is used by the system itself. Please choose"
                        " another web address part, e.g. “eschweiler-%(slug)s”.",
                        slug=quartier.slug,
                    )
                )

    @api.constrains("manager_id", "member_ids")
    def _check_manager(self):
        for quartier in self:
            if quartier.manager_id and quartier.manager_id not in quartier.member_ids:
                raise ValidationError(
                    self.env._(
                        "%(manager)s manages %(quartier)s and must belong to its team.",
                        manager=quartier.manager_id.name,
                        quartier=quartier.name,
                    )
                )

    @api.constrains("member_ids")
    def _check_members_internal(self):
        if shared := self.member_ids.filtered("share"):
            raise ValidationError(
                self.env._(
                    "Only employees can belong to a team, not %(names)s.",
                    names=", ".join(shared.mapped("name")),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("partner_id"):
                vals["partner_id"] = self._create_office_partner(vals).id
            if vals.get("manager_id"):
                vals["member_ids"] = [
                    *(vals.get("member_ids") or []),
                    Command.link(vals["manager_id"]),
                ]
        quartiers = super().create(vals_list)
        quartiers._clear_team_cache()
        return quartiers

    def write(self, vals):
        if "member_ids" in vals or "active" in vals:
            self._check_may_change_team()
            teams = {quartier: quartier._team() for quartier in self}
        result = super().write(vals)
        if "member_ids" in vals or "active" in vals:
            self._clear_team_cache()
            for quartier, team in teams.items():
                if left := team - quartier._team():
                    quartier._members_left(left)
        return result

    def unlink(self):
        result = super().unlink()
        self._clear_team_cache()
        return result

    @api.model
    def _create_office_partner(self, vals):
        """Create the contact that carries the address of an office."""
        partner_vals = {
            key: vals[key]
            for key in ("street", "zip", "city", "email", "phone")
            if vals.get(key)
        }
        return self.env["res.partner"].create(
            {
                "name": self.env._(
                    "Neighbourhood office %(name)s", name=vals.get("name") or ""
                ),
                "is_company": True,
                **partner_vals,
            }
        )

    def _check_may_change_team(self):
        """Who belongs to a team sees its residents: only administrators decide it.

        :raise AccessError: the user is no administrator of the app
        """
        if not self.env.su and not self.env.user.has_group(
            "quartier_management.group_quartier_admin"
        ):
            raise AccessError(
                self.env._(
                    "Only administrators of the app decide who belongs to a team,"
                    " because the team reads confidential data. Please ask one of them."
                )
            )

    def _team(self):
        """Return who works in the office: nobody once it is archived."""
        self.ensure_one()
        return self.member_ids if self.active else self.member_ids.browse()

    def _members_left(self, users):
        """Hook for what former members must not keep.

        :param users: ``res.users`` that belonged to each of these offices until now
        """

    def _clear_team_cache(self):
        """Record rules name the ids of a user's offices and are cached per user."""
        self.env.registry.clear_cache()

    def _localize(self, moment):
        """Return a UTC moment as the office's clock shows it.

        :param datetime moment: naive, UTC, as the ORM stores it
        :return: aware datetime in the office's time zone
        """
        self.ensure_one()
        return pytz.utc.localize(moment).astimezone(pytz.timezone(self.tz))

    def _today(self):
        """Return the day that the office's clock shows.

        :rtype: date
        """
        return self._localize(fields.Datetime.now()).date()

    def _midnight(self, day):
        """Return when a day begins by the office's clock.

        :param date day: a day of the office
        :return: naive datetime, UTC, as the ORM stores it
        """
        self.ensure_one()
        local = pytz.timezone(self.tz).localize(datetime.combine(day, time()))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    def action_open_office(self):
        """Open the contact that carries the office's address."""
        self.ensure_one()
        return self.partner_id.get_formview_action()
