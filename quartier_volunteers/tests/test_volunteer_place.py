from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from .place_common import PLACE, PlaceHttpCase


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPlace(PlaceHttpCase):
    """What an organisation reads of those who help there."""

    def test_own_people(self):
        row = self._assignment(max_count=3, min_count=3, place="Bücherei")
        self._put(row.shift_id, self.otto, "waitlisted")
        page = self._get(PLACE)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        for text in ("Lesepatin", "Vera Frei", "2 more needed"):
            self.assertIn(text, " ".join(page.text.split()))
        self.assertNotIn("Otto", page.text)
        page = self._get(self._path(row)).text
        self.assertIn("Bücherei", page)
        self.assertIn("Vera Frei", page)
        # a week ahead nothing is to be said of her
        self.assertNotIn('name="say"', page)

    def test_nothing_but_what_is_needed(self):
        """Who is not confirmed has no name here, and nobody more than a name."""
        self.vera.write(
            {
                "note": "<p>Hundehaar</p>",
                "age_class": "60_plus",
                "emergency_name": "Udo Notfall",
            }
        )
        row = self._assignment(max_count=9)
        for state in ("requested", "waitlisted", "offered", "declined", "excused"):
            person = self._new_volunteer(f"Person {state}")
            other = self._put(row.shift_id, person, "requested")
            seat = 9 if state == "offered" else False
            other.write({"state": state, "seat": seat, "reason": "Zahnweh"})
        for path in (PLACE, f"{PLACE}/{self.opportunity.id}", self._path(row)):
            page = self._get(path).text
            self.assertIn("Vera Frei", page)
            for text in ("Hundehaar", "Udo", "Zahnweh", "vera@example", "Person "):
                self.assertNotIn(text, page)

    def test_phone_with_consent_alone(self):
        self.vera.partner_id.phone = "02403 777"
        path = self._path(self._assignment())
        self.assertNotIn("02403 777", self._get(path).text)
        self.vera.with_user(self.env.ref("base.user_root"))._decide_place(True)
        page = self._get(path).text
        self.assertIn("02403 777", page)
        self.assertIn("vera@example.org", page)
        self.vera.with_user(self.env.ref("base.user_root"))._decide_place(False)
        self.assertNotIn("02403 777", self._get(path).text)

    def test_minors(self):
        self.vera.write({"age_class": "16_17", "supervisor_name": "Gerda Groß"})
        self.vera._record_guardian("Max", "paper")
        start = fields.Datetime.now().replace(hour=12) + timedelta(days=7)
        page = self._get(self._path(self._assignment(start=start))).text
        self.assertIn("Under 18: only between", page)
        self.assertIn("supervised by Gerda Groß", page)
        self.assertNotIn("16 or 17", page)

    def test_only_these_shifts(self):
        """Neither of others, nor what was some time ago, nor people of what is off."""
        others = self._new_opportunity(name="Torwart", partner_id=self.other_club.id)
        own = self._new_opportunity(name="Bürodienst")
        ost = self.env["quartier.volunteer.opportunity"].with_user(self.coordinator_ost)
        ost = ost.create(
            {"name": "Ostfest", "kind_id": self.kind.id, "partner_id": self.club.id}
        )
        foreign = [
            self._assignment(opportunity_id=others.id),
            self._assignment(opportunity_id=own.id, start="2040-03-04 10:00:00"),
            self._assignment(opportunity_id=False, start="2041-03-04 10:00:00"),
            self._begun(self.otto, hours=-24 * 15),
        ]
        off = self._assignment(self.otto, name="Entfällt")
        off.shift_id.with_user(self.coordinator).action_cancel("Koordinatorin krank")
        page = self._get(PLACE).text
        for text in ("Torwart", "Bürodienst", "Ostfest", "Vera", "Otto", "krank"):
            self.assertNotIn(text, page)
        self.assertIn("Does not take place", page)
        self.assertNotIn("Otto", self._get(self._path(off)).text)
        for row in foreign:
            self._get(self._path(row), 404)
        for number in (others.id, own.id, ost.id, 2**31 + 1):
            self._get(f"{PLACE}/{number}", 404)

    def test_of_another_office_by_now(self):
        """Whom the office does not look after any more is not shown."""
        row = self._begun(self.vera, self.otto, hours=-3)
        self.env.cr.execute(
            "UPDATE quartier_volunteer SET quartier_id = %s WHERE id = %s",
            [self.ost.id, self.otto.id],
        )
        self.env.invalidate_all()
        page = self._get(self._path(row)).text
        self.assertIn("Vera", page)
        self.assertNotIn("Otto", page)

    def test_standing_commitment(self):
        standing = self._new_opportunity("review", name="Patenschaft")
        standing.partner_id = self.club
        standing.contact_ids = [Command.set(self.contact.ids)]
        standing.with_user(self.coordinator)._keep_commitment()
        shift = standing.shift_ids
        shift._request(self.vera).with_user(self.coordinator).action_confirm()
        shift.sudo().start -= timedelta(days=3)
        page = self._get(f"{PLACE}/schicht/{shift.id}").text
        self.assertIn("Vera Frei", page)
        self.assertNotIn('name="say"', page)

    def test_queries_do_not_grow(self):
        shift = self._assignment(max_count=30).shift_id
        system = self.opportunity.with_user(self.env.ref("base.user_root"))
        counts = []
        for number in (0, 8):
            for index in range(number):
                person = self._new_volunteer(
                    f"Minna {index}",
                    age_class="16_17",
                    supervisor_name="Gerda",
                    person={"phone": "0241 1"},
                )
                row = self._put(shift, person, "requested")
                row.write({"state": "confirmed", "seat": index + 2})
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            system._place_rows()
            counts.append(self.env.cr.sql_log_count - before)
        # the rule for minors, once for their class
        self.assertLessEqual(counts[1], counts[0] + 4)

    def test_message(self):
        path = f"{PLACE}/{self.opportunity.id}"
        for values in ({"wish": "more"}, {"wish": "x", "message": "Bitte"}):
            page = self._post(path, **values).text
            self.assertIn("Please check", page)
        self.assertFalse(self.opportunity.activity_ids)
        page = self._post(path, wish="more", message="Zwei <b>mehr</b>, bitte").text
        self.assertIn("on its way", page)
        [activity] = self.opportunity.activity_ids
        self.assertEqual(activity.user_id, self.coordinator)
        self.assertEqual(activity.summary, "More people are needed")
        message = self.opportunity.message_ids[0]
        self.assertEqual(message.author_id, self.contact)
        self.assertIn("&lt;b&gt;", message.body)
        for _number in range(10):
            page = self._post(path, wish="question", message="Noch etwas").text
        self.assertIn("several times today", page)
        self.assertEqual(len(self.opportunity.activity_ids), 10)

    def test_consent_on_the_own_page(self):
        user = self._new_portal_user(self.vera, "vera@example.org")
        self.authenticate(user.login, user.login)
        mine = self._assignment()
        page = self._get(f"/my/ehrenamt/einsatz/{mine.id}").text
        self.assertIn("reads your name", page)
        path = "/my/ehrenamt/daten"
        self.assertIn("Telefonnummer", self._get(path).text)
        for action, number in (("yes", 1), ("yes", 1), ("no", 2), ("no", 2)):
            token = self._csrf(path)
            data = {"csrf_token": token, "action": f"place_{action}"}
            self.url_open(path, data=data)
            rows = self.vera.partner_id.sudo().quartier_consent_ids
            self.assertEqual(len(rows), number)
        self.assertEqual(rows[0].decision, "withdrawn")
        self.assertFalse(rows.recorded_by)
        # nobody under 18 agrees alone
        self.vera.age_class = "16_17"
        self.assertNotIn("place_yes", self._get(path).text)
        self.url_open(path, data={"csrf_token": token, "action": "place_yes"})
        self.assertEqual(len(self.vera.partner_id.sudo().quartier_consent_ids), 2)
