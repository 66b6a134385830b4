import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .people_common import PeopleCommon

MODEL = "quartier.volunteer.inspection"


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInspection(PeopleCommon):
    """That a certificate was shown, and for how long that counts."""

    def test_what_is_noted(self):
        row = self._inspect()
        self.assertEqual(row.inspected_by_id, self.inspector)
        self.assertEqual(
            row.valid_until,
            fields.Date.add(row.certificate_date, months=60),
        )
        # nobody signs for somebody else, nor decides how long it counts
        for name, value in (
            ("inspected_by_id", self.manager.id),
            ("reminded_on", "2020-01-01"),
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self._inspect(**{name: value})
        row = self._inspect(valid_until="2099-01-01")
        self.assertNotEqual(str(row.valid_until), "2099-01-01")

    def test_not_too_old(self):
        today = self.west._today()
        with self.assertRaisesRegex(ValidationError, "too old"):
            self._inspect(certificate_date=today - timedelta(days=120))
        with self.assertRaisesRegex(ValidationError, "future"):
            self._inspect(inspected_on=today + timedelta(days=1))

    def test_nobody_inspects_their_own(self):
        """Whoever inspects may volunteer as well: somebody else notes theirs."""
        partner = self.inspector.partner_id
        own = self.vera.sudo().create(
            {"partner_id": partner.id, "quartier_id": self.west.id}
        )
        with self.assertRaisesRegex(ValidationError, "their own certificate"):
            self._inspect(own)
        other = self._new_user(
            "inspector2", "quartier_volunteers.group_volunteer_inspector"
        )
        self.west.member_ids += other
        self.inspections = self.inspections.with_user(other)
        own_row = self.inspections.create(
            {
                "volunteer_id": own.id,
                "type_id": self.conduct.id,
                "certificate_date": fields.Date.today(),
            }
        )
        self.assertEqual(own_row.inspected_by_id, other)

    def test_others_learn_whether_it_counts(self):
        self._require(self.conduct)
        today = self.west._today()
        shift = self._new_shift()
        self.assertIn("certificate", self._obstacles(shift)[0])
        self._inspect()
        self.assertEqual(self._obstacles(shift), [])
        self.assertFalse(self._missing(today))
        self.assertTrue(self._missing(today + timedelta(days=366 * 5)))

    def test_an_entry_never_counts(self):
        self._require(self.conduct)
        self._inspect(has_entry=True)
        # in the same words as if there were none
        self.assertEqual(
            self._obstacles(self._new_shift()),
            ["Missing or not valid: Extended certificate of conduct."],
        )

    def test_a_later_one_replaces_it(self):
        first = self._inspect(has_entry=True)
        later = self._inspect(certificate_date=fields.Date.today())
        self.assertFalse(first.exists())
        self.assertTrue(later.exists())

    def test_never_changed(self):
        row = self._inspect()
        with self.assertRaises(AccessError):
            row.has_entry = True
        with self.assertRaises(UserError):
            row.copy()
        row.unlink()

    def test_no_renewal_where_there_is_an_entry(self):
        """Being asked for the renewal of what does not count would tell why."""
        row = self._inspect(has_entry=True)
        with freeze_time(row.valid_until - timedelta(days=10)):
            self._run(MODEL, "_cron_remind")
        self.assertFalse(self.vera.activity_ids)

    def test_renewal_is_asked_for(self):
        row = self._inspect()
        with freeze_time(row.valid_until - timedelta(days=90)):
            self._run(MODEL, "_cron_remind")
            self._run(MODEL, "_cron_remind")
        activity = self.vera.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.coordinator)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInspectionSecrecy(PeopleCommon):
    """Nobody but the inspecting role learns anything of it, on no way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.row = cls._inspect(has_entry=True)
        cls.system = cls._new_user("system", "base.group_system,base.group_user")

    def test_no_other_model_leads_here(self):
        """A relation would show, or let search for, what the rows' rights hide."""
        leading = {
            (model._name, name)
            for model in self.env.registry.values()
            for name, field in model._fields.items()
            if field.comodel_name == MODEL
        }
        self.assertFalse(leading)

    def test_no_chatter(self):
        for name in ("message_ids", "activity_ids", "message_follower_ids"):
            self.assertNotIn(name, self.env[MODEL]._fields)
        binary = [
            name
            for name, field in self.env[MODEL]._fields.items()
            if field.type in ("binary", "image", "html", "text", "char")
            and name != "display_name"
        ]
        self.assertFalse(binary, "nothing else may be noted")

    def test_nothing_in_the_persons_history(self):
        self.assertNotIn("conduct", str(self.vera.message_ids.mapped("body")))

    def test_closed_to_all_others(self):
        """Coordinators with all roles but that one, and whoever runs the system."""
        users = self.coordinator + self.manager + self.admin + self.system
        users.group_ids += self.env.ref("base.group_allow_export")
        for user in users:
            rows = self.env[MODEL].with_user(user)
            for call in (
                lambda rows: rows.search([]),
                lambda rows: rows.search_count([("has_entry", "=", True)]),
                lambda rows: rows.formatted_read_group([], ["has_entry"], ["__count"]),
                lambda rows: rows.browse(self.row.id).read(["has_entry"]),
                lambda rows: rows.browse(self.row.id).export_data(["has_entry"]),
                lambda rows: rows.name_search(),
            ):
                with self.subTest(user=user.name), self.assertRaises(AccessError):
                    call(rows)

    def test_inspectors_of_other_offices(self):
        other = self._new_user(
            "inspector_ost", "quartier_volunteers.group_volunteer_inspector"
        )
        self.ost.member_ids += other
        rows = self.env[MODEL].with_user(other)
        self.assertFalse(rows.search([]))
        with self.assertRaises(AccessError):
            rows.browse(self.row.id).read(["has_entry"])
        with self.assertRaises(AccessError):
            rows.create(
                {
                    "volunteer_id": self.vera.id,
                    "type_id": self.conduct.id,
                    "certificate_date": fields.Date.today(),
                }
            )

    def test_found_by_no_field_of_the_person(self):
        """Whoever searches volunteers by what coordinators see, learns no entry."""
        self.vera.kind_ids = self.kind
        self._require(self.conduct)
        other = self._new_volunteer("Paul Ohne", kind_ids=self.kind.ids)
        read = (self.vera + other).read()
        for values in read:
            for name in ("id", "partner_id", "display_name", "email", "phone"):
                values.pop(name)
        different = {name for name in read[0] if read[0][name] != read[1][name]}
        self.assertLessEqual(
            different, {"age_class", "create_date", "write_date", "__last_update"}
        )

    def test_proof_type_in_use(self):
        with self.assertRaisesRegex(ValidationError, "in use"):
            self.conduct.with_user(self.coordinator).unlink()


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInspectionFiles(PeopleCommon):
    """Files and texts are refused, not hidden."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.row = cls._inspect()

    def _values(self, **values):
        data = base64.b64encode(b"Fuehrungszeugnis")
        return {"name": "zeugnis.pdf", "datas": data, **values}

    def test_attachments(self):
        link = {"res_model": MODEL, "res_id": self.row.id}
        for user in (self.inspector, self.coordinator, self.env.user):
            files = self.env["ir.attachment"].with_user(user)
            for attempt in (
                lambda files: files.create(self._values(**link)),
                lambda files: files.sudo().create(self._values(**link)),
                lambda files: files.sudo().create(self._values(res_model=MODEL)),
                lambda files: files.with_context(
                    default_res_model=MODEL, default_res_id=self.row.id
                ).create(self._values()),
                lambda files: files.create(self._values()).write(link),
                lambda files: files.create(self._values()).sudo().write(link),
            ):
                with (
                    self.subTest(user=user.name),
                    self.cr.savepoint(),
                    self.assertRaises(UserError),
                ):
                    attempt(files)
        self.assertFalse(
            self.env["ir.attachment"].sudo().search([("res_model", "=", MODEL)])
        )

    def test_messages_and_activities(self):
        files = self.env["ir.attachment"].with_user(self.inspector)
        file = files.create(self._values())
        messages = self.env["mail.message"].with_user(self.inspector)
        link = {"model": MODEL, "res_id": self.row.id}
        for attempt in (
            lambda: messages.create({"body": "x", **link}),
            lambda: messages.sudo().create({"attachment_ids": file.ids, **link}),
            lambda: self.env["mail.activity"].create(
                {
                    "res_model_id": self.env["ir.model"]._get_id(MODEL),
                    "res_id": self.row.id,
                    "summary": "x",
                    "user_id": self.inspector.id,
                }
            ),
        ):
            with self.cr.savepoint(), self.assertRaises(UserError):
                attempt()

    def test_the_composer(self):
        composers = self.env["mail.compose.message"].with_user(self.inspector)
        with self.assertRaises(UserError), self.cr.savepoint():
            composers.create(
                {
                    "model": MODEL,
                    "res_ids": self.row.ids,
                    "body": "x",
                    "composition_mode": "comment",
                    "partner_ids": self.manager.partner_id.ids,
                }
            )._action_send_mail()


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInspectionRetention(PeopleCommon):
    """It is forgotten when the law says so."""

    def _clean(self, day):
        with freeze_time(f"{day} 09:00"):
            self._run(MODEL, "_cron_delete_outdated")

    def _noted(self, volunteer, **values):
        with freeze_time("2026-01-10 09:00"):
            return self._inspect(volunteer, certificate_date="2026-01-05", **values)

    def test_after_the_end(self):
        row = self._noted(self.vera)
        self.vera.sudo().write(
            {"state": "ended", "ended_on": "2026-02-10", "started_on": "2026-01-12"}
        )
        self._clean("2026-05-09")
        self.assertTrue(row.exists())
        self._clean("2026-05-10")
        self.assertFalse(row.exists())

    def test_at_once_where_no_work_followed(self):
        nora = self._new_volunteer("Nora Neu", state="onboarding")
        row = self._noted(nora)
        with self._withdrawing():
            nora._end("doch nicht")
        self.assertFalse(row.exists())

    def test_kept_where_work_followed(self):
        row = self._noted(self.vera)
        self.vera.sudo().started_on = "2026-01-12"
        with self._withdrawing():
            self.vera._end("Umzug")
        self.assertTrue(row.exists())

    def test_work_that_never_begins(self):
        nora = self._new_volunteer("Nora Neu", state="onboarding")
        row = self._noted(nora)
        self._clean("2026-04-09")
        self.assertTrue(row.exists())
        self._clean("2026-04-10")
        self.assertFalse(row.exists())

    def test_who_is_active_is_left_alone(self):
        self._require(self.conduct)
        self.vera.kind_ids = self.kind
        row = self._noted(self.vera)
        self._clean("2030-12-31")
        self.assertTrue(row.exists())
        # long after another one had to be shown
        self._clean("2031-04-06")
        self.assertFalse(row.exists())

    def test_the_rule_decides(self):
        row = self._noted(self.vera)
        self.vera.sudo().write(
            {"state": "ended", "ended_on": "2026-02-10", "started_on": "2026-01-12"}
        )
        rule = self.env.ref("quartier_volunteers.quartier_rule_conduct_retention")
        rule.value = 6
        self._clean("2026-07-10")
        self.assertTrue(row.exists())
        rule.active = False
        self._clean("2026-07-10")
        self.assertFalse(row.exists(), "without a rule nothing is kept")
