from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .relation_edge import Edge


class QuartierRelation(models.Model):
    """A typed, dated edge between two contacts.

    Stored once, read from both sides (``quartier.relation.side``). Record rules hide
    it from whoever may not know one of the two.
    """

    _name = "quartier.relation"
    _description = "Relation"
    _inherit = ("quartier.hidden.mixin", "quartier.team.mixin")
    _order = "date_to desc, date_from desc, id desc"
    _rec_names_search = ("partner_id", "kind_id", "other_id")
    # a relation could be written to a person whom the user may not know
    _quartier_team_fields = ("partner_id", "other_id")

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        index=True,
        ondelete="cascade",
        tracking=True,
    )
    kind_id = fields.Many2one(
        "quartier.relation.kind",
        string="Stored as",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    kind_as = fields.Selection(
        selection="_select_kinds",
        string="Relation",
        compute="_compute_kind_as",
        store=False,
        readonly=False,
        help="Read from the first contact to the second.",
    )
    other_id = fields.Many2one(
        "res.partner",
        string="With",
        required=True,
        index=True,
        ondelete="cascade",
        tracking=True,
    )
    mutual = fields.Boolean(related="kind_id.mutual", store=True, precompute=True)
    is_mandate = fields.Boolean(related="kind_id.is_mandate")
    date_from = fields.Date(string="Since", tracking=True)
    date_to = fields.Date(string="Until", tracking=True)
    in_force = fields.Boolean(
        string="In Force Today", compute="_compute_in_force", search="_search_in_force"
    )
    role = fields.Char(tracking=True, help="e.g. chair, treasurer, deputy member")
    faction_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
        tracking=True,
        help="On whose behalf the mandate is held.",
    )
    note = fields.Char()

    _self_check = models.Constraint(
        "CHECK (partner_id <> other_id)",
        "A contact cannot have a relation to itself.",
    )
    _date_check = models.Constraint(
        "CHECK (date_to >= date_from)", "A relation cannot end before it begins."
    )
    # a relation that reads the same from both sides is the same in both directions
    _no_duplicate = models.Constraint(
        "EXCLUDE USING gist (int4range(kind_id, kind_id, '[]') WITH &&,"
        " int4range(CASE WHEN mutual THEN LEAST(partner_id, other_id)"
        " ELSE partner_id END, CASE WHEN mutual THEN LEAST(partner_id, other_id)"
        " ELSE partner_id END, '[]') WITH &&,"
        " int4range(CASE WHEN mutual THEN GREATEST(partner_id, other_id)"
        " ELSE other_id END, CASE WHEN mutual THEN GREATEST(partner_id, other_id)"
        " ELSE other_id END, '[]') WITH &&,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "This relation is recorded already for that time.",
    )

    @api.model
    def _select_kinds(self):
        """Each kind from both sides: ``<id>:0`` as stored, ``<id>:1`` the other way."""
        choices = []
        for kind in self.env["quartier.relation.kind"].sudo().search([]):
            choices.append((f"{kind.id}:0", kind._read(False)))
            if not kind.mutual:
                choices.append((f"{kind.id}:1", kind._read(True)))
        return choices

    @api.depends("kind_id")
    def _compute_kind_as(self):
        for relation in self:
            kind = relation.kind_id
            relation.kind_as = f"{kind.id}:0" if kind.active else False

    @api.depends("partner_id", "kind_id", "other_id")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        for relation in self:
            relation.display_name = " ".join(
                filter(
                    None,
                    (
                        relation.partner_id.display_name,
                        relation.kind_id.name,
                        relation.other_id.display_name,
                    ),
                )
            )

    @api.depends("date_from", "date_to")
    def _compute_in_force(self):
        today = fields.Date.context_today(self)
        for relation in self:
            begun = not relation.date_from or relation.date_from <= today
            over = relation.date_to and relation.date_to < today
            relation.in_force = begun and not over

    @api.model
    def _search_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._in_force_on(fields.Date.context_today(self))
        return domain if True in value else ~domain

    @api.model
    def _in_force_on(self, day):
        """Return the domain of relations in force on a day."""
        begun = Domain("date_from", "=", False) | Domain("date_from", "<=", day)
        going = Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        return begun & going

    @api.constrains("kind_id", "partner_id", "other_id")
    def _check_sides(self):
        for relation in self:
            kind = relation.kind_id
            for partner, side in (
                (relation.partner_id, kind.from_side),
                (relation.other_id, kind.to_side),
            ):
                if side and partner.is_company != (side == "organisation"):
                    raise ValidationError(
                        self.env._(
                            "“%(kind)s” cannot be said of “%(name)s”, because it is not"
                            " of the kind %(side)s.",
                            kind=kind.name,
                            name=partner.display_name,
                            side=dict(
                                kind._fields["from_side"]._description_selection(
                                    self.env
                                )
                            )[side],
                        )
                    )

    @api.constrains("faction_id")
    def _check_faction(self):
        if any(not faction.is_company for faction in self.faction_id):
            raise ValidationError(
                self.env._("A faction is an organisation. Please choose another one.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._resolve_kind(vals) for vals in vals_list])

    def write(self, vals):
        if "kind_as" not in vals:
            return super().write(vals)
        for relation in self:  # the sides may have to change places
            super(QuartierRelation, relation).write(relation._resolve_kind(vals))
        return True

    def _track_filter_for_display(self, tracking_values):
        """Whom the relation named before may be hidden, or gone, by now."""
        shown = super()._track_filter_for_display(tracking_values)
        partners = self.env["res.partner"]
        named = {
            value: partners.browse(
                filter(None, (value.old_value_integer, value.new_value_integer))
            )
            for value in shown
            if value.field_id.relation == partners._name
        }
        # sudo: asks about persons whom the user may not read
        there = partners.union(*named.values()).sudo().exists().with_env(self.env)
        visible = there - there._quartier_hidden()
        return shown.filtered(lambda value: named.get(value, visible) <= visible)

    def _edge_after_merge(self, merged):
        """Return what the relation says once these contacts are one."""
        self.ensure_one()
        ends = (
            merged[:1].id if partner in merged else partner.id
            for partner in (self.partner_id, self.other_id)
        )
        return Edge.of(self.kind_id.id, ends, self.mutual, self.date_from, self.date_to)

    def _resolve_kind(self, vals):
        """Store a relation that was read from the other side the right way round.

        :raise ValidationError: there is no such kind
        """
        if not vals.get("kind_as"):
            return {key: value for key, value in vals.items() if key != "kind_as"}
        # a new one may get its ends from the context alone
        ends = {} if self else self.default_get(["partner_id", "other_id"])
        vals = {**ends, **vals}
        choice = vals.pop("kind_as")
        if choice not in dict(self._select_kinds()):
            raise ValidationError(self.env._("Please choose how the two are related."))
        kind, inverse = choice.split(":")
        vals["kind_id"] = int(kind)
        if inverse == "1":
            first = vals.get("partner_id", self.partner_id.id)
            second = vals.get("other_id", self.other_id.id)
            vals.update(partner_id=second, other_id=first)
        return vals
