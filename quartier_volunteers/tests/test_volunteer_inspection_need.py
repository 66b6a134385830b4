from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .people_common import PeopleCommon

MODEL = "quartier.volunteer.inspection"


@tagged("standard", "post_install", "-at_install")
class TestVolunteerInspectionNeed(PeopleCommon):
    """It is forgotten some months after the work that asks for it, while other work
    goes on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._require(cls.conduct)
        cls.other = cls.kind.copy({"name": "Spüldienst", "proof_type_ids": False})
        cls.vera.kind_ids = cls.kind
        cls.vera.sudo().started_on = "2026-01-12"
        with freeze_time("2026-01-10 09:00"):
            cls.row = cls._inspect(certificate_date="2026-01-05")

    def _clean(self, moment):
        with freeze_time(moment):
            self._run(MODEL, "_cron_delete_outdated")
        return self.row.exists() and self.row.unneeded_since

    def test_wished_for(self):
        self.assertFalse(self._clean("2026-02-10 09:00"))
        self.vera.kind_ids = self.other
        # half past eleven at night by UTC is the next day at the office
        day = self._clean("2026-02-10 23:30")
        self.assertEqual(str(day), "2026-02-11")
        # the first day stays
        self.assertEqual(self._clean("2026-04-01 09:00"), day)
        self._clean("2026-05-10 09:00")
        self.assertTrue(self.row.exists())
        self._clean("2026-05-11 09:00")
        self.assertFalse(self.row.exists())

    def test_taken_up_again(self):
        self.vera.kind_ids = self.other
        self.assertTrue(self._clean("2026-02-10 09:00"))
        self.vera.kind_ids += self.kind
        # on the day on which it would go
        self.assertFalse(self._clean("2026-05-10 09:00"))
        self.assertTrue(self.row.exists())
        self.vera.kind_ids = self.other
        self.assertEqual(str(self._clean("2026-06-01 09:00")), "2026-06-01")

    def test_expected_for_a_shift(self):
        self.vera.kind_ids = self.other
        with freeze_time("2026-02-01 09:00"):
            shift = self._new_shift(start="2026-03-04 09:00:00")
            assignment = self._assign(self.vera, shift)
        self.assertFalse(self._clean("2026-02-10 09:00"))
        self.assertFalse(self._clean("2026-03-04 10:00"))
        self.assertEqual(str(self._clean("2026-03-05 09:00")), "2026-03-05")
        assignment.sudo().write({"state": "withdrawn", "seat": 0})
        self.assertTrue(self._clean("2026-02-10 09:00"))

    def test_a_shift_alone_asks_for_it(self):
        self.vera.kind_ids = self.other
        with freeze_time("2026-02-01 09:00"):
            shift = self._new_shift(
                start="2026-03-04 09:00:00",
                kind_id=self.other.id,
                proof_type_ids=self.conduct.ids,
            )
            self._assign(self.vera, shift, "requested")
        self.assertFalse(self._clean("2026-02-10 09:00"))

    def test_the_kind_asks_for_it_no_more(self):
        self.kind.proof_type_ids = self.first_aid
        self.assertTrue(self._clean("2026-02-10 09:00"))

    def test_a_pause_is_no_end(self):
        self.vera.sudo().write({"state": "paused", "paused_until": "2026-09-01"})
        self.assertFalse(self._clean("2026-08-10 09:00"))
        self.assertTrue(self.row.exists())

    def test_without_a_rule_it_goes_at_once(self):
        self.vera.kind_ids = self.other
        rule = self.env.ref("quartier_volunteers.quartier_rule_conduct_retention")
        rule.active = False
        self._clean("2026-02-10 09:00")
        self.assertFalse(self.row.exists())

    def test_nobody_is_asked_to_renew_it(self):
        self.vera.kind_ids = self.other
        with freeze_time(self.row.valid_until - timedelta(days=30)):
            self.env[MODEL]._note_need()
            self._run(MODEL, "_cron_remind")
        self.assertFalse(self.vera.activity_ids)

    def test_noted_by_the_system_alone(self):
        with self.assertRaises(AccessError):
            self.row.unneeded_since = "2020-01-01"
        with self.assertRaises(AccessError):
            self._inspect(unneeded_since="2020-01-01")

    def test_archived(self):
        """Who is put aside without an end is forgotten all the same."""
        self.vera.kind_ids = self.other
        self.vera.active = False
        self.assertEqual(str(self._clean("2026-02-10 09:00")), "2026-02-10")
        self._clean("2026-05-10 09:00")
        self.assertFalse(self.row.exists())

    def test_archived_as_interested(self):
        ida = self._new_volunteer("Ida", state="onboarding")
        with freeze_time("2026-01-10 09:00"):
            row = self._inspect(ida, certificate_date="2026-01-05")
        ida.active = False
        self._clean("2026-12-10 09:00")
        self.assertFalse(row.exists())
