from contextlib import contextmanager
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .place_common import PLACE, PlaceHttpCase

PREFIX = "quartier.volunteer"


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPlaceRights(PlaceHttpCase):
    """Who sees an organisation's people, and from when on not any more."""

    def setUp(self):
        super().setUp()
        self.row = self._assignment()

    def _sees(self):
        self.env.flush_all()
        # core keeps the domain of its rule on the contacts of an organisation
        self.env.registry.clear_cache()
        page = self._get(PLACE).text
        status = self.url_open(self._path(self.row)).status_code
        self.assertEqual(status, 200 if "Vera Frei" in page else 404)
        home = "/my/einsatzstelle" in self._get("/my/home").text
        self.assertEqual(home, "Lesepatin" in page)
        return "Vera Frei" in page

    def test_sight_ends_at_once(self):
        today = fields.Date.today()
        for name, record, values in (
            ("taken off", self.opportunity, {"contact_ids": [Command.clear()]}),
            ("left", self.contact, {"parent_id": self.other_club.id}),
            ("of nobody", self.contact, {"parent_id": False}),
            (
                "retired",
                self.contact,
                {"quartier_function_until": today - timedelta(days=2)},
            ),
            ("archived opportunity", self.opportunity, {"active": False}),
            ("archived club", self.club, {"active": False}),
            ("another club", self.opportunity, {"partner_id": self.other_club.id}),
            ("of the office", self.opportunity, {"partner_id": False}),
            ("archived office", self.west, {"active": False}),
        ):
            self.assertTrue(self._sees())
            with self.subTest(name), self._undone():
                record.sudo().write(values)
                self.assertFalse(self._sees())

    @contextmanager
    def _undone(self):
        """Take back what happens inside."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def test_commitment_that_somebody_has_ended(self):
        """It goes on for years with others."""
        shift = self.row.shift_id
        shift.sudo().write(
            {
                "standing": True,
                "start": fields.Datetime.now() - timedelta(days=400),
                "stop": fields.Datetime.now() + timedelta(days=400),
            }
        )
        self.assertTrue(self._sees())
        self.row.with_user(self.coordinator).action_done()
        self.env.flush_all()
        self.assertNotIn("Vera Frei", self._get(self._path(self.row)).text)

    def test_archived_contact(self):
        # past core's check that there is no login
        self.env.cr.execute(
            "UPDATE res_partner SET active = false WHERE id = %s", [self.contact.id]
        )
        self.env.invalidate_all()
        self.assertFalse(self._sees())

    def test_another_office_decides_anew(self):
        opportunity = self._new_opportunity(
            name="Neu", partner_id=self.club.id, contact_ids=self.contact.ids
        )
        opportunity.shift_ids.sudo().unlink()
        opportunity.sudo().quartier_id = self.ost
        self.assertFalse(opportunity.contact_ids)

    def test_part_of_the_organisation(self):
        """Whoever belongs to a part of it belongs to it."""
        part = self.env["res.partner"].create(
            {"name": "Abteilung", "is_company": True, "parent_id": self.club.id}
        )
        self.contact.parent_id = part
        self.assertTrue(self._sees())

    def test_others_who_are_signed_in(self):
        stranger = self._new_user("stranger", "base.group_portal")
        stranger.partner_id.parent_id = self.club
        for user in (stranger, self.employee, self.office, self.coordinator_ost):
            self.authenticate(user.login, user.login)
            self.assertFalse(self._sees())
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(PLACE).url)

    def test_no_rights_to_the_models(self):
        """Whatever the pages show, the login reads and writes no row."""
        models = [
            name
            for name, model in self.env.registry.items()
            if name.startswith(PREFIX) and not model._abstract
        ]
        self.assertGreater(len(models), 20)
        for name in models:
            records = self.env[name].with_user(self.place_contact)
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(records.has_access(operation), (name, operation))
        for record in (self.row, self.row.shift_id, self.opportunity, self.vera):
            with self.assertRaises(AccessError):
                record.with_user(self.place_contact).read(["display_name"])

    @mute_logger("odoo.http")
    def test_no_external_api(self):
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        keys = self.env["res.users.apikeys"].with_user(self.place_contact).sudo()
        key = keys._generate(None, "test", tomorrow)
        self.env.flush_all()
        for record in (self.row, self.row.shift_id, self.opportunity, self.vera):
            for method, values in (
                ("search_read", {"fields": ["id"]}),
                ("read", {"ids": record.ids, "fields": ["id"]}),
                ("write", {"ids": record.ids, "vals": {"active": False}}),
            ):
                answer = self.url_open(
                    f"/json/2/{record._name}/{method}",
                    json=values,
                    headers={"Authorization": f"Bearer {key}"},
                )
                self.assertEqual(answer.status_code, 403, (record._name, method))

    def test_only_contacts_of_the_organisation(self):
        foreign = self.env["res.partner"].create(
            {"name": "Fremd", "parent_id": self.other_club.id}
        )
        hidden = self._new_resident(self.coordinator, parent_id=self.club.id)
        for person in (foreign, self.club, hidden, self.vera.partner_id):
            with self.subTest(person.name), self.assertRaises(ValidationError):
                self.opportunity.contact_ids = [Command.link(person.id)]
        with self.assertRaises(ValidationError):
            self.contact.with_user(self.coordinator).quartier_confidential = True

    def test_form(self):
        form = Form(self.opportunity)
        form.partner_id = self.env["res.partner"]
        form.save()
        self.assertFalse(self.opportunity.contact_ids)
        with self.assertRaises(UserError):
            self.opportunity.action_place_access()

    def test_login_by_the_dialog_of_core(self):
        person = self.env["res.partner"].create(
            {"name": "Neu", "parent_id": self.club.id, "email": "neu@example.org"}
        )
        self.opportunity.contact_ids = [Command.set(person.ids)]
        action = self.opportunity.action_place_access()
        wizard = self.env[action["res_model"]].with_user(self.coordinator)
        wizard.browse(action["res_id"]).user_ids.action_grant_access()
        self.assertTrue(person.user_ids.share)
        mine = self.opportunity._of_contact(person.user_ids)
        self.assertEqual(mine.ids, self.opportunity.ids)

    def test_erased_and_merged(self):
        person = self.env["res.partner"].create(
            {"name": "Zwilling", "parent_id": self.club.id}
        )
        wizard = self.env["base.partner.merge.automatic.wizard"]
        self.opportunity.sudo().contact_ids += person
        wizard._merge((person + self.contact).ids, self.contact)
        self.assertEqual(self.opportunity.contact_ids, self.contact)
        self.assertTrue(self._sees())
        contact = self.contact.with_user(self.manager)
        sections = {row.key: row for row in contact._quartier_personal_data()}
        self.assertIn("Lesepatin", str(sections["volunteer_places"].rows))
        steps = {step.key: step for step in contact._quartier_erasure_plan()}
        steps["volunteer_places"].apply(contact.browse())
        self.assertFalse(self.opportunity.contact_ids)
        self.assertFalse(self._sees())
