from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerAge(PeopleCommon):
    """What stands against a shift because of somebody's age."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nora = cls._new_volunteer(
            "Nora Jung",
            age_class="16_17",
            age_valid_until="2030-06-30",
            supervisor_name="Frau Ott",
        )
        cls.nora._record_guardian("Mutter Jung", "paper")

    def _of_nora(self, start="2030-03-04 12:00:00", **values):
        return self._obstacles(self._new_shift(start=start, **values), self.nora)

    def test_nothing_stands_against_it(self):
        self.assertEqual(self._of_nora(), [])

    def test_youngest_age(self):
        for youngest, age_class, refused in (
            (14, "under_14", True),
            (14, "14_15", False),
            (16, "14_15", True),
            (16, "16_17", False),
            (18, "16_17", True),
            (18, "60_plus", False),
            (18, "18_plus", False),
        ):
            with self.subTest(youngest=youngest, age_class=age_class):
                self.kind.min_age = youngest
                self.nora.age_class = age_class
                begins = [text for text in self._of_nora() if "begin" in text]
                self.assertEqual(bool(begins), refused)

    def test_nobody_without_a_class(self):
        """A minor could slip through, also where the work has no youngest age."""
        shift = self._new_shift(start="2030-03-04 12:00:00")
        assignment = self._assign(self.vera, shift, "requested")
        for youngest in (0, 16):
            self.kind.min_age = youngest
            self.vera.age_class = False
            [text] = self._obstacles(shift)
            self.assertIn("“18 or older” is enough", text)
            with self.assertRaisesRegex(UserError, "age class is not noted"):
                assignment.action_confirm()
            self.vera.age_class = "18_plus"
            self.assertEqual(self._obstacles(shift), [])
        assignment.action_confirm()
        self.assertEqual(assignment.state, "confirmed")

    def test_the_class_has_to_apply(self):
        self.assertEqual(self._of_nora("2030-06-30 10:00:00"), [])
        texts = self._of_nora("2030-07-01 10:00:00")
        self.assertIn("does not apply any more", texts[0])

    def test_found_when_outdated(self):
        volunteers = self.vera.search([("id", "=", self.nora.id)])
        with freeze_time("2030-06-30 10:00"):
            self.assertFalse(self.nora.age_outdated)
        self.nora.invalidate_recordset()
        with freeze_time("2030-07-01 10:00"):
            self.assertTrue(self.nora.age_outdated)
            self.assertEqual(
                volunteers.search([("age_outdated", "=", True)]), self.nora
            )

    def test_guardian_and_supervisor(self):
        self.nora.supervisor_name = False
        self.nora.action_guardian_withdraw()
        self.assertEqual(
            self._of_nora(),
            [
                "Under 18: the guardian’s consent is missing.",
                "Under 18: no supervisor is named.",
            ],
        )
        self.nora.age_class = "18_26"
        self.assertEqual(self._of_nora(), [])

    def test_allowed_times_by_the_offices_clock(self):
        # in March the office is an hour ahead of UTC: until eight in the evening
        self.assertEqual(self._of_nora("2030-03-04 17:00:00"), [])
        texts = self._of_nora("2030-03-04 17:15:00")
        self.assertEqual(
            texts,
            [
                "Under 18: only between 06:00 and 20:00, this shift is from 18:15 to"
                " 20:15."
            ],
        )
        self.assertTrue(self._of_nora("2030-03-04 04:45:00"))
        self.assertTrue(self._of_nora("2030-03-04 23:30:00"), "past midnight")
        self.nora.age_class = "14_15"
        self.assertTrue(self._of_nora("2030-03-04 17:00:00"))

    def test_agreed_hours_are_narrower_only(self):
        self.nora.allowed_from = 14
        self.assertTrue(self._of_nora("2030-03-04 12:00:00"))
        self.assertEqual(self._of_nora("2030-03-04 13:00:00"), [])
        self.nora.allowed_until = 23
        self.assertTrue(self._of_nora("2030-03-04 19:00:00"), "the law goes first")

    def test_grown_ups_work_at_night(self):
        shift = self._new_shift(start="2030-03-04 23:30:00")
        self.assertEqual(self._obstacles(shift), [])

    def test_consent_is_noted_by_methods(self):
        with self.assertRaises(AccessError):
            self.nora.guardian_how = "page"
        with self.assertRaisesRegex(UserError, "not noted as a minor"):
            self.vera._record_guardian("Mutter", "paper")

    def test_found_as_minors(self):
        found = self.vera.search([("is_minor", "=", True)])
        self.assertIn(self.nora, found)
        self.assertNotIn(self.vera, found)
