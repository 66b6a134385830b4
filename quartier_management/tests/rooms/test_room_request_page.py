import re
from unittest.mock import patch

from odoo.tests import freeze_time, tagged
from odoo.tools import config, mute_logger

from .request_common import RequestHttpCase


@tagged("standard", "post_install", "-at_install")
class TestRoomRequestPage(RequestHttpCase):
    """The public form, as somebody without an account and without JavaScript."""

    def test_asked_and_confirmed(self):
        page = self._ask(group_name="Probechor")
        self.assertIn("gesendet=1", page.url)
        self.assertIn("We have sent you an e-mail", page.text)
        request = self._requests()
        self.assertEqual(request.state, "unconfirmed")
        self.assertEqual(request.start, self._at("2030-03-04 10:00"))
        self.assertEqual((request.email, request.attendance), ("rosa@example.org", 12))
        self.assertTrue(request.ip_hash)
        link = re.search(r"/quartier/\S+", self._text(self._mails()[0]))[0]
        # a scanner of mails follows links, too
        self.assertEqual(self.url_open(link).status_code, 200)
        self.assertEqual(request.state, "unconfirmed")
        page = self._post(link, action="confirm")
        self.assertIn("answers by e-mail", page.text)
        self.assertEqual(request.state, "open")

    def test_page(self):
        page = self.url_open(self.path)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        for expected in ('lang="en-US"', "Saal", "Kammer", 'autocomplete="email"'):
            self.assertIn(expected, page.text)

    def test_page_without_a_mail_server(self):
        servers = self.env["ir.mail_server"]
        servers.search([]).active = False
        with patch.dict(config.options, {"smtp_server": "localhost"}):
            self.assertIn("cannot send e-mails", self.url_open(self.path).text)
            card = self.west.with_user(self.office)
            self.assertTrue(card.mail_missing)
            servers.create({"name": "x", "smtp_host": "mail.example"})
            self.env.invalidate_all()
            self.assertNotIn("cannot send e-mails", self.url_open(self.path).text)
            self.assertFalse(card.mail_missing)

    def test_what_was_typed_stays(self):
        page = self._ask(
            email="keine", purpose="", message="Zeile 1\n<b>Zeile 2", attendance="zwölf"
        )
        for name in ("email", "purpose", "attendance"):
            self.assertIn(f'href="#{name}"', page.text)
            self.assertIn(f'id="{name}-error"', page.text)
        self.assertIn('value="keine"', page.text)
        self.assertIn("Zeile 1\n&lt;b&gt;Zeile 2", page.text)
        self.assertIn('aria-invalid="true"', page.text)
        self.assertFalse(self._requests())

    def test_nothing_that_is_typed_breaks_the_page(self):
        for values, field in (
            ({"date": "04.03.2030"}, "date"),
            ({"date": "9999-12-31"}, "date"),
            ({"date": "2020-01-01"}, "date"),
            ({"date": "2030-W10-1"}, "date"),
            ({"time_from": "25:00"}, "time_from"),
            ({"time_from": "13:00"}, "time_to"),
            ({"time_to": "11:00"}, "time_to"),
            ({"time_to": "+1:00"}, "time_to"),
            ({"attendance": "0"}, "attendance"),
            ({"attendance": "-5"}, "attendance"),
            ({"attendance": "99999"}, "attendance"),
            ({"attendance": "²"}, "attendance"),
            ({"room_id": "0"}, "room_id"),
            ({"room_id": "x' OR 1=1"}, "room_id"),
            ({"purpose": "x" * 121}, "purpose"),
            ({"email": "a@b@c"}, "email"),
            ({"email": "a@example.org, b@example.org"}, "email"),
            ({"phone": "<script>"}, "phone"),
            ({"contact_name": "\x00"}, "contact_name"),
        ):
            with self.subTest(values=values):
                page = self._ask(**values)
                self.assertEqual(page.status_code, 200)
                self.assertIn(f'id="{field}-error"', page.text)
        self.assertFalse(self._requests())

    def test_nights_in_which_the_clocks_change(self):
        page = self._ask(date="2030-03-31", time_from="02:30", time_to="04:00")
        self.assertIn("This hour does not exist", page.text)
        self._ask(date="2030-10-27", time_from="02:00", time_to="02:30")
        request = self._requests()
        self.assertEqual(request.start, self._at("2030-10-27 00:00"))
        self.assertEqual(request.stop, self._at("2030-10-27 01:30"))

    def test_until_midnight(self):
        self._ask(time_from="22:00", time_to="00:00")
        self.assertEqual(self._requests().stop, self._at("2030-03-04 23:00"))

    @freeze_time("2030-01-01 12:00")
    def test_all_that_stands_against_it(self):
        self._new_booking("2030-03-04 08:00", "2030-03-04 12:00").event_id.name = "Chor"
        self._open_weekdays(self.room, 8, 12)
        page = self._ask(attendance="50")
        for expected in ("is not open", "holds 40 people", "is taken."):
            self.assertIn(expected, page.text)
        self.assertNotIn("Chor<", page.text)
        self.assertFalse(self._requests())

    def test_taken_and_free_instead(self):
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00").event_id.name = "Chor"
        self.authenticate(self.office.login, self.office.login)
        page = self._ask(attendance="8", message="Bleibt")
        self.assertIn("is taken.", page.text)
        self.assertNotIn("“Chor”", page.text)
        self.assertIn("Free instead", page.text)
        page = self._ask(attendance="8", message="Bleibt", take="hour")
        self.assertIn('value="13:00"', page.text)
        self.assertIn("Bleibt", page.text)
        page = self._ask(attendance="8", take="room")
        self.assertRegex(page.text, rf'value="{self.small.id}"\s+selected')
        self.assertEqual(self._ask(take="<x>").status_code, 200)
        self.assertFalse(self._requests())

    def test_rooms_that_nobody_may_ask_for(self):
        self.small.sudo().requestable = False
        foreign = self._new_room("Fremd", self.ost)
        for room in (self.small, foreign):
            page = self._ask(room_id=str(room.id))
            self.assertIn("This room cannot be asked for", page.text)
        self._new_booking("2030-03-04 10:00", "2030-03-04 12:00")
        self.assertNotIn("Kammer", self._ask(attendance="5").text)
        self.room.sudo().active = False
        self.assertIn("No room can be asked for", self.url_open(self.path).text)

    def test_unknown_neighbourhoods(self):
        for slug, status in (("gibt-es-nicht", 404), ("%00", 400)):
            page = self.url_open(f"/quartier/{slug}/raum-anfragen")
            self.assertEqual(page.status_code, status)
        self.west.active = False
        self.assertEqual(self.url_open(self.path).status_code, 404)

    def test_without_the_forms_token(self):
        self.url_open(self.path)
        for path in (self.path, self._new_request(confirmed=False)._status_path()):
            with mute_logger("odoo.http"):
                page = self.url_open(path, data={**self.typed, "action": "confirm"})
            self.assertEqual(page.status_code, 400)
        self.assertEqual(self._requests().state, "unconfirmed")

    def test_machines_are_thanked(self):
        page = self._ask(website="https://spam.example")
        self.assertIn("We have sent you an e-mail", page.text)
        self.assertFalse(self._requests())
        self.assertFalse(self._mails())

    def test_only_so_many_an_hour(self):
        for _number in range(3):
            self._ask()
        page = self._ask(purpose="Vierte")
        self.assertIn("in the past hour", page.text)
        self.assertIn('value="Vierte"', page.text)
        self.assertEqual(len(self._requests()), 3)

    def test_only_named_fields_are_read(self):
        self._ask(
            state="approved",
            token="x",
            booking_id="1",
            partner_id="1",
            exception_reason="x",
            quartier_id=str(self.ost.id),
        )
        request = self._requests()
        self.assertEqual(request.state, "unconfirmed")
        self.assertEqual(request.quartier_id, self.west)
        self.assertFalse(request.partner_id or request.exception_reason)
        self.assertGreater(len(request.token), 40)

    def test_nothing_typed_becomes_markup(self):
        evil = '"><script>alert(1)</script>{{ 7*7 }}'
        self._ask(purpose=evil, group_name=evil, contact_name=evil, email="y")
        page = self._ask(purpose=evil, group_name=evil, contact_name=evil)
        request = self._requests()
        status = self.url_open(request._status_path())
        for text in (page.text, status.text, self._mails()[0].body_html):
            self.assertNotIn("<script>alert", text)
            self.assertNotIn("49", text.partition("script")[2][:30])


@tagged("standard", "post_install", "-at_install")
class TestRoomRequestStatusPage(RequestHttpCase):
    """The page whose link only those know who asked."""

    def _path_of(self, request):
        return request.sudo()._status_path()

    def test_wrong_links(self):
        request = self._new_request()
        token = request.sudo().token
        for path in (
            f"{self.path}/{token[:-1]}",
            f"{self.path}/{token}x",
            f"/quartier/{self.ost.slug}/raum-anfragen/{token}",
        ):
            self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self.url_open(f"{self.path}/%00").status_code, 400)
        page = self.url_open(self._path_of(request))
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_question_answered(self):
        request = self._new_request()
        self._reply(request, "question", "Brauchen Sie <die> Küche?")
        path = self._path_of(request)
        self.assertIn("Brauchen Sie &lt;die&gt; Küche?", self.url_open(path).text)
        self.assertIn("Please write an answer", self._post(path, action="answer").text)
        self.assertIn(
            "Please write", self._post(path, action="answer", answer="x" * 2001).text
        )
        self._post(path, action="answer", answer="Ja, bitte.")
        self.assertEqual(request.state, "open")
        self.assertIn("Ja, bitte.", str(request.message_ids.mapped("body")))

    def test_withdrawn_before_it_was_confirmed(self):
        self._ask()
        link = re.search(r"/quartier/\S+", self._text(self._mails()[0]))[0]
        page = self._post(link, action="withdraw")
        self.assertIn("has been deleted", page.text)
        self.assertFalse(self._requests())
        self.assertEqual(self.url_open(link).status_code, 404)

    def test_approved_then_withdrawn(self):
        self.room.sudo().house_rules = "<p>Nicht rauchen.</p>"
        request = self._new_request()
        path = self._path_of(request)
        request.with_user(self.office).action_approve()
        page = self.url_open(path).text
        self.assertIn("the room is yours", page)
        self.assertIn("Nicht rauchen.", page)
        page = self._post(path, action="withdraw").text
        self.assertIn("you have taken this request back", page)
        self.assertFalse(request.booking_id.occupies)
        self.assertNotIn('value="withdraw"', page)

    def test_declined(self):
        request = self._new_request()
        self._reply(request, "declined", "Wird <gestrichen>.")
        page = self.url_open(self._path_of(request)).text
        self.assertIn("Wird &lt;gestrichen&gt;.", page)

    def test_promise_taken_back(self):
        request = self._new_request()
        request.with_user(self.office).action_approve()
        request.booking_id.with_user(self.office).action_cancel("Wasserschaden")
        page = self.url_open(self._path_of(request)).text
        self.assertIn("Wasserschaden", page)
        self.assertNotIn("the room is yours", page)
