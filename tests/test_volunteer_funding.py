"""Hours of volunteers reach the funder, and neither addon knows of the other."""

from odoo.tests import freeze_time, tagged

from odoo.addons.quartier_grants.tests.proof_common import TODAY, ProofCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerFunding(ProofCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.own_work_counts = True
        cls.second.sudo().own_work = True
        cls.project = cls._new_project(name="Grüner Hof")
        cls.grant.sudo().project_id = cls.project
        cls.coordinator = cls._new_user(
            "coordinator", "quartier_volunteers.group_volunteer_coordinator"
        )
        cls.west.member_ids += cls.coordinator
        cls.kind = cls.env["quartier.volunteer.kind"].create({"name": "Gärtnern"})
        cls.volunteer = (
            cls.env["quartier.volunteer"]
            .with_user(cls.coordinator)
            .create(
                {
                    "partner_id": cls._new_resident(cls.coordinator, "Vera Frei").id,
                    "quartier_id": cls.west.id,
                }
            )
        )

    def _give(self, day, hours, state="approved", **values):
        with freeze_time(TODAY):
            row = (
                self.env["quartier.volunteer.hours"]
                .with_user(self.coordinator)
                .create(
                    {
                        "volunteer_id": self.volunteer.id,
                        "date": day,
                        "hours": hours,
                        "name": "Beete mit Vera Frei angelegt",
                        "kind_id": self.kind.id,
                        "project_id": self.project.id,
                        **values,
                    }
                )
            )
        row.sudo().state = state
        return row

    def _fetch(self):
        with freeze_time(TODAY):
            self.grant.with_user(self.grant_user).action_fetch_work()
        return self.grant.work_ids

    def test_approved_hours_of_the_project_count(self):
        given = self._give("2026-03-10", 4)
        self._give("2026-03-11", 2, state="submitted")
        self._give("2026-03-12", 3, project_id=False)
        self._give("2024-03-12", 3)
        work = self._fetch()
        self.assertEqual(
            [(str(row.date), row.hours, row.name) for row in work],
            [("2026-03-10", 4, "Gärtnern")],
        )
        given.sudo().state = "draft"
        given.with_user(self.coordinator).hours = 5
        given.with_user(self.coordinator).action_approve()
        self.assertEqual(self._fetch().hours, 5)
        given.with_user(self.coordinator).action_back()
        self.assertFalse(self._fetch())

    def test_who_works_on_grants_learns_no_names(self):
        self._give("2026-03-10", 4)
        text = str(self._fetch().with_user(self.grant_user).read())
        self.assertNotIn("Vera", text)
        hours = self.env["quartier.volunteer.hours"].with_user(self.grant_user)
        self.assertFalse(hours.has_access("read"))

    def test_what_was_handed_in_is_locked(self):
        given = self._give("2026-03-10", 4)
        later = self._give("2026-03-20", 1)
        later.sudo().state = "submitted"
        self._fetch()
        proof = self._checked()
        self.assertEqual(given.state, "approved")
        with freeze_time(TODAY):
            proof.action_submit("2026-06-30", "portal", "V-1")
        self.assertEqual(given.state, "locked")
        self.assertIn("Probenachweis", given.lock_note)
        self.assertEqual(later.state, "submitted")
