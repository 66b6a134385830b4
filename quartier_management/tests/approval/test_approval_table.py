from contextlib import contextmanager
from datetime import date, datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .approval_common import ApprovalCommon

STEP = "quartier.approval.step"
# what is done to a document or its open step, with what, and who may:
# o = the office's team, s = signatory of the step, d = the signatory's substitute
TRANSITIONS = (
    ("document", "action_request_approval", {}, "o"),
    ("document", "action_withdraw_approval", {}, "o"),
    ("signature", "action_approve", {}, "sd"),
    ("signature", "action_refuse", {"reason": "Zu teuer"}, "sd"),
    ("signature", "action_return", {"reason": "Bitte kürzen"}, "sd"),
    (
        "outside",
        "action_record_decision",
        {"date": "2024-11-05", "number": "1/24"},
        "sd",
    ),
    ("outside", "action_refuse", {"reason": "Abgelehnt am 5.11."}, "sd"),
)
AFTER = {
    "action_approve": "approved",
    "action_record_decision": "approved",
    "action_refuse": "refused",
    "action_return": "returned",
}


class TableCommon(ApprovalCommon):
    """A paper whose first step is a signature or a decision taken outside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls._new_user("portal", "base.group_portal")
        cls.env["quartier.approval.substitute"].create(
            {
                "user_id": cls.head.id,
                "substitute_id": cls.deputy.id,
                "date_from": "2020-01-01",
                "date_until": "2099-12-31",
            }
        )

    def _roles(self):
        """Users by role; the manager asks, the office's assistant wrote the paper."""
        return {
            "employee": self.employee,
            "portal": self.portal,
            "reader": self.reader,
            "other office": self.manager_ost,
            "administrator": self.admin,
            "next signatory": self.chief,
            "requester": self.manager,
            "o": self.both,
            "s": self.head,
            "d": self.deputy,
        }

    def _open_step(self, kind):
        self.first_rule.kind = kind
        first, _second = self._request()
        return first

    @contextmanager
    def _undone(self):
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _refused(self, call, *arguments, **named):
        with self.assertRaises(UserError):  # AccessError is one
            call(*arguments, **named)


@tagged("standard", "post_install", "-at_install")
class TestApprovalTable(TableCommon):
    """Every transition by every role; the rightful person then succeeds."""

    def test_steps(self):
        for kind in ("signature", "outside"):
            step = self._open_step(kind)
            for target, method, arguments, may in TRANSITIONS:
                if target != kind:
                    continue
                for role, user in self._roles().items():
                    with self.subTest(kind=kind, method=method, role=role):
                        call = getattr(step.with_user(user), method)
                        with self._undone():
                            if role in may:
                                call(**arguments)
                                self.assertEqual(step.state, AFTER[method])
                                self.assertEqual(step.decided_by, user)
                            else:
                                self._refused(call, **arguments)
                        self.assertEqual(step.state, "open")
                        self.assertFalse(step.decision)
            self.paper.with_user(self.manager).action_withdraw_approval()

    def test_documents(self):
        for method in ("action_request_approval", "action_withdraw_approval"):
            for role, user in self._roles().items():
                with self.subTest(method=method, role=role), self._undone():
                    call = getattr(self.paper.with_user(user), method)
                    if role in ("o", "requester"):
                        call()
                    else:
                        self._refused(call)
            if method == "action_request_approval":
                self._request(self.both)

    def test_only_open_steps_are_decided(self):
        first, second = self._request()
        for step in (first, second):
            for method, arguments in (
                ("action_approve", {}),
                ("action_refuse", {"reason": "Nein danke"}),
                ("action_return", {"reason": "Bitte kürzen"}),
            ):
                for state in ("waiting", "approved", "refused", "returned", "void"):
                    with self.subTest(method=method, state=state), self._undone():
                        step.sudo().state = state
                        for user in (self.head, self.chief):
                            self._refused(
                                getattr(step.with_user(user), method), **arguments
                            )

    def test_no_other_way_to_a_signature(self):
        step = self._open_step("signature")
        values = {"state": "approved", "decision": "approved", "decided_by": 1}
        for role, user in self._roles().items():
            mine, paper = step.with_user(user), self.paper.with_user(user)
            steps = self.env[STEP].with_user(user)
            attempts = {
                "write": lambda mine=mine: mine.write(values),
                "one field": lambda mine=mine: mine.write({"signatory_ids": [(5,)]}),
                "unlink": lambda mine=mine: mine.unlink(),
                "copy": lambda mine=mine: mine.copy(),
                "create": lambda steps=steps: steps.create(
                    [{**self._vals(step), **values}]
                ),
                "default": lambda steps=steps: steps.with_context(
                    default_state="approved"
                ).create([self._vals(step)]),
                "by the document": lambda paper=paper: paper.write(
                    {"approval_step_ids": [Command.update(step.id, values)]}
                ),
                "deleted by the document": lambda paper=paper: paper.write(
                    {"approval_step_ids": [Command.delete(step.id)]}
                ),
                "taken from the document": lambda paper=paper: paper.write(
                    {"approval_step_ids": [Command.clear()]}
                ),
                "stamp": lambda paper=paper: paper.write({"approval_stamp": 99}),
                "released": lambda paper=paper: paper.write({"state": "released"}),
            }
            for way, attempt in attempts.items():
                with self.subTest(role=role, way=way), self._undone():
                    self._refused(attempt)
                self.assertEqual(step.state, "open")
            with self.subTest(role=role, way="import"), self._undone():
                try:
                    result = mine.load([".id", "state"], [[str(step.id), "approved"]])
                except AccessError:
                    result = {"ids": False}
                self.assertFalse(result["ids"])
        step.with_user(self.head).action_approve()
        self.assertEqual(step.state, "approved")

    def _vals(self, step):
        return {
            "name": "Erfunden",
            "kind": "signature",
            "round": 1,
            "sequence": 1,
            "quartier_id": step.quartier_id.id,
            "requested_by_id": self.manager.id,
            "asked_on": datetime(2024, 1, 1),
            "state": "open",
            "paper_id": self.paper.id,
        }

    def test_who_signed_does_not_sign_again(self):
        """Whoever is substitute of both signs once."""
        first, second = self._request()
        self.env["quartier.approval.substitute"].create(
            {
                "user_id": self.chief.id,
                "substitute_id": self.deputy.id,
                "date_from": "2020-01-01",
                "date_until": "2099-12-31",
            }
        )
        first.with_user(self.deputy).action_approve()
        self._refused(second.with_user(self.deputy).action_approve)
        second.with_user(self.chief).action_approve()
        self.assertEqual(self.paper.approval_state, "approved")

    def test_substitutes_do_not_pass_it_on(self):
        """A substitute's own substitute signs nothing."""
        self.env["quartier.approval.substitute"].create(
            {
                "user_id": self.deputy.id,
                "substitute_id": self.treasurer.id,
                "date_from": "2020-01-01",
                "date_until": "2099-12-31",
            }
        )
        first, _second = self._request()
        self._refused(first.with_user(self.treasurer).action_approve)

    def test_a_substitute_of_yesterday(self):
        self.env["quartier.approval.substitute"].search([]).write(
            {"date_until": date.today() - timedelta(days=2)}
        )
        first, _second = self._request()
        self._refused(first.with_user(self.deputy).action_approve)

    def test_automation_of_who_may_not(self):
        """A server action runs with the rights of whoever starts it."""
        step = self._open_step("signature")
        action = self.env["ir.actions.server"].create(
            {
                "name": "Zeichnen",
                "model_id": self.env["ir.model"]._get_id(STEP),
                "state": "code",
                "code": "record.write({'state': 'approved'})",
            }
        )
        for user in (self.head, self.manager, self.admin):
            with (
                self.subTest(user=user.name),
                self._undone(),
                mute_logger("odoo.addons.base.models.ir_actions"),
            ):
                run = action.with_user(user).with_context(
                    active_model=STEP, active_id=step.id, active_ids=step.ids
                )
                self._refused(run.run)
            self.assertEqual(step.state, "open")


@tagged("standard", "post_install", "-at_install")
class TestApprovalTableRpc(TableCommon, HttpCase):
    """What clients send: the web client's calls, and the external API."""

    def _web(self, user, method, ids, args=()):
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            answer = self.url_open(
                f"/web/dataset/call_kw/{STEP}/{method}",
                json={
                    "params": {
                        "model": STEP,
                        "method": method,
                        "args": [ids, *args],
                        "kwargs": {},
                    }
                },
            )
        return "error" not in answer.json()

    def _json2(self, user, method, ids, **body):
        tomorrow = datetime.now() + timedelta(days=1)
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        key = keys._generate(None, "Probe", tomorrow)
        with mute_logger("odoo.http"):
            answer = self.url_open(
                f"/json/2/{STEP}/{method}",
                json={"ids": ids, **body},
                headers={"Authorization": f"Bearer {key}"},
            )
        return answer.status_code == 200

    def test_forbidden_and_then_rightful(self):
        step = self._open_step("signature")
        for role, user in self._roles().items():
            if role in "sd":
                continue
            with self.subTest(role=role):
                self.assertFalse(self._web(user, "action_approve", step.ids))
                self.assertFalse(self._json2(user, "action_approve", step.ids))
        for user in (self.head, self.manager, self.admin):
            values = {"state": "approved"}
            with self.subTest(user=user.name):
                self.assertFalse(self._web(user, "write", step.ids, [values]))
                self.assertFalse(self._web(user, "web_save", step.ids, [values, {}]))
                self.assertFalse(self._json2(user, "write", step.ids, vals=values))
                self.assertFalse(self._web(user, "_decide", step.ids, ["approved"]))
                self.assertFalse(self._web(user, "unlink", step.ids))
        self.assertEqual(step.state, "open")
        self.assertTrue(self._web(self.head, "action_approve", step.ids))
        self.assertEqual((step.state, step.decided_by), ("approved", self.head))
