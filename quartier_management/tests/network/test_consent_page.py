from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .consent_common import ConsentHttpCase


@tagged("standard", "post_install", "-at_install")
class TestConsentPage(ConsentHttpCase):
    """Asked by e-mail, answered and withdrawn on the page behind its link."""

    def test_asked_and_agreed(self):
        request, path = self._ask(self.newsletter)
        self.assertEqual(request.decision, "requested")
        self.assertFalse(self.rosa._quartier_may("newsletter_email"))
        # a scanner of mails follows links, too
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.newsletter.text_id.text.splitlines()[0], page.text)
        self.assertEqual(self._rows(), request)
        page = self._post(path, "agree", self.newsletter)
        self.assertIn("We have noted that you agree", page.text)
        given = self._rows() - request
        self.assertEqual((given.decision, given.how), ("given", "web"))
        self.assertEqual((given.request_id, given.email), (request, "rosa@example.org"))
        self.assertEqual(given.text_id, request.text_id)
        self.assertFalse(given.recorded_by)
        self.assertEqual(self.rosa._quartier_may("newsletter_email"), self.rosa)

    def test_a_second_time_changes_nothing(self):
        _request, path = self._ask(self.newsletter)
        self._post(path, "agree", self.newsletter)
        rows = self._rows()
        self.assertEqual(self._post(path, "agree", self.newsletter).status_code, 200)
        self.assertEqual(self._rows(), rows)

    def test_refused(self):
        _request, path = self._ask(self.newsletter, self.invitation)
        self._post(path, "refuse", self.newsletter)
        self.assertEqual(self._state(self.newsletter), "withdrawn")
        self.assertEqual(self._state(self.invitation), "requested")
        page = self._post(path, "agree", self.invitation)
        page = self._post(path, "agree", self.newsletter)
        self.assertIn("cannot be answered any more", page.text)
        self.assertEqual(self._state(self.newsletter), "withdrawn")

    def test_withdrawn_and_still_seen(self):
        self._record()
        _request, path = self._ask(self.newsletter)
        self._post(path, "agree", self.newsletter)
        for purpose in (self.newsletter, self.photo):
            page = self._post(path, "refuse", purpose)
            self.assertIn("you do not agree", page.text)
            self.assertEqual(self._state(purpose), "withdrawn")
        rows = self._rows()
        self.assertIn("You do not agree", self.url_open(path).text)
        self.assertNotIn('csrf_token" value', self.url_open(path).text)
        self.assertEqual(self._rows(), rows)

    def test_an_answer_that_comes_too_late(self):
        _request, path = self._ask(self.newsletter)
        with freeze_time(fields.Datetime.now() + timedelta(days=15)):
            page = self.url_open(path)
            self.assertIn("has expired", page.text)
            self.assertNotIn('value="agree"', page.text)
            page = self._post(path, "agree", self.newsletter)
            self.assertIn("cannot be answered any more", page.text)
        self.assertEqual(self._state(self.newsletter), "requested")

    def test_wrong_links(self):
        _request, path = self._ask(self.newsletter)
        start, _slash, token = path.rpartition("/")
        for wrong in (
            f"{start}/{token[:-1]}",
            f"{start}/{token}x",
            f"/quartier/{self.ost.slug}/einwilligung/{token}",
            f"/quartier/gibt-es-nicht/einwilligung/{token}",
        ):
            self.assertEqual(self.url_open(wrong).status_code, 404)
        self.assertEqual(self.url_open(f"{start}/%00").status_code, 400)
        with mute_logger("odoo.http"):
            page = self.url_open(path, data={"action": "agree"})
        self.assertEqual(page.status_code, 400, "without the form's token")

    def test_purposes_of_nobody(self):
        _request, path = self._ask(self.newsletter)
        rows = self._rows()
        for purpose in (self.photo, self.photo.browse(0)):
            self._post(path, "agree", purpose)
        self._post(path, "write", self.newsletter)
        self.assertEqual(self._rows(), rows)

    def test_what_the_page_says_of_the_person(self):
        self.rosa.write({"street": "Geheimweg 7", "phone": "0151 999"})
        self._record(remark="Ordner 3", purpose=self.photo)
        _request, path = self._ask(self.newsletter)
        page = self.url_open(path)
        for hidden in ("Geheimweg", "0151", "rosa@example.org", "Ordner 3", "Test off"):
            self.assertNotIn(hidden, page.text)
        self.assertIn("Rosa Geheim", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["Referrer-Policy"], "same-origin")
        self.assertIn("noindex", page.headers["X-Robots-Tag"])
        self.assertIn('name="robots"', page.text)

    def test_in_the_offices_language(self):
        self.west.lang = "de_DE"
        _request, path = self._ask(self.newsletter)
        self.assertIn('lang="de-DE"', self.url_open(path).text)

    def test_after_the_address_has_changed(self):
        _request, path = self._ask(self.newsletter)
        self.rosa.email = "neu@example.org"
        self._post(path, "agree", self.newsletter)
        self.assertFalse(self.rosa._quartier_may("newsletter_email"))
        self.rosa.email = "Rosa@example.org"
        self._post(path, "agree", self.newsletter)
        self.assertEqual(self.rosa._quartier_may("newsletter_email"), self.rosa)
        self.rosa.email = "neu@example.org"
        self.assertFalse(self.rosa._quartier_may("newsletter_email"))
        self.env["quartier.consent"].with_user(self.office)._ask(
            self.rosa, self.newsletter
        )
        path = self._path_in(self._mails("neu@example.org")[0])
        self._post(path, "agree", self.newsletter)
        self.assertEqual(self.rosa._quartier_may("newsletter_email"), self.rosa)

    def test_merged(self):
        double = self._new_resident(
            self.office, "Rosa Geheim 2", email="rosa@example.org"
        )
        _rows, path = self._ask(self.newsletter, partner=double)
        self.env.flush_all()
        merge = self.env["base.partner.merge.automatic.wizard"].create({})
        merge._merge((self.rosa + double).ids, self.rosa)
        self.env.invalidate_all()
        self._post(path, "agree", self.newsletter)
        self.assertEqual(self.rosa._quartier_may("newsletter_email"), self.rosa)


@tagged("standard", "post_install", "-at_install")
class TestConsentAsk(ConsentHttpCase):
    """Who asks, and what becomes of a question without an answer."""

    def test_the_link_is_in_the_mail_alone(self):
        _request, path = self._ask(self.newsletter)
        token = path.rpartition("/")[2]
        link = self.env["quartier.consent.link"].search(
            [("partner_id", "=", self.rosa.id)]
        )
        self.assertNotIn(token, str(link.read()))
        mail = self._mails()
        self.assertFalse(mail.model or mail.recipient_ids)
        self.assertEqual(mail.author_id, self.west.partner_id)
        self.assertNotIn(token, str(self.rosa.message_ids.mapped("body")))
        with self.assertRaises(AccessError):
            link.with_user(self.admin).read(["digest"])

    def test_refused(self):
        self._record(purpose=self.newsletter)
        with self.assertRaisesRegex(UserError, "agreed already"):
            self._ask(self.newsletter)
        self.rosa.email = False
        with self.assertRaisesRegex(UserError, "no valid e-mail"):
            self._ask(self.invitation)
        consents = self.env["quartier.consent"]
        for user in (self.reader, self.manager_ost, self.admin, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                consents.with_user(user)._ask(self.rosa, self.invitation)

    def test_by_which_office(self):
        consents = self.env["quartier.consent"]
        with self.assertRaisesRegex(UserError, "no neighbourhood"):
            consents.with_user(self.admin)._ask(self.club, self.newsletter)
        for user, office in ((self.manager_ost, self.ost), (self.office, self.west)):
            consents.with_user(user)._ask(self.club, self.newsletter)
            mail = self._mails("club@example.org")[0]
            self.assertIn(f"/{office.slug}/", mail.body_html)

    def test_only_the_link(self):
        self._record()
        rows = self._rows()
        added, path = self._ask()
        self.assertFalse(added)
        self.assertIn("Photographs", self.url_open(path).text)
        self.assertEqual(self._rows(), rows)

    def test_forgotten(self):
        self._ask(self.newsletter)
        answered, path = self._ask(self.invitation)
        self._post(path, "agree", self.invitation)
        _request, club_path = self._ask_club()
        self._run_cron()
        self.assertEqual(len(self._rows()), 3)
        with freeze_time(fields.Datetime.now() + timedelta(days=15)):
            self._run_cron()
        self.assertEqual(self._rows().request_id, answered)
        self.assertEqual(len(self._rows()), 2)
        self.assertFalse(self._rows(self.club))
        self.assertEqual(self.url_open(path).status_code, 200)
        self.assertEqual(self.url_open(club_path).status_code, 404)

    def _run_cron(self):
        # without the commit, which a test does not allow
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", return_value=1):
            self.env["quartier.consent"]._cron_forget_requests()

    def _ask_club(self):
        consents = self.env["quartier.consent"].with_user(self.office)
        request = consents._ask(self.club, self.newsletter)
        return request, self._path_in(self._mails("club@example.org")[0])

    def test_without_a_rule_nothing_is_forgotten(self):
        self.env.ref("quartier_management.quartier_rule_consent_request").active = False
        _request, path = self._ask(self.newsletter)
        with freeze_time(fields.Datetime.now() + timedelta(days=999)):
            self._run_cron()
            self.assertTrue(self._rows())
            self._post(path, "agree", self.newsletter)
        self.assertEqual(self._state(self.newsletter), "given")
