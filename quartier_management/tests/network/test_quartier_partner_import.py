import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import file_open, mute_logger

from ..common import QuartierCommon

LIST = "quartier_management/tests/network/data/adressliste.csv"
# Rows of the list that name a contact of the address book in another spelling …
MISSPELT = 75
KNOWN = {
    6: {"name": "Schützenbruderschaft Kastanie", "is_company": True},
    23: {"name": "GRUNDSCHULE LINDENBLUETE", "is_company": True},
    125: {
        "name": "Karnevals-Gesellschaft Efeuranke eV",
        "is_company": True,
        "street": "Friedensstraße 75",
        "zip": "52249",
    },
    MISSPELT: {
        "name": "Sportgemeinschft Ilexhain",
        "is_company": True,
        "street": "Gutenbergstr. 78",
        "city": "Eschweiler",
    },
}
# … and those that name again whom another row has named.
TWINS = {
    287: 8,
    288: 20,
    289: 32,
    290: 44,
    291: 58,
    292: 70,
    293: 82,
    294: 94,
    295: 106,
    296: 118,
    306: 305,
}


class ImportCommon(QuartierCommon):
    @classmethod
    def _upload(cls, data, user=None, filename="liste.csv", **values):
        if isinstance(data, str):
            data = data.encode()
        return (
            cls.env["quartier.partner.import"]
            .with_user(user or cls.office)
            .create({"file": base64.b64encode(data), "filename": filename, **values})
        )

    def _lines(self, record):
        return {line.name: line for line in record.line_ids}


@tagged("standard", "post_install", "-at_install")
class TestQuartierPartnerImport(ImportCommon):
    def test_columns_are_guessed(self):
        record = self._upload(
            "Lfd. Nr.;Einrichtung / Verein;Ansprechpartner/in;E-Mail (dienstl.);Foo\n"
            "1;Verein Nord;Selin Kaya;info@nord.example;bar\n"
        )
        self.assertEqual(
            record.column_ids.mapped("target"),
            [False, "organisation", "person", "email", False],
        )
        self.assertEqual(record.column_ids[1].sample, "Verein Nord")

    def test_columns_are_remembered(self):
        text = "Wer;Woher\nVerein Nord;Eschweiler\n"
        record = self._upload(text)
        with self.assertRaises(UserError):  # nothing holds a name
            record.action_check()
        record.column_ids[0].target = "organisation"
        record.action_check()
        again = self._upload(text, user=self.reader)
        self.assertEqual(again.column_ids.mapped("target"), ["organisation", False])

    def test_nothing_is_created_before_the_end(self):
        contacts = self.env["res.partner"].search_count([])
        record = self._upload("Verein;Name\nVerein Nord;Selin Kaya\n")
        record.action_check()
        self.assertEqual(self.env["res.partner"].search_count([]), contacts)
        record.action_import()
        self.assertEqual(self.env["res.partner"].search_count([]), contacts + 2)
        person = self._lines(record)["Selin Kaya"].partner_id
        self.assertEqual(person.parent_id.name, "Verein Nord")
        self.assertTrue(person.parent_id.is_company)
        self.assertIn("liste.csv", person.message_ids[0].body)

    def test_existing_contact_is_completed(self):
        club = self.env["res.partner"].create(
            {"name": "Verein Nord e.V.", "is_company": True, "phone": "02403 1"}
        )
        record = self._upload(
            "Verein;Telefon;Homepage;Name\n"
            "Verein-Nord;02403 999;nord.example;Selin Kaya\n"
        )
        record.action_check()
        line = self._lines(record)["Verein-Nord"]
        self.assertEqual((line.match_id, line.decision), (club, "complete"))
        self.assertEqual(line.gain, "Website Link")
        record.action_import()
        self.assertEqual((club.phone, club.website), ("02403 1", "http://nord.example"))
        self.assertEqual(club.child_ids.name, "Selin Kaya")

    def test_person_of_existing_contact(self):
        """A name alone says little; a name within the same organisation does not."""
        club = self.env["res.partner"].create(
            {
                "name": "Verein Nord",
                "is_company": True,
                "child_ids": [Command.create({"name": "Selin Kaya"})],
            }
        )
        record = self._upload(
            "Verein;Name;Mobil\nVerein Nord;Selin Kaya;0171 555\n;Selin Kaya;\n"
        )
        record.action_check()
        self.assertEqual(
            record.line_ids.mapped("decision"), ["complete", "complete", False]
        )
        record.line_ids[2].decision = "create"
        record.action_import()
        self.assertEqual(club.child_ids.phone, "0171 555")

    def test_person_below_who_is_left_out(self):
        """Leaving an existing organisation alone says where its people belong."""
        club = self.env["res.partner"].create(
            {"name": "Verein Nord", "is_company": True}
        )
        record = self._upload("Verein;Name;Ort\nVerein Nord;Selin Kaya;Eschweiler\n")
        record.action_check()
        self._lines(record)["Verein Nord"].decision = "skip"
        record.action_import()
        self.assertEqual(club.child_ids.name, "Selin Kaya")
        self.assertFalse(club.city)

    def test_repeated_in_the_list(self):
        record = self._upload(
            "Verein;Strasse;PLZ;Telefon;Name\n"
            "Verein Nord;Jahnstr. 7;52249;;Selin Kaya\n"
            "Verein Nord e.V.;Jahnstraße 7;52249;02403 999;Ute Pütz\n"
        )
        record.action_check()
        record.action_import()
        club = self.env["res.partner"].search([("name", "=like", "Verein Nord%")])
        self.assertEqual(len(club), 1)
        self.assertEqual(club.phone, "02403 999")
        self.assertEqual(set(club.child_ids.mapped("name")), {"Selin Kaya", "Ute Pütz"})

    def test_completing_what_is_left_out_creates(self):
        record = self._upload(
            "Verein;Strasse;PLZ\n" + 2 * "Verein Nord;Jahnstr. 7;52249\n"
        )
        record.action_check()
        record.line_ids[0].decision = "skip"
        record.action_import()
        self.assertTrue(record.line_ids[1].partner_id)

    def test_undecided_is_not_imported(self):
        self.env["res.partner"].create({"name": "Selin Kaya"})
        record = self._upload("Name;Ort\nKaya, Selin;Eschweiler\n")
        record.action_check()
        self.assertFalse(record.line_ids.decision)
        with self.assertRaises(UserError):
            record.action_import()
        with Form(record.line_ids) as line:
            line.match_id = self.env["res.partner"]
        self.assertEqual(record.line_ids.decision, "create")
        record.action_import()
        with self.assertRaises(UserError):  # twice
            record.action_import()
        with self.assertRaises(UserError):
            record.line_ids.decision = "skip"

    def test_wrong_lines_are_corrected(self):
        record = self._upload("Verein;E-Mail\nVerein Nord;a@@b\n;c@example.org\n")
        record.action_check()
        self.assertEqual(record.line_ids.mapped("problem"), ["email", "name"])
        self.assertEqual(record.problem_count, 2)
        with self.assertRaises(UserError):
            record.action_import()
        record.line_ids[0].email = "a@example.org"
        record.line_ids[1].decision = "skip"
        record.action_import()
        self.assertEqual(record.line_ids.partner_id.email, "a@example.org")

    def test_decisions_survive_another_search(self):
        record = self._upload("Verein\nVerein Nord\nVerein Süd\n")
        record.action_check()
        record.line_ids[0].decision = "skip"
        self.env["res.partner"].create({"name": "Verein Süd", "is_company": True})
        record.action_find_duplicates()
        self.assertEqual(record.line_ids.mapped("decision"), ["skip", "complete"])

    def test_completing_needs_a_contact(self):
        record = self._upload("Verein\nVerein Nord\n")
        record.action_check()
        with self.assertRaises(ValidationError):
            record.line_ids.decision = "complete"

    def test_residents(self):
        record = self._upload(
            "Verein;Name;Ort\nVerein Nord;Selin Kaya;\n;Rosa Wolf;Eschweiler\n",
            confidential=True,
        )
        record.action_check()
        record.action_import()
        lines = self._lines(record)
        rosa, selin = (lines[name].partner_id for name in ("Rosa Wolf", "Selin Kaya"))
        self.assertTrue(rosa.quartier_confidential)
        self.assertEqual(rosa.quartier_owner_id, self.west)
        self.assertFalse(selin.quartier_confidential)
        self.assertFalse(rosa.with_user(self.reader).has_access("read"))

    def test_hidden_persons_are_not_revealed(self):
        rosa = self._new_resident(self.manager_ost, "Rosa Wolf", email="r@example.org")
        text = "Name;E-Mail\nRosa Wolf;r@example.org\n"
        found = {}
        for user in (self.office, self.reader, self.manager_ost):
            record = self._upload(text, user=user)
            record.action_check()
            found[user] = record.line_ids.match_id
        self.assertFalse(found[self.office] | found[self.reader])
        self.assertEqual(found[self.manager_ost], rosa)

    def test_lists_are_their_owners(self):
        record = self._upload("Name\nRosa Wolf\n")
        record.action_check()
        for user in (self.reader, self.manager, self.both, self.admin):
            for records in (record, record.column_ids, record.line_ids):
                self.assertFalse(records.with_user(user).has_access("read"))
        with self.assertRaises(AccessError):
            self._upload("Name\nRosa Wolf\n", user=self.employee)

    def test_workbook(self):
        book = openpyxl.Workbook()
        for row in (["Liste"], [], ["Verein", "PLZ", "Ort"], ["Verein Nord", 52249.0]):
            book.active.append(row)
        data = io.BytesIO()
        book.save(data)
        record = self._upload(data.getvalue(), filename="liste.xlsx")
        record.action_check()
        self.assertEqual(record.line_ids.number, 4)
        self.assertEqual(record.line_ids.zip, "52249")

    def test_unreadable_files(self):
        for data in (
            b" ",
            b"Verein\n",
            b"PK\x03\x04 nothing",
            b"\0\xff\0",
            b"x" * 2**20,
        ):
            with (
                self.subTest(data=data[:10]),
                mute_logger("odoo.tools.mimetypes"),
                self.assertRaises(UserError),
            ):
                self._upload(data)

    def test_lists_are_forgotten(self):
        record = self._upload("Verein\nVerein Nord\n")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE quartier_partner_import SET write_date = now() - interval '31 days'"
            " WHERE id = %s",
            [record.id],
        )
        record.invalidate_recordset()
        self.env["quartier.partner.import"]._gc_imports()
        self.assertFalse(record.exists())

    def test_queries_do_not_grow(self):
        def queries(count):
            rows = "".join(f"Verein {n} Probe;Person {n}\n" for n in range(count))
            record = self._upload(f"Verein;Name\n{rows}")
            before = self.env.cr.sql_log_count
            record._read_lines()
            return self.env.cr.sql_log_count - before

        self.assertLess(queries(100), queries(10) + 20)


@tagged("standard", "post_install", "-at_install")
class TestRealList(ImportCommon):
    """300 rows as they come: several spellings, blank rows, wrong and double ones."""

    def test_import(self):
        known = {
            number: self.env["res.partner"].create(values)
            for number, values in KNOWN.items()
        }
        with file_open(LIST, "rb") as file:
            record = self._upload(file.read(), filename="adressliste.csv")
        self.assertEqual(record.row_count, 301)
        record.action_check()
        by_row = {line.number: line for line in record.line_ids if line.is_company}
        for number, partner in known.items():
            self.assertEqual(by_row[number].match_id, partner)
        twins = {line: line.twin_id.number for line in record.line_ids if line.twin_id}
        self.assertEqual({line.number: row for line, row in twins.items()}, TWINS)
        self.assertEqual(record.problem_count, 3)
        self.assertEqual(record.open_count, 1)
        self.assertEqual(by_row[MISSPELT].reason, "similar name, same address")
        # nobody else is taken for somebody they are not
        self.assertEqual(record.complete_count, len(KNOWN) - 1 + len(TWINS))

        by_row[MISSPELT].action_complete_all()
        record.line_ids.filtered("problem").action_skip_all()
        contacts = self.env["res.partner"].search_count([])
        record.action_import()
        created = self.env["res.partner"].search_count([]) - contacts
        self.assertEqual(created, record.create_count)
        self.assertEqual(
            record.line_count, created + len(KNOWN) + len(TWINS) + record.skip_count
        )
        self.assertEqual(known[MISSPELT].email, by_row[MISSPELT].email)

    def test_the_same_list_again(self):
        for expected in (True, False):
            with file_open(LIST, "rb") as file:
                record = self._upload(file.read(), filename="adressliste.csv")
            record.action_check()
            lines = record.line_ids
            lines.filtered("problem").action_skip_all()
            lines.filtered(lambda line: not line.decision).action_complete_all()
            record.action_import()
            self.assertEqual(bool(record.create_count), expected)
