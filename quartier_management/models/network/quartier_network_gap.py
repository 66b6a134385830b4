from odoo import fields, models
from odoo.tools import SQL


class QuartierNetworkGap(models.Model):
    """How many actors of a type are known in a field of action: gaps where nobody is.

    Counts shared organisations and persons only, so that the number tells nothing about
    confidential persons. Dormant actors do not count. An actor of a part of a field
    counts for the whole.
    """

    _name = "quartier.network.gap"
    _description = "Actors by Field of Action and Type"
    _auto = False
    _order = "topic_id, actor_type_id"
    _rec_name = "topic_id"
    _depends = {
        "quartier.topic": ["active", "parent_path", "unneeded_actor_type_ids"],
        "quartier.actor.type": ["active", "expected"],
        "res.partner": [
            "active",
            "quartier_actor_type_id",
            "quartier_confidential",
            "quartier_network_stage",
            "quartier_topic_ids",
        ],
    }

    topic_id = fields.Many2one(
        "quartier.topic", string="Field of Action", readonly=True
    )
    actor_type_id = fields.Many2one("quartier.actor.type", readonly=True)
    actor_count = fields.Integer(string="Actors", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (topic.id::bigint << 20) + kind.id AS id,
                   topic.id AS topic_id, kind.id AS actor_type_id,
                   (SELECT COUNT(DISTINCT actor.id)
                      FROM quartier_topic part
                      JOIN quartier_topic_res_partner_rel row
                        ON row.quartier_topic_id = part.id
                      JOIN res_partner actor ON actor.id = row.res_partner_id
                     WHERE part.parent_path LIKE topic.parent_path || '%%'
                       AND actor.quartier_actor_type_id = kind.id
                       AND actor.active
                       AND actor.quartier_confidential IS NOT TRUE
                       AND actor.quartier_network_stage IS DISTINCT FROM 'dormant'
                   ) AS actor_count
              FROM quartier_topic topic
              JOIN quartier_actor_type kind ON kind.active AND kind.expected
             WHERE topic.active
               AND NOT EXISTS (
                   SELECT FROM quartier_actor_type_quartier_topic_rel unneeded
                    WHERE unneeded.quartier_topic_id = topic.id
                      AND unneeded.quartier_actor_type_id = kind.id)
            """
        )

    def action_not_needed(self):
        """Nobody of this type is missing there: take the row off the list."""
        for topic, gaps in self.grouped("topic_id").items():
            topic.unneeded_actor_type_ids |= gaps.actor_type_id

    def action_view_actors(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.res_partner_action_actors"
        )
        action["domain"] = [
            ("quartier_confidential", "=", False),
            ("quartier_actor_type_id", "=", self.actor_type_id.id),
            ("quartier_topic_ids", "child_of", self.topic_id.id),
        ]
        action["context"] = {
            "default_is_company": self.actor_type_id.kind != "person",
            "default_quartier_actor_type_id": self.actor_type_id.id,
            "default_quartier_topic_ids": self.topic_id.ids,
            "default_quartier_network_stage": "identified",
        }
        return action
