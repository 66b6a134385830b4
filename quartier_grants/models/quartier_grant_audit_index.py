from odoo import fields, models
from odoo.tools import format_date, format_datetime, formatLang

from . import audit_sheet, audit_zip
from .audit_sheet import Red
from .audit_stream import SUMS, AuditStream

# of the printed index: so many lines in a file, that its memory has a limit too
VOLUME = 2_500


class QuartierGrant(models.Model):
    """The index of an audit folder, and the note that it was given out."""

    _inherit = "quartier.grant"

    def _audit_stream(self, keys=None):
        """Return the folder's bytes, to be taken after the request has ended.

        :param keys: of the sections that are wanted; None: all of them
        :return: an iterable of bytes
        :raise AccessError: not for this user
        """
        return iter(AuditStream(self, self._audit_plan(keys)))

    def _audit_folder_name(self):
        """File name of the folder, without suffix."""
        self.ensure_one()
        grant = self._in_office_language()
        return grant.env._("Audit folder %s", grant._document_name())

    def _audit_problem(self, reason):
        """Say in words why a document is missing, or not as it was kept."""
        return {
            "lost": self.env._("The file is not on the server any more."),
            "altered": self.env._(
                "The file is not as it was when it was uploaded: its checksum differs."
            ),
            "unprinted": self.env._("The document could not be produced."),
        }[reason]

    # -- what is missing

    def _audit_missing_text(self, lines):
        """Return path and content of the text that names what is missing, or nothing.

        :rtype: tuple[str, iterable] | None
        """
        lost = [line for line in lines if line.lost]
        gaps = [line for line in lines if line.problem and not line.lost]
        if not lost and not gaps:
            return None
        blocks = [
            (self.env._("Files that are missing or damaged"), lost),
            (self.env._("What was never filed"), gaps),
        ]
        text = [self._audit_folder_name(), ""]
        for heading, rows in blocks:
            if rows:
                text += [heading, "-" * len(heading)]
                text += [
                    f"{line.number}. {line.section}: {line.title} – {line.problem}"
                    for line in rows
                ]
                text.append("")
        content = "\r\n".join(text).encode("utf-8-sig")
        return self.env._("MISSING.txt"), audit_zip.pieces(content)

    # -- the index

    def _audit_index_name(self):
        return self.env._("00 Index")

    def _audit_index_sheet(self, plan, lines):
        """Return path and content of the index as a workbook."""
        heads = (
            self.env._("No."),
            self.env._("Section"),
            self.env._("Title"),
            self.env._("Date"),
            self.env._("Path"),
            self.env._("Size (Bytes)"),
            "SHA-256",
            self.env._("Remark"),
        )
        rows = (
            (
                line.number,
                line.section,
                line.title,
                line.day or "",
                line.path,
                line.size if line.path else "",
                line.sha256,
                Red(line.problem),
            )
            for line in lines
        )
        about = self.env._("About the Folder")
        facts = (about, ("", ""), self._audit_facts(plan, lines))
        content = audit_sheet.write(
            ((self.env._("Index"), heads, rows), facts), self._audit_folder_name()
        )
        return f"{self._audit_index_name()}.xlsx", audit_zip.pieces(content)

    def _audit_volumes(self, lines):
        """Return the files of the printed index: names with their lines.

        :rtype: list[tuple[str, list]]
        """
        name = self._audit_index_name()
        parts = [
            lines[start : start + VOLUME] for start in range(0, len(lines), VOLUME)
        ] or [[]]
        if len(parts) == 1:
            return [(f"{name}.pdf", parts[0])]
        return [
            (self.env._("%(index)s, part %(number)s.pdf", index=name, number=n), part)
            for n, part in enumerate(parts, 1)
        ]

    def _audit_index_print(self, plan, lines, shown):
        """Return the printed index, or a volume of it, bytes.

        :param lines: all of the folder, which it sums up
        :param shown: those that it lists
        """
        report = self.env.ref("quartier_grants.quartier_grant_audit_report")
        values = {
            "facts": self._audit_facts(plan, lines),
            "problems": [line for line in lines if line.lost],
            "sections": self._audit_printed_sections(shown),
        }
        return report._quartier_render(report.sudo(), self, values)

    def _audit_printed_sections(self, lines):
        """Return lines as they are printed, by section.

        One paragraph a line: a table of thousands of rows takes the printer several
        times as much memory, and is worse to listen to.

        :return: names with dicts of ``text`` and ``problem``
        :rtype: list[tuple[str, list[dict]]]
        """
        sections = {}
        for line in lines:
            rows = sections.setdefault(line.section, [])
            day = line.day and format_date(self.env, line.day)
            text = [" · ".join(filter(None, (f"{line.number}  {line.title}", day)))]
            if line.path:
                text.append(f"{line.path} ({self._audit_size(line.size)})")
                text.append(f"SHA-256 {line.sha256}")
            rows.append({"text": "\n".join(text), "problem": line.problem})
        return list(sections.items())

    def _audit_facts(self, plan, lines):
        """Return what the folder is, as pairs of label and text."""
        now = self.quartier_id._localize(fields.Datetime.now())
        award = self.award_id
        facts = [
            (self.env._("Measure"), self.name),
            (self.env._("Programme"), self.program_id.name),
            (self.env._("Funder"), self.funder_id.name),
            (self.env._("Funder's Reference"), self.funder_reference),
            (
                self.env._("Award Letter"),
                award and f"{award.reference}, {format_date(self.env, award.date)}",
            ),
            (
                self.env._("Given Out on"),
                format_datetime(self.env, now.replace(tzinfo=None), tz="UTC"),
            ),
            (self.env._("Given Out by"), self.env.user.name),
            (
                self.env._("Documents"),
                self.env._(
                    "%(count)s with %(size)s",
                    count=sum(bool(line.path) for line in lines),
                    size=self._audit_size(sum(line.size for line in lines)),
                ),
            ),
            (
                self.env._("Missing or Damaged"),
                str(sum(line.lost for line in lines)),
            ),
            (
                self.env._("Never Filed"),
                str(sum(bool(line.problem and not line.lost) for line in lines)),
            ),
            (self.env._("Left Out on Request"), ", ".join(plan.left_out)),
        ]
        return [(label, text) for label, text in facts if text]

    def _audit_size(self, size):
        """Return a number of bytes in words."""
        units = ("Bytes", "KB", "MB", "GB", "TB")
        power = min(max(len(str(int(size))) - 1, 0) // 3, len(units) - 1)
        digits = 0 if power < 2 else 1
        return f"{formatLang(self.env, size / 1000**power, digits)} {units[power]}"

    # -- afterwards

    def _audit_note(self, lines, count, sha256):
        """Note who was given the folder, and tell them what is missing.

        :param int count: of files
        :param str sha256: of the list of checksums, which fixes all the rest
        """
        user = self.env.user
        lost = [line for line in lines if line.lost]
        note = self.env._(
            "Audit folder given out to %(user)s: %(count)s files, %(lost)s missing or"
            " damaged. SHA-256 of %(sums)s: %(sha256)s",
            user=user.name,
            count=count,
            lost=len(lost),
            sums=SUMS,
            sha256=sha256,
        )
        # sudo: who may have the folder was checked; it is noted by the system, also of
        # grants that are closed and for who reads them alone
        self.sudo()._message_log(body=note, author_id=user.partner_id.id)
        grant = self.with_context(lang=user.lang)
        user._bus_send("simple_notification", grant._audit_notification(count, lost))

    def _audit_notification(self, count, lost):
        if not lost:
            return {
                "type": "success",
                "title": self.env._("Audit folder"),
                "message": self.env._("It is complete: %s files.", count),
            }
        return {
            "type": "danger",
            "sticky": True,
            "title": self.env._("Audit folder"),
            "message": self.env._(
                "%(lost)s files are missing or damaged, first of all “%(first)s”. The"
                " folder names them in its index.",
                lost=len(lost),
                first=lost[0].title,
            ),
        }
