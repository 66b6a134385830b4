import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError

from ..models.office import street_file, table_file


class QuartierStreetImport(models.TransientModel):
    """Adds the streets of a list to the directory, and reports what it refuses."""

    _name = "quartier.street.import"
    _description = "Import Streets"

    file = fields.Binary(
        required=True, attachment=False, help="CSV or Excel (.xlsx), at most 1 MB."
    )
    filename = fields.Char(string="File Name")
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    zip = fields.Char(string="ZIP", help="Holds for rows without ZIP code.")
    city = fields.Char(
        default=lambda self: self.env.company.city,
        help="Holds for rows without a city.",
    )
    done = fields.Boolean(readonly=True)
    created_count = fields.Integer(string="Added", readonly=True)
    known_count = fields.Integer(string="Already in the Directory", readonly=True)
    refused_count = fields.Integer(string="Refused", readonly=True)
    refused_text = fields.Text(string="First Refused Rows", readonly=True)
    refused_file = fields.Binary(string="Refused Rows", readonly=True, attachment=False)
    refused_filename = fields.Char(string="Report", readonly=True)

    # so many refused rows are shown; the file has them all
    _shown = 10

    def action_import(self):
        """Add the rows that are right, and show what became of the others.

        :raise UserError: the file cannot be read, or no column holds the street
        """
        self.ensure_one()
        table = self._read_table()
        places = street_file.columns(table.header)
        if "name" not in places:
            raise UserError(
                self.env._(
                    "No column is headed “Straße”. The first row has to name the"
                    " columns: Straße, Von, Bis, Seite (gerade, ungerade), PLZ, Ort."
                )
            )
        new, known, refused = self._sort(table, places)
        self.env["quartier.street"].create([self._street_vals(row) for row in new])
        self.write(
            {
                "done": True,
                "created_count": len(new),
                "known_count": known,
                **self._report(table, refused),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Streets"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _read_table(self):
        try:
            # a client may ask for sizes instead of files
            data = base64.b64decode(self.with_context(bin_size=False).file)
            return table_file.read(data)
        except (binascii.Error, table_file.Unreadable) as error:
            raise UserError(
                self.env._(
                    "The file can be read neither as CSV nor as an Excel workbook"
                    " (.xlsx) with headings and at most %s rows. Please save it in one"
                    " of these formats.",
                    table_file.MAX_ROWS,
                )
            ) from error

    def _sort(self, table, places):
        """Tell the rows of the file apart.

        :return: new streets, number of known ones, ``(row number, cells, reason)`` of
            refused ones
        """
        streets = self.env["quartier.street"]
        rows, refused = [], []
        for number, cells in table.rows:
            try:
                row = street_file.read(cells, places, self.zip or "", self.city or "")
            except street_file.Refused as wrong:
                refused.append((number, cells, self._explain(wrong)))
            else:
                rows.append((number, cells, row))
        # sudo: the directory is public knowledge, and no house is in two of them
        listed = streets.sudo().search([]).grouped("name_key")
        new, known = [], 0
        for number, cells, row in rows:
            street = streets.new(self._street_vals(row))
            others = listed.get(street.name_key, streets)
            clash = others.filtered(street._overlaps)[:1]
            if clash and self._is_same(street, clash):
                known += 1
            elif clash:
                refused.append((number, cells, self._explain_clash(clash)))
            else:
                listed[street.name_key] = others + street
                new.append(row)
        return new, known, sorted(refused, key=lambda row: row[0])

    def _is_same(self, street, other):
        fields_ = ("number_from", "number_to", "parity")
        return self.quartier_id == other.quartier_id and all(
            street[name] == other[name] for name in fields_
        )

    def _street_vals(self, row):
        return {
            "name": row.name,
            "number_from": row.first,
            "number_to": row.last,
            "parity": row.side,
            "zip": row.zip,
            "city": row.city,
            "quartier_id": self.quartier_id.id,
        }

    # -- the report

    def _report(self, table, refused):
        """Return what is shown of refused rows, and the file to correct."""
        if not refused:
            return {"refused_count": 0, "refused_text": False, "refused_file": False}
        header = [*table.header, self.env._("Row"), self.env._("Reason")]
        rows = [[*cells, str(number), reason] for number, cells, reason in refused]
        lines = [
            self.env._(
                "Row %(row)s “%(content)s”: %(reason)s",
                row=number,
                content=" ".join(filter(None, cells)),
                reason=reason,
            )
            for number, cells, reason in refused[: self._shown]
        ]
        return {
            "refused_count": len(refused),
            "refused_text": "\n".join(lines),
            "refused_file": base64.b64encode(street_file.report(header, rows)),
            "refused_filename": self.env._("refused streets.csv"),
        }

    def _explain(self, wrong):
        explained = {
            "name": self.env._("The street is missing."),
            "number": self.env._("“%s” is no house number.", wrong.detail),
            "order": self.env._("“%s” ends before it begins.", wrong.detail),
            "side": self.env._(
                "“%s” is no side: gerade, ungerade or alle.", wrong.detail
            ),
            "zip": self.env._("“%s” is no ZIP code.", wrong.detail),
            "place": self.env._("ZIP code and city are missing."),
        }
        return explained[wrong.reason]

    def _explain_clash(self, other):
        return self.env._(
            "“%(street)s” (%(quartier)s) is in the directory or the list already and"
            " names the same houses.",
            street=other.display_name,
            quartier=other.quartier_id.name,
        )
