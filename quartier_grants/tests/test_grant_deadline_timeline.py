from odoo.exceptions import AccessError
from odoo.tests import tagged

from .deadline_common import DeadlineCommon, at


@tagged("standard", "post_install", "-at_install")
class TestGrantDeadlineTimeline(DeadlineCommon):
    """What the overview draws: one call, whatever the number of grants."""

    def _load(self, *domain, user=None, **kwargs):
        rows = self.env["quartier.grant.deadline"].with_user(user or self.grant_user)
        self.env.flush_all()
        self.env.invalidate_all()
        return rows.load_timeline(list(domain), **kwargs)

    def _row(self, data, grant):
        (row,) = (row for row in data["rows"] if row["grant_id"] == grant.id)
        return row

    def test_months_and_marks(self):
        with at("2026-07-12"):
            data = self._load(("state", "in", ("open", "overdue")))
        self.assertEqual(data["first"], "2026-06-01")
        self.assertEqual(len(data["months"]), 12)
        now = [month["key"] for month in data["months"] if month["current"]]
        self.assertEqual(now, ["2026-07"])
        row = self._row(data, self.grant)
        july = sorted(row["cells"][1], key=lambda mark: (mark["day"], mark["kind"]))
        self.assertEqual(
            [(mark["day"], mark["kind"], mark["state"]) for mark in july],
            [
                (10, "use", "overdue"),
                (15, "condition", "open"),
                (15, "objection", "open"),
                (20, "proof", "open"),
                (31, "repayment", "open"),
            ],
        )
        self.assertIn("Nr. 6, page 4", july[1]["title"])
        self.assertEqual((row["later"], row["later_from"]), (4, "12/2027"))

    def test_overdue_from_before_stays_in_sight(self):
        with at("2027-01-10"):
            row = self._row(self._load(), self.grant)
            self.assertEqual(
                {mark["kind"] for mark in row["before"]},
                {"use", "condition", "proof", "repayment"},
            )
            self.assertFalse(any(row["cells"]))

    def test_calls_have_a_row_of_their_programme(self):
        with at("2026-07-12"):
            data = self._load(
                ("kind", "=", "call"), ("program_id", "=", self.program.id)
            )
        self.assertEqual([row["name"] for row in data["rows"]], [self.program.name])
        self.assertFalse(data["rows"][0]["grant_id"])

    def test_pages(self):
        with at("2026-07-12"):
            whole = self._load()
            first = self._load(limit=1)
            second = self._load(limit=1, offset=1)
        self.assertEqual(whole["total"], first["total"])
        self.assertEqual(
            [first["rows"][0]["id"], second["rows"][0]["id"]],
            [row["id"] for row in whole["rows"][:2]],
        )

    def test_nobody_sees_others(self):
        names = [row["name"] for row in self._load()["rows"]]
        self.assertIn("Bänke", names)
        self.assertNotIn("Aus dem Osten", names)
        names = [row["name"] for row in self._load(user=self.finance)["rows"]]
        self.assertIn("Aus dem Osten", names)
        for user in (self.reader, self.manager, self.employee):
            with self.assertRaises(AccessError):
                self._load(user=user)

    def test_queries_do_not_grow_with_the_grants(self):
        def count():
            with at("2026-07-12"):
                self._load()  # rights and names of the model are known
                before = self.env.cr.sql_log_count
                data = self._load()
            return self.env.cr.sql_log_count - before, data["total"]

        few, rows = count()
        for number in range(10):
            grant = self._new_running(name=f"Weitere {number}", waiver_on=False)
            self._add_deadlines(grant.sudo())
        many, more_rows = count()
        self.assertGreaterEqual(more_rows, rows + 10)
        self.assertLessEqual(many, few)
        self.assertLessEqual(many, 40)
