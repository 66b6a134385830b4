from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_management.tests.common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestNetworkJourneys(QuartierCommon, HttpCase):
    """From the conversation to the stage and the map, in a real browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        association = cls.env.ref("quartier_management.quartier_actor_type_association")
        cls.club, cls.school = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "is_company": True,
                    "quartier_actor_type_id": association.id,
                }
                for name in ("Probeverein", "Probeschule")
            ]
        )

    def test_conversation_moves_the_stage(self):
        self.start_tour(
            "/odoo/quartiere", "quartier_conversation", login=self.office.login
        )
        conversation = self.env["quartier.conversation"].search(
            [("partner_ids", "=", self.club.id)]
        )
        self.assertEqual(conversation.user_id, self.office)
        self.assertEqual(conversation.activity_ids.summary, "Send the programme")
        self.assertEqual(self.club.quartier_network_stage, "met")

    def test_map(self):
        self.env["quartier.relation"].create(
            {
                "partner_id": self.club.id,
                "kind_id": self.env.ref(
                    "quartier_management.quartier_relation_kind_cooperates"
                ).id,
                "other_id": self.school.id,
            }
        )
        self.start_tour(
            "/odoo/netzwerkkarte", "quartier_network_map", login=self.office.login
        )
