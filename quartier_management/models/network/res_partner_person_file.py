import io
import json
import re
import zipfile
from datetime import date, datetime

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date, format_datetime, html2plaintext

from .person_file import Entry, Section, Value

OFFICE = "quartier_management.group_quartier_office"
# how the machine-readable file calls itself, and the version of its shape
FORMAT = "quartier.person_file"
VERSION = 1


class ResPartner(models.Model):
    """The file about one person: who may produce it, how it is put together, sent.

    What it says: ``_quartier_personal_data`` (``res_partner_person_data.py``).
    """

    _inherit = "res.partner"

    def _quartier_file_obstacles(self):
        """Say in whole sentences why no file can be made about this contact.

        :rtype: list[str]
        """
        self.ensure_one()
        obstacles = []
        if self.is_company:
            obstacles.append(
                self.env._(
                    "“%(name)s” is an organisation. The right of access is one of"
                    " persons: please open the contact of the person who asks.",
                    name=self.name,
                )
            )
        if not self.partner_share:
            obstacles.append(
                self.env._(
                    "“%(name)s” is an employee. Please pass the request on to the"
                    " personnel department.",
                    name=self.name,
                )
            )
        return obstacles

    def _quartier_check_file(self):
        """Refuse the file to whoever is no member of an office's team.

        :raise AccessError: no role, no team, or a person out of the user's sight
        :raise UserError: there is no file about such a contact
        """
        self.ensure_one()
        user = self.env.user
        if not (user.has_group(OFFICE) and user.quartier_ids):
            raise AccessError(
                self.env._(
                    "Only the team of a neighbourhood office can produce a file about"
                    " a person. Please pass the request on to the office."
                )
            )
        self.check_access("read")
        if obstacles := self._quartier_file_obstacles():
            raise UserError("\n".join(obstacles))

    def _quartier_file_office(self):
        """Return the office that answers, with sudo for its letterhead."""
        self.ensure_one()
        own = self.env.user.quartier_ids
        # sudo: which office a contact belongs to that the user may read is no secret
        partner = self.sudo()
        offices = partner.quartier_owner_id + partner.quartier_id
        return ((offices & own) or own)[:1].sudo()

    def _quartier_file_scope(self):
        """Return the person and the addresses below, archived ones too, with sudo."""
        # sudo: the file is complete; who may not read a row learns its number only
        partners = self.sudo().with_context(active_test=False)
        return partners.search([("id", "child_of", self.ids)])

    def _quartier_file_emails(self):
        """Return the normalised addresses of the person."""
        return sorted(
            set(filter(None, self._quartier_file_scope().mapped("email_normalized")))
        )

    def _quartier_linked(self, model_name, field_name, domain=()):
        """Return the records that name the person in a field, archived ones too.

        :return: with sudo; empty if the model is not installed
        """
        # sudo: as in the scope
        model = self.env[model_name].sudo().with_context(active_test=False)
        scope = self._quartier_file_scope()
        return model.search(Domain(field_name, "in", scope.ids) & Domain(domain))

    def _quartier_about(self, model_name, model_field="res_model"):
        """Return the records that hang on the person's contact, e.g. messages."""
        return self._quartier_linked(
            model_name, "res_id", [(model_field, "=", self._name)]
        )

    def _quartier_section(
        self,
        key,
        title,
        purpose,
        records,
        names,
        *,
        date_field=None,
        personal=False,
        **more,
    ):
        """Make a section of records.

        :param records: with sudo
        :param names: fields to show, besides the record's name
        :param personal: nobody but the person is concerned: rows are shown to whoever
            may produce the file, whatever rights they have on the model
        """
        shown = records
        if not personal and records:
            shown = records.sudo(False)._filtered_access("read").sudo()
        rows = [self._quartier_entry(record, names, date_field) for record in shown]
        return Section(
            key, title, purpose, rows, withheld=len(records) - len(shown), **more
        )

    def _quartier_entry(self, record, names, date_field):
        when = (date_field and record[date_field]) or None
        values = [self._quartier_value(record, name) for name in names]
        return Entry(
            record._name,
            record.id,
            record.display_name or "",
            [value for value in values if value],
            when,
            self._quartier_file_text(when),
        )

    def _quartier_value(self, record, name):
        """Return a field's value, or None where there is nothing to tell."""
        field = record._fields[name]
        value = record[name]
        if not value:
            return None
        if field.type == "selection":
            options = dict(field._description_selection(record.env))
            value = options.get(value, value)
        elif field.type == "many2one":
            value = value.display_name
        elif field.relational:
            value = value.mapped("display_name")
        elif field.type == "html":
            value = html2plaintext(value).strip()
        if not value:
            return None
        label = field.get_description(record.env, ["string"])["string"]
        return Value(name, label, value, self._quartier_file_text(value))

    def _quartier_file_text(self, value):
        """Say a value as people read it."""
        if isinstance(value, datetime):
            zone = self._quartier_file_office().tz
            return format_datetime(self.env, value, tz=zone, dt_format="short")
        if isinstance(value, date):
            return format_date(self.env, value)
        if isinstance(value, list):
            return ", ".join(map(str, value))
        if value is True:
            return self.env._("Yes")
        return str(value) if value else ""

    def _quartier_in_file_language(self):
        """Return the person as the office would write of them."""
        self.ensure_one()
        return self.with_context(lang=self._quartier_file_office().lang)

    def _quartier_file_documents(self):
        """Return the documents of the person, with sudo; ``datas`` fields not."""
        return self._quartier_about("ir.attachment").filtered(
            lambda document: not document.res_field and document.type == "binary"
        )

    def _quartier_file_json(self):
        """Return the machine-readable file.

        :return: bytes, UTF-8
        """
        person = self._quartier_in_file_language()
        content = {
            "format": FORMAT,
            "version": VERSION,
            "produced": fields.Datetime.now(),
            "office": person._quartier_file_office().name,
            "person": {"id": person.id, "name": person.name},
            "sections": [
                {
                    "key": section.key,
                    "title": section.title,
                    "purpose": section.purpose,
                    "retention": section.retention,
                    "withheld": section.withheld,
                    "rows": [
                        {
                            "model": row.model,
                            "id": row.id,
                            "label": row.label,
                            "date": row.date,
                            "values": {
                                value.name: {
                                    "label": value.label,
                                    "value": value.value,
                                }
                                for value in row.values
                            },
                        }
                        for row in section.rows
                    ],
                }
                for section in person._quartier_personal_data()
            ],
            "documents": [path for path, _content in person._quartier_file_packed()],
        }
        text = json.dumps(content, ensure_ascii=False, indent=2, default=_as_json)
        return text.encode()

    def _quartier_file_packed(self):
        """Return photo and documents as ``(path, attachment)`` of unlike paths."""
        # sudo: the photo is the person's own
        photo = self.env["ir.attachment"].sudo()
        photo = photo.search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "image_1920"),
                ("res_id", "in", self._quartier_file_scope().ids),
            ]
        )
        packed = []
        for document in photo + self._quartier_file_documents():
            name = re.sub(r"[^\w.\- ]+", "_", document.name or "").strip(". ")
            folder = "foto" if document.res_field else "dokumente"
            packed.append((f"{folder}/{document.id} {name}", document))
        return packed

    def _quartier_file_zip(self):
        """Return printed and machine-readable file and all documents in one archive.

        :return: bytes
        """
        report = self.env.ref("quartier_management.res_partner_person_file_report")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            printed = report._quartier_render(report.sudo(), self, {})
            archive.writestr("auskunft.pdf", printed)
            archive.writestr("auskunft.json", self._quartier_file_json())
            for path, document in self._quartier_file_packed():
                archive.writestr(path, document.raw or b"")
        return buffer.getvalue()

    def _quartier_file_name(self):
        """Return title and file name, without suffix."""
        self.ensure_one()
        person = self._quartier_in_file_language()
        return person.env._("Information on your data, %(name)s", name=person.name)

    def _quartier_file_today(self):
        """Say in words which day it is at the office."""
        now = self._quartier_file_office()._localize(fields.Datetime.now())
        return format_date(self.env, now.date())

    def _quartier_note_file(self, kind):
        """Record who produced a file and when; who may do so was checked before.

        :param str kind: "PDF" or "ZIP"
        """
        person = self._quartier_in_file_language()
        # sudo: who may read the person may not always write
        person.sudo()._message_log(
            body=person.env._(
                "A file about this person (Art. 15 GDPR) was produced as %(kind)s by"
                " %(user)s.",
                kind=kind,
                user=self.env.user.name,
            ),
            author_id=self.env.user.partner_id.id,
        )


def _as_json(value):
    """Write dates in ISO 8601; datetimes are stored in UTC."""
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    return value.isoformat() if isinstance(value, date) else str(value)
