from odoo.tests import freeze_time, tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantPortfolio(GrantCommon):
    """Figures over all, the paper's sentences, what has to be printed."""

    def test_success_rate_leaves_out_what_is_undecided(self):
        # three are decided, one of them refused: 66.7 percent; the fourth is open
        program = self._new_program("Viele")
        with freeze_time("2026-02-02 10:00:00"):
            for _number in range(2):
                self._new_awarded(program_id=program.id)
            refused = self._new_submitted(program_id=program.id)
            refused.with_user(self.grant_manager).action_refuse("2026-02-02", "voll")
            self._new_submitted(program_id=program.id)
        grants = self.env["quartier.grant"].with_user(self.finance)
        [(rate, count)] = grants._read_group(
            [("program_id", "=", program.id)], [], ["success_rate:avg", "__count"]
        )
        self.assertEqual(count, 4)
        self.assertAlmostEqual(rate, 66.67, 2)
        [(none,)] = grants._read_group([("id", "=", 0)], [], ["success_rate:avg"])
        self.assertFalse(none)

    def test_groups_of_the_portfolio(self):
        grants = self.env["quartier.grant"].with_user(self.finance)
        for group in ("funder_id", "decided_on:year", "award_to:year", "quartier_id"):
            with self.subTest(group):
                grants.formatted_read_group([], [group], ["awarded_amount:sum"])


@tagged("standard", "post_install", "-at_install")
class TestGrantPublicity(GrantCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.env["project.project"].create(
            {"name": "Gemeinschaftsraum", "quartier_id": cls.west.id}
        )
        cls.grant = cls._new_running(project_id=cls.project.id)
        cls.duty = cls.env["quartier.grant.condition"].create(
            {
                "grant_id": cls.grant.id,
                "name": "Logo des Landes",
                "kind": "publicity",
                "wording": "Gefördert vom Land",
                "date_from": "2026-03-01",
                "due_on": "2026-12-31",
            }
        )

    def _event(self, day, user):
        return (
            self.env["calendar.event"]
            .with_user(user)
            .create(
                {
                    "name": "Eröffnung",
                    "quartier_id": self.west.id,
                    "quartier_project_id": self.project.id,
                    "start": f"{day} 10:00:00",
                    "stop": f"{day} 12:00:00",
                }
            )
        )

    def test_event_of_a_funded_project_says_what_to_print(self):
        # the office's assistant has no role for funding
        self.assertIn(
            "Gefördert vom Land",
            self._event("2026-06-01", self.office).quartier_publicity,
        )
        self.assertFalse(self._event("2026-02-28", self.office).quartier_publicity)
        self.assertFalse(self._event("2027-01-01", self.office).quartier_publicity)

    def test_last_hour_of_the_last_day(self):
        event = self._event("2026-12-31", self.office)
        event.write({"start": "2026-12-31 22:30:00", "stop": "2026-12-31 22:45:00"})
        self.assertTrue(event.quartier_publicity)
        event.write({"start": "2026-12-31 23:30:00", "stop": "2026-12-31 23:45:00"})
        self.assertFalse(event.quartier_publicity, "new year in Eschweiler")

    def _paper(self):
        paper = (
            self.env["quartier.committee.paper"]
            .with_user(self.manager)
            .create(
                {
                    "name": "Bericht",
                    "quartier_id": self.west.id,
                    "date_from": "2026-01-01",
                    "date_to": "2026-06-30",
                }
            )
        )
        paper.action_draft()
        return paper

    def test_paper_tells_and_reminds(self):
        self.assertFalse(self.manager.has_group("quartier_grants.group_grant_user"))
        with freeze_time("2026-07-01 10:00:00"):
            paper = self._paper()
            statement = paper.statement_ids.filtered(
                lambda row: row.key == f"grant:{self.grant.id}"
            )
            self.assertIn("Probeantrag", statement.text)
            self.assertRegex(statement.text, r"800.00")
            self.assertEqual(statement.project_ids, self.project)
            self.assertIn("Gefördert vom Land", str(paper.findings))
            statement.text += " Gefördert vom  Land."
            paper.invalidate_recordset(["findings"])
            self.assertNotIn("Gefördert vom Land", str(paper.findings))

    def test_paper_of_another_office_says_nothing(self):
        with freeze_time("2026-07-01 10:00:00"):
            paper = (
                self.env["quartier.committee.paper"]
                .with_user(self.manager_ost)
                .create(
                    {
                        "name": "Bericht Ost",
                        "quartier_id": self.ost.id,
                        "date_from": "2026-01-01",
                        "date_to": "2026-06-30",
                    }
                )
            )
            paper.action_draft()
            self.assertFalse(
                paper.statement_ids.filtered(
                    lambda row: (row.key or "").startswith("grant:")
                )
            )
