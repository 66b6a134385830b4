"""What belongs to a closed grant is read as before, and written by nobody."""

from http import HTTPStatus

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import check_each
from .subjects import SUBJECTS
from .table_grants import GRANTS
from .test_access_orm import OrmCase
from .test_access_rpc import JsonCase

# what belongs to no grant: shared lists, scans, drafts without shares, others' lists,
# the log, the timeline, which nobody writes anyway
OF_NO_GRANT = {
    "call",
    "call_deadline",
    "cost_kind",
    "deadline_feed",
    "deadline_notice",
    "grant_deadline",
    "grant_erasure_log",
    "grant_proof_cell",
    "program",
    "program_document",
    "program_section",
    "rule_set",
    "scan",
    "voucher",
    "voucher_import",
    "voucher_import_column",
    "voucher_import_line",
}


class ClosedCase:
    """Grants are closed by the database: no client writes their status."""

    rights = GRANTS

    def check_subject(self, name):
        """Whatever the table allows, once the grants are closed."""
        records = {office: self.new(name, office) for office in self.offices}
        for office in self.offices:
            grants = records[office]._owning_grants()
            self.assertTrue(grants, "belongs to no grant")
        for user, office, cell in self.cells(name):
            for operation in ("find", "read", "write", "create", "delete"):
                with (
                    self.subTest(user=user.name, office=office.name, op=operation),
                    self.undone(),
                ):
                    self._close_all()
                    check = getattr(self, f"check_{operation}")
                    check(user, SUBJECTS[name], records[office], office, cell)

    def check_create(self, user, subject, record, office, cell):
        if subject.model == "quartier.grant":
            return  # a new one is none of those that are closed
        self._set_states("running")
        values = subject.values(self, office)
        self._close_all()
        with self.assertRaises(UserError):
            self.call(user, subject.model, "create", vals_list=[values])

    def check_write(self, user, subject, record, office, cell):
        with self.assertRaises(UserError):
            self.call(user, subject.model, "write", record.ids, vals=subject.write)

    def check_delete(self, user, subject, record, office, cell):
        with self.assertRaises(UserError):
            self.call(user, subject.model, "unlink", record.ids)

    def _close_all(self):
        self._set_states("closed")

    def _set_states(self, state):
        self.env.flush_all()
        self.env.cr.execute("UPDATE quartier_grant SET state = %s", [state])
        self.env.invalidate_all()


SUBJECTS_OF_GRANTS = [name for name in GRANTS if name not in OF_NO_GRANT]


@check_each(SUBJECTS_OF_GRANTS)
@tagged("standard", "post_install", "-at_install")
class TestAccessClosedOrm(ClosedCase, OrmCase):
    """Through the ORM, for every role."""

    def test_every_model_is_among_them(self):
        guard = self.env.registry["quartier.grant.closed.mixin"]
        for name in OF_NO_GRANT:
            with self.subTest(subject=name):
                record = self.new(name, self.west)
                if isinstance(record, guard):
                    self.assertFalse(record._owning_grants())


@check_each(SUBJECTS_OF_GRANTS)
@tagged("standard", "post_install", "-at_install")
class TestAccessClosedJson(ClosedCase, JsonCase):
    """Through Odoo's external API (JSON-2)."""

    refusals = {**JsonCase.refusals, HTTPStatus.UNPROCESSABLE_ENTITY: UserError}
