import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.quartier_management.tests.common import QuartierCommon
from odoo.addons.quartier_management.tests.rooms.request_common import RequestHttpCase


@tagged("standard", "post_install", "-at_install")
class TestRoomJourneys(RequestHttpCase):
    """From the call or the web form to the promised room, in a real browser."""

    def test_office_books_and_moves(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00", room=self.small)
        group = self.env["res.partner"].create(
            {"name": "Probeverein", "is_company": True}
        )
        self.start_tour(
            "/odoo/quartiere", "quartier_room_booking", login=self.office.login
        )
        booking = self.env["quartier.room.booking"].search(
            [("partner_id", "=", group.id)]
        )
        self.assertEqual(booking.state, "confirmed")
        # the browser's clock is UTC, as that of Odoo's process
        self.assertEqual(booking.event_id.start, self._at("2030-03-06 11:00"))
        self.assertEqual(booking.block_start, self._at("2030-03-06 11:00"))

    def test_club_asks_and_is_confirmed(self):
        self.start_tour(self.path, "quartier_room_request")
        link = re.search(r"/quartier/\S+", self._text(self._mails()[0]))[0]
        self.start_tour(link, "quartier_room_request_confirm")
        self.start_tour(
            "/odoo/quartiere", "quartier_room_request_approve", login=self.office.login
        )
        self.assertTrue(self._requests().booking_id.occupies)
        self.assertIn("Saal", self._text(self._mails()[0]))
        self.authenticate(None, None)
        self.start_tour(link, "quartier_room_request_approved")


@tagged("standard", "post_install", "-at_install")
class TestPublicWeekOnThePhone(QuartierCommon, HttpCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_resident_reads_the_week(self):
        women = self.env["quartier.audience"].create({"name": "Frauen"})
        # noon of a day that is in the middle of a week
        today = fields.Date.today()
        wednesday = today + timedelta(days=9 - today.weekday())
        coming = wednesday + timedelta(days=7)
        shown = {"quartier_published": True, "location": "Saal"}
        cafe = self._new_event(name="Café", **self._noon(wednesday), **shown)
        cafe.action_quartier_cancel("Wasserschaden")
        self._new_event(name="Chor", **self._noon(coming), **shown)
        self._new_event(
            name="Frauenfrühstück",
            quartier_audience_ids=women.ids,
            quartier_barrier_free=True,
            **self._noon(coming),
            **shown,
        )
        self.start_tour(
            f"/quartier/{self.west.slug}/woche?datum={wednesday}",
            "quartier_public_week",
        )

    def _noon(self, day):
        return {"start": f"{day} 11:00:00", "stop": f"{day} 12:00:00"}
