from odoo.exceptions import AccessError
from odoo.tests import BaseCase, tagged

from ...models.network.network_graph import arrange
from .test_quartier_relation import KIND, RelationCommon


@tagged("standard", "post_install", "-at_install")
class TestNetworkGraph(BaseCase):
    """Two groups that one actor joins, a pair, and one alone."""

    EDGES = ((1, 2), (2, 3), (1, 3), (3, 4), (4, 5), (5, 6), (4, 6), (7, 8), (8, 7))

    def setUp(self):
        super().setUp()
        self.places = arrange([9, 8, 7, 6, 5, 4, 3, 2, 1], self.EDGES)

    def test_degrees(self):
        degrees = {key: place.degree for key, place in self.places.items()}
        self.assertEqual(
            degrees, {1: 2, 2: 2, 3: 3, 4: 3, 5: 2, 6: 2, 7: 1, 8: 1, 9: 0}
        )

    def test_brokers(self):
        most = max(place.betweenness for place in self.places.values())
        brokers = {
            key for key, place in self.places.items() if place.betweenness == most
        }
        self.assertEqual(brokers, {3, 4})
        # 3 stands between {1, 2} and {4, 5, 6}: 6 of the 28 pairs of others
        self.assertAlmostEqual(most, 6 / 28, places=5)

    def test_components(self):
        parts = {key: place.component for key, place in self.places.items()}
        self.assertEqual({parts[key] for key in range(1, 7)}, {0})
        self.assertEqual((parts[7], parts[8], parts[9]), (1, 1, 2))

    def test_the_same_graph_gives_the_same_map(self):
        again = arrange([9, 8, 7, 6, 5, 4, 3, 2, 1], self.EDGES)
        self.assertEqual(again, self.places)

    def test_nobody_stands_on_another(self):
        points = {(place.x, place.y) for place in self.places.values()}
        self.assertEqual(len(points), 9)

    def test_small_ones(self):
        self.assertEqual(arrange([], []), {})
        self.assertEqual(arrange([4], [])[4].degree, 0)


@tagged("standard", "post_install", "-at_install")
class TestNetworkMap(RelationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env["quartier.actor.type"].create({"name": "Probetyp"})
        cls.alone = cls.env["res.partner"].create(
            {
                "name": "Ganz allein",
                "is_company": True,
                "quartier_actor_type_id": cls.kind.id,
            }
        )
        cls._relate(
            cls.club, cls.cooperates, cls.school, date_from="2024-01-01", role="AG"
        )
        cls._relate(cls.umbrella, cls.over, cls.club, date_to="2023-12-31")
        cls.own = cls.club + cls.school + cls.umbrella + cls.alone

    def _load(self, user=None, **filters):
        data = (
            self.env["quartier.network.map"]
            .with_user(user or self.office)
            .load(filters)
        )
        names = {node["id"]: node["name"] for node in data["nodes"]}
        own = self.own.ids
        edges = {
            (names[edge["from"]], edge["name"], names[edge["to"]])
            for edge in data["edges"]
            if edge["from"] in own or edge["to"] in own
        }
        return data, {name for key, name in names.items() if key in own}, edges

    def test_relations_of_a_day(self):
        _data, names, edges = self._load(day="2024-06-01")
        self.assertEqual(edges, {("Verein", "cooperates with", "Schule")})
        self.assertIn("Ganz allein", names)
        _data, _names, edges = self._load(day="2023-06-01")
        self.assertEqual(
            edges, {("Verband", "is the umbrella organisation of", "Verein")}
        )

    def test_isolated(self):
        data, _names, _edges = self._load(day="2024-06-01")
        self.assertIn(self.alone.id, data["measures"]["isolated"])
        _data, names, _edges = self._load(day="2024-06-01", isolated=False)
        self.assertEqual(names, {"Verein", "Schule"})

    def test_filters(self):
        topic = self.env["quartier.topic"].create({"name": "Probefeld"})
        part = self.env["quartier.topic"].create(
            {"name": "Teil", "parent_id": topic.id}
        )
        self.club.quartier_topic_ids = part
        self.school.quartier_id = self.west
        self.assertEqual(self._load(topic_id=topic.id)[1], {"Verein"})
        self.assertEqual(self._load(quartier_id=self.west.id)[1], {"Schule"})
        self.assertEqual(self._load(actor_type_id=self.kind.id)[1], {"Ganz allein"})

    def test_whoever_was_in_touch_belongs_to_the_neighbourhood(self):
        self.env["quartier.conversation"].with_user(self.office).create(
            {"partner_ids": self.club.ids, "kind": "phone"}
        )
        self.assertEqual(self._load(quartier_id=self.west.id)[1], {"Verein"})

    def test_people_stand_with_whom_they_speak_for(self):
        speaker = self.env["res.partner"].create(
            {"name": "Vera Vorsitz", "parent_id": self.club.id}
        )
        self.own += speaker
        self.assertNotIn("Vera Vorsitz", self._load()[1])
        board = self.env.ref(KIND % "board")
        self._relate(speaker, board, self.school)
        self.assertIn(("Vera Vorsitz", "speaks for", "Verein"), self._load()[2])

    def test_confidential_persons(self):
        resident = self._new_resident(self.office)
        self._relate(resident, self.env.ref(KIND % "member"), self.club)
        self.own += resident
        self.assertIn("Rosa Geheim", self._load()[1])
        for user in (self.reader, self.manager_ost, self.admin):
            self.assertNotIn("Rosa Geheim", self._load(user)[1], user.name)

    def test_employees_have_no_map(self):
        for method in ("load", "choices"):
            with self.assertRaises(AccessError):
                getattr(
                    self.env["quartier.network.map"].with_user(self.employee), method
                )()

    def _queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._load()
        return self.cr.sql_log_count - before

    def test_queries_do_not_grow(self):
        self._queries()
        few = self._queries()
        actors = self.env["res.partner"].create(
            [
                {
                    "name": f"Akteur {number}",
                    "is_company": True,
                    "quartier_actor_type_id": self.kind.id,
                }
                for number in range(30)
            ]
        )
        self.env["quartier.relation"].create(
            [
                {
                    "partner_id": actors[number].id,
                    "kind_id": self.cooperates.id,
                    "other_id": actors[number + 1].id,
                }
                for number in range(29)
            ]
        )
        self.assertLessEqual(self._queries(), few)
