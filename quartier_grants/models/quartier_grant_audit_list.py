from odoo import models

from . import audit_sheet
from .audit_folder import Entry, Made


class QuartierGrant(models.Model):
    """Lists of an audit folder: what records say that are no documents."""

    _inherit = "quartier.grant"

    def _audit_list(self, section, title, *sheets, day=None):
        """Yield a workbook, if there is anything to list.

        :param sheets: pairs of records and the names of fields to show; each becomes
            a sheet, called by its model
        """
        shown = [(records, names) for records, names in sheets if records]
        if shown:
            arguments = tuple(
                (records._name, tuple(records.ids), names) for records, names in shown
            )
            made = Made("_audit_workbook", (title, arguments))
            yield Entry(section, title, f"{title}.xlsx", day=day, source=made)

    def _audit_workbook(self, title, sheets):
        """Return lists of records as a workbook, bytes.

        :param sheets: tuples of model, ids and names of fields
        """
        return audit_sheet.write(
            (
                self._audit_sheet(self.env[model].browse(ids), names)
                for model, ids, names in sheets
            ),
            f"{title}: {self.name}",
        )

    def _audit_sheet(self, records, names):
        shown = [records._fields[name] for name in names]
        heads = [
            field.get_description(self.env, ["string"])["string"] for field in shown
        ]
        # whom the user may not read is not named; asked for once, not for each row
        readable = {
            field.name: records[field.name]._filtered_access("read")
            for field in shown
            if field.relational
        }
        rows = (
            [self._audit_cell(record, field, readable) for field in shown]
            for record in records
        )
        return self.env["ir.model"]._get(records._name).name, heads, rows

    def _audit_cell(self, record, field, readable):
        value = record[field.name]
        if field.relational:
            return ", ".join((value & readable[field.name]).mapped("display_name"))
        if field.type == "monetary":
            return audit_sheet.Money(value)
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type in ("integer", "float"):
            return value
        if not value:
            return ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "datetime":
            return self.quartier_id._localize(value).replace(tzinfo=None)
        return value if field.type == "date" else str(value)
