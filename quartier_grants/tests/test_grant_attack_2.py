from base64 import b64encode
from datetime import timedelta

from lxml import etree
from psycopg2.errors import CheckViolation, ForeignKeyViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAsked(GrantCommon):
    """What a programme asks for cannot be got round, nor lost on the way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.section_ids = [
            Command.create({"name": "Ziele", "hint": "Wozu?", "max_length": 20})
        ]
        cls.program.document_ids = [Command.create({"name": "Lageplan"})]

    def test_chosen_in_the_form(self):
        """The form is what clerks use: it loses neither limits nor demands."""
        grants = self.env["quartier.grant"].with_user(self.grant_user)
        form = Form(grants)
        form.name = "Im Formular"
        form.program_id = self.program
        grant = form.save()
        self.assertEqual(grant.section_ids.origin_id, self.program.section_ids)
        self.assertEqual(grant.section_ids.max_length, 20)
        self.assertEqual(grant.document_ids.origin_id, self.program.document_ids)
        self.assertTrue(grant.section_ids._obstacles())

    def test_other_programme_in_the_form(self):
        grant = self._new_grant()
        other = self._new_program("Anderes")
        other.section_ids = [Command.create({"name": "Wirkung"})]
        with Form(grant) as form:
            form.program_id = other
        self.assertEqual(grant.section_ids.mapped("name"), ["Wirkung"])
        self.assertEqual(grant.section_ids.origin_id, other.section_ids)

    def test_documents_asked_for_stay_on_the_list(self):
        grant = self._new_grant()
        grant.section_ids.text = "Geschrieben"
        attempts = (
            lambda: grant.document_ids.unlink(),
            lambda: grant.document_ids.write({"required": False}),
            lambda: grant.document_ids.write({"origin_id": False}),
            lambda: grant.section_ids.unlink(),
            lambda: grant.section_ids.write({"origin_id": False, "text": False}),
            lambda: grant.write({"document_ids": [Command.clear()]}),
        )
        for number, attempt in enumerate(attempts):
            with self.subTest(number=number):
                savepoint = self.env.cr.savepoint()
                try:
                    attempt()
                except UserError:
                    continue
                else:
                    self.env.flush_all()
                    self.env.invalidate_all()
                    grant.action_check()
                    grant.with_user(self.grant_manager).action_draft()
                    with self.assertRaises(UserError):
                        grant.with_user(self.grant_manager).action_release()
                finally:
                    savepoint.close(rollback=True)
                    self.env.invalidate_all()

    def test_own_rows_come_and_go(self):
        grant = self._new_grant()
        grant.document_ids = [Command.create({"name": "Foto"})]
        own = grant.document_ids.filtered(lambda row: not row.origin_id)
        own.required = True
        own.unlink()
        grant.program_id = False
        self.assertFalse(grant.document_ids)


@tagged("standard", "post_install", "-at_install")
class TestGrantHandedIn(GrantCommon):
    """What is awarded is what the funder has, also where nobody has to sign."""

    def test_answer_does_not_slip_a_change_in(self):
        grant = self._new_submitted()
        grant.action_further_request("Fotos?", False)
        grant.summary = "Ganz anders"
        with self.assertRaises(UserError):
            grant.action_answer("Anbei")
        grant.summary = False
        grant.action_answer("Anbei")
        self.assertEqual(grant.state, "submitted")

    def test_award_of_what_was_never_handed_in(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        day = self._today(grant)
        grant.action_further_request("Kosten?", False)
        grant.budget_line_ids.price = 5000
        grant.funding_line_ids[0].amount = 4000
        grant.funding_line_ids[1].amount = 1000
        with self.assertRaises(UserError):
            grant.action_award(day, 4000)
        # released anew, but not handed in
        grant.action_release()
        self.assertEqual(grant.state, "released")
        grant.action_submit(day, "post")
        grant.action_award(day, 4000)
        self.assertEqual(grant.awarded_amount, 4000)

    def test_released_anew_changed_again(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        day = self._today(grant)
        grant.action_further_request("Kosten?", False)
        grant.summary = "Zweite Fassung"
        grant.action_release()
        grant.summary = "Dritte Fassung"
        self.assertEqual(grant.state, "further_request")
        grant.summary = "Zweite Fassung"
        for attempt in (
            lambda: grant.action_answer("Anbei"),
            lambda: grant.action_award(day, 100),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_refusal_is_always_possible(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        grant.action_further_request("Kosten?", False)
        grant.summary = "Anders"
        grant.action_refuse(self._today(grant), "Kein Geld mehr")
        self.assertEqual(grant.state, "refused")

    def test_file_changed_behind_a_release_without_signatures(self):
        grant = self._new_released(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"vorher")})
            ]
        )
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "quartier.grant.document"),
                ("res_field", "=", "file"),
                ("res_id", "=", grant.document_ids.id),
            ]
        )
        attachment.with_user(self.grant_user).raw = b"anders"
        self.env.invalidate_all()
        self.assertEqual(grant.state, "draft")
        grant.action_keep_version()
        with self.assertRaises(UserError):
            grant.action_submit(self._today(grant), "portal")

    def test_second_file_of_a_document(self):
        """Core shows the newest one: it is signed like the first."""
        self._new_rule("Leitung", self.head)
        grant = self._new_draft(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"vorher")})
            ]
        )
        for way in ("create", "move"):
            with self.subTest(way=way):
                grant.action_request_approval()
                step = grant.sudo()._approval_current()
                step.with_user(self.head).action_approve()
                self.assertEqual(grant.state, "released")
                target = {
                    "res_model": "quartier.grant.document",
                    "res_field": "file",
                    "res_id": grant.document_ids.id,
                }
                files = self.env["ir.attachment"].with_user(self.grant_user)
                values = {"name": way, "raw": f"anders, {way}".encode()}
                try:
                    if way == "create":
                        files.create({**values, **target})
                    else:
                        files.create(values).write(target)
                except AccessError:
                    continue
                self.env.invalidate_all()
                self.assertEqual(grant.state, "draft")
                self.assertEqual(step.state, "void")

    def test_rule_made_after_the_release(self):
        """What was released as the rules were then is handed in."""
        grant = self._new_released()
        self._new_rule("Neu", self.head)
        self.env.invalidate_all()
        grant.action_submit(self._today(grant), "portal")
        self.assertEqual(grant.state, "submitted")

    def test_answered_in_the_form_after_a_change(self):
        """Without a rule the manager finds a button to release anew."""
        grant = self._new_submitted()
        grant.action_further_request("Kosten?", False)
        views = self.env["quartier.grant"].with_user(self.grant_manager)
        arch = views.get_views([(False, "form")])["views"]["form"]["arch"]
        (button,) = etree.fromstring(arch).xpath("//button[@name='action_release']")
        self.assertIn("further_request", button.get("invisible"))


@tagged("standard", "post_install", "-at_install")
class TestGrantSeen(GrantCommon, HttpCase):
    """Names, sums and files of another office's application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant = cls._new_grant(name="Geheimantrag", date_from="2031-05-01")
        cls.portal = cls._new_user("portal", "base.group_portal")

    def test_onchange_of_dialogs(self):
        for model, name in (
            ("quartier.grant.decide", "amount"),
            ("quartier.grant.what.if", "line_ids"),
            ("quartier.grant.compare", "differences"),
        ):
            dialogs = self.env[model].with_user(self.grant_ost)
            spec = {"grant_id": {}, name: {}}
            for values, context in (
                ({"grant_id": self.grant.id}, {}),
                ({}, {"default_grant_id": self.grant.id}),
            ):
                with self.subTest(model=model, context=context):
                    self.env.invalidate_all()
                    try:
                        result = dialogs.with_context(**context).onchange(
                            values, ["grant_id"] if values else [], spec
                        )
                    except AccessError:
                        continue
                    self.assertNotIn("800", str(result["value"].get(name)))
                    self.assertNotIn("Probe", str(result["value"].get(name)))

    def test_onchange_of_parts(self):
        lines = self.env["quartier.grant.budget.line"].with_user(self.grant_ost)
        try:
            result = lines.onchange(
                {"grant_id": self.grant.id}, ["grant_id"], {"grant_id": {}, "year": {}}
            )
        except AccessError:
            return
        self.assertNotEqual(result["value"].get("year"), 2031)

    def test_computed_by_ids(self):
        """Fields that are computed with sudo are not read by a guessed id."""
        self._new_rule("Leitung", self.head)
        grant = self._new_draft(name="Geheimantrag")
        grant.action_request_approval()
        names = ("approval_blocked_by", "approval_state", "receipt_file_name")
        # without it an export is refused to anybody for whatever record
        export = self.env.ref("base.group_allow_export")
        export.user_ids += self.grant_ost + self.reader
        for user in (self.grant_ost, self.reader):
            foreign = grant.with_user(user)
            for name in names:
                for call in (
                    lambda foreign=foreign, name=name: foreign.read([name]),
                    lambda foreign=foreign, name=name: foreign.export_data([name]),
                    lambda foreign=foreign, name=name: foreign.web_read({name: {}}),
                    lambda foreign=foreign, name=name: foreign.onchange(
                        {}, [], {name: {}}
                    ),
                ):
                    self.env.invalidate_all()
                    with self.subTest(user=user.name, name=name):
                        try:
                            result = call()
                        except AccessError:
                            continue
                        self.assertNotIn("Leitung", str(result))
                        self.assertNotIn("asked", str(result))

    def test_lines_of_dialogs_do_not_tell_names(self):
        dialogs = self.env["quartier.grant.what.if"].with_user(self.grant_user)
        dialog = dialogs.create({"grant_id": self.grant.id})
        lines = self.env["quartier.grant.what.if.line"].with_user(self.grant_ost)
        with self.assertRaises(AccessError):
            line = lines.create({"what_if_id": dialog.id})
            self.assertNotIn("Geheimantrag", str(line.read(["what_if_id"])))
        self.assertEqual(len(dialog.line_ids), 4)

    def test_calls_do_not_tell_who_applies(self):
        call = self.env["quartier.grant.call"].create(
            {
                "program_id": self.program.id,
                "name": "R1",
                "deadline": fields.Date.today() + timedelta(days=40),
            }
        )
        self.grant.call_id = call
        self.env.flush_all()
        for user in (self.grant_ost,):
            calls = self.env["quartier.grant.call"].with_user(user)
            for domain in (
                [("id", "=", call.id), ("grant_ids", "!=", False)],
                [("id", "=", call.id), ("grant_ids", "in", self.grant.ids)],
            ):
                with self.subTest(user=user.name, domain=domain):
                    try:
                        self.assertFalse(calls.search(domain))
                    except ValueError:
                        continue

    def test_counts_and_groups(self):
        for user in (self.grant_ost,):
            grants = self.env["quartier.grant"].with_user(user)
            self.assertFalse(grants.name_search("Geheimantrag"))
            self.assertFalse(grants.search_count([("name", "=", "Geheimantrag")]))
            groups = grants.formatted_read_group(
                [("name", "=", "Geheimantrag")], ["name"], ["total_cost:sum"]
            )
            self.assertFalse(groups)
            program = self.program.with_user(user)
            self.assertEqual(program.grant_count, 0)
            for model in ("section", "budget.line", "funding.line", "version"):
                rows = self.env[f"quartier.grant.{model}"].with_user(user)
                self.assertFalse(rows.search([("grant_id", "=", self.grant.id)]))
                self.assertFalse(rows.search([("grant_id.name", "=", "Geheimantrag")]))

    def test_printed(self):
        """Neither the application nor the sheet of its signatures."""
        self.authenticate(self.grant_ost.login, self.grant_ost.login)
        for user in (self.grant_ost, self.employee, self.reader, self.portal):
            self.authenticate(user.login, user.login)
            for report in ("grant_document", "grant_sheet"):
                for kind in ("pdf", "html", "text"):
                    path = f"/report/{kind}/quartier_grants.{report}/{self.grant.id}"
                    with (
                        self.subTest(user=user.login, path=path),
                        mute_logger("odoo.http", "odoo.addons.web.controllers.report"),
                    ):
                        answer = self.url_open(path)
                        self.assertNotEqual(answer.status_code, 200)
                        self.assertNotIn("Geheimantrag", answer.text)

    def test_files(self):
        grant = self._new_grant(
            early_start_granted_on="2024-01-01",
            early_start_reference="Brief",
            early_start_file=b64encode(b"Zustimmung"),
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"Grundriss")})
            ],
        )
        paths = (
            f"/web/content/quartier.grant/{grant.id}/early_start_file",
            f"/web/content/quartier.grant.document/{grant.document_ids.id}/file",
        )
        for user in (self.grant_ost, self.employee, self.reader, self.portal):
            self.authenticate(user.login, user.login)
            for path in paths:
                with self.subTest(user=user.login, path=path):
                    self.assertEqual(self.url_open(path).status_code, 404)
        self.authenticate(self.grant_user.login, self.grant_user.login)
        for path in paths:
            self.assertEqual(self.url_open(path).status_code, 200)

    def test_chatter(self):
        message = self.grant.message_post(body="Intern besprochen")
        for user in (self.grant_ost, self.employee, self.reader):
            with self.assertRaises(AccessError):
                message.with_user(user).read(["body"])
            with self.assertRaises(AccessError):
                self.grant.with_user(user).message_post(body="Ich auch")
            with self.assertRaises(AccessError):
                self.grant.with_user(user).activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id
                )
            found = self.env["mail.message"].with_user(user)
            self.assertFalse(found.search([("body", "ilike", "Intern besprochen")]))

    def test_who_left_the_team(self):
        """Neither follows nor has anything to do of it any more."""
        self.grant.message_subscribe(self.grant_user.partner_id.ids)
        self.grant.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.grant_user.id
        )
        self.west.member_ids -= self.grant_user
        self.assertNotIn(
            self.grant_user.partner_id, self.grant.sudo().message_partner_ids
        )
        self.assertNotIn(self.grant_user, self.grant.sudo().activity_ids.user_id)


@tagged("standard", "post_install", "-at_install")
class TestGrantInput(GrantCommon):
    """What nobody means to enter."""

    def test_amounts_stay_as_they_are_stored(self):
        """A price has cents: it is rounded before it is multiplied."""
        grant = self._new_grant(costs=())
        grant.budget_line_ids = [
            Command.create(
                {
                    "name": f"Posten {price}",
                    "kind_id": self.kind.id,
                    "quantity": 3,
                    "price": price,
                }
            )
            for price in (33.335, 0.005, 1.005, 2.675)
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        stored = [
            (line.price, line.amount) for line in grant.budget_line_ids.sorted("id")
        ]
        self.assertEqual(
            stored, [(33.34, 100.02), (0.01, 0.03), (1.01, 3.03), (2.68, 8.04)]
        )
        fingerprint = grant._approval_fingerprint()
        lines = grant.budget_line_ids
        lines.env.add_to_compute(lines._fields["amount"], lines)
        self.env.flush_all()
        self.assertEqual(grant._approval_fingerprint(), fingerprint)
        self.assertEqual(grant.total_cost, round(sum(lines.mapped("amount")), 2))

    def test_own_work_stays_as_it_is_stored(self):
        grant = self._new_grant(funding=())
        grant.funding_line_ids = [
            Command.create({"kind": "own_work", "hours": 3, "hourly_rate": 15.555})
        ]
        self.env.flush_all()
        self.env.invalidate_all()
        work = grant.funding_line_ids
        self.assertEqual((work.hourly_rate, work.amount), (15.56, 46.68))

    def test_absurd_amounts(self):
        grant = self._new_grant()
        line = grant.budget_line_ids
        for record, values in (
            (line, {"price": 1e25, "quantity": 1e9}),
            (line, {"price": 1e300}),
            (grant.funding_line_ids[0], {"amount": 1e30}),
            (
                grant.funding_line_ids[1],
                {"kind": "own_work", "hours": 1e25, "hourly_rate": 1e9},
            ),
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                record.write(values)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_absurd_terms(self):
        for values in (
            {"cap": 1e30},
            {"minimum": 1e30},
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.program.write(values)
                self.env.flush_all()
            self.env.invalidate_all()

    def test_absurd_what_if(self):
        dialogs = self.env["quartier.grant.what.if"].with_user(self.grant_user)
        dialog = dialogs.create({"grant_id": self._new_grant().id, "cost_change": 1e28})
        self.assertEqual(len(dialog.line_ids), 4)

    def test_early_start(self):
        """Consent is judged again whatever of it changes."""
        consent = {
            "early_start_asked_on": "2024-02-01",
            "early_start_granted_on": "2024-03-01",
        }
        grant = self._new_grant(**consent, early_start_file=b64encode(b"Zustimmung"))
        other = self._new_grant(**consent, early_start_reference="35.2")
        future = fields.Date.today() + timedelta(days=40)
        for record, values in (
            (grant, {"early_start_asked_on": "2024-04-01"}),
            (grant, {"early_start_file": False}),
            (other, {"early_start_granted_on": future}),
            (other, {"started_on": future}),
        ):
            with (
                self.subTest(values=values),
                self.assertRaises(UserError),
                self.env.cr.savepoint(),
            ):
                record.write(values)
            self.env.invalidate_all()

    def test_currency_of_another_company(self):
        company = self.env["res.company"].create(
            {"name": "Anderswo", "currency_id": self.env.ref("base.USD").id}
        )
        self.program.company_id = False
        self.grant_user.company_ids += company
        office = self._new_quartier("Anderswo", self.grant_user, self.manager)
        office.company_id = company
        if office.company_id.currency_id == self.program.currency_id:
            company.currency_id = self.env.ref("base.CHF")
        with self.assertRaises(UserError):
            self._new_grant(quartier_id=office.id)

    def test_programme_moves_to_another_company(self):
        """Nobody of the office could open their application any more."""
        self._new_grant()
        company = self.env["res.company"].create({"name": "Andere Stadt"})
        company.currency_id = self.program.currency_id
        with self.assertRaises(UserError):
            self.program.company_id = company

    def test_call_moves_to_another_programme(self):
        call = self.env["quartier.grant.call"].create(
            {"program_id": self.program.id, "name": "R1", "rolling": True}
        )
        self._new_grant(call_id=call.id)
        with self.assertRaises(UserError):
            call.program_id = self._new_program("Anderes")

    def test_funder_is_no_confidential_person(self):
        resident = self._new_resident(self.office)
        for values in ({}, {"is_company": True}):
            with self.subTest(values=values), self.assertRaises(UserError):
                resident.write(values)
                self.program.funder_id = resident

    def test_funder_does_not_become_a_person(self):
        funder = self.env["res.partner"].create(
            {"name": "Stiftung", "is_company": True}
        )
        self.program.funder_id = funder
        with self.assertRaises(UserError):
            funder.with_user(self.office).write(
                {"is_company": False, "quartier_confidential": True}
            )

    def test_programmes_decision_by_creation(self):
        programs = self.env["quartier.grant.program"].with_user(self.grant_user)
        for values in (
            {"decision": "go"},
            {"decision_reason": "Erfunden"},
            {"decided_by_id": self.grant_manager.id},
            {"decided_on": "2024-01-01"},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError):
                programs.create({"name": "Neu", "financing": "full", **values})
            (name, value), *_none = values.items()
            with self.subTest(context=values), self.assertRaises(AccessError):
                programs.with_context(**{f"default_{name}": value}).create(
                    {"name": "Neu", "financing": "full"}
                )

    def test_taken_up_again_without_a_go(self):
        """To take up what was withdrawn is no way round the check."""
        grant = self._new_grant(program_id=False).with_user(self.grant_manager)
        grant.action_withdraw("Keine Zeit")
        grant.action_reopen()
        self.assertEqual(grant.state, "check")
        grant = self._new_draft().with_user(self.grant_manager)
        grant.action_withdraw("Keine Zeit")
        self.program.with_user(self.grant_manager).action_decide("no_go", "Zu spät")
        grant.action_reopen()
        self.assertEqual(grant.state, "check")


@tagged("standard", "post_install", "-at_install")
class TestGrantReminded(GrantCommon):
    """Whoever has something to do is told, and told no longer when it is done."""

    def _new_call(self, days=10):
        return self.env["quartier.grant.call"].create(
            {
                "program_id": self.program.id,
                "name": "R1",
                "deadline": fields.Date.today() + timedelta(days=days),
            }
        )

    def _remind(self):
        self.env["quartier.grant.call"]._cron_remind()
        self.env.flush_all()

    def test_application_begun_after_the_reminder(self):
        self._new_call()
        self._remind()
        late = self._new_grant()
        self._remind()
        self.assertEqual(late.activity_ids.user_id, self.grant_user)
        self._remind()
        self.assertEqual(len(late.activity_ids), 1)
        late.activity_ids.action_done()
        self._remind()
        self.assertFalse(late.activity_ids)

    def test_watched_after_the_reminder(self):
        self._new_call()
        self._remind()
        self.program.watched = True
        self._remind()
        self.assertEqual(self.program.activity_ids.user_id, self.grant_manager)

    def test_responsible_person_left(self):
        """Then the office's manager is told."""
        self._new_call()
        gone, moved = self._new_grant(), self._new_grant()
        gone.user_id = self.grant_user
        moved.user_id = self.employee
        self.grant_user.active = False
        self.west.manager_id = self.grant_manager
        self._remind()
        self.assertEqual(gone.activity_ids.user_id, self.grant_manager)
        self.assertEqual(moved.activity_ids.user_id, self.grant_manager)

    def test_done_is_done(self):
        self._new_call()
        grant = self._new_grant()
        self._remind()
        own = grant.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.grant_user.id
        )
        own.automated = False
        grant.action_check()
        manager = grant.with_user(self.grant_manager)
        manager.action_draft()
        manager.action_release()
        self.assertEqual(len(grant.activity_ids), 2)
        grant.action_submit(self._today(grant), "post")
        self.assertEqual(grant.activity_ids, own)
        grant.action_further_request("Kosten < 500 <b>fett</b>?", self._today(grant))
        todo = grant.activity_ids - own
        self.assertIn("&lt;b&gt;", todo.note)
        grant.action_answer("Anbei")
        self.assertEqual(grant.activity_ids, own)


@tagged("standard", "post_install", "-at_install")
class TestGrantGone(GrantCommon):
    def test_deleted_with_its_files(self):
        """Core deletes neither files nor messages of rows that go by a cascade."""
        grant = self._new_draft(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"Grundriss")})
            ]
        )
        self._new_rule("Leitung", self.head)
        grant.action_request_approval()
        grant.action_withdraw_approval()
        steps, documents = grant.sudo().approval_step_ids.ids, grant.document_ids.ids
        grant.with_user(self.grant_manager).unlink()
        for model, ids in (
            ("quartier.grant.document", documents),
            ("quartier.approval.step", steps),
        ):
            domain = [("res_model", "=", model), ("res_id", "in", ids)]
            self.assertFalse(self.env["mail.activity"].search(domain))
            domain += [("res_field", "!=", False)]
            self.assertFalse(self.env["ir.attachment"].search(domain))
        self.assertFalse(self.env["quartier.approval.step"].browse(steps).exists())

    def test_who_handed_in_is_kept(self):
        grant = self._new_submitted()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(ForeignKeyViolation),
            self.env.cr.savepoint(),
        ):
            self.grant_user.unlink()
        self.env.invalidate_all()
        self.assertTrue(grant.submitted_by_id)

    def test_version_names_what_the_user_cannot_read(self):
        """A private project does not keep the team from keeping a version."""
        project = self._new_project().sudo()
        grant = self._new_grant(project_id=project.id)
        project.privacy_visibility = "followers"
        project.message_unsubscribe(self.grant_user.partner_id.ids)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            project.with_user(self.grant_user).read(["name"])
        grant.action_keep_version()
        self.assertTrue(grant.version_ids)


@tagged("standard", "post_install", "-at_install")
class TestGrantForcedDeletion(GrantCommon):
    """Core skips what refuses a deletion when the context speaks of uninstalling."""

    def test_what_was_handed_in(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        with self.assertRaisesRegex(UserError, "is kept"):
            grant.with_context(_force_unlink=True).unlink()

    def test_uninstalling_runs_as_superuser(self):
        grant = self._new_submitted().sudo()
        grant.with_context(_force_unlink=True).unlink()
        self.assertFalse(grant.exists())
