from odoo.tests import freeze_time, tagged

from .people_common import PeopleCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerBegun(PeopleCommon):
    """§ 43 IfSG: with the first work after the certificate the chain begins."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._require(cls.infection)

    def _done(self, *starts, volunteer=None, **values):
        """Note work as done, of several shifts at once."""
        volunteer = volunteer or self.vera
        rows = self.env["quartier.volunteer.assignment"]
        with freeze_time("2026-01-01 08:00"):
            for start in starts:
                shift = self._new_shift(start=start, **values)
                rows |= self._assign(volunteer, shift)
        with freeze_time("2026-12-01 08:00"):
            rows.with_user(self.coordinator).action_done()
        self.assertEqual(set(rows.mapped("state")), {"done"})

    def test_by_the_offices_clock(self):
        proof = self._prove(self.infection, "2026-01-10")
        self._done("2026-02-10 23:30:00")
        self.assertEqual(str(proof.begun_on), "2026-02-11")
        self.assertEqual(str(proof.valid_until), "2028-02-11")

    def test_noted_once(self):
        proof = self._prove(self.infection, "2026-01-10", begun_on="2026-02-01")
        self._done("2026-02-10 12:00:00")
        self.assertEqual(str(proof.begun_on), "2026-02-01")

    def test_the_first_day_of_several(self):
        proof = self._prove(self.infection, "2026-01-10")
        # before the certificate it cannot have begun
        self._done("2026-03-01 12:00:00", "2026-02-10 12:00:00", "2026-01-05 12:00:00")
        self.assertEqual(str(proof.begun_on), "2026-02-10")

    def test_too_late_stops_nobody(self):
        proof = self._prove(self.infection, "2026-01-10")
        self._done("2026-04-11 12:00:00")
        self.assertFalse(proof.begun_on)
        self.assertEqual(str(proof.valid_until), "2026-04-10")
        other = self._new_volunteer("Paul Anders")
        proof = self._prove(self.infection, "2026-01-10", other)
        self._done("2026-04-10 12:00:00", volunteer=other)
        self.assertEqual(str(proof.begun_on), "2026-04-10")

    def test_the_latest_certificate(self):
        old = self._prove(self.infection, "2026-01-10")
        new = self._prove(self.infection, "2026-02-01")
        coming = self._prove(self.infection, "2026-05-01")
        for _twice in range(2):
            self._done("2026-02-10 12:00:00")
            self.assertEqual(str(new.begun_on), "2026-02-10")
            self.assertFalse(old.begun_on or coming.begun_on)

    def test_only_work_that_asks_for_it(self):
        proof = self._prove(self.infection, "2026-01-10")
        first_aid = self._prove(self.first_aid, "2026-01-10")
        other = self.kind.copy({"name": "Aufbau", "proof_type_ids": False})
        self._done("2026-02-10 12:00:00", kind_id=other.id)
        self.assertFalse(proof.begun_on)
        # the shift itself may ask for it
        self._done(
            "2026-02-12 12:00:00", kind_id=other.id, proof_type_ids=self.infection.ids
        )
        self.assertEqual(str(proof.begun_on), "2026-02-12")
        self.assertFalse(first_aid.begun_on)

    def test_a_day_of_the_paper_stays(self):
        proof = self._prove(self.infection, "2026-01-10", valid_until="2026-12-24")
        self._done("2026-02-10 12:00:00")
        self.assertEqual(str(proof.begun_on), "2026-02-10")
        self.assertEqual(str(proof.valid_until), "2026-12-24")

    def test_many_at_once(self):
        people = [self._new_volunteer(f"Person {number}") for number in range(4)]
        proofs = [self._prove(self.infection, "2026-01-10", row) for row in people]
        rows = self.env["quartier.volunteer.assignment"]
        for seat, person in enumerate(people, 1):
            shift = self._new_shift(start=f"2026-02-0{seat} 12:00:00")
            rows |= self._assign(person, shift)
        self.env.flush_all()
        with freeze_time("2026-12-01 08:00"):
            rows.with_user(self.coordinator).action_done()
        self.assertEqual(
            [str(row.begun_on) for row in proofs],
            [f"2026-02-0{day}" for day in range(1, 5)],
        )
