import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..models.office import holiday_file

# so many wrong lines are explained, further ones are named by their numbers
TOLD = 30


class QuartierHolidayImport(models.TransientModel):
    """Adds the holidays of a CSV or iCal file: all that are new, or none."""

    _name = "quartier.holiday.import"
    _description = "Import Holidays"

    file = fields.Binary(
        required=True, attachment=False, help="CSV or iCal (.ics), at most 1 MB."
    )
    filename = fields.Char(string="File Name")
    kind = fields.Selection(
        selection="_selection_kind",
        required=True,
        default="school",
    )
    state_id = fields.Many2one(
        "res.country.state",
        string="Land",
        required=True,
        default=lambda self: self.env.company.quartier_state_id,
        domain="[('country_id.code', '=', 'DE')]",
    )
    source = fields.Char(help="Where the file comes from. Empty: the file's name.")
    verified = fields.Boolean(
        string="Confirmed",
        help="Somebody has compared the days of the file with the official ones.",
    )

    @api.model
    def _selection_kind(self):
        kinds = self.env["quartier.holiday"]._fields["kind"]
        return kinds._description_selection(self.env)

    def action_import(self):
        """Add what is new and say how many were added.

        :raise UserError: names every line that is wrong; nothing is added then
        """
        self.ensure_one()
        rows = self._rows()
        new, mistakes = holiday_file.compare(rows, self._known())
        if mistakes:
            raise UserError(self._explain(mistakes))
        self.env["quartier.holiday"].create([self._holiday_vals(row) for row in new])
        return self._tell(len(new), len(rows) - len(new))

    def _rows(self):
        """Return the holidays of the file."""
        try:
            # a client may ask for sizes instead of files
            data = base64.b64decode(self.with_context(bin_size=False).file)
            rows, mistakes = holiday_file.read(data)
        except binascii.Error as error:
            raise UserError(self._explain_file("format")) from error
        except holiday_file.Unreadable as error:
            raise UserError(self._explain_file(error.reason)) from error
        if mistakes:
            # what overlaps is wrong as well, and said in the same breath
            mistakes += holiday_file.compare(rows, self._known())[1]
            raise UserError(self._explain(mistakes))
        return rows

    def _known(self):
        """Return what is in the list; archived holidays stay out of it."""
        holidays = self.env["quartier.holiday"].with_context(active_test=False)
        found = holidays.search(
            [("kind", "=", self.kind), ("state_id", "=", self.state_id.id)]
        )
        return [
            holiday_file.Known(row.name, row.date_from, row.date_to, row.active)
            for row in found
        ]

    def _holiday_vals(self, row):
        return {
            "name": row.name,
            "date_from": row.first,
            "date_to": row.last,
            "kind": self.kind,
            "state_id": self.state_id.id,
            "source": self.source or self.filename,
            "verified": self.verified,
        }

    def _tell(self, added, known):
        """Close the form and say what was added."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if added else "info",
                "message": self.env._(
                    "Holidays added: %(added)s. Already in the list: %(known)s.",
                    added=added,
                    known=known,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    # -- what is wrong

    def _explain_file(self, reason):
        """Return why the file as a whole cannot be used, and an example."""
        explained = {
            "size": self.env._(
                "The file is larger than 1 MB. Please choose a file that holds nothing"
                " but holidays."
            ),
            "rows": self.env._(
                "The file has more than %s lines. Please choose a file that holds"
                " nothing but holidays.",
                holiday_file.MAX_ROWS,
            ),
            "format": self.env._(
                "The file is neither a CSV file nor a complete iCal calendar (.ics)."
                " Please save a spreadsheet as “CSV UTF-8” first, or download the"
                " calendar once more."
            ),
            "empty": self.env._(
                "There is no holiday in the file. Please choose another one."
            ),
        }
        return f"{explained[reason]}\n\n{self._example()}"

    def _explain(self, mistakes):
        """Return one message about all wrong lines, in the order of the file."""
        mistakes = sorted(mistakes, key=lambda mistake: mistake.number)
        lines = [
            self.env._(
                "Line %(number)s “%(content)s”: %(reason)s",
                number=mistake.number,
                content=mistake.text,
                reason=self._explain_wrong(mistake.wrong),
            )
            for mistake in mistakes[:TOLD]
        ]
        if more := mistakes[TOLD:]:
            numbers = ", ".join(str(mistake.number) for mistake in more)
            lines.append(self.env._("Also wrong are the lines %s.", numbers))
        intro = self.env._("Nothing was imported. Please correct the file:")
        return "\n".join([intro, "", *lines, "", self._example()])

    def _explain_wrong(self, wrong):
        """Return the sentence for a reason of ``holiday_file``."""
        if wrong.reason == "overlap":
            other = wrong.detail
            return self.env._(
                "It overlaps with “%(name)s”, %(first)s to %(last)s, which is in the"
                " list or the file already.",
                name=other.name,
                first=format_date(self.env, other.first),
                last=format_date(self.env, other.last),
            )
        explained = {
            "columns": self.env._("It needs three columns: name, first and last day."),
            "name": self.env._("The name is missing."),
            "date": self.env._("“%s” is no date.", wrong.detail),
            "order": self.env._("It ends before it begins."),
            "long": self.env._("It is longer than %s days.", holiday_file.MAX_DAYS),
            "repeats": self.env._("Entries that repeat cannot be imported."),
        }
        return explained[wrong.reason]

    def _example(self):
        return self.env._("A line that is right: %s", holiday_file.EXAMPLE)
