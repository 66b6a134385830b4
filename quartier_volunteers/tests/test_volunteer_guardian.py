from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .outside_common import OutsideCommon, OutsideHttpCase

MAIL = "mutter@example.org"


class GuardianCommon(OutsideCommon):
    """Nora, who is 16 and wants to help, and what her mother is asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nora = cls._new_volunteer(
            "Nora Jung",
            person={"email": "nora@example.org", "phone": "0151 999"},
            state="onboarding",
            age_class="16_17",
            supervisor_name="Frau Ott",
            guardian_email=MAIL,
            kind_ids=[Command.set(cls.kind.ids)],
        )

    def _ask(self):
        self.nora.action_mail_guardian()
        return self._link_in(self._mails(MAIL)[0])


@tagged("standard", "post_install", "-at_install")
class TestVolunteerGuardianAsked(GuardianCommon):
    """The office asks, and what ends a question."""

    def _links(self):
        links = self.env["quartier.volunteer.link"]
        return links.search([("kind", "=", "guardian")])

    def test_only_the_guardian_is_written_to(self):
        self._ask()
        [mail] = self._mails(MAIL)
        self.assertEqual(mail.email_to, MAIL)
        self.assertFalse(mail.recipient_ids or mail.email_cc or mail.model)
        self.assertFalse(self._mails("nora@example.org"))
        self.assertNotIn("Nora", self._text(mail) + mail.subject)
        self.assertEqual(self.nora.guardian_answer, "waiting")
        self.assertEqual(self.nora.guardian_asked_on, self.west._today())
        self.assertNotIn(self._links().digest, self._text(mail))

    def test_what_is_missing_is_said(self):
        self.nora.write(
            {
                "guardian_email": False,
                "supervisor_name": False,
                "kind_ids": [Command.clear()],
                "age_valid_until": "2020-01-01",
            }
        )
        with self.assertRaisesRegex(
            UserError, "(?s)e-mail address.*age class.*which work.*who supervises"
        ):
            self.nora.action_mail_guardian()
        for address in ("nora@example.org", "a@example.org, b@example.org", "keine"):
            self.nora.guardian_email = address
            with self.subTest(address=address), self.assertRaises(UserError):
                self.nora.action_mail_guardian()
        with self.assertRaisesRegex(UserError, "Nobody has to agree"):
            self.vera.with_user(self.coordinator).action_mail_guardian()
        self.assertFalse(self._links())

    def test_others_do_not_ask(self):
        for user in (self.coordinator_ost, self.office, self.inspector):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.nora.with_user(user).action_mail_guardian()

    def test_no_client_writes_the_answer(self):
        for values in (
            {"guardian_answer": "agreed"},
            {"guardian_terms": "x"},
            {"guardian_kind_ids": [Command.set(self.kind.ids)]},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.nora.write(values)

    def test_one_question_at_a_time(self):
        self._ask()
        first = self._links()
        self._ask()
        self.assertFalse(first.exists())
        self.assertEqual(len(self._links()), 1)

    def test_what_ends_a_question(self):
        for end in (
            lambda: self.nora.write({"guardian_email": "vater@example.org"}),
            lambda: self.nora.write({"age_class": "18_26"}),
            lambda: self.nora.action_revoke_links(),
            lambda: self.nora._record_guardian("Mutter Jung", "paper"),
            lambda: self.nora.action_guardian_withdraw(),
        ):
            self.nora.write({"age_class": "16_17", "guardian_email": MAIL})
            self._ask()
            end()
            self.assertFalse(self._links())
            self.assertFalse(self.nora.guardian_answer)

    def test_nobody_answers(self):
        self._ask()
        links = self.env["quartier.volunteer.link"]
        later = fields.Datetime.now() + timedelta(days=31)
        with self._committing(), freeze_time(later):
            links._cron_delete_outdated()
        self.assertFalse(self._links())
        self.assertEqual(self.nora.guardian_answer, "lapsed")
        self.assertIn("not answered", self.nora.activity_ids.summary)

    def test_what_was_agreed_limits_the_shifts(self):
        self.nora._record_guardian("Mutter Jung", "page")
        other = self.kind.copy({"name": "Spüldienst"})
        start = fields.Datetime.now() + timedelta(days=7)
        start = start.replace(hour=12, minute=0)
        shift = self._new_shift(start=start)
        wash = self._new_shift(start=start, kind_id=other.id)
        self.assertEqual(shift._obstacles(self.nora)[self.nora], [])
        # what the minor wishes for later was not agreed to
        self.nora.sudo()._save_own({"kind_ids": (self.kind + other).ids})
        [text] = wash._obstacles(self.nora)[self.nora]
        self.assertIn("has not agreed to “Spüldienst”", text)
        self.nora._record_guardian("Mutter Jung", "paper")
        self.assertEqual(wash._obstacles(self.nora)[self.nora], [])

    def test_agreed_hours_stay_when_others_would_apply(self):
        self.nora.write({"age_class": "14_15", "allowed_until": 17})
        self.nora._record_guardian("Mutter Jung", "page")
        day = self.west._today()
        self.nora.write({"age_class": "16_17", "allowed_until": 0})
        self.assertEqual(self.nora._allowed_hours(day), (8, 17))
        # what is asked anew is what applies now
        self._ask()
        self.assertIn("between 06:00 and 20:00", str(self.nora._guardian_terms()))
        self.nora._record_guardian("Mutter Jung", "page")
        self.assertEqual(self.nora._allowed_hours(day), (6, 20))

    def test_erased_with_the_person(self):
        self._ask()
        self.nora.sudo()._guardian_agrees("Eva Jung", self.nora._guardian_mark())
        self.nora._end("Umzug")
        self.nora.partner_id.with_user(self.manager)._quartier_erase("request")
        self.env.invalidate_all()
        nora = self.nora.sudo()
        self.assertFalse(nora.guardian_name or nora.guardian_terms)
        self.assertFalse(nora.guardian_kind_ids or nora.guardian_answer)
        self.assertFalse(self._links())


@tagged("standard", "post_install", "-at_install")
class TestVolunteerGuardianPage(GuardianCommon, OutsideHttpCase):
    """The page behind the link."""

    def setUp(self):
        super().setUp()
        self.link = self._ask()

    def _mark(self):
        return self.nora._guardian_mark()

    def _agree(self, link=None, **values):
        values = {
            "action": "agree",
            "name": "Eva Jung",
            "agree": "1",
            "terms": self._mark(),
            **values,
        }
        return self._post(link or self.link, **values)

    def test_what_is_shown(self):
        page = self._get(self.link)
        text = " ".join(page.text.split())
        for shown in (
            "Nora Jung",
            "Ausschank",
            "only between 06:00 and 20:00",
            "JArbSchG",
            "Frau Ott",
            self.west.partner_id.name,
        ):
            self.assertIn(shown, text)
        for hidden in ("nora@example.org", "0151 999", MAIL):
            self.assertNotIn(hidden, text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex, nofollow")

    def test_agreed(self):
        # reading changes nothing, whatever the address says
        page = self._get(f"{self.link}?action=agree&name=Eva+Jung&agree=1")
        self.assertNotIn("checked=", page.text)
        self.assertNotIn("Eva Jung", page.text)
        self.assertFalse(self.nora.guardian_how)
        page = self._agree(name="  Eva \n Jung ")
        self.assertIn("Your consent is noted", page.text)
        self.assertIn("Ausschank", page.text)
        nora = self.nora
        self.assertEqual(
            (nora.guardian_name, nora.guardian_how, nora.guardian_on),
            ("Eva Jung", "page", self.west._today()),
        )
        self.assertEqual(nora.guardian_answer, "agreed")
        self.assertEqual(nora.guardian_kind_ids, self.kind)
        self.assertIn("Frau Ott", nora.guardian_terms)
        self.assertEqual(nora.activity_ids.user_id, self.coordinator)
        # what is noted later is not what was agreed
        nora.supervisor_name = "Herr Neu"
        page = self._get(self.link).text
        self.assertIn("Frau Ott", page)
        self.assertNotIn("Herr Neu", page)

    def test_sent_twice(self):
        token = self._csrf(self.link)
        data = {
            "csrf_token": token,
            "action": "agree",
            "name": "Eva Jung",
            "agree": "1",
            "terms": self._mark(),
        }
        self.url_open(self.link, data=data)
        page = self.url_open(self.link, data={**data, "name": "Andere Frau"})
        self.assertIn("Your consent is noted", page.text)
        self.assertEqual(self.nora.guardian_name, "Eva Jung")
        self.assertEqual(len(self.nora.activity_ids), 1)

    def test_declined(self):
        data = {"csrf_token": self._csrf(self.link), "action": "refuse"}
        for _twice in range(2):
            page = self.url_open(self.link, data=data)
            self.assertIn("you do not agree", page.text)
        self.assertEqual(self.nora.guardian_answer, "declined")
        [activity] = self.nora.activity_ids
        self.assertIn("does not agree", activity.summary)
        self.assertIn("does not agree", str(self.nora.message_ids.mapped("body")))
        agree = {"action": "agree", "name": "Eva Jung", "agree": "1"}
        page = self.url_open(self.link, data={**data, **agree})
        self.assertIn("nothing to answer", page.text)
        self.assertFalse(self.nora.guardian_how)

    def test_withdrawn(self):
        self._agree()
        page = self._post(self.link, action="refuse")
        self.assertIn("You have withdrawn", page.text)
        nora = self.nora
        self.assertEqual(nora.guardian_answer, "withdrawn")
        self.assertFalse(nora.guardian_how or nora.guardian_name)
        self.assertFalse(nora.guardian_kind_ids or nora.guardian_terms)
        self.assertIn("withdrawn", nora.activity_ids[-1:].summary)
        with self.assertRaisesRegex(UserError, "guardian"):
            nora.action_next()

    def test_asked_anew_after_an_answer(self):
        self._post(self.link, action="refuse")
        link = self._ask()
        self._get(self.link, 404)
        self._agree(link)
        self.assertEqual(self.nora.guardian_how, "page")

    def test_what_is_typed(self):
        for values, field in (
            ({"name": ""}, "name"),
            ({"name": "Eva"}, "name"),
            ({"name": "x y" * 60}, "name"),
            ({"agree": ""}, "agree"),
            ({"agree": "yes"}, "agree"),
        ):
            with self.subTest(values=values):
                page = self._agree(**values)
                self.assertIn(f'id="{field}-error"', page.text)
                self.assertFalse(self.nora.guardian_how)

    def test_script_is_text(self):
        name = "<script>alert(1)</script> <b>Jung"
        page = self._agree(name=name, agree="")
        self.assertNotIn("<script>alert(1)", page.text)
        page = self._agree(name=name)
        self.assertNotIn("<script>alert(1)", page.text)
        self.assertIn("&lt;script&gt;alert(1)", page.text)
        self.assertEqual(self.nora.guardian_name, name)

    def test_what_has_changed_is_read_again(self):
        mark = self._mark()
        self.nora.supervisor_name = "Herr Neu"
        for terms in (mark, "", "x" * 64):
            page = self._agree(terms=terms)
            self.assertIn("read it again", page.text)
            self.assertIn("Herr Neu", page.text)
            self.assertFalse(self.nora.guardian_how)

    def test_nobody_chooses_what_is_not_asked(self):
        self._agree(
            guardian_how="paper",
            volunteer_id=self.vera.id,
            kind_ids="1",
            guardian_on="2000-01-01",
            state="active",
        )
        self.assertEqual(self.nora.guardian_on, self.west._today())
        self.assertEqual(self.nora.state, "onboarding")
        self.assertFalse(self.vera.guardian_name)

    @mute_logger("odoo.http")
    def test_post_needs_the_token_of_the_form(self):
        data = {"action": "agree", "name": "Eva Jung", "agree": "1"}
        page = self.url_open(self.link, data=data)
        self.assertEqual(page.status_code, 400)
        self.assertFalse(self.nora.guardian_how)

    def test_actions_that_are_none(self):
        for action in ("", "accept", "_record_guardian", "unlink"):
            self._agree(action=action)
        self.assertEqual(self.nora.guardian_answer, "waiting")

    def test_links_that_open_nothing(self):
        self._get(self.link.replace(self.west.slug, self.ost.slug), 404)
        for page in ("ich", "einsatz", "bestaetigen"):
            self._get(self.link.replace("sorgeberechtigt", page), 404)
        token = self.link.rsplit("/", 1)[1]
        self._get(f"{self.board}/{token}.ics", 404)
        own = self._token_of(self.nora, "personal")
        self._get(own.replace("/ich/", "/sorgeberechtigt/"), 404)
        for token, status in (("x", 404), ("a" * 3000, 404), ("%00", 400)):
            self._get(f"{self.board}/sorgeberechtigt/{token}", status)

    def test_links_that_have_ended(self):
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self._get(self.link, 404)
        token = self._csrf(self.link)
        self.nora.guardian_email = "vater@example.org"
        self._get(self.link, 404)
        page = self.url_open(
            self.link,
            data={
                "csrf_token": token,
                "action": "agree",
                "name": "Eva Jung",
                "agree": "1",
                "terms": self._mark(),
            },
        )
        self.assertEqual(page.status_code, 404)
        self.assertFalse(self.nora.guardian_how)
        # the old address is noted again: its link stays closed
        self.nora.guardian_email = MAIL
        self._get(self.link, 404)

    def test_grown_up_in_the_meantime(self):
        self.nora.age_class = "18_26"
        self._get(self.link, 404)

    def test_whoever_left(self):
        self.nora.sudo().state = "ended"
        self._get(self.link, 404)

    def test_opens_nothing_of_the_minors_own(self):
        """The device is not taken for the minor's at the door."""
        self._get(self.link)
        self.nora.sudo().write({"state": "active", "guardian_how": "paper"})
        shift = self._new_shift(
            start=fields.Datetime.now() + timedelta(minutes=20),
        )
        page = self._get(f"/quartier/{self.west.slug}/einchecken/{shift._code()}")
        self.assertNotIn("Nora", page.text)
