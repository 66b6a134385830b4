import base64
import binascii
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..office import table_file
from . import address_row

# days after which a list and what was read from it is deleted, finished or not
KEPT_DAYS = 30


class QuartierPartnerImport(models.Model):
    """An address list on its way into the address book.

    File → columns (what each holds) → lines (contacts, with those that may be the same)
    → contacts. Nothing is written to the address book before the last step, and that
    one succeeds as a whole. It can be left and continued; each user sees their own.
    """

    _name = "quartier.partner.import"
    _description = "Import of an Address List"
    _order = "id desc"
    _rec_name = "filename"

    file = fields.Binary(required=True, help="CSV or Excel (.xlsx), at most 1 MB.")
    filename = fields.Char(string="Address List", required=True)
    state = fields.Selection(
        [
            ("columns", "Assign Columns"),
            ("lines", "Check Contacts"),
            ("done", "Imported"),
        ],
        default="columns",
        required=True,
        readonly=True,
    )
    confidential = fields.Boolean(
        string="Residents",
        help="Persons without an organisation become confidential: only your office"
        " sees them.",
    )
    column_ids = fields.One2many("quartier.partner.import.column", "import_id")
    line_ids = fields.One2many(
        "quartier.partner.import.line", "import_id", string="Contacts of the List"
    )
    row_count = fields.Integer(string="Rows", readonly=True)
    line_count = fields.Integer(string="Contacts", compute="_compute_counts")
    create_count = fields.Integer(string="New", compute="_compute_counts")
    complete_count = fields.Integer(string="To Complete", compute="_compute_counts")
    skip_count = fields.Integer(string="Left Out", compute="_compute_counts")
    open_count = fields.Integer(string="To Decide", compute="_compute_counts")
    problem_count = fields.Integer(string="To Correct", compute="_compute_counts")

    @api.depends("line_ids.decision", "line_ids.problem")
    def _compute_counts(self):
        counts = defaultdict(int)
        for record, decision, problem, count in self.env[
            "quartier.partner.import.line"
        ]._read_group(
            [("import_id", "in", self.ids)],
            ["import_id", "decision", "problem"],
            ["__count"],
        ):
            wrong = problem and decision != "skip"
            counts[record.id, "problem" if wrong else decision or "open"] += count
        for record in self:
            names = ("create", "complete", "skip", "open", "problem")
            for name in names:
                record[f"{name}_count"] = counts[record.id, name]
            record.line_count = sum(record[f"{name}_count"] for name in names)

    # -- the file and its columns

    @api.model_create_multi
    def create(self, vals_list):
        imports = super().create(vals_list)
        for record in imports:
            record._read_columns()
        return imports

    def write(self, vals):
        done = super().write(vals)
        if "file" in vals:
            for record in self:
                record._check_open()
                record._read_columns()
        return done

    def _read_columns(self):
        """Take over the file's columns, each with what it probably holds."""
        table = self._read_file()
        columns = self.env["quartier.partner.import.column"]
        self.line_ids.unlink()
        self.column_ids.unlink()
        columns.create(columns._for_table(self, table))
        self.write({"state": "columns", "row_count": len(table.rows)})

    def _read_file(self):
        try:
            # a client may ask for sizes instead of files
            data = base64.b64decode(self.with_context(bin_size=False).file or b"")
            return table_file.read(data)
        except binascii.Error as error:
            raise UserError(self._explain("format")) from error
        except table_file.Unreadable as error:
            raise UserError(self._explain(error.reason)) from error

    def _explain(self, reason):
        """Return why the file cannot be used, and what to do."""
        explained = {
            "size": self.env._(
                "The file is larger than 1 MB. Please import it in several parts."
            ),
            "unpacked": self.env._(
                "The workbook is too large once it is unpacked. Please delete its"
                " other sheets and pictures, or save the list as CSV."
            ),
            "rows": self.env._(
                "The list has more than %s rows. Please import it in several parts.",
                table_file.MAX_ROWS,
            ),
            "columns": self.env._(
                "The list has more than %s columns. Please delete those that are not"
                " needed.",
                table_file.MAX_COLUMNS,
            ),
            "format": self.env._(
                "The file can be read neither as CSV nor as an Excel workbook (.xlsx)."
                " Please open it in your spreadsheet program and save it in one of"
                " these formats."
            ),
            "empty": self.env._(
                "There is no row below the headings of the columns in this file."
                " Please choose another one."
            ),
        }
        return explained[reason]

    # -- from rows to lines

    def action_check(self):
        """Read the contacts of the list and look for those that exist already.

        :raise UserError: no column holds a name
        """
        self.ensure_one()
        self._check_open()
        self.column_ids._check_name()
        self.column_ids._remember()
        self.line_ids.unlink()
        self._read_lines()
        self.line_ids._find_duplicates()
        self.state = "lines"
        left = self.problem_count or self.open_count
        return self.action_view_lines() if left else None

    def _read_lines(self):
        """Create a line for each contact of the list, persons below organisations."""
        contacts = [
            (number, contact)
            for number, cells in self._read_file().rows
            for contact in address_row.read_row(self.column_ids._by_target(cells))
        ]
        lines = self.env["quartier.partner.import.line"]
        lines = lines.create(lines._vals_list(self, contacts))
        above = lines.browse()
        for line in lines:
            if line.is_company:
                above = line
            elif line.number == above.number:
                line.parent_line_id = above

    def action_find_duplicates(self):
        """Look again, for what nobody has decided yet."""
        self.ensure_one()
        self._check_open()
        self.line_ids._find_duplicates()

    def action_columns(self):
        """Back to the columns; what was decided about the lines is lost."""
        self.ensure_one()
        self._check_open()
        self.line_ids.unlink()
        self.state = "columns"

    def action_view_lines(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_partner_import_line_action"
        )
        action["domain"] = [("import_id", "=", self.id)]
        action["context"] = {"create": False}
        if self.problem_count:
            action["context"]["search_default_wrong"] = 1
        if self.open_count:
            action["context"]["search_default_undecided"] = 1
        return action

    def _check_open(self):
        """:raise UserError: it has been imported"""
        if any(record.state == "done" for record in self):
            raise UserError(
                self.env._(
                    "This list has been imported. Please start a new import for"
                    " another one."
                )
            )

    # -- into the address book

    def action_import(self):
        """Create and complete the contacts as decided: all of them, or none.

        :raise UserError: something is undecided or wrong
        """
        self.ensure_one()
        # two clicks import once
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        self._check_ready()
        lines = self.line_ids
        lines._create_contacts()
        lines._complete_contacts()
        self.state = "done"
        return self.action_view_contacts()

    def _check_ready(self):
        self._check_open()
        if self.state != "lines":
            raise UserError(
                self.env._("Please check the contacts of the list first (“Check”).")
            )
        left = []
        if self.problem_count:
            left.append(self.env._("%s have to be corrected", self.problem_count))
        if self.open_count:
            left.append(self.env._("%s have to be decided on", self.open_count))
        if left:
            raise UserError(
                self.env._(
                    "Nothing was imported: of the contacts, %s. Please have a look at"
                    " them (“Contacts”).",
                    ", ".join(left),
                )
            )

    def action_view_contacts(self):
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: line.decision != "skip")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Imported Contacts"),
            "res_model": "res.partner",
            "view_mode": "list,form",
            "domain": [("id", "in", lines.partner_id.ids)],
        }

    @api.autovacuum
    def _gc_imports(self):
        """Forget lists that nobody needs any more: they hold personal data."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        self.search([("write_date", "<", limit)]).unlink()
