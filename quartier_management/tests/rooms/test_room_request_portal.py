from odoo.tests import new_test_user, tagged

from .request_common import RequestHttpCase


@tagged("standard", "post_install", "-at_install")
class TestRoomRequestPortal(RequestHttpCase):
    """Whoever is signed in sees and withdraws their own requests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.club = cls._new_portal_user("club@example.org")
        cls.other = cls._new_portal_user("other@example.org")

    @classmethod
    def _new_portal_user(cls, login):
        return new_test_user(
            cls.env,
            login=login,
            email=login,
            groups="base.group_portal",
            lang="en_US",
        )

    def setUp(self):
        super().setUp()
        self.authenticate(self.club.login, self.club.login)

    def test_no_double_opt_in(self):
        page = self.url_open(self.path)
        self.assertIn("club@example.org", page.text)
        page = self._ask(email="victim@example.org")
        request = self._requests()
        self.assertEqual((request.state, request.ip_hash), ("open", False))
        self.assertEqual(request.email, "club@example.org")
        self.assertEqual(request.partner_id, self.club.partner_id)
        self.assertIn(f"/my/raum-anfragen/{request.id}", page.url)
        self.assertIn("answers by e-mail", page.text)
        self.assertNotIn(self.club.partner_id, request.message_partner_ids)

    def test_changed_address_is_not_proven(self):
        self.club.partner_id.email = "victim@example.org"
        self._ask(email="victim@example.org")
        request = self._requests()
        self.assertEqual(request.state, "unconfirmed")
        self.assertFalse(request.partner_id)

    def test_own_requests_only(self):
        own = self._new_request(self.club.partner_id, email="club@example.org")
        foreign = self._new_request(self.other.partner_id, email="other@example.org")
        page = self.url_open("/my/raum-anfragen").text
        self.assertIn(f"/my/raum-anfragen/{own.id}", page)
        self.assertNotIn(f"/my/raum-anfragen/{foreign.id}", page)
        for path, status in ((own.id, 200), (foreign.id, 404), (2**31 + 1, 404)):
            page = self.url_open(f"/my/raum-anfragen/{path}")
            self.assertEqual(page.status_code, status)
        counters = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["room_request_count"]}
        )
        self.assertEqual(counters["room_request_count"], 1)
        self.assertEqual(self.url_open("/my/home").status_code, 200)

    def test_withdrawn(self):
        request = self._new_request(self.club.partner_id, email="club@example.org")
        self._post(f"/my/raum-anfragen/{request.id}", action="withdraw")
        self.assertEqual(request.state, "withdrawn")

    def _may_book_directly(self):
        actor_type = self.env["quartier.actor.type"].create({"name": "Direkt"})
        self.club.partner_id.quartier_actor_type_id = actor_type
        self.room.sudo().direct_actor_type_ids = actor_type

    def test_booked_directly(self):
        self._may_book_directly()
        page = self._ask(group_name=self.club.name.upper())
        request = self._requests()
        self.assertEqual(request.state, "approved")
        self.assertIn("the room is yours", page.text)
        self.assertEqual(request.booking_id.state, "confirmed")
        self.assertEqual(request.booking_id.event_id.user_id, self.manager)
        self.assertFalse(request.booking_id.event_id.partner_ids)
        page = self._post(f"/my/raum-anfragen/{request.id}", action="withdraw")
        self.assertEqual(request.booking_id.state, "cancelled")
        event = request.booking_id.event_id
        self.assertNotIn(self.club.partner_id, event.message_ids.author_id)

    def test_directly_for_oneself_alone(self):
        """Neither in the name of others, nor with words that nobody has read."""
        self._may_book_directly()
        self._ask(group_name="Andere e.V.")
        self._ask(public_name="Frei erfunden", date="2030-03-05")
        self.assertEqual(self._requests().mapped("state"), ["open", "open"])

    def test_direct_but_somebody_was_faster(self):
        self._may_book_directly()
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        request = self._new_request(self.club.partner_id, email="club@example.org")
        self.assertEqual(request.state, "open")
        self.assertFalse(request.booking_id)
        self.assertTrue(request.activity_ids)
