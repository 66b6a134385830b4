from odoo.tests import tagged

from .deadline_common import DeadlineCommon, at


@tagged("standard", "post_install", "-at_install")
class TestGrantDossier(DeadlineCommon):
    """A successor learns what funding asks, if it is theirs to know."""

    def _deadlines_of(self, user, **values):
        dossier = (
            self.env["quartier.dossier"]
            .with_user(user)
            .create({"quartier_id": self.west.id, **values})
        )
        [table] = [row for row in dossier._tables() if row.title == "Deadlines"]
        return ["|".join(row) for row in table.rows]

    def test_what_is_due(self):
        with at("2026-06-30"):
            rows = self._deadlines_of(self.grant_user)
        [report] = [row for row in rows if "Condition: Bericht" in row]
        self.assertIn("Bänke", report)
        self.assertIn(self.grant_user.name, report)
        # what was answered, and what is another office's, is not among it
        self.assertFalse([row for row in rows if "Hearing" in row])
        duties = [row for row in rows if "Bänke: " in row]
        self.assertEqual(len(duties), len(self._pending()))

    def _pending(self):
        with at("2026-06-30"):
            return self._deadlines(
                ("state", "in", ("open", "overdue")), grant=self.grant
            )

    def test_who_reads_no_grants(self):
        with at("2026-06-30"):
            rows = self._deadlines_of(self.office)
        self.assertFalse([row for row in rows if "Bänke" in row])

    def test_one_colleagues_work(self):
        with at("2026-06-30"):
            rows = self._deadlines_of(self.grant_user, user_id=self.office.id)
        self.assertFalse([row for row in rows if "Bänke" in row])
