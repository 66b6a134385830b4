from datetime import date

from psycopg2.errors import CheckViolation, ExclusionViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from ..common import QuartierCommon

KIND = "quartier_management.quartier_relation_kind_%s"


class RelationCommon(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = ("Verein", "Verband", "Schule")
        cls.club, cls.umbrella, cls.school = cls.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in names]
        )
        cls.councillor = cls.env["res.partner"].create({"name": "Rita Rat"})
        cls.cooperates = cls.env.ref(KIND % "cooperates")
        cls.over = cls.env.ref(KIND % "umbrella")
        cls.mandate = cls.env.ref(KIND % "mandate")

    @classmethod
    def _relate(cls, partner, kind, other, user=None, **values):
        return (
            cls.env["quartier.relation"]
            .with_user(user or cls.office)
            .create(
                {
                    "partner_id": partner.id,
                    "kind_id": kind.id,
                    "other_id": other.id,
                    **values,
                }
            )
        )

    def _sides(self, partner, user=None):
        partner = partner.with_user(user or self.office)
        partner.invalidate_recordset()
        return [
            (side.name, side.other_id.name)
            for side in partner.quartier_relation_side_ids
        ]


@tagged("standard", "post_install", "-at_install")
class TestQuartierRelation(RelationCommon):
    def test_shown_on_both_contacts(self):
        self._relate(self.umbrella, self.over, self.club)
        self.assertEqual(
            self._sides(self.umbrella), [("is the umbrella organisation of", "Verein")]
        )
        self.assertEqual(self._sides(self.club), [("is a branch of", "Verband")])

    def test_entered_from_the_other_side(self):
        action = self.club.with_user(self.office).action_add_quartier_relation()
        form = Form(
            self.env["quartier.relation"]
            .with_user(self.office)
            .with_context(**action["context"])
        )
        form.kind_as = f"{self.over.id}:1"
        form.other_id = self.umbrella
        relation = form.save()
        self.assertEqual(relation.partner_id, self.umbrella)
        self.assertEqual(relation.other_id, self.club)
        self.assertEqual(relation.kind_id, self.over)

    def test_entered_from_the_other_side_by_rpc(self):
        relations = self.env["quartier.relation"].with_user(self.office)
        relation = relations.with_context(default_partner_id=self.club.id).create(
            {"kind_as": f"{self.over.id}:1", "other_id": self.umbrella.id}
        )
        self.assertEqual(relation.partner_id, self.umbrella)
        self.assertEqual(relation.other_id, self.club)

    def test_turned_round_later(self):
        relation = self._relate(self.club, self.over, self.umbrella)
        relation.kind_as = f"{self.over.id}:1"
        self.assertEqual(relation.partner_id, self.umbrella)

    def test_unknown_kind(self):
        for choice in ("0:0", "x", f"{self.cooperates.id}:1"):
            with self.assertRaisesRegex(ValidationError, "choose how"):
                self.env["quartier.relation"].create(
                    {
                        "partner_id": self.club.id,
                        "other_id": self.school.id,
                        "kind_as": choice,
                    }
                )

    def _refused(self, error, *args, **values):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(error),
            self.env.cr.savepoint(),
        ):
            self._relate(*args, **values)

    def test_no_edge_to_oneself(self):
        self._refused(CheckViolation, self.club, self.cooperates, self.club)

    def test_no_duplicate(self):
        self._relate(
            self.club,
            self.cooperates,
            self.school,
            date_from="2024-01-01",
            date_to="2024-12-31",
        )
        for values in (
            {},
            {"date_from": "2024-12-31"},
            {"date_to": "2024-01-01"},
            {"date_from": "2024-03-01", "date_to": "2024-03-02"},
        ):
            with self.subTest(values):
                again = (self.club, self.cooperates, self.school)
                self._refused(ExclusionViolation, *again, **values)
                mirrored = (self.school, self.cooperates, self.club)
                self._refused(ExclusionViolation, *mirrored, **values)
        self._relate(self.school, self.cooperates, self.club, date_from="2025-01-01")

    def test_directions_differ_where_they_read_differently(self):
        self._relate(self.club, self.over, self.umbrella)
        self._relate(self.umbrella, self.over, self.club)

    def test_ends_after_it_begins(self):
        self._refused(
            CheckViolation,
            self.club,
            self.cooperates,
            self.school,
            date_from="2024-02-01",
            date_to="2024-01-01",
        )

    def test_the_constraint_is_there(self):
        self.env.cr.execute(
            "SELECT contype FROM pg_constraint WHERE conname = %s",
            ["quartier_relation_no_duplicate"],
        )
        self.assertEqual(self.env.cr.fetchall(), [("x",)])

    def test_sides_of_a_kind(self):
        with self.assertRaisesRegex(ValidationError, "cannot be said"):
            self._relate(self.club, self.mandate, self.school)

    def test_mandate(self):
        relation = self._relate(
            self.councillor, self.mandate, self.school, faction_id=self.club.id
        )
        self.assertTrue(relation.is_mandate)
        with self.assertRaisesRegex(ValidationError, "organisation"):
            relation.faction_id = self.councillor

    @freeze_time("2030-06-15 10:00:00")
    def test_in_force(self):
        relation = self._relate(
            self.club,
            self.cooperates,
            self.school,
            date_from="2030-06-15",
            date_to="2030-06-15",
        )
        search = self.env["quartier.relation"].search
        own = ("id", "=", relation.id)
        self.assertTrue(relation.in_force)
        self.assertTrue(search([own, ("in_force", "=", True)]))
        self.assertFalse(search([own, ("in_force", "=", False)]))
        relation.date_to = date(2030, 6, 14)
        relation.date_from = date(2030, 6, 1)
        self.assertFalse(relation.in_force)
        self.assertFalse(search([own, ("in_force", "=", True)]))

    def test_kind_in_use_keeps_its_direction(self):
        self._relate(self.umbrella, self.over, self.club)
        with self.assertRaises(UserError):
            self.over.inverse_name = False
        self.over.inverse_name = "gehört zu"

    def test_merging_contacts(self):
        twin = self.club.copy({"name": "Verein e. V."})
        third = self.club.copy({"name": "Förderkreis"})
        self._relate(self.club, self.cooperates, twin)
        kept = self._relate(self.club, self.cooperates, self.school)
        again = self._relate(self.school, self.cooperates, twin)
        moved = self._relate(self.umbrella, self.over, twin)
        other = self._relate(twin, self.cooperates, third)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.club + twin).ids, self.club
        )
        self.env.invalidate_all()
        self.assertFalse(again.exists())
        self.assertTrue(kept.exists())
        self.assertEqual(moved.other_id, self.club)
        self.assertEqual(other.partner_id, self.club)
        self.assertEqual(len(self._sides(self.club)), 3)


@tagged("standard", "post_install", "-at_install")
class TestRelationAccess(RelationCommon):
    def test_the_department_edits_them_too(self):
        relation = self._relate(self.club, self.cooperates, self.school, self.reader)
        relation.with_user(self.reader).role = "Vorsitz"
        relation.with_user(self.reader).unlink()

    def test_confidential_persons(self):
        resident = self._new_resident(self.office)
        member = self.env.ref(KIND % "member")
        relation = self._relate(resident, member, self.club)
        self.assertEqual(self._sides(self.club), [("has as member", "Rosa Geheim")])
        for user in (self.reader, self.manager_ost, self.admin):
            with self.subTest(user.name):
                self.assertFalse(self._sides(self.club, user))
                with self.assertRaises(AccessError):
                    relation.with_user(user).read(["role"])
                with self.assertRaises(AccessError):
                    self._relate(self.club, self.cooperates, resident, user)

    def test_guessed_ids(self):
        resident = self._new_resident(self.manager_ost)
        relation = self._relate(self.club, self.cooperates, self.school)
        for field in ("partner_id", "other_id"):
            with self.assertRaises(AccessError):
                relation.with_user(self.office).write({field: resident.id})
