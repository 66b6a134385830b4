from base64 import b64encode
from contextlib import contextmanager
from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import GrantCommon

# what each transition is, from where to where, what it is asked with, and who may:
# u = user of the office, m = manager of the office
TRANSITIONS = (
    ("action_check", "idea", "check", {}, "um"),
    ("action_draft", "check", "draft", {}, "m"),
    ("action_release", "draft", "released", {}, "m"),
    ("action_submit", "released", "submitted", {"day": "today", "how": "post"}, "um"),
    (
        "action_further_request",
        "submitted",
        "further_request",
        {"question": "Fotos?", "due_on": False},
        "um",
    ),
    ("action_answer", "further_request", "submitted", {"answer": "Anbei"}, "um"),
    ("action_award", "submitted", "awarded", {"day": "today", "amount": 700}, "m"),
    ("action_award", "further_request", "awarded", {"day": "today", "amount": 9}, "m"),
    ("action_refuse", "submitted", "refused", {"day": "today", "reason": "Nein"}, "m"),
    ("action_withdraw", "idea", "withdrawn", {"reason": "Nein"}, "m"),
    ("action_withdraw", "released", "withdrawn", {"reason": "Nein"}, "m"),
    ("action_withdraw", "submitted", "withdrawn", {"reason": "Nein"}, "m"),
    ("action_reopen", "withdrawn", "draft", {}, "m"),
)
# how an application comes into a status, one step after the other
WAY = {
    "idea": None,
    "check": ("idea", "action_check", {}),
    "draft": ("check", "action_draft", {}),
    "released": ("draft", "action_release", {}),
    "submitted": ("released", "action_submit", {"day": "today", "how": "portal"}),
    "further_request": (
        "submitted",
        "action_further_request",
        {"question": "Mehr", "due_on": False},
    ),
    "awarded": ("submitted", "action_award", {"day": "today", "amount": 800}),
    "refused": ("submitted", "action_refuse", {"day": "today", "reason": "Nein"}),
    "withdrawn": ("draft", "action_withdraw", {"reason": "Nein"}),
}
NOTED = {
    "submitted_on": "2030-01-01",
    "submitted_how": "portal",
    "receipt": "erfunden",
    "released_on": "2030-01-01",
    "decided_on": "2030-01-01",
    "awarded_amount": 1,
    "outcome_reason": "erfunden",
    "total_cost": 1,
    "requested_amount": 1,
    "own_amount": 1,
    "approval_stamp": 7,
    "company_id": 1,
}


class StateCommon(GrantCommon):
    def _arguments(self, grant, arguments):
        today = str(self._today(grant))
        return {
            name: today if value == "today" else value
            for name, value in arguments.items()
        }

    def _in_state(self, state):
        """A new application that has come to a status as it should."""
        if not WAY[state]:
            return self._new_grant()
        before, method, arguments = WAY[state]
        grant = self._in_state(before)
        arguments = self._arguments(grant, arguments)
        getattr(grant.with_user(self.grant_manager), method)(**arguments)
        return grant

    def _roles(self):
        return {
            "employee": self.employee,
            "reader": self.reader,
            "office": self.office,
            "quartier manager": self.manager,
            "administrator": self.admin,
            "finance": self.finance,
            "other office": self.grant_ost,
            "u": self.grant_user,
            "m": self.grant_manager,
        }

    @contextmanager
    def _undone(self):
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()


@tagged("standard", "post_install", "-at_install")
class TestGrantState(StateCommon):
    """Every transition, by every role, in the right and in every other status."""

    def test_who_may(self):
        for method, source, target, arguments, may in TRANSITIONS:
            grant = self._in_state(source)
            arguments = self._arguments(grant, arguments)
            for role, user in self._roles().items():
                with self.subTest(method=method, source=source, role=role):
                    call = getattr(grant.with_user(user), method)
                    with self._undone():
                        if role in may:
                            call(**arguments)
                            self.assertEqual(grant.state, target)
                        else:
                            with self.assertRaises(AccessError):
                                call(**arguments)
                    self.assertEqual(grant.state, source)

    def test_only_from_the_right_status(self):
        sources = {}
        for method, source, _target, arguments, _may in TRANSITIONS:
            sources.setdefault(method, ([], arguments))[0].append(source)
        sources["action_withdraw"][0].extend(("check", "draft", "further_request"))
        sources["action_refuse"][0].append("further_request")
        sources["action_release"][0].append("further_request")
        for state in WAY:
            grant = self._in_state(state)
            for method, (right, arguments) in sources.items():
                if state in right:
                    continue
                with (
                    self.subTest(method=method, state=state),
                    self._undone(),
                    self.assertRaises(UserError),
                ):
                    call = getattr(grant.with_user(self.grant_manager), method)
                    call(**self._arguments(grant, arguments))
                self.assertEqual(grant.state, state)

    def test_nobody_writes_what_the_system_notes(self):
        grant = self._new_grant()
        for user in (self.grant_user, self.grant_manager):
            record = grant.with_user(user)
            for name, value in {"state": "released", **NOTED}.items():
                for way in ("write", "create", "context", "default", "load", "copy"):
                    with self.subTest(user=user.name, name=name, way=way):
                        self._check_refused(record, way, name, value)

    def _check_refused(self, record, way, name, value):
        """Refused, or without effect (sums are calculated, whatever is sent)."""
        values = {"name": "Neu", "quartier_id": self.west.id}
        with self._undone():
            try:
                if way == "write":
                    record.write({name: value})
                    new = record
                elif way == "create":
                    new = record.create({**values, name: value})
                elif way == "context":
                    new = record.with_context(**{f"default_{name}": value})
                    new = new.create(values)
                elif way == "default":
                    self.env["ir.default"].with_user(record.env.user).set(
                        "quartier.grant", name, value, user_id=True
                    )
                    new = record.create(values)
                elif way == "copy":
                    new = record.copy({name: value})
                else:
                    result = record.load(
                        ["name", "quartier_id/.id", name],
                        [["Neu", str(self.west.id), str(value)]],
                    )
                    if not result["ids"]:
                        return
                    new = record.browse(result["ids"])
            except AccessError:
                return
            self.env.flush_all()
            self.env.invalidate_all()
            if name != "approval_stamp":  # it counts changes, and says nothing else
                self.assertNotEqual(str(new[name]), str(value))
                self.assertNotEqual(new.state, "released")

    def test_handed_in_is_handed_in(self):
        for state in ("submitted", "awarded", "refused", "withdrawn"):
            grant = self._in_state(state)
            line = grant.budget_line_ids
            attempts = (
                lambda grant=grant: grant.write({"name": "Anders"}),
                lambda grant=grant: grant.write({"program_id": False}),
                lambda line=line: line.write({"price": 5}),
                lambda line=line: line.unlink(),
                lambda line=line: line.copy(),
                lambda grant=grant: grant.funding_line_ids.write({"amount": 5}),
                lambda grant=grant: grant.write(
                    {"budget_line_ids": [(1, grant.budget_line_ids.id, {"price": 5})]}
                ),
                lambda grant=grant: grant.write(
                    {
                        "document_ids": [
                            (0, 0, {"name": "Nachgereicht", "waived": "nie"})
                        ]
                    }
                ),
                lambda grant=grant: grant.unlink(),
            )
            for number, attempt in enumerate(attempts):
                with (
                    self.subTest(state=state, number=number),
                    self._undone(),
                    self.assertRaises(UserError),
                ):
                    attempt()
            grant.write({"user_id": self.grant_manager.id, "funder_reference": "35.1"})
            self.assertEqual(grant.total_cost, 1000)

    def test_the_receipt_stays(self):
        grant = self._in_state("released")
        receipt, other = b64encode(b"Eingang"), b64encode(b"anders")
        grant.action_submit(
            self._today(grant), "portal", "4711", receipt, "eingang.pdf"
        )
        self.assertEqual(grant.receipt_file, receipt)
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "quartier.grant.version"),
                ("res_id", "in", grant.version_ids.ids),
                ("res_field", "=", "receipt_file"),
            ]
        )
        for user in (self.grant_user, self.grant_manager):
            with self.assertRaises(AccessError):
                attachment.with_user(user).datas = other
            with self.assertRaises(AccessError):
                attachment.with_user(user).unlink()

    def test_line_does_not_move_to_what_is_handed_in(self):
        grant, other = self._in_state("submitted"), self._new_grant()
        with self.assertRaises(UserError):
            other.budget_line_ids.grant_id = grant

    def test_days_and_amounts(self):
        grant = self._in_state("submitted").with_user(self.grant_manager)
        today = self._today(grant)
        for method, arguments in (
            ("action_award", {"day": False, "amount": 100}),
            ("action_award", {"day": "2999-01-01", "amount": 100}),
            ("action_award", {"day": "2001-01-01", "amount": 100}),
            ("action_award", {"day": str(today), "amount": 0}),
            ("action_award", {"day": str(today), "amount": -5}),
            ("action_award", {"day": str(today), "amount": 800.01}),
            ("action_refuse", {"day": str(today), "reason": " "}),
            ("action_refuse", {"day": "2001-01-01", "reason": "Nein"}),
            ("action_further_request", {"question": "", "due_on": False}),
            ("action_further_request", {"question": "Was?", "due_on": "2001-01-01"}),
            ("action_withdraw", {"reason": ""}),
        ):
            with (
                self.subTest(method=method, arguments=arguments),
                self._undone(),
                self.assertRaises(UserError),
            ):
                getattr(grant, method)(**arguments)
        released = self._in_state("released")
        with self.assertRaises(UserError):
            released.action_submit(str(today), "smoke signals")

    def test_further_request(self):
        grant = self._in_state("submitted")
        due = str(self._today(grant))
        grant.action_further_request("Bitte Fotos nachreichen", due)
        self.assertEqual(grant.activity_ids.user_id, grant.user_id)
        grant.budget_line_ids.price = 1000.0
        grant.action_answer("Fotos geschickt")
        self.assertEqual(grant.question_ids.answer, "Fotos geschickt")
        grant.action_further_request("Noch etwas", False)
        grant.with_user(self.grant_manager).action_release()
        grant.action_submit(due, "portal")
        self.assertTrue(all(grant.question_ids.mapped("answered_on")))

    def test_copy_is_an_idea(self):
        copy = self._in_state("awarded").with_user(self.grant_user).copy()
        self.assertEqual(copy.state, "idea")
        self.assertEqual(copy.total_cost, 1000)
        self.assertFalse(copy.submitted_on or copy.awarded_amount or copy.version_ids)

    def test_withdrawn_from_the_funder_stays(self):
        grant = self._in_state("submitted").with_user(self.grant_manager)
        grant.action_withdraw("Doch nicht")
        with self.assertRaises(UserError):
            grant.action_reopen()

    def test_kept_by_hand_is_deletable_as_draft_only(self):
        manager = self.grant_manager
        self._in_state("draft").with_user(manager).unlink()
        with self.assertRaises(AccessError):
            self._new_grant().with_user(self.grant_user).unlink()


@tagged("standard", "post_install", "-at_install")
class TestGrantStateRpc(StateCommon, HttpCase):
    """What a client sends, and the rightful person afterwards."""

    def _call(self, user, method, ids, args=(), **kwargs):
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            return self.url_open(
                f"/web/dataset/call_kw/quartier.grant/{method}",
                json={
                    "params": {
                        "model": "quartier.grant",
                        "method": method,
                        "args": [ids, *args],
                        "kwargs": kwargs,
                    }
                },
            ).json()

    def _refused(self, answer):
        return "error" in answer

    def test_web_client(self):
        grant = self._in_state("check")
        for user in (self.finance, self.grant_ost, self.office, self.grant_user):
            with self.subTest(user=user.name):
                self.assertTrue(
                    self._refused(self._call(user, "action_draft", grant.ids))
                )
        for user in (self.grant_user, self.grant_manager):
            for vals in ({"state": "released"}, {"total_cost": 1}):
                for method, args in (("write", [vals]), ("web_save", [vals, {}])):
                    answer = self._call(user, method, grant.ids, args)
                    self.assertTrue(self._refused(answer), (method, vals))
        for method in ("_advance", "_release", "_approval_ended", "_keep_version"):
            answer = self._call(self.grant_manager, method, grant.ids, ["draft"])
            self.assertTrue(self._refused(answer), method)
        answer = self._call(self.grant_manager, "action_draft", grant.ids)
        self.assertFalse(self._refused(answer))
        self.assertEqual(grant.state, "draft")

    def test_json2(self):
        grant = self._in_state("check")

        def call(user, method, **body):
            key = (
                self.env["res.users.apikeys"]
                .with_user(user)
                ._generate("rpc", "Probe", datetime.now() + timedelta(days=1))
            )
            with mute_logger("odoo.http"):
                return self.url_open(
                    f"/json/2/quartier.grant/{method}",
                    json={"ids": grant.ids, **body},
                    headers={"Authorization": f"Bearer {key}"},
                ).status_code

        self.assertEqual(call(self.grant_ost, "action_draft"), 403)
        self.assertEqual(call(self.grant_user, "action_draft"), 403)
        self.assertEqual(call(self.grant_user, "write", vals={"state": "draft"}), 403)
        self.assertEqual(call(self.grant_manager, "action_draft"), 200)
        self.assertEqual(grant.state, "draft")
