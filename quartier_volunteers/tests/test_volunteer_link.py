from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .outside_common import OutsideHttpCase


@tagged("standard", "post_install", "-at_install")
class TestVolunteerLink(OutsideHttpCase):
    """The link of a mail: one assignment, without a login."""

    def _offered(self, **shift):
        assignment = self._assignment(direct=False, **shift)
        assignment.with_user(self.coordinator).action_offer()
        return assignment, self._link_in(self._mails()[0])

    def _confirmed(self, **shift):
        assignment = self._assignment(**shift)
        return assignment, self._token_of(assignment, "assignment")

    def test_offer_accepted(self):
        assignment, link = self._offered()
        page = self._get(link)
        self.assertIn("A place is offered to you", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex, nofollow")
        # reading changes nothing, whatever the address says
        self._get(link + "?action=accept")
        self.assertEqual(assignment.state, "offered")
        page = self._post(link, action="accept")
        self.assertIn("Confirmed", page.text)
        self.assertEqual(assignment.state, "confirmed")
        # sent a second time
        self._post(link, action="accept")
        self.assertEqual(assignment.state, "confirmed")

    def test_offer_refused(self):
        assignment, link = self._offered()
        self._post(link, action="refuse")
        self.assertEqual(assignment.state, "withdrawn")
        self.assertNotIn('value="accept"', self._get(link).text)

    def test_offer_that_has_ended(self):
        assignment, link = self._offered()
        token = self._csrf(link)
        assignment.sudo().offer_until = fields.Datetime.now() - timedelta(minutes=1)
        page = self.url_open(link, data={"csrf_token": token, "action": "accept"})
        self.assertIn("This offer has ended", page.text)
        self.assertEqual(assignment.state, "offered")

    def test_withdraw_and_substitute(self):
        assignment, link = self._confirmed()
        self._post(link, action="substitute")
        self.assertEqual(assignment.state, "substitute")
        self._post(link, action="keep")
        self.assertEqual(assignment.state, "confirmed")
        self._post(link, action="keep")
        self.assertEqual(assignment.state, "confirmed")
        self._post(link, action="substitute")
        self._post(link, action="withdraw")
        self.assertEqual(assignment.state, "withdrawn")

    def test_on_the_way(self):
        start = fields.Datetime.now() + timedelta(hours=2)
        assignment, link = self._confirmed(start=start)
        self._post(link, action="on_the_way")
        self.assertTrue(assignment.on_the_way_on)
        early, link = self._confirmed()
        self._post(link, action="on_the_way")
        self.assertFalse(early.on_the_way_on)

    def test_buttons_that_are_not_there(self):
        assignment, link = self._confirmed()
        for action in ("done", "confirm", "unlink", "write", "", "_own_act", "no_show"):
            page = self._post(link, action=action)
            self.assertEqual(page.status_code, 200)
        self.assertEqual(assignment.state, "confirmed")

    @mute_logger("odoo.http")
    def test_post_needs_the_token_of_the_form(self):
        assignment, link = self._confirmed()
        page = self.url_open(link, data={"action": "withdraw"})
        self.assertEqual(page.status_code, 400)
        self.assertEqual(assignment.state, "confirmed")

    def test_only_the_digest_is_stored(self):
        _assignment, link = self._confirmed()
        token = link.rsplit("/", 1)[1]
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM quartier_volunteer_link")
        self.assertNotIn(token, str(self.env.cr.fetchall()))

    def test_tokens_that_open_nothing(self):
        _assignment, link = self._confirmed()
        stored = self.env["quartier.volunteer.link"].search([]).mapped("digest")
        for token in (stored[-1], "x", "a" * 4000, "%27--"):
            page = self._get(f"{self.board}/einsatz/{token}", 404)
            self.assertIn("not valid any more", page.text)
        self._get(f"{self.board}/einsatz/%00", 400)
        # of another office, and for another page
        self._get(link.replace(self.west.slug, self.ost.slug), 404)
        self._get(link.replace("/einsatz/", "/ich/"), 404)
        token = link.rsplit("/", 1)[1]
        self._get(f"{self.board}/{token}.ics", 404)

    def test_links_end(self):
        assignment, link = self._confirmed()
        self._get(link)
        with freeze_time(assignment.stop + timedelta(days=15)):
            self._get(link, 404)
        self.vera.partner_id.email = "other@example.org"
        self._get(link, 404)
        self.vera.partner_id.email = "vera@example.org"
        self._get(link)
        self.vera.with_user(self.coordinator).action_revoke_links()
        self._get(link, 404)

    def test_whoever_left_opens_nothing(self):
        _assignment, link = self._confirmed()
        self.vera.sudo().state = "ended"
        self._get(link, 404)

    def test_others_do_not_revoke(self):
        for user in (self.coordinator_ost, self.office):
            with self.assertRaises(AccessError):
                self.vera.with_user(user).action_revoke_links()

    def test_expired_links_are_deleted(self):
        assignment, _link = self._confirmed()
        links = self.env["quartier.volunteer.link"]
        count = links.search_count([])
        later = assignment.stop + timedelta(days=15)
        with self._committing(), freeze_time(later):
            links._cron_delete_outdated()
        self.assertLess(links.search_count([]), count)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerOwnLink(OutsideHttpCase):
    """The link to all of one's own."""

    def setUp(self):
        super().setUp()
        self.own = self._token_of(self.vera, "personal")

    def test_shifts(self):
        mine = self._assignment()
        other = self._new_volunteer("Otto", person={"email": "otto@example.org"})
        foreign = self._assignment(other, name="Geheime Schicht")
        page = self._get(self.own).text
        self.assertIn("Theke", page)
        self.assertNotIn("Geheime", page)
        self._post(f"{self.own}/einsatz/{mine.id}", action="withdraw")
        self.assertEqual(mine.state, "withdrawn")
        for number in (foreign.id, 2**31 + 1):
            self._get(f"{self.own}/einsatz/{number}", 404)
        page = self.url_open(
            f"{self.own}/einsatz/{foreign.id}",
            data={"csrf_token": self._csrf(f"{self.own}/zeiten"), "action": "withdraw"},
        )
        self.assertEqual(page.status_code, 404)
        self.assertEqual(foreign.state, "confirmed")

    def test_pages_that_are_none(self):
        for page in ("gibtsnicht", "start", "values", "_own", "..%2f"):
            self._get(f"{self.own}/{page}", 404)

    def test_expires(self):
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self._get(self.own, 404)

    def test_team_sends_it(self):
        nobody = self._new_volunteer("Ohne Mail")
        both = (self.vera + nobody).with_user(self.coordinator)
        both.action_send_personal_link()
        [mail] = self._mails()
        self.assertFalse(mail.model)
        self._get(self._link_in(mail))
        with self.assertRaises(AccessError):
            self.vera.with_user(self.coordinator_ost).action_send_personal_link()
