from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .people_common import PeopleCommon

ALONE = ("care", "alone", "regular")


@tagged("standard", "post_install", "-at_install")
class TestVolunteerConduct(PeopleCommon):
    """The short check of an opportunity, beside that of its kind of work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.opportunity = (
            cls.env["quartier.volunteer.opportunity"]
            .with_user(cls.coordinator)
            .create(
                {
                    "name": "Hausaufgabenhilfe",
                    "kind_id": cls.kind.id,
                    "summary": "Lernen",
                    "description": "Zusammen lernen.",
                    "place": "Schule",
                    "when": "dienstags",
                }
            )
        )
        cls.shift = cls._new_shift(opportunity_id=cls.opportunity.id)

    def _answer(self, answers=ALONE, work=None):
        """Answer the three questions on the form."""
        with Form((work or self.opportunity).with_user(self.coordinator)) as form:
            (
                form.conduct_contact,
                form.conduct_intensity,
                form.conduct_duration,
            ) = answers

    def test_required_for_all_its_shifts(self):
        other = self._new_shift()
        self._answer()
        self.assertFalse(self.opportunity.proof_type_ids)
        self.opportunity.action_conduct_required()
        self.assertEqual(self.opportunity.proof_type_ids, self.conduct)
        self.assertEqual(self.opportunity.conduct_decided_by_id, self.coordinator)
        self.assertIn("Nobody else sees", self.opportunity.conduct_decided_reason)
        [text] = self._obstacles(self.shift)
        self.assertIn(self.conduct.name, text)
        self.assertEqual(self._obstacles(other), [])
        self.assertFalse(self.kind.proof_type_ids)
        self._inspect()
        self.assertEqual(self._obstacles(self.shift), [])

    def test_everybody_says_the_same(self):
        self._answer()
        self.opportunity.action_conduct_required()
        [(volunteer, _match, texts)] = self.shift._candidates()
        self.assertEqual(volunteer, self.vera)
        self.assertIn(self.conduct.name, texts[0])
        self.opportunity.sudo().state = "published"
        [row] = self.west._public_opportunities()
        self.assertEqual(row.proofs, (self.conduct.name,))
        [(shift, texts, _full, _fits)] = self.vera.sudo()._open_shifts()
        self.assertEqual(shift, self.shift.sudo())
        self.assertIn(self.conduct.name, texts[0])

    def test_the_stricter_counts(self):
        self._require(self.conduct)
        self._answer(("together", "public", "once"))
        self.assertTrue(self.opportunity.conduct_by_kind)
        self.opportunity.action_conduct_not_required()
        self.assertEqual(self.opportunity.conduct_decision, "not_required")
        self.assertEqual(self.shift._required_proofs(), self.conduct)

    def test_as_the_kind_of_work(self):
        self.assertFalse(self.opportunity._gaps())
        self._require(self.conduct)
        self.assertEqual(self.shift._required_proofs(), self.conduct)
        self.assertEqual(self.opportunity._required_proofs(), self.conduct)

    def test_published_once_decided(self):
        self._answer()
        self.assertIn("short check", self.opportunity.gaps)
        with self.assertRaisesRegex(UserError, "short check"):
            self.opportunity.action_submit()
        self.opportunity.action_conduct_not_required()
        self.assertIn("Against", self.opportunity.conduct_decided_reason)
        self.assertFalse(self.opportunity.gaps)
        self.opportunity.action_submit()
        # an answer that changes on the way takes the decision back
        self.opportunity.conduct_duration = "once"
        with self.assertRaisesRegex(UserError, "short check"):
            self.opportunity.action_publish()

    def test_half_answered_and_without_children(self):
        self.opportunity.conduct_intensity = "group"
        self.assertIn("short check", self.opportunity.gaps)
        self.opportunity.conduct_contact = "none"
        self.assertFalse(self.opportunity.gaps)

    def test_kind_that_nobody_decided_on(self):
        self._answer(work=self.kind)
        self.assertIn(self.kind.name, self.opportunity.gaps)
        self.kind.with_user(self.coordinator).action_conduct_not_required()
        self.assertFalse(self.opportunity.gaps)
        self._answer(("care", "alone", "once"), work=self.kind)
        self._require(self.conduct)
        self.assertFalse(self.opportunity.gaps, "required in any case")

    def test_not_by_the_way(self):
        self._answer()
        with self.assertRaises(AccessError):
            self.opportunity.conduct_decision = "not_required"
        self.opportunity.action_conduct_required()
        with self.assertRaises(ValidationError, msg="by the list"):
            self.opportunity.proof_type_ids = [Command.clear()]
        twin = self.opportunity.copy()
        self.assertFalse(twin.conduct_decision)
        self.assertEqual(twin.proof_type_ids, self.conduct, "until decided anew")
        for user in (self.office, self.manager, self.coordinator_ost):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.opportunity.with_user(user).action_conduct_not_required()

    def test_nobody_begins_until_it_is_decided(self):
        """Also when it was published before an answer changed."""
        self._answer(("together", "public", "once"))
        self.opportunity.action_conduct_not_required()
        self.opportunity.action_submit()
        self.opportunity.action_publish()
        self.assertEqual(self._obstacles(self.shift), [])
        self._answer()
        with self.assertRaisesRegex(UserError, "Nobody has decided"):
            self.shift._request(self.vera)
        self.opportunity.action_conduct_required()
        [text] = self._obstacles(self.shift)
        self.assertIn(self.conduct.name, text)

    def test_nobody_begins_work_of_an_open_kind(self):
        self._answer(work=self.kind)
        [text] = self._obstacles(self.shift)
        self.assertIn("Nobody has decided", text)
        self._answer(("none", "public", "once"))
        self.assertEqual(self._obstacles(self.shift), [])

    def test_sheet_of_the_event(self):
        event = self._new_event(start="2030-10-26 12:00", stop="2030-10-26 14:00")
        self.shift.write({"event_id": event.id})
        self.assertFalse(event.with_user(self.coordinator)._quartier_sheet_types())
        self.infection.sheet_allowed = True
        self.opportunity.proof_type_ids = self.infection
        row = self._assign(self.vera, self.shift)
        event = event.with_user(self.coordinator)
        self.assertEqual(event._quartier_sheet_types(), self.infection)
        self.assertEqual(event._quartier_sheet_volunteers(), row.volunteer_id)

    def test_what_the_board_keeps(self):
        before = self.west._public_board_version()
        self.env.flush_all()
        # the names of proofs stand on the page; a test is one moment
        self.env.cr.execute(
            "UPDATE quartier_volunteer_proof_type"
            " SET write_date = now() + interval '1 second' WHERE id = %s",
            [self.conduct.id],
        )
        self.assertNotEqual(self.west._public_board_version(), before)
