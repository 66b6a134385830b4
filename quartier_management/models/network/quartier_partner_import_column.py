import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..office.street_address import street_key

# Headings as lists have them, reduced to their letters.
USUAL = {
    "organisation": "organisation organisationname einrichtung verein vereinsname firma"
    " firmenname institution traeger name1 akteur initiative gruppe kunde",
    "person": "name ansprechpartner ansprechpartnerin ansprechperson kontakt"
    " kontaktperson person vorsitzende vorsitzender vorsitz leitung zuhaenden zhd"
    " nameansprechpartner ansprechpartnerinnen vornamename namevorname nachnamevorname",
    "first_name": "vorname rufname",
    "last_name": "nachname familienname zuname",
    "function": "funktion position rolle aufgabe amt stellung",
    "email": "email mail emailadresse mailadresse emails",
    "phone": "telefon tel telefonnummer telnr fon festnetz telefondienstlich rufnummer"
    " telefon1 telefon2",
    "person_email": "emailansprechpartner emailkontakt emailperson",
    "person_phone": "mobil handy mobiltelefon handynummer mobilnummer"
    " telefonansprechpartner durchwahl",
    "street": "strasse str strassehausnr strasseundhausnummer strassehausnummer"
    " strassenr anschriftstrasse",
    "house_number": "hausnummer hausnr hnr nr",
    "zip": "plz postleitzahl",
    "city": "ort stadt wohnort gemeinde",
    "zip_city": "plzort ortplz plzundort plzstadt",
    "address": "adresse anschrift postanschrift",
    "website": "website webseite homepage internet url www internetseite",
    "actor_type": "akteurstyp art typ kategorie sparte",
    "topics": "handlungsfelder handlungsfeld themen thema schwerpunkt schwerpunkte",
    "comment": "bemerkung bemerkungen notiz notizen anmerkung anmerkungen kommentar"
    " hinweis hinweise sonstiges info",
}
GUESSES = {word: target for target, words in USUAL.items() for word in words.split()}
NAMES = {"organisation", "person", "first_name", "last_name"}
_SAMPLES = 3


class QuartierPartnerImportColumn(models.Model):
    """What a column of an address list holds."""

    _name = "quartier.partner.import.column"
    _description = "Column of an Address List"
    _order = "position, id"

    import_id = fields.Many2one(
        "quartier.partner.import", required=True, index=True, ondelete="cascade"
    )
    position = fields.Integer(readonly=True)
    name = fields.Char(string="Heading", readonly=True)
    sample = fields.Char(string="Examples", readonly=True)
    target = fields.Selection(
        [
            ("organisation", "Organisation"),
            ("person", "Person (whole name)"),
            ("first_name", "Given name"),
            ("last_name", "Family name"),
            ("function", "Function"),
            ("email", "E-mail"),
            ("phone", "Phone"),
            ("person_email", "E-mail of the contact person"),
            ("person_phone", "Phone of the contact person, mobile"),
            ("street", "Street"),
            ("house_number", "House number"),
            ("zip", "ZIP code"),
            ("city", "City"),
            ("zip_city", "ZIP code and city"),
            ("address", "Whole address"),
            ("website", "Website"),
            ("actor_type", "Actor type"),
            ("topics", "Fields of action"),
            ("comment", "Note"),
        ],
        string="Holds",
        help="Empty: the column is left out.",
    )

    @api.model
    def _for_table(self, record, table):
        """Return the values of each column of a file, in its order.

        :param record: ``quartier.partner.import``
        :param table: :class:`table_file.Table`
        """
        remembered = self._remembered(table.header)
        vals_list = []
        for position, name in enumerate(table.header):
            filled = [row[position] for _number, row in table.rows if row[position]]
            target = remembered.get(name) or self._guess(name)
            vals_list.append(
                {
                    "import_id": record.id,
                    "position": position,
                    "name": name,
                    "sample": " · ".join(list(dict.fromkeys(filled))[:_SAMPLES]),
                    "target": target if filled else False,
                }
            )
        self._prefer_organisation(vals_list)
        return vals_list

    @api.model
    def _guess(self, name):
        """Return what a column of a usual heading holds: "E-Mail (dienstl.)"."""
        first = re.split(r"[(/,:]", name)[0]
        return GUESSES.get(street_key(name)) or GUESSES.get(street_key(first), False)

    @api.model
    def _prefer_organisation(self, vals_list):
        """ "Name" means the organisation where another column holds the person."""
        targets = [vals["target"] for vals in vals_list]
        if "organisation" in targets or targets.count("person") < 2:
            return
        for vals in vals_list:
            if street_key(vals["name"]) == "name" and vals["target"] == "person":
                vals["target"] = "organisation"

    # Core remembers the columns of its own import in the same place.

    @api.model
    def _remembered(self, headers):
        """Return what columns of these headings held the last time."""
        mappings = self.env["base_import.mapping"].search(
            [("res_model", "=", self._name), ("column_name", "in", headers)]
        )
        known = dict(self._fields["target"].selection)
        return {
            mapping.column_name: mapping.field_name
            for mapping in mappings.sorted("id")
            if mapping.field_name in known
        }

    def _remember(self):
        mappings = self.env["base_import.mapping"]
        named = self.filtered(lambda column: column.name and column.target)
        mappings.search(
            [
                ("res_model", "=", self._name),
                ("column_name", "in", named.mapped("name")),
            ]
        ).unlink()
        mappings.create(
            [
                {
                    "res_model": self._name,
                    "column_name": column.name,
                    "field_name": column.target,
                }
                for column in named
            ]
        )

    def _check_name(self):
        """:raise UserError: nothing would have a name"""
        if NAMES.isdisjoint(self.mapped("target")):
            raise UserError(
                self.env._(
                    "No column holds a name. Please say which one holds the"
                    " organisation or the person."
                )
            )

    def _by_target(self, cells):
        """Return the cells of a row as ``{target: [texts]}``."""
        texts = {}
        for column in self:
            if column.target:
                texts.setdefault(column.target, []).append(cells[column.position])
        return texts
