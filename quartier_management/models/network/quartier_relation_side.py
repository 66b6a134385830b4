from odoo import api, fields, models
from odoo.tools import SQL


class QuartierRelationSide(models.Model):
    """A relation as one of its two contacts sees it."""

    _name = "quartier.relation.side"
    _description = "Relation of a Contact"
    _auto = False
    _order = "is_past, sequence, other_id, id"
    _rec_name = "other_id"
    _depends = {
        "quartier.relation": [
            "date_from",
            "date_to",
            "faction_id",
            "kind_id",
            "note",
            "other_id",
            "partner_id",
            "role",
        ],
        "quartier.relation.kind": ["is_mandate", "sequence", "mutual"],
    }

    relation_id = fields.Many2one(
        "quartier.relation", string="Stored Relation", readonly=True
    )
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    other_id = fields.Many2one("res.partner", string="With", readonly=True)
    other_type_id = fields.Many2one(related="other_id.quartier_actor_type_id")
    kind_id = fields.Many2one("quartier.relation.kind", readonly=True)
    inverse = fields.Boolean(readonly=True)
    name = fields.Char(string="Relation", compute="_compute_name")
    is_mandate = fields.Boolean(readonly=True)
    is_past = fields.Boolean(string="Past", readonly=True)
    sequence = fields.Integer(readonly=True)
    date_from = fields.Date(string="Since", readonly=True)
    date_to = fields.Date(string="Until", readonly=True)
    role = fields.Char(readonly=True)
    faction_id = fields.Many2one("res.partner", readonly=True)
    note = fields.Char(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT relation.id * 2 + side.number AS id, relation.id AS relation_id,
                   CASE side.number WHEN 0 THEN relation.partner_id
                        ELSE relation.other_id END AS partner_id,
                   CASE side.number WHEN 0 THEN relation.other_id
                        ELSE relation.partner_id END AS other_id,
                   relation.kind_id, side.number = 1 AS inverse,
                   kind.is_mandate, kind.sequence,
                   COALESCE(relation.date_to < %(today)s, FALSE) AS is_past,
                   relation.date_from, relation.date_to, relation.role,
                   relation.faction_id, relation.note
              FROM quartier_relation relation
              JOIN quartier_relation_kind kind ON kind.id = relation.kind_id
              CROSS JOIN (VALUES (0), (1)) AS side (number)
            """,
            today=fields.Date.context_today(self),
        )

    @api.depends("kind_id", "inverse")
    @api.depends_context("lang")
    def _compute_name(self):
        for side in self:
            side.name = side.kind_id._read(side.inverse)

    def action_open_relation(self):
        """Edit the relation behind this side."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_relation_action_edit"
        )
        action["res_id"] = self.relation_id.id
        return action
