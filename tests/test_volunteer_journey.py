"""From the public board to a shift that was done, on a phone; axe-core on the way."""

from datetime import timedelta

from test_accessibility import SEND_EMPTY, AxeCase

from odoo import fields
from odoo.tests import tagged

from odoo.addons.quartier_volunteers.tests.outside_common import (
    OutsideCommon,
    OutsideHttpCase,
)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerJourney(OutsideHttpCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_from_the_board_to_a_done_shift(self):
        self.start_tour(self.board, "quartier_volunteer_interest")
        link = self._link_in(self._mails("rosa@example.org")[0])
        self.start_tour(link, "quartier_volunteer_confirm")
        rosa = self._volunteers("rosa@example.org").with_user(self.coordinator)
        rosa.age_class = "27_59"
        for _step in range(3):
            rosa.action_next()
        assignment = self._offer(rosa)
        link = self._link_in(self._mails("rosa@example.org")[0])
        self.start_tour(link, "quartier_volunteer_accept")
        self.assertEqual(assignment.state, "confirmed")
        digits = assignment.shift_id._code_digits()
        self.start_tour(f"{link}?digits={digits}", "quartier_volunteer_door")
        self.assertEqual(assignment.state, "checked_in")
        assignment.shift_id.sudo().start -= timedelta(hours=1)
        assignment.with_user(self.coordinator).action_done()
        self.start_tour(link, "quartier_volunteer_done")
        self._approve_hours(rosa)

    def _approve_hours(self, volunteer):
        self.start_tour(
            "/odoo/action-quartier_volunteers.quartier_volunteer_hours_action_to_approve",
            "quartier_volunteer_approve",
            login=self.coordinator.login,
        )
        self.assertEqual(volunteer.hours_ids.state, "approved")
        own = self._token_of(volunteer, "personal")
        self.start_tour(f"{own}/stunden", "quartier_volunteer_hours")

    def test_waiting_list_and_substitute(self):
        mine = self._assignment(max_count=1)
        omar = self._new_volunteer("Omar Gern", person={"email": "omar@example.org"})
        own = self._token_of(omar, "personal")
        self.start_tour(f"{own}/offen", "quartier_volunteer_wait")
        page = self._token_of(mine, "assignment")
        self.start_tour(page, "quartier_volunteer_substitute")
        offer = self._link_in(self._mails("omar@example.org")[0])
        self.start_tour(offer, "quartier_volunteer_take_over")
        self.start_tour(page, "quartier_volunteer_replaced")
        states = mine.shift_id.assignment_ids.mapped(
            lambda row: (row.volunteer_id, row.state)
        )
        self.assertEqual(set(states), {(self.vera, "withdrawn"), (omar, "confirmed")})

    def _offer(self, volunteer):
        """Staff offers a place in a shift that begins soon."""
        start = fields.Datetime.now() + timedelta(minutes=30)
        shift = self._new_shift(start=start, opportunity_id=self.opportunity.id)
        shift.direct = False
        assignment = shift._request(volunteer)
        assignment.with_user(self.coordinator).action_offer()
        return assignment.with_env(self.env)

    def _door(self, assignment):
        return f"/quartier/{self.west.slug}/einchecken/{assignment.shift_id._code()}"

    def test_team_ticks_off(self):
        start = fields.Datetime.now() - timedelta(minutes=30)
        with self.env.cr.savepoint():
            assignment = self._assignment()
            assignment.shift_id.sudo().start = start
        self.start_tour(
            self._door(assignment),
            "quartier_volunteer_tick_off",
            login=self.coordinator.login,
        )
        self.assertEqual(assignment.state, "done")


@tagged("standard", "post_install", "-at_install")
class TestAccessibilityOfVolunteering(OutsideCommon, AxeCase):
    """All pages of volunteers, on a phone."""

    browser_size = "375x667"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        self.board = f"/quartier/{self.west.slug}/mitmachen"
        self.opportunity.write({"summary": "Vorlesen", "place": "Kita"})

    def test_public_pages(self):
        self._new_shift(opportunity_id=self.opportunity.id)
        for path in (
            "",
            "?suche=nichts",
            f"/{self.opportunity.id}",
            "/passt",
            "/interesse",
            "/interesse?gesendet=1",
            "/interesse?danke=1",
            "/meine-schichten",
            "/meine-schichten?gesendet=1",
            "/bestaetigen/falsch",
        ):
            with self.subTest(path=path):
                self._check(self.board + path)

    def test_answers(self):
        there = "if (!document.querySelector('.invalid-feedback')) throw Error();"
        self._check(f"{self.board}/interesse", SEND_EMPTY + there)
        form = 'form[action$="passt"]'
        send = SEND_EMPTY.replace("form[novalidate]", form.replace('"', "'"))
        send = send.replace("csrf_token: form.csrf_token.value", "age: 20")
        self._check(f"{self.board}/passt", send)
        signup = self.env["quartier.volunteer.signup"]
        values = {"purpose": "interest", "name": "Rosa", "email": "rosa@example.org"}
        signup._submit({**values, "quartier_id": self.west.id})
        self._check(self._link_in(self._mails("rosa@example.org")[0]))

    def test_states_of_an_assignment(self):
        assignment = self._assignment(direct=False)
        link = self._token_of(assignment, "assignment")
        for state, seat in (
            ("requested", 0),
            ("offered", 1),
            ("confirmed", 1),
            ("substitute", 1),
            ("checked_in", 1),
            ("done", 1),
            ("declined", 0),
        ):
            with self.subTest(state=state):
                assignment.sudo().write({"state": state, "seat": seat})
                self._check(link)

    def test_own_pages(self):
        self._assignment()
        self._new_shift(name="Kasse", opportunity_id=self.opportunity.id)
        self.vera._add_absence("2030-03-04", "2030-03-08", "Urlaub")
        own = self._token_of(self.vera, "personal")
        for page in ("", "/offen", "/stunden", "/zeiten", "/daten", "/kalender"):
            with self.subTest(page=page):
                self._check(own + page)

    def test_guardian(self):
        nora = self._new_volunteer(
            "Nora Jung",
            age_class="16_17",
            supervisor_name="Frau Ott",
            guardian_email="mutter@example.org",
            kind_ids=self.kind.ids,
        )
        nora.action_mail_guardian()
        link = self._link_in(self._mails("mutter@example.org")[0])
        self._check(link)
        there = "if (!document.querySelector('.invalid-feedback')) throw Error();"
        # the button is called action as well
        send = SEND_EMPTY.replace("form.action", "location.href")
        send = send.replace("csrf_token: form", "action: 'agree', csrf_token: form")
        self._check(link, send + there)
        nora.sudo()._guardian_agrees("Eva Jung", nora._guardian_mark())
        self._check(link)
        nora.sudo()._guardian_refuses()
        self._check(link)
        self._check(f"{self.board}/sorgeberechtigt/falsch")

    def test_portal(self):
        user = self._new_portal_user(self.vera, "vera@example.org")
        self._check("/my/ehrenamt", login=user.login)
        self._check("/my/ehrenamt/zeiten", login=user.login)

    def test_check_in(self):
        start = fields.Datetime.now() + timedelta(minutes=5)
        assignment = self._assignment(start=start)
        code = assignment.shift_id._code()
        door = f"/quartier/{self.west.slug}/einchecken/{code}"
        self._check(door)
        self._check(door, login=self.coordinator.login)
