import mimetypes

from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .audit_folder import Entry, Made, Plan, Stored
from .audit_names import Paths, split

_FILE_FIELDS = (
    "name",
    "type",
    "url",
    "res_id",
    "res_field",
    "store_fname",
    "checksum",
    "file_size",
    "mimetype",
    "create_date",
)


class QuartierGrant(models.Model):
    """The folder for auditors: who may have it, and what goes into it.

    Planned with the rights of who asks for it: what they may not read is not in it.
    Parts of a grant add their documents by extending :meth:`_audit_entries`.
    """

    _inherit = "quartier.grant"

    def _audit_check(self):
        """Refuse the folder to whoever neither manages grants nor keeps the treasury.

        :raise AccessError: no role, or a grant out of the user's sight
        """
        self.ensure_one()
        user = self.env.user
        if not (
            user.has_group("quartier_grants.group_grant_manager")
            or user.has_group("quartier_grants.group_grant_finance")
        ):
            raise AccessError(
                self.env._(
                    "Audit folders are given out by who manages grants, and by the"
                    " treasury. Please ask one of them for it."
                )
            )
        self.check_access("read")

    def action_audit(self):
        """Open the dialog that asks what goes into the folder."""
        self._audit_check()
        wizard = self.env["quartier.grant.audit"].create({"grant_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Audit Folder"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _audit_sections(self):
        """Hook: return the names of the sections by key, in the order of the folder."""
        return {
            "application": self.env._("Application"),
            "approval": self.env._("Signatures"),
            "award": self.env._("Award Letters"),
            "condition": self.env._("Conditions"),
            "drawdown": self.env._("Drawdowns"),
            "voucher": self.env._("Vouchers"),
            "change": self.env._("Changes"),
            "repayment": self.env._("Repayments"),
            "proof": self.env._("Proof of Use"),
            "item": self.env._("Inventory"),
        }

    def _audit_plan(self, keys=None):
        """Return what goes into the folder, in the office's language.

        :param keys: of the sections that are wanted; None: all of them
        :rtype: Plan
        """
        self._audit_check()
        grant = self._in_office_language().with_context(active_test=False)
        names = grant._audit_sections()
        sections = {
            key: f"{number:02} {name}"
            for number, (key, name) in enumerate(names.items(), 1)
        }
        wanted = [key for key in sections if keys is None or key in keys]
        entries = sorted(
            (entry for entry in grant._audit_entries() if entry.section in wanted),
            key=lambda entry: wanted.index(entry.section),
        )
        paths = Paths()
        for entry in entries:
            if entry.source:
                folders = filter(None, (sections[entry.section], entry.folder))
                entry.path = paths.place(*folders, entry.name)
        return Plan(
            {key: sections[key] for key in wanted},
            [name for key, name in sections.items() if key not in wanted],
            entries,
        )

    def _audit_entries(self):
        """Hook: yield the documents of the grant, and what is not there.

        :return: an iterable of :class:`Entry`, those of a section in their order
        """
        self.ensure_one()
        return iter(())

    # -- what entries are made of

    def _audit_printed(self, section, title, report, record, **values):
        """Return an entry that is printed when its turn comes.

        :param str report: XML id of a report
        :param record: what it prints
        """
        made = Made("_audit_print", (report, record.id))
        return Entry(section, title, f"{title}.pdf", source=made, **values)

    def _audit_print(self, report, record_id):
        """Return a printed document, bytes."""
        report = self.env.ref(report)
        record = self.env[report.model].browse(record_id)
        return report._quartier_document(report.sudo(), record, {})

    def _audit_files(self, section, records, title, day=None, folder=None, gap=None):
        """Yield what was uploaded with records: in their fields, and beside them.

        :param records: of one model, in order
        :param title, day, folder: functions of a record
        :param gap: function of a record and the names of its fields that hold a file;
            says what is missing, or ""
        """
        found = self._audit_attachments(records).grouped("res_id")
        for record in records:
            files = found.get(record.id, records.env["ir.attachment"])
            place = {
                "day": day(record) if day else None,
                "folder": folder(record) if folder else "",
            }
            seen = set()
            for file in files:
                if file.checksum and file.checksum in seen:
                    continue  # what is beside a record may be what its field holds
                seen.add(file.checksum)
                yield self._audit_file(section, record, file, title(record), **place)
            if gap and (missing := gap(record, set(files.mapped("res_field")))):
                yield Entry(section, title(record), gap=missing, **place)

    def _audit_attachments(self, records):
        """Return the files of records that the user may read, of fields first."""
        return self.env["ir.attachment"].search_fetch(
            Domain("res_model", "=", records._name)
            & Domain("res_id", "in", records.ids)
            # named, or core leaves those of fields out
            & (Domain("res_field", "!=", False) | Domain("res_field", "=", False)),
            _FILE_FIELDS,
            order="res_field NULLS LAST, id",
        )

    def _audit_file(self, section, record, file, title, **place):
        name = file.res_field and record[f"{file.res_field}_name"]
        if not file.res_field:
            name, title = file.name, f"{title}: {file.name}"
        place["day"] = place["day"] or self._audit_day(file.create_date)
        if file.type != "binary":
            made = Made("_audit_link", (file.url or "",))
            return Entry(section, title, f"{name}.txt", source=made, **place)
        if not split(name or "")[1]:
            suffix = mimetypes.guess_extension(file.mimetype or "") or ""
            name = f"{name or title}{suffix}"
        source = Made("_audit_raw", (file.id,))
        if file.store_fname:
            source = Stored(file._full_path(file.store_fname))
        return Entry(
            section,
            title,
            name,
            source=source,
            size=file.file_size,
            checksum=file.checksum or "",
            **place,
        )

    def _audit_raw(self, attachment_id):
        """Return what the database itself keeps of a file, bytes."""
        return self.env["ir.attachment"].browse(attachment_id).raw or b""

    def _audit_link(self, url):
        """Return a text that says where a document lies that Odoo does not keep."""
        return f"{url}\r\n".encode()

    def _audit_day(self, moment):
        """Return the office's day of a moment in UTC."""
        return moment and self.quartier_id._localize(moment).date()
