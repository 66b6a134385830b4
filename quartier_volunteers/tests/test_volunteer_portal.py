from datetime import timedelta
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .outside_common import OutsideHttpCase

HOME = "/my/ehrenamt"


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPortal(OutsideHttpCase):
    """Whoever is signed in sees and changes what is their own, and nothing else."""

    def setUp(self):
        super().setUp()
        self.user = self._new_portal_user(self.vera, "vera@example.org")
        self.otto = self._new_volunteer("Otto", person={"email": "otto@example.org"})
        self.authenticate(self.user.login, self.user.login)

    def test_shifts(self):
        mine = self._assignment()
        foreign = self._assignment(self.otto, name="Geheime Schicht")
        page = self._get(HOME).text
        self.assertIn(f"{HOME}/einsatz/{mine.id}", page)
        self.assertNotIn("Geheime", page)
        self._get(f"{HOME}/einsatz/{mine.id}")
        for number in (foreign.id, 2**31 + 1):
            self._get(f"{HOME}/einsatz/{number}", 404)
        self._post(f"{HOME}/einsatz/{mine.id}", action="substitute")
        self.assertEqual(mine.state, "substitute")

    def test_german(self):
        """Nothing of the frame of the pages stays English."""
        self.user.lang = "de_DE"
        self.authenticate(self.user.login, self.user.login)
        page = self._get(f"{HOME}/offen").text
        for words in ("Meine Schichten", "Offene Schichten", "Mein Kalender"):
            self.assertTrue(words in page, words)
        self.assertFalse("My shifts" in page)

    def test_home(self):
        self._assignment()
        counters = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["volunteer_count"]}
        )
        self.assertEqual(counters["volunteer_count"], 1)
        self._get("/my/home")

    def test_no_rights_to_the_models(self):
        """Whatever the pages show, a login of its own reads no row."""
        for model in ("", ".assignment", ".shift", ".link", ".signup", ".call"):
            with self.assertRaises(AccessError):
                self.env[f"quartier.volunteer{model}"].with_user(self.user).search([])

    def test_sign_up(self):
        shift = self._new_shift(name="Abbau", opportunity_id=self.opportunity.id)
        page = self._get(f"{HOME}/offen").text
        self.assertIn("Take this shift", page)
        self._post(f"{HOME}/offen", shift=shift.id)
        assignment = self.vera._own_assignments()
        self.assertEqual((assignment.shift_id, assignment.state), (shift, "confirmed"))
        # a second time
        self.url_open(
            f"{HOME}/offen",
            data={"csrf_token": self._csrf(f"{HOME}/zeiten"), "shift": shift.id},
        )
        self.assertEqual(self.vera._own_assignments(), assignment)

    def test_reasons_why_not(self):
        shift = self._new_shift(opportunity_id=self.opportunity.id)
        self.vera._add_absence(shift.start.date(), shift.stop.date(), "Urlaub")
        page = self._get(f"{HOME}/offen").text
        self.assertIn("Not possible, because", page)
        self.assertIn("Has no time until", page)
        token = self._csrf(f"{HOME}/zeiten")
        page = self.url_open(
            f"{HOME}/offen", data={"csrf_token": token, "shift": shift.id}
        )
        self.assertIn("Has no time until", page.text)
        self.assertFalse(self.vera._own_assignments())

    def test_waiting_list(self):
        shift = self._assignment(self.otto, name="Kasse").shift_id
        self.assertIn("Join the waiting list", self._get(f"{HOME}/offen").text)
        self._post(f"{HOME}/offen", shift=shift.id)
        self.assertEqual(self.vera._own_assignments().state, "waitlisted")

    def test_archived_is_closed(self):
        """For who looks, and who signs up from a page that was open before."""
        shift = self._new_shift(name="Theke", opportunity_id=self.opportunity.id)
        self.assertIn("Theke", self._get(f"{HOME}/offen").text)
        self.opportunity.action_archive()
        self.assertNotIn("Theke", self._get(f"{HOME}/offen").text)
        token = self._csrf(f"{HOME}/zeiten")
        page = self.url_open(
            f"{HOME}/offen", data={"csrf_token": token, "shift": shift.id}
        )
        self.assertIn("not open any more", page.text)
        self._get(f"{self.board}/{self.opportunity.id}", 404)

    def test_many_open_shifts_cost_no_more(self):
        """Also for a minor on foot, with limited hours, and work that takes proofs."""
        proof = self.env["quartier.volunteer.proof.type"].create(
            {"name": "Erste Hilfe"}
        )
        self.kind.sudo().write({"proof_type_ids": proof.ids, "min_age": 14})
        minor = {"age_class": "16_17", "mobility": "near", "guardian_how": "paper"}
        self.vera.sudo().write({**minor, "wished_hours": 4, "wished_per": "month"})
        counts = []
        start = fields.Datetime.now().replace(day=1, hour=10) + relativedelta(months=1)
        for number in range(20):
            self._new_shift(
                start=start + timedelta(days=number), opportunity_id=self.opportunity.id
            )
            if number in (1, 19):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                rows = self.vera.sudo()._open_shifts()
                counts.append(self.env.cr.sql_log_count - before)
                self.assertEqual(len(rows), number + 1)
        self.assertEqual(counts[0], counts[1])

    def test_shifts_that_are_not_open(self):
        """Of what is not published, of another office, past or cancelled."""
        hidden = self._new_opportunity("review")
        for shift in (
            self._new_shift(name="Intern"),
            self._new_shift(name="Entwurf", opportunity_id=hidden.id),
            self._new_shift(self.coordinator_ost, name="Ost"),
            self._new_shift(
                name="Alt",
                start="2020-01-01 10:00:00",
                opportunity_id=self.opportunity.id,
            ),
        ):
            self.assertNotIn(shift.name, self._get(f"{HOME}/offen").text)
            token = self._csrf(f"{HOME}/zeiten")
            page = self.url_open(
                f"{HOME}/offen", data={"csrf_token": token, "shift": shift.id}
            )
            self.assertIn("not open any more", page.text)
        for shift in ("x", "-1", "9" * 30, ""):
            page = self.url_open(
                f"{HOME}/offen", data={"csrf_token": token, "shift": shift}
            )
            self.assertEqual(page.status_code, 200)
        self.assertFalse(self.vera._own_assignments())

    def test_times(self):
        self._post(f"{HOME}/zeiten", time=["1-morning", "5-evening", "9-nie", "x"])
        rows = self.vera.availability_ids.mapped(lambda row: (row.weekday, row.daypart))
        self.assertEqual(rows, [("1", "morning"), ("5", "evening")])
        self._post(f"{HOME}/zeiten", time="5-evening")
        self.assertEqual(len(self.vera.availability_ids), 1)

    def test_days_without_time(self):
        form = {"action": "absence", "note": "Urlaub"}
        path = f"{HOME}/zeiten"
        self._post(path, date_from="2030-03-04", date_to="2030-03-01", **form)
        self.assertFalse(self.vera.absence_ids)
        self._post(path, date_from="2030-03-04", date_to="2030-03-08", **form)
        [absence] = self.vera.absence_ids
        self.otto._add_absence(absence.date_from, absence.date_to, "Kur")
        foreign = self.otto.absence_ids
        self._post(path, action="remove", absence=foreign.id)
        self.assertTrue(foreign.exists())
        self._post(path, action="remove", absence=absence.id)
        self.assertFalse(absence.exists())

    def test_data(self):
        language = self.env["quartier.language"].search([], limit=1)
        values = {
            "phone": "abc",
            "emergency_name": "Max",
            "emergency_phone": "0151 123456",
            "language_ids": language.id,
        }
        more = {
            "state": "ended",
            "partner_id": self.otto.partner_id.id,
            "quartier_id": self.ost.id,
            "note": "<b>",
            "email": "evil@example.org",
            "volunteer_id": self.otto.id,
        }
        page = self._post(f"{HOME}/daten", action="data", **values, **more)
        self.assertIn("Please write the phone number", page.text)
        values["phone"] = "02403 123456"
        self._post(f"{HOME}/daten", action="data", **values, **more)
        self.assertEqual(self.vera.partner_id.phone, "02403 123456")
        self.assertEqual(self.vera.emergency_name, "Max")
        self.assertEqual(self.vera.language_ids, language)
        self.assertEqual(self.vera.state, "active")
        self.assertEqual(self.vera.quartier_id, self.west)
        self.assertEqual(self.vera.partner_id.email, "vera@example.org")
        self.assertFalse(self.otto.emergency_name)

    def test_another_address_counts_once_confirmed(self):
        self._post(f"{HOME}/daten", action="email", email="new@example.org")
        self.assertEqual(self.vera.partner_id.email, "vera@example.org")
        self.assertFalse(self._mails())
        link = self._link_in(self._mails("new@example.org")[0])
        self._post(link, action="confirm")
        self.assertEqual(self.vera.partner_id.email, "new@example.org")
        # the old address learns of it
        self.assertIn("was changed", self._mails("vera@example.org")[0].subject)
        for _number in range(4):
            page = self._post(f"{HOME}/daten", action="email", email="x@example.org")
        self.assertIn("in the past hour", page.text)

    def test_hours(self):
        reported = []
        form = {"date": "2026-03-04", "name": "Gelesen"}

        def report(volunteer, values):
            reported.append((volunteer, values["hours"], values["name"]))

        volunteers = type(self.env["quartier.volunteer"])
        with patch.object(volunteers, "_report_hours", report, create=True):
            for hours in ("2,5", "1:30", "0", "25", "x", "1e1", "²"):
                self._post(f"{HOME}/stunden", hours=hours, **form)
        self.assertEqual(
            reported, [(self.vera, 2.5, "Gelesen"), (self.vera, 1.5, "Gelesen")]
        )

    def test_own_hours_alone(self):
        for volunteer, name in ((self.vera, "Gelesen"), (self.otto, "Geheim")):
            self.env["quartier.volunteer.hours"].sudo().create(
                {"volunteer_id": volunteer.id, "hours": 2, "name": name}
            )
        page = self._get(f"{HOME}/stunden").text
        self.assertIn("Gelesen", page)
        self.assertNotIn("Geheim", page)

    def test_hours_are_taken_back(self):
        """One's own report, until somebody has decided on it."""
        hours = self.env["quartier.volunteer.hours"].sudo()
        own, decided, others = (
            hours.create({"volunteer_id": volunteer.id, "hours": 2, "name": "Gelesen"})
            for volunteer in (self.vera, self.vera, self.otto)
        )
        decided.state = "approved"
        page = self._get(f"{HOME}/stunden").text
        self.assertIn(f'value="{own.id}"', page)
        self.assertNotIn(f'value="{decided.id}"', page)
        for row in (own, decided, others):
            self._post(f"{HOME}/stunden", take_back=row.id)
        self._post(f"{HOME}/stunden", take_back="x")
        self.assertEqual((own + decided + others).exists(), decided + others)

    def test_not_a_volunteer(self):
        self.vera.sudo().state = "ended"
        page = self._get(HOME)
        self.assertIn("not entered as a volunteer", page.text)
        self._get(f"{HOME}/zeiten")
        self._get(f"{HOME}/einsatz/1", 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(HOME).url)
