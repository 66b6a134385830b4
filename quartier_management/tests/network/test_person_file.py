import io
import json
import zipfile

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .person_common import PersonCommon


@tagged("standard", "post_install", "-at_install")
class TestPersonFile(PersonCommon):
    """The file about a person (Art. 15 GDPR): complete, and nobody else's business."""

    def _json(self, person=None, user=None):
        person = (person or self.rosa).with_user(user or self.office)
        return json.loads(person._quartier_file_json())

    def _section(self, key, **kwargs):
        sections = self._json(**kwargs)["sections"]
        return next(section for section in sections if section["key"] == key)

    def _print(self, user=None, person=None):
        report = self.env.ref("quartier_management.res_partner_person_file_report")
        content, _kind = (
            report.with_user(user or self.office)
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(report.report_name, (person or self.rosa).ids)
        )
        return PdfReader(io.BytesIO(content))

    def _text(self, reader):
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def test_machine_readable(self):
        data = self._json()
        self.assertEqual(data["format"], "quartier.person_file")
        text = json.dumps(data, ensure_ascii=False)
        for expected in (
            "Rosa Geheim",
            "rosa@geheim.example",
            "Rosa c/o Tante",
            "Rosa möchte ein Ehrenamt.",
            "Nähcafé",
            "Rosa bringt Stoff mit",
            "Nachbarschaftsgarten",
            "Nähkurs",
            "Rosa holt den Schlüssel",
            "Taufe",
            "Brief ä.txt",
        ):
            self.assertIn(expected, text)
        row = self._section("event_participations")["rows"][0]
        self.assertEqual(row["date"], "2030-03-04T10:00:00Z")
        self.assertEqual(row["values"]["role"]["value"], "Supporter")

    def test_nothing_about_others(self):
        text = json.dumps(self._json(), ensure_ascii=False)
        for foreign in ("Paul", "schwierig", "zäh wie immer"):
            self.assertNotIn(foreign, text)

    def test_printed(self):
        reader = self._print()
        self.assertTrue(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
        text = self._text(reader)
        for expected in (
            "Rosa Geheim",
            "Rosa bringt Stoff mit",
            "Rosa möchte ein Ehrenamt.",
            "11:00",
            "Art. 16",
            "To be confirmed",
            "Bank accounts",
        ):
            self.assertIn(expected, text)
        self.assertNotIn("schwierig", text)

    def test_who_produced_it_is_noted(self):
        self._print()
        note = self.rosa.message_ids[0]
        self.assertIn("PDF", note.body)
        self.assertEqual(note.author_id, self.office.partner_id)
        self.assertEqual(self.rosa.sudo().message_ids[0].author_id, note.author_id)

    def test_roles(self):
        for user in (self.employee, self.reader, self.admin, self.manager_ost):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._print(user)
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                wizard = self.env["quartier.person.file"].with_user(user)
                wizard.create({"partner_id": self.rosa.id}).read(["overview"])
        for user in (self.office, self.manager, self.both):
            with self.subTest(user=user.name):
                wizard = self.env["quartier.person.file"].with_user(user)
                wizard = wizard.create({"partner_id": self.rosa.id})
                self.assertIn("Part in events", wizard.overview)

    def test_shared_persons(self):
        shared = self.env["res.partner"].create({"name": "Ada Offen"})
        self._print(self.manager_ost, shared)
        for user in (self.employee, self.reader, self.admin):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._print(user, shared)

    def test_no_file_about_organisations_and_employees(self):
        verein = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        for partner in (verein, self.employee.partner_id):
            with self.subTest(partner=partner.name), self.assertRaises(UserError):
                self._print(person=partner)

    def test_what_belongs_to_others_is_counted_only(self):
        shared = self.env["res.partner"].create(
            {"name": "Ada Offen", "email": "ada@offen.example"}
        )
        self._ask("ada@offen.example", purpose="Yoga im Verborgenen")
        section = self._section("room_requests", person=shared, user=self.manager_ost)
        self.assertEqual((section["rows"], section["withheld"]), ([], 1))
        section = self._section("room_requests", person=shared)
        self.assertEqual(len(section["rows"]), 1)

    def test_requests_by_proven_address_only(self):
        self._ask("rosa@geheim.example", state="unconfirmed", purpose="Irrläufer")
        self._ask("rosa@geheim.example.org", purpose="Fremd")
        rows = self._section("room_requests")["rows"]
        self.assertEqual([row["id"] for row in rows], self.request.ids)

    def test_login(self):
        login = self._new_login()
        rows = self._section("logins", person=login.partner_id)["rows"]
        self.assertEqual(rows[0]["values"]["login"]["value"], login.login)


@tagged("standard", "post_install", "-at_install")
class TestPersonFileDownload(PersonCommon, HttpCase):
    def _get(self, user):
        self.authenticate(user.login, user.login)
        return self.url_open(f"/quartier/person-file/{self.rosa.id}")

    def test_archive(self):
        response = self._get(self.office)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            names = archive.namelist()
            self.assertEqual(names[:2], ["auskunft.pdf", "auskunft.json"])
            data = json.loads(archive.read("auskunft.json").decode())
            self.assertEqual(data["documents"], names[2:])
            self.assertEqual(archive.read(names[2]), b"Liebe Rosa")
        self.assertIn("ZIP", self.rosa.message_ids[0].body)

    @mute_logger("odoo.http")
    def test_refused(self):
        for user in (self.employee, self.reader, self.manager_ost):
            with self.subTest(user=user.name):
                response = self._get(user)
                self.assertNotEqual(response.status_code, 200)
                self.assertNotIn("Rosa", response.text)

    @mute_logger("odoo.http")
    def test_rpc(self):
        for user in (self.employee, self.reader):
            self.authenticate(user.login, user.login)
            for model, method, args in (
                ("res.partner", "_quartier_file_json", [self.rosa.ids]),
                (
                    "quartier.person.file",
                    "web_save",
                    [[], {"partner_id": self.rosa.id}, {"overview": {}}],
                ),
            ):
                call = {"model": model, "method": method, "args": args, "kwargs": {}}
                with (
                    self.subTest(user=user.name, method=method),
                    self.assertRaisesRegex(JsonRpcException, "AccessError"),
                ):
                    path = f"/web/dataset/call_kw/{model}/{method}"
                    self.make_jsonrpc_request(path, call)
