import time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_quartier_partner_import import ImportCommon

NAME = {"fields": {"display_name": {}}}


@tagged("standard", "post_install", "-at_install")
class TestQuartierPartnerImportOwn(ImportCommon):
    """A list may name residents: nobody but who imports it learns of them."""

    def _checked(self, text, **values):
        record = self._upload(text, **values)
        record.action_check()
        return record

    def setUp(self):
        super().setUp()
        self.theirs = self._checked(
            "Name\nRosa Geheim\n", user=self.manager_ost, confidential=True
        )
        self.own = self._checked("Verein;Telefon\nVerein Nord;02403 55555\n")

    def test_names_of_other_lists(self):
        lines = self.own.line_ids
        for field in ("twin_id", "parent_line_id"):
            with self.subTest(field=field), self.assertRaises(UserError):
                lines.write({field: self.theirs.line_ids.id})
            defaults = {f"default_{field}": self.theirs.line_ids.id}
            asked = lines.browse().with_context(**defaults)
            with self.subTest(field=field):
                answer = asked.onchange({}, [], {field: NAME})
                self.assertNotIn("Rosa", str(answer))
        own = self.theirs.line_ids
        self.assertIn("Rosa", own.display_name)

    def test_lines_stay_with_their_list(self):
        for records in (self.own.line_ids, self.own.column_ids):
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                records.write({"import_id": self.theirs.id})
            records.write({"import_id": self.own.id})

    def test_hidden_contacts_are_not_named(self):
        rosa = self._new_resident(self.manager_ost, email="rosa@example.org")
        self.env.flush_all()
        self.env.invalidate_all()
        for field in ("match_id", "partner_id"):
            with self.subTest(field=field), self.assertRaises(AccessError):
                self.own.line_ids.write({field: rosa.id})

    def test_found_contact_is_hidden_later(self):
        """The rest of the list can still be read."""
        selin = self.env["res.partner"].create(
            {
                "name": "Selin Kaya",
                "email": "s@example.org",
                "quartier_id": self.ost.id,
            }
        )
        record = self._checked("Name;E-Mail;Tel\nSelin Kaya;s@example.org;02403 666666")
        self.assertEqual(record.line_ids.match_id, selin)
        self.assertTrue(record.line_ids.gain)
        selin.with_user(self.manager_ost).sudo().write({"quartier_confidential": True})
        self.env.flush_all()
        self.env.invalidate_all()
        shown = record.line_ids.web_read({"match_id": NAME, "gain": {}})
        self.assertFalse(shown[0]["gain"])
        self.assertNotIn("Selin", str(shown[0]["match_id"]))
        with self.assertRaises(AccessError):
            record.action_import()

    def test_first_of_several_is_left_out(self):
        """The next one takes its place, and all others complete that one."""
        record = self._checked(
            "Verein;Ort;Telefon\n"
            "Verein Zwilling;Eschweiler;\n"
            "Verein Zwilling;Eschweiler;02403 777777\n"
            "Verein-Zwilling;Eschweiler;02403 777777\n"
        )
        record.line_ids[0].decision = "skip"
        self.assertEqual(record.line_ids.mapped("decision")[1:], ["complete"] * 2)
        record.action_import()
        partners = record.line_ids[1:].partner_id
        self.assertEqual(partners.name, "Verein Zwilling")
        self.assertFalse(record.line_ids[0].partner_id)

    def test_first_of_several_exists_and_is_left_out(self):
        club = self.env["res.partner"].create(
            {"name": "Verein Zwilling", "is_company": True}
        )
        record = self._checked(
            "Verein;Ort;Telefon\nVerein Zwilling;;\nVerein Zwilling;;02403 777777\n"
        )
        first, second = record.line_ids
        first.decision = "skip"
        second.write({"match_id": False, "twin_id": first.id})
        record.action_import()
        self.assertEqual(second.partner_id, club)
        self.assertEqual(club.phone, "02403 777777")

    def test_lines_that_complete_each_other(self):
        record = self._checked("Verein\nVerein Eins\nVerein Zwei\n")
        first, second = record.line_ids
        first.write({"twin_id": second.id, "decision": "complete"})
        second.write({"twin_id": first.id, "decision": "complete"})
        with self.assertRaises(UserError):
            record.action_import()

    def test_town_in_the_wrong_column(self):
        """Many rows that share something do not all meet each other."""
        rows = "".join(f"Eschweiler;Verein Nr. {n}\n" for n in range(60))
        record = self._upload(f"Ort;Name\n{rows}")
        record.column_ids[0].target = "organisation"
        record.column_ids[1].target = "comment"
        record.action_check()
        found = record.line_ids.twin_id
        self.assertTrue(found)
        self.assertLessEqual(max(found.mapped("number")), 21)

    def test_cells_that_are_hard_to_read(self):
        """Neither an address nor an e-mail: they are read in no time, and noted."""
        rows = "".join(f"Verein {n};{'x' * 1_900};{',' * 1_900}\n" for n in range(100))
        start = time.monotonic()
        record = self._checked(f"Verein;E-Mail;Adresse\n{rows}")
        self.assertLess(time.monotonic() - start, 10)
        self.assertIn("xxx", record.line_ids[0].comment)
