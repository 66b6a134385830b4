from odoo import api, fields, models


class ResPartner(models.Model):
    """A contact's relations, from its own side."""

    _inherit = "res.partner"

    # computed: core would find by a stored one what the rules hide
    quartier_relation_side_ids = fields.One2many(
        "quartier.relation.side",
        string="Relations",
        compute="_compute_quartier_relation_side_ids",
    )

    @api.depends_context("uid")
    def _compute_quartier_relation_side_ids(self):
        sides = self.env["quartier.relation.side"]
        if sides.has_access("read"):
            sides = sides.search([("partner_id", "in", self.ids)])
        by_partner = sides.grouped("partner_id")
        for partner in self:
            partner.quartier_relation_side_ids = by_partner.get(
                partner._origin, sides[:0]
            )

    def action_add_quartier_relation(self):
        """Open the form of a new relation of this contact."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_relation_action_edit"
        )
        action["context"] = {"default_partner_id": self.id}
        return action

    def _quartier_before_merge(self, sources):
        """Drop relations among these contacts, and those that would be there twice."""
        result = super()._quartier_before_merge(sources)
        merged = self | sources
        # sudo: who may merge the contacts need not know all whom they relate to
        relations = self.env["quartier.relation"].sudo()
        relations = relations.search(
            ["|", ("partner_id", "in", merged.ids), ("other_id", "in", merged.ids)],
            order="id",
        )
        kept, dropped = [], relations.browse()
        # those of the contact that stays come first
        for relation in relations.sorted(
            lambda row: not {row.partner_id, row.other_id} & {self}
        ):
            edge = relation._edge_after_merge(merged)
            if edge.is_loop or any(edge.overlaps(other) for other in kept):
                dropped += relation
            else:
                kept.append(edge)
        dropped.unlink()
        return result
