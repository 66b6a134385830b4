from odoo.exceptions import UserError
from odoo.tests import tagged

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerErasure(PeopleCommon):
    """What is kept of a volunteer, and what an erasure leaves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.vera.partner_id.with_user(cls.manager)
        cls.vera.write({"note": "<p>mag Hunde</p>", "emergency_name": "Udo"})
        cls.vera.message_post(body="Vera kam zu spät")
        cls._prove(cls.first_aid, "2026-01-10")
        cls._inspect()
        cls.hours = cls.env["quartier.volunteer.hours"].create(
            {
                "volunteer_id": cls.vera.id,
                "date": "2026-03-04",
                "hours": 2,
                "name": "Vorlesen bei Frau Ott",
            }
        )

    def _sections(self):
        return {
            section.key: section for section in self.person._quartier_personal_data()
        }

    def test_the_file_names_all_of_it(self):
        sections = self._sections()
        shown = str(sections["volunteer"].rows)
        self.assertIn("mag Hunde", shown)
        self.assertIn("Udo", shown)
        self.assertEqual(len(sections["volunteer_proofs"].rows), 1)
        self.assertEqual(len(sections["volunteer_hours"].rows), 1)

    def test_the_file_does_not_tell_of_inspections(self):
        """The inspecting role adds its own; whether there are any is not told."""
        self.inspector.group_ids += self.env.ref(
            "quartier_management.group_quartier_manager"
        )
        for user, expected in ((self.manager, (0, 1)), (self.inspector, (1, 0))):
            self.person = self.person.with_user(user)
            section = self._sections()["volunteer_inspections"]
            with self.subTest(user=user.name):
                self.assertEqual((len(section.rows), section.withheld), expected)
        self.env["quartier.volunteer.inspection"].search([]).unlink()
        self.person = self.person.with_user(self.manager)
        self.assertEqual(self._sections()["volunteer_inspections"].withheld, 1)

    def test_the_preview_does_not_count_inspections(self):
        for _there in (True, False):
            plan, _obstacles = self.person._quartier_erasure_preview()
            self.assertNotIn(
                "quartier.volunteer.inspection", [step.records._name for step in plan]
            )
            self.env["quartier.volunteer.inspection"].search([]).unlink()

    def test_the_work_ends_first(self):
        with self.assertRaisesRegex(UserError, "still a volunteer"):
            self.person._quartier_erase("request")

    def test_erased(self):
        with self._withdrawing():
            self.vera._end("Umzug")
        vera = self.vera.sudo()
        self.person._quartier_erase("request")
        self.env.invalidate_all()
        self.assertFalse(self.person.exists())
        self.assertEqual(vera.state, "anonymised")
        self.assertFalse(vera.partner_id)
        self.assertFalse(vera.note)
        self.assertFalse(vera.message_ids)
        self.assertFalse(vera.proof_ids)
        self.assertFalse(
            self.env["quartier.volunteer.inspection"].search(
                [("volunteer_id", "=", vera.id)]
            )
        )
        # what the figures need
        self.assertEqual((vera.age_class, vera.quartier_id), ("27_59", self.west))
        self.assertEqual((self.hours.hours, self.hours.name), (2, "Erased"))
        self.assertEqual(vera.display_name, "Anonymised person")
        everything = str(vera.read()) + str(self.hours.read())
        for name in ("Vera", "Udo", "Ott", "Umzug"):
            self.assertNotIn(name, everything)

    def test_two_of_them(self):
        """Erased persons share nothing that must be unique."""
        other = self._new_volunteer("Paul Anders")
        for volunteer in self.vera + other:
            person = volunteer.partner_id.with_user(self.manager)
            with self._withdrawing():
                volunteer._end("Umzug")
            person._quartier_erase("request")
        self.assertEqual((self.vera + other).mapped("state"), ["anonymised"] * 2)
