from odoo.exceptions import AccessError
from odoo.tests import tagged

from .deadline_common import DeadlineCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantDeadlineAccess(DeadlineCommon):
    """The timeline shows what its sources show, to the same people."""

    def setUp(self):
        super().setUp()
        # one of each office is closed, so that its retention is shown as well
        for grant in (self.grant, self.ost_grant):
            closed = grant.sudo().copy({"name": f"Alt: {grant.name}"})
            closed.write({"state": "retention", "retention_until": "2036-01-01"})
        # without it an export is refused to anybody for whatever record
        export = self.env.ref("base.group_allow_export")
        for user in (self.grant_user, self.grant_manager, self.grant_ost, self.finance):
            user.group_ids += export
        self.env.flush_all()
        self.rows = self.env["quartier.grant.deadline"].sudo().search([])

    def test_every_kind_is_there(self):
        kinds = {kind for kind, _name in self.rows._fields["kind"].selection}
        for office in (self.west, self.ost):
            found = self.rows.filtered_domain([("quartier_id", "=", office.id)])
            self.assertEqual(set(found.mapped("kind")), kinds - {"call"})
        self.assertIn("call", self.rows.mapped("kind"))

    def test_same_rows_as_the_sources(self):
        """For each user, a row is found if and only if its source can be read."""
        for user in (self.grant_user, self.grant_manager, self.grant_ost, self.finance):
            mine = self.rows.with_user(user)
            found = set(mine.search([("id", "in", self.rows.ids)]).ids)
            self.assertEqual(mine.search_count([("id", "in", list(found))]), len(found))
            for row in self.rows:
                source = self.env[row.res_model].with_user(user).browse(row.res_id)
                readable = source.has_access("read")
                with self.subTest(user=user.name, kind=row.kind, name=row.subject):
                    self.assertEqual(row.id in found, readable)
                    if not readable:
                        self._check_hidden(row.with_user(user))

    def _check_hidden(self, row):
        for method, arguments in (
            ("read", [["subject"]]),
            ("export_data", [["subject"]]),
            ("web_read", [{"subject": {}}]),
        ):
            with self.assertRaises(AccessError):
                getattr(row, method)(*arguments)
        self.assertFalse(
            row.formatted_read_group([("id", "=", row.id)], ["grant_id"], ["__count"])
        )

    def test_closed_to_all_others(self):
        for user in (self.employee, self.reader, self.manager, self.admin):
            with self.subTest(user.name), self.assertRaises(AccessError):
                self.rows.with_user(user).search([])

    def test_nobody_writes(self):
        for user in (self.grant_manager, self.finance):
            rows = self.rows.with_user(user)
            own = rows.search([], limit=1)
            for method, arguments in (
                ("write", [{"subject": "anders"}]),
                ("unlink", []),
            ):
                with self.subTest(user.name), self.assertRaises(AccessError):
                    getattr(own, method)(*arguments)
            with self.assertRaises(AccessError):
                rows.create({"subject": "neu"})

    def test_other_company(self):
        company = self.env["res.company"].create({"name": "Nachbarstadt"})
        self.finance.write(
            {"company_id": company.id, "company_ids": [(6, 0, company.ids)]}
        )
        self.program.company_id = False
        self.env.flush_all()
        found = self.rows.with_user(self.finance).search([])
        self.assertLessEqual(set(found.mapped("kind")), {"call"})
        self.assertIn(self.call.id, found.mapped("res_id"))
