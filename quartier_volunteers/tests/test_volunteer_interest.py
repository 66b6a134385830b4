from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .outside_common import OutsideHttpCase

ROSA = {"name": "Rosa Geheim", "email": "Rosa@Example.org", "phone": "0151 123456"}


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInterest(OutsideHttpCase):
    """The form on the board: double opt-in, and nothing but a row before it."""

    def setUp(self):
        super().setUp()
        self.form = f"{self.board}/{self.opportunity.id}/interesse"

    def _ask(self, path=None, **values):
        return self._post(path or self.form, **{**ROSA, "message": "", **values})

    def _link(self):
        return self._link_in(self._mails("rosa@example.org")[0])

    def test_asked_and_confirmed(self):
        partners = self.env["res.partner"].search_count([])
        page = self._ask(message="Gern dienstags\n<b>!")
        self.assertIn("We have sent you an e-mail", page.text)
        signup = self._signups()
        self.assertEqual(signup.email, "rosa@example.org")
        link = self._link()
        self.assertNotIn(signup.digest, link)
        # a scanner of mails follows links, too
        self.assertIn("Gern dienstags", self._get(link).text)
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertFalse(self._volunteers("rosa@example.org"))
        page = self._post(link, action="confirm")
        self.assertIn("Thank you", page.text)
        self.assertFalse(signup.exists())
        self._check_rosa(self._volunteers("rosa@example.org"))
        # a second click
        self._get(link, 404)

    def _check_rosa(self, volunteer):
        self.assertEqual(volunteer.state, "interested")
        self.assertEqual(volunteer.kind_ids, self.kind)
        partner = volunteer.partner_id
        self.assertTrue(partner.quartier_confidential)
        self.assertEqual(partner.quartier_owner_id, self.west)
        self.assertEqual(volunteer.quartier_id, self.west)
        interest = self.env["quartier.volunteer.interest"].search(
            [("volunteer_id", "=", volunteer.id)]
        )
        self.assertEqual(interest.opportunity_id, self.opportunity)
        self.assertIn("Gern dienstags", interest.message)
        [activity] = volunteer.activity_ids
        self.assertEqual(activity.user_id, self.coordinator)
        self.assertIn("Lesepatin", activity.summary)
        seen = volunteer.with_user(self.coordinator)
        self.assertEqual(seen.display_name, "Rosa Geheim")

    def test_in_general(self):
        self._ask(f"{self.board}/interesse")
        self._post(self._link(), action="confirm")
        interest = self.env["quartier.volunteer.interest"].search([])
        self.assertFalse(interest.opportunity_id)

    def test_age_is_said_or_left_open(self):
        """Whoever says that they are grown up is asked for no more."""
        for number, (adult, expected) in enumerate(
            (("1", "18_plus"), ("", False), ("under_14", False))
        ):
            email = f"rosa{number}@example.org"
            self._ask(email=email, adult=adult)
            self._post(self._link_in(self._mails(email)[0]), action="confirm")
            with self.subTest(adult=adult):
                self.assertEqual(self._volunteers(email).age_class, expected)

    def test_somebody_known_is_recognised_and_not_changed(self):
        known = self._new_resident(
            self.coordinator, "Rosi", email="rosa@example.org", phone="1"
        )
        first = self._ask().text
        self._post(self._link(), action="confirm")
        self.assertEqual(self._volunteers("rosa@example.org").partner_id, known)
        self.assertEqual((known.name, known.phone), ("Rosi", "1"))
        # the page says the same to somebody unknown
        second = self._ask(email="neu@example.org").text
        self.assertEqual(self._said(first), self._said(second))

    def test_a_volunteer_asks_again(self):
        known = self._new_volunteer(person={"email": "rosa@example.org"})
        self._ask()
        self._post(self._link(), action="confirm")
        self.assertEqual(self._volunteers("rosa@example.org"), known)
        self.assertEqual(known.state, "active")
        self.assertEqual(len(known.activity_ids), 1)

    def test_somebody_of_another_office_stays_unknown(self):
        foreign = self._new_volunteer(
            user=self.coordinator_ost, person={"email": "rosa@example.org"}
        )
        self._ask()
        self._post(self._link(), action="confirm")
        mine = self._volunteers("rosa@example.org") - foreign
        self.assertEqual(mine.quartier_id, self.west)
        self.assertNotEqual(mine.partner_id, foreign.partner_id)

    def test_two_people_share_an_address(self):
        for name in ("Karl", "rosa geheim"):
            self._new_resident(self.coordinator, name, email="rosa@example.org")
        self._ask()
        self._post(self._link(), action="confirm")
        volunteer = self._volunteers("rosa@example.org")
        self.assertEqual(volunteer.partner_id.name, "rosa geheim")

    def test_discarded(self):
        self._ask()
        page = self._post(self._link(), action="discard")
        self.assertIn("has been deleted", page.text)
        self.assertFalse(self._signups())
        self.assertFalse(self._volunteers("rosa@example.org"))

    def test_deleted_after_two_days(self):
        self._ask()
        signup = self._signups()
        link = self._link()
        signups = self.env["quartier.volunteer.signup"]
        with self._committing():
            signups._cron_delete_outdated()
            self.assertTrue(signup.exists())
            self.env.cr.execute(
                "UPDATE quartier_volunteer_signup"
                " SET create_date = create_date - interval '49 hours'"
            )
            signup.invalidate_recordset()
            self._get(link, 404)
            signups._cron_delete_outdated()
        self.assertFalse(signup.exists())

    def test_bots_and_too_much(self):
        page = self._ask(website="http://spam.example")
        self.assertIn("We have sent you an e-mail", page.text)
        self.assertFalse(self._signups())
        for _number in range(3):
            self._ask()
        self.assertIn("in the past hour", self._ask().text)
        for number in range(7):
            self._ask(email=f"x{number}@example.org")
        self.assertIn("in the past hour", self._ask(email="y@example.org").text)
        self.assertEqual(len(self._signups()), 10)

    def test_hash_of_the_address_is_kept_for_an_hour(self):
        self._ask()
        signup = self._signups()
        self.assertTrue(signup.ip_hash)
        later = fields.Datetime.now() + timedelta(hours=2)
        with self._committing(), freeze_time(later):
            self.env["quartier.volunteer.signup"]._cron_delete_outdated()
        self.assertFalse(signup.ip_hash)

    def test_nothing_that_is_typed_breaks_the_page(self):
        for values, field in (
            ({"name": ""}, "name"),
            ({"name": "\x00"}, "name"),
            ({"name": "x" * 121}, "name"),
            ({"email": "keine"}, "email"),
            ({"email": "a@example.org, b@example.org"}, "email"),
            ({"phone": "<script>"}, "phone"),
            ({"message": "x" * 2001}, "message"),
        ):
            with self.subTest(values=values):
                page = self._ask(**values)
                self.assertEqual(page.status_code, 200)
                self.assertIn(f'id="{field}-error"', page.text)
        self.assertFalse(self._signups())

    def test_nobody_chooses_what_is_not_asked(self):
        """Neither whose address it will be, nor which office, nor the state."""
        self._ask(
            volunteer_id=self.vera.id,
            quartier_id=self.ost.id,
            purpose="email",
            digest="x",
        )
        signup = self._signups()
        self.assertEqual(signup.purpose, "interest")
        self.assertFalse(signup.volunteer_id)
        self.assertEqual(signup.quartier_id, self.west)

    @mute_logger("odoo.http")
    def test_form_without_its_token_is_refused(self):
        page = self.url_open(self.form, data=ROSA)
        self.assertEqual(page.status_code, 400)
        self.assertFalse(self._signups())

    def test_address_of_the_mail_is_not_the_one_asked_for(self):
        data = {**ROSA, "csrf_token": self._csrf(self.form)}
        headers = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        self.url_open(self.form, data=data, headers=headers)
        [mail] = self._mails("rosa@example.org")
        self.assertNotIn("evil.example", mail.body_html)

    def test_strange_tokens(self):
        self._ask()
        digest = self._signups().digest
        for token, status in (
            (digest, 404),
            ("x", 404),
            ("%00", 400),
            ("a" * 3000, 404),
        ):
            self._get(f"{self.board}/bestaetigen/{token}", status)
        link = self._link().replace(self.west.slug, self.ost.slug)
        self._get(link, 404)

    def test_page_is_kept_by_nobody(self):
        self._ask()
        for path in (self.form, self._link()):
            page = self._get(path)
            self.assertEqual(page.headers["Cache-Control"], "no-store")
            self.assertEqual(page.headers["Referrer-Policy"], "same-origin")
            self.assertNotIn("ETag", page.headers)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerAskForLink(OutsideHttpCase):
    """The link to one's own shifts, for those who know their address."""

    def setUp(self):
        super().setUp()
        self.form = f"{self.board}/meine-schichten"

    def _send(self):
        with self._committing():
            self.env["quartier.volunteer.signup"]._cron_send_links()

    def test_sent_to_volunteers_alone(self):
        known = self._post(self.form, email="Vera@example.org").text
        self.assertFalse(self._mails())
        self._send()
        [mail] = self._mails()
        self._get(self._link_in(mail))
        unknown = self._post(self.form, email="nobody@example.org").text
        self.assertEqual(self._said(known), self._said(unknown))
        self._send()
        self.assertFalse(self._mails("nobody@example.org"))
        self._send()
        self.assertEqual(len(self._mails()), 1)

    def test_not_to_those_who_left(self):
        self.vera.sudo().state = "ended"
        self._post(self.form, email="vera@example.org")
        self._send()
        self.assertFalse(self._mails())
