from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged

from ..models.quartier_grant_closed_mixin import CLOSED
from .closed_common import LIST, PDF, ClosedCommon

# what leads to such a line is its app's
OTHERS = "account.analytic.line"
# what is written in ways of its own
_UNTYPED = ("one2many", "many2many", "binary", "json", "properties")


@tagged("standard", "post_install", "-at_install")
class TestGrantClosedModels(ClosedCommon):
    """No model is forgotten, neither one of today nor one of tomorrow."""

    def test_all_that_belongs_to_a_grant_is_guarded(self):
        guarded = {model._name for model in self._guarded()}
        belonging = self._belonging()
        self.assertIn("quartier.grant.award.line", belonging)
        self.assertFalse(
            belonging - guarded,
            "these models belong to a grant, and lack quartier.grant.closed.mixin",
        )

    def _belonging(self):
        """Return the names of the models whose records lead to a grant."""
        found, more = set(), {"quartier.grant"}
        while more:
            found |= more
            more = {
                name
                for name, model in self.env.registry.items()
                if name not in found and not (model._abstract or model._transient)
                if model._auto  # what is a query has no rows that could be written
                if any(
                    field.store and field.comodel_name in found - {OTHERS}
                    for field in model._fields.values()
                    if field.type == "many2one"
                )
            }
        return found

    def test_paths_lead_to_grants(self):
        for model in self._guarded():
            own_way = model._name in ("quartier.grant", "account.analytic.account")
            for path in () if own_way else model._grant_paths:
                with self.subTest(model=model._name, path=path):
                    field = model
                    for name in path.split("."):
                        field = self.env[field._fields[name].comodel_name]
                    self.assertEqual(field._name, "quartier.grant")

    def test_the_grant_of_the_tests_has_something_of_everything(self):
        owned = self._owned(self.grant)
        missing = [name for name, records in owned.items() if not records]
        # rows of a list are made by its check
        self.assertEqual(missing, ["quartier.grant.voucher.import.line"])


@tagged("standard", "post_install", "-at_install")
class TestGrantClosed(ClosedCommon):
    """Whoever asks: clients with every right, and methods with ``sudo()``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everything = cls._new_user(
            "everything",
            "quartier_grants.group_grant_manager,quartier_grants.group_grant_finance,"
            "analytic.group_analytic_accounting,base.group_system",
        )
        cls.west.member_ids += cls.everything
        cls._close(cls.grant)

    def _refused(self, change, *values, text="is changed, added or deleted any more"):
        with self.env.cr.savepoint() as savepoint:
            with self.assertRaises(UserError) as raised:
                change(*values)
                self.env.flush_all()
            savepoint.rollback()
        self.env.invalidate_all()
        self.assertIn(text, str(raised.exception))

    def _some_value(self, record):
        """Return values that change nothing, of a field that somebody may type."""
        for name, field in record._fields.items():
            if (
                field.store
                and not field.readonly
                and not field.related
                and name not in MAGIC_COLUMNS
                and field.type not in _UNTYPED
            ):
                value = field.convert_to_write(record[name], record)
                return {name: value}
        return {"write_date": record.write_date}

    def test_nothing_is_written_or_deleted(self):
        lists = "quartier.grant.voucher.import"
        for name, records in self._owned(self.grant).items():
            for record in records[:1]:
                values = self._some_value(record)
                user = record.with_user(self.everything)
                for way in (user, record) if lists not in name else (user,):
                    with self.subTest(model=name, su=way.env.su):
                        self._refused(way.write, values, text="")
                        self._refused(way.unlink, text="")

    def test_the_system_is_told_why(self):
        for record in (
            self.condition,
            self.drawdown,
            self.voucher,
            self.foreign,
            self.step,
            self.income,
            self.item,
            self.proof,
            self.document,
            self.grant.award_id,
            self.grant.analytic_account_id,
        ):
            with self.subTest(model=record._name):
                values = self._some_value(record)
                self._refused(record.sudo().write, values)

    def test_the_sentence(self):
        for state in CLOSED:
            self._close(self.grant, state)
            label = dict(self.grant._fields["state"]._description_selection(self.env))
            with self.assertRaises(UserError) as raised:
                self.grant.with_user(self.grant_manager).user_id = self.finance
            for part in (self.grant.name, label[state], "Take Up Again"):
                self.assertIn(part, str(raised.exception))

    def test_clients_cannot_turn_it_off(self):
        flag = {"_force_unlink": True, "module": "quartier_grants"}
        for record in (self.condition, self.drawdown, self.foreign, self.document):
            self._refused(record.with_context(**flag).unlink, text="")

    def test_nothing_is_added(self):
        grant = {"grant_id": self.grant.id}
        for model, values in (
            ("condition", {"name": "Bericht"}),
            ("change", {"name": "Umschichtung"}),
            ("work", {"name": "Aufbau", "date": "2026-03-03", "hours": 2}),
            ("drawdown", {"amount": 5}),
            ("proof", {"kind": "final"}),
            ("item", {"name": "Bank", "acquired_on": "2026-03-03"}),
            ("section", {"name": "Ziele"}),
            ("document", {"name": "Plan"}),
            ("funding.line", {"kind": "own_cash"}),
        ):
            with self.subTest(model=model):
                records = self.env[f"quartier.grant.{model}"]
                self._refused(records.create, {**grant, **values})
        self._refused(
            lambda: self.env["quartier.grant.question"]._note(
                {**grant, "asked_on": "2026-03-03", "question": "Wie viel?"}
            )
        )
        self._refused(self.grant.with_user(self.grant_manager).action_keep_version)
        lists = self.env["quartier.grant.voucher.import"].with_user(self.grant_user)
        values = {**grant, "file": LIST, "filename": "liste.csv"}
        self._refused(lists.create, values)

    def test_nothing_is_booked(self):
        self._refused(self._new_voucher)
        self._refused(lambda: self._cost_of_another_app(self.grant))
        draft = self._new_voucher(self._share(self.ost_cost, 10), user=self.finance)
        self._refused(
            lambda: draft.share_ids.write(
                {
                    "quartier_grant_id": self.grant.id,
                    "quartier_budget_line_id": self.first.id,
                }
            )
        )

    def test_nothing_moves_in_or_out(self):
        elsewhere = self.env["quartier.grant.condition"].create(
            {"grant_id": self.ost_grant.id, "name": "Bericht"}
        )
        self._refused(lambda: elsewhere.write({"grant_id": self.grant.id}))
        self._refused(lambda: self.condition.write({"grant_id": self.ost_grant.id}))
        account = self.ost_grant.sudo().analytic_account_id
        column = account.plan_id._column_name()
        self._refused(lambda: self.foreign.write({column: account.id}))

    def test_steps_of_vouchers_and_drawdowns(self):
        text = "nothing can be booked"
        self._refused(lambda: self.voucher.action_cancel("falsch gebucht"), text=text)
        # the grant of Ost is open: the paper is one and the same
        shared = self.shared.with_user(self.finance)
        self._refused(lambda: shared.action_cancel("falsch gebucht"), text=text)
        self._refused(
            lambda: self.grant.with_user(self.grant_manager).action_withdraw("egal"),
            text="this is possible with",
        )

    def test_who_sees_no_grant_is_not_told_its_name(self):
        self._close(self.grant, "running")
        draft = self._new_voucher(
            self._share(self.first, 60),
            self._share(self.ost_cost, 40),
            user=self.finance,
        )
        self._close(self.ost_grant)
        with self.assertRaises(UserError) as raised:
            draft.with_user(self.grant_user).note = "anders"
        self.assertIn("“A grant of another office”", str(raised.exception))
        with self.assertRaises(UserError) as raised:
            self.ost_grant.with_user(self.grant_user).write({"name": "Anders"})
        self.assertNotIn("Closed", str(raised.exception))

    def test_files_are_kept(self):
        files = self.env["ir.attachment"]
        evidence = files.search(
            [("res_model", "=", self.condition._name), ("res_field", "!=", False)]
        )
        of_message = self.message.attachment_ids
        for file in evidence + of_message:
            file = file.with_user(self.everything)
            self._refused(file.write, {"raw": b"anders"}, text="")
            self._refused(file.write, {"name": "anders"}, text="")
            self._refused(file.write, {"mimetype": "text/csv"}, text="")
            self._refused(file.write, {"public": True}, text="")
            self._refused(file.write, {"res_id": 1}, text="")
            self._refused(file.unlink, text="")
        self._refused(of_message.sudo().unlink)
        for record in (self.grant, self.condition, self.voucher):
            where = {"res_model": record._name, "res_id": record.id, "name": "a.txt"}
            self._refused(
                lambda where=where: files.with_user(self.grant_manager).create(where),
                text="",
            )
        # the chatter's button for files creates with sudo
        where = {"res_model": self.grant._name, "res_id": self.grant.id, "name": "a"}
        self._refused(lambda: files.sudo().create(where)._post_add_create())

    def test_files_of_open_grants_stay_free(self):
        file = self.env["ir.attachment"].create(
            {
                "res_model": self.ost_grant._name,
                "res_id": self.ost_grant.id,
                "name": "a.txt",
            }
        )
        file.raw = b"anders"
        file.unlink()

    def test_messages_are_added_not_changed(self):
        grant = self.grant.with_user(self.grant_user)
        message = grant.message_post(body="Prüfer war da", message_type="comment")
        waiting = (
            self.env["ir.attachment"]
            .with_user(self.grant_user)
            .create(
                {
                    "name": "brief.txt",
                    "raw": b"Brief",
                    "res_model": "mail.compose.message",
                    "res_id": 0,
                }
            )
        )
        grant.message_post(body="Brief", attachment_ids=waiting.ids)
        self.assertEqual(waiting.res_id, grant.id)
        for way in (message, message.sudo()):
            self._refused(
                lambda way=way: grant._message_update_content(way, body="anders")
            )
            self._refused(way.write, {"attachment_ids": False})
        self._refused(message.unlink)
        author = self.message.with_user(self.grant_manager)
        self._refused(author.unlink)
        message.sudo().toggle_message_starred()

    def test_noted_changes_stay(self):
        """What a field was before hangs on a message; administrators may write it."""
        field = self.env["ir.model.fields"]._get("quartier.grant", "name")
        noted = self.env["mail.tracking.value"].create(
            {"mail_message_id": self.message.id, "field_id": field.id}
        )
        noted = noted.with_user(self.everything)
        self._refused(noted.write, {"new_value_char": "anders"})
        self._refused(noted.unlink)
        self.grant.with_user(self.grant_manager).action_take_up("Prüfung")
        noted.write({"new_value_char": "anders"})

    def test_reminders_and_activities_go_on(self):
        self.condition.sudo().reminded_for = "2026-04-01"
        self.activity.action_done()
        self.grant.with_user(self.grant_user).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.grant_user.id
        )
        self.env["quartier.grant.call"]._cron_remind()
        self.env["quartier.grant.condition"]._cron_remind()
        self.env["quartier.grant.drawdown"]._cron_remind()

    def test_what_becomes_of_an_item_is_noted(self):
        item = self.item.with_user(self.grant_user)
        self._refused(lambda: item.write({"place": "Lager"}), text="")
        item.action_gone("2026-05-05", "gestohlen")
        self.assertEqual(self.item.gone_reason, "gestohlen")

    def test_reading_printing_copying(self):
        grant = self.grant.with_user(self.grant_manager)
        grant._render_document()
        self.grant_manager.group_ids += self.env.ref("base.group_allow_export")
        grant.export_data(["name", "condition_ids/name"])
        copy = grant.copy()
        self.assertEqual(copy.state, "idea")
        copy.summary = "Noch einmal"
        copy.unlink()

    def test_taken_up_again_it_can_be_changed(self):
        self._close(self.grant, "running")
        self.condition.note = "Nachtrag"
        self.voucher.with_user(self.grant_user).action_cancel("falsch gebucht")

    def test_lists_are_deleted_when_it_is_time(self):
        """They are working papers, and deleted by the system."""
        self.voucher_import.sudo().unlink()
        self.assertFalse(self.voucher_import.exists())

    def test_an_account_of_no_grant_stays_free(self):
        account = self.env["account.analytic.account"].create(
            {
                "name": "Sonstiges",
                "plan_id": self.grant.sudo().analytic_account_id.plan_id.id,
            }
        )
        account.name = "Anderes"
        line = self.env["account.analytic.line"].create(
            {"name": "Porto", account.plan_id._column_name(): account.id}
        )
        line.write({"amount": -5})
        line.unlink()
        account.unlink()

    def test_a_part_with_a_file_through_the_form(self):
        manager = self.grant.with_user(self.grant_manager)
        self._refused(
            lambda: manager.write(
                {"condition_ids": [Command.update(self.condition.id, {"note": "x"})]}
            )
        )
        self._refused(
            lambda: self.condition.with_user(self.grant_manager).write(
                {"evidence_file": PDF}
            )
        )
