"""What an organisation sees of its volunteers is accessible, on a phone."""

from test_accessibility import SEND_EMPTY, AxeCase

from odoo.tests import tagged

from odoo.addons.quartier_volunteers.tests.place_common import PLACE, PlaceHttpCase


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPlaceAccessibility(PlaceHttpCase, AxeCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_pages(self):
        login = self.place_contact.login
        coming, past = self._assignment(max_count=2), self._begun(self.otto, hours=-3)
        opportunity = f"{PLACE}/{self.opportunity.id}"
        for path in (PLACE, opportunity, self._path(coming), self._path(past)):
            with self.subTest(path):
                self._check(path, login=login)
        there = "if (!document.querySelector('.invalid-feedback')) throw Error();"
        self._check(opportunity, SEND_EMPTY + there, login=login)
        self.contact.parent_id = False
        self._check(PLACE, login=login)

    def test_consent_of_a_volunteer(self):
        user = self._new_portal_user(self.vera, "vera@example.org")
        self._check("/my/ehrenamt/daten", login=user.login)
