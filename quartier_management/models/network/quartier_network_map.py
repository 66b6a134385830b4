from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from .network_graph import arrange

# so many actors are drawn; beyond, the map asks for a filter
MOST = 1000
# so many actors are named as brokers
BROKERS = 5


class QuartierNetworkMap(models.AbstractModel):
    """The network map: actors and their relations, as far as the reader may know."""

    _name = "quartier.network.map"
    _description = "Network Map"

    @api.model
    @api.readonly
    def load(self, filters=None):
        """Return what the map draws and the list tells.

        :param dict filters: ``quartier_id``, ``topic_id``, ``actor_type_id`` (ids or
            nothing), ``day`` (ISO date, default today), ``isolated`` (whether actors
            without relation are shown, default yes)
        :return: ``nodes``, ``edges``, ``measures``, ``total`` number of actors that the
            filters leave, of which at most a thousand are drawn
        """
        filters = filters or {}
        # readers only: the one model of the map that everyone may read says too little
        self.env["quartier.relation"].check_access("read")
        actors = self._actors(filters)
        edges = self._edges(actors, filters)
        related = {end for edge in edges for end in (edge["from"], edge["to"])}
        if filters.get("isolated", True):
            standing = actors.filtered(lambda row: row.id in related or row.is_company)
        else:
            standing = actors.filtered(lambda row: row.id in related)
        shown = self._most_related(standing, edges)
        ids = set(shown.ids)
        edges = [edge for edge in edges if edge["from"] in ids and edge["to"] in ids]
        places = arrange(shown.ids, [(edge["from"], edge["to"]) for edge in edges])
        return {
            "nodes": [self._node(actor, places[actor.id]) for actor in shown],
            "edges": edges,
            "measures": self._measures(places),
            "total": len(standing),
        }

    @api.model
    @api.readonly
    def choices(self):
        """Return what the filters of the map offer."""
        self.env["quartier.relation"].check_access("read")
        offices = self.env["quartier.quartier"].search([])
        return {
            "quartiers": [[office.id, office.name] for office in offices],
            "topics": [
                [topic.id, topic.display_name]
                for topic in self.env["quartier.topic"].search([])
            ],
            "actor_types": [
                [kind.id, kind.name]
                for kind in self.env["quartier.actor.type"].search([])
            ],
            "today": fields.Date.to_string(fields.Date.context_today(self)),
        }

    def _actors(self, filters):
        """Return the contacts that the filters leave: typed, or related to somebody."""
        partners = self.env["res.partner"]
        sides = self.env["quartier.relation"]
        domain = (
            Domain("quartier_actor_type_id", "!=", False)
            | Domain("id", "in", sides._search([]).subselect("partner_id"))
            | Domain("id", "in", sides._search([]).subselect("other_id"))
        )
        if quartier := filters.get("quartier_id"):
            domain &= Domain(
                "quartier_id", "=", quartier
            ) | partners._quartier_in_touch([("quartier_id", "=", quartier)])
        if topic := filters.get("topic_id"):
            domain &= Domain("quartier_topic_ids", "child_of", topic)
        if kind := filters.get("actor_type_id"):
            domain &= Domain("quartier_actor_type_id", "=", kind)
        return partners.search_fetch(
            domain,
            [
                "function",
                "is_company",
                "name",
                "parent_id",
                "quartier_actor_type_id",
                "quartier_confidential",
                "quartier_network_stage",
            ],
            order="name, id",
        )

    def _edges(self, actors, filters):
        """Return the relations among these actors, and who speaks for whom."""
        relations = self.env["quartier.relation"]
        day = fields.Date.to_date(filters.get("day")) or fields.Date.context_today(self)
        relations = relations.search_fetch(
            relations._in_force_on(day)
            & Domain("partner_id", "in", actors.ids)
            & Domain("other_id", "in", actors.ids),
            ["partner_id", "kind_id", "other_id", "role"],
        )
        edges = [
            {
                "id": relation.id,
                "from": relation.partner_id.id,
                "to": relation.other_id.id,
                "name": relation.kind_id._read(False),
                "inverse": relation.kind_id._read(True),
                "role": relation.role or "",
            }
            for relation in relations
        ]
        related = {end for edge in edges for end in (edge["from"], edge["to"])}
        part = self.env._("is part of"), self.env._("includes")
        speaks = self.env._("speaks for"), self.env._("has as contact person")
        return edges + [
            {
                "id": -actor.id,
                "from": actor.id,
                "to": actor.parent_id.id,
                "name": (part if actor.is_company else speaks)[0],
                "inverse": (part if actor.is_company else speaks)[1],
                "role": actor.function or "",
            }
            for actor in actors
            if actor.id in related and actor.parent_id in actors
        ]

    def _most_related(self, actors, edges):
        """Return as many actors as can be drawn, those with most relations first."""
        if len(actors) <= MOST:
            return actors
        degrees = defaultdict(int)
        for edge in edges:
            degrees[edge["from"]] += 1
            degrees[edge["to"]] += 1
        most = actors.sorted(lambda row: -degrees[row.id])[:MOST]
        return actors & most

    def _node(self, actor, place):
        return {
            "id": actor.id,
            "name": actor.name or "",
            "company": actor.is_company,
            "confidential": actor.quartier_confidential,
            "actor_type_id": actor.quartier_actor_type_id.id,
            "stage": actor.quartier_network_stage or "",
            **place._asdict(),
        }

    def _measures(self, places):
        """Return who is alone, who holds others together, and how the network falls
        into parts."""
        brokers = sorted(
            (identity for identity, place in places.items() if place.betweenness > 0),
            key=lambda identity: (-places[identity].betweenness, identity),
        )
        sizes = defaultdict(int)
        for place in places.values():
            sizes[place.component] += 1
        return {
            "isolated": [
                identity for identity, place in places.items() if not place.degree
            ],
            "brokers": brokers[:BROKERS],
            "components": sorted(
                (size for size in sizes.values() if size > 1), reverse=True
            ),
        }
