import base64
import binascii
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.quartier_management.models.office import table_file

from . import voucher_file

MAX_ROWS = 20_000
MAX_BYTES = 8_000_000
# days after which a list and what was read from it is deleted, finished or not
KEPT_DAYS = 90


class QuartierGrantVoucherImport(models.Model):
    """A list of the city's finance system on its way to draft vouchers.

    File → columns (what each holds) → rows (checked) → drafts. Of the rows that are
    right all become vouchers, or none; the others say what is wrong, can be corrected
    and imported afterwards. What is booked already is left out.
    """

    _name = "quartier.grant.voucher.import"
    _description = "Import of Vouchers"
    _inherit = ("quartier.grant.closed.mixin",)
    _closed_to_system = False
    _order = "id desc"
    _rec_name = "filename"

    file = fields.Binary(
        required=True, attachment=True, help="CSV or Excel (.xlsx), at most 8 MB."
    )
    filename = fields.Char(string="List", required=True)
    state = fields.Selection(
        [
            ("columns", "Assign Columns"),
            ("lines", "Check Rows"),
            ("done", "Imported"),
        ],
        string="Status",
        default="columns",
        required=True,
        readonly=True,
        copy=False,
    )
    grant_id = fields.Many2one(
        "quartier.grant",
        string="All Rows for",
        ondelete="cascade",
        domain="[('state', 'in', ('recorded', 'final', 'running', 'proof_work',"
        " 'repayment'))]",
        help="For rows that name no grant.",
    )
    column_ids = fields.One2many(
        "quartier.grant.voucher.import.column", "import_id", string="Columns"
    )
    line_ids = fields.One2many(
        "quartier.grant.voucher.import.line", "import_id", string="Rows of the List"
    )
    row_count = fields.Integer(string="Rows", readonly=True, copy=False)
    ready_count = fields.Integer(string="Ready", compute="_compute_counts")
    wrong_count = fields.Integer(string="To Correct", compute="_compute_counts")
    known_count = fields.Integer(string="Booked Already", compute="_compute_counts")
    done_count = fields.Integer(string="Vouchers Drafted", compute="_compute_counts")

    @api.depends("line_ids.status")
    def _compute_counts(self):
        counts = defaultdict(int)
        for record, status, count in self.env[
            "quartier.grant.voucher.import.line"
        ]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "status"], ["__count"]
        ):
            counts[record.id, status] = count
        for record in self:
            for status in ("ready", "wrong", "known", "done"):
                record[f"{status}_count"] = counts[record.id, status]

    # -- the file and its columns

    @api.model_create_multi
    def create(self, vals_list):
        imports = super().create(vals_list)
        imports.grant_id.check_access("read")
        for record in imports:
            record._read_columns()
        return imports

    def write(self, vals):
        if not vals.keys().isdisjoint(("file", "grant_id")):
            self._check_open()
        done = super().write(vals)
        if "grant_id" in vals:
            # core shows the name behind a many2one without asking for rights
            self.grant_id.check_access("read")
        if "file" in vals:
            for record in self:
                record._read_columns()
        return done

    def _read_columns(self):
        """Take over the file's columns, each with what it probably holds."""
        table = self._read_file()
        columns = self.env["quartier.grant.voucher.import.column"]
        self.line_ids.unlink()
        self.column_ids.unlink()
        columns.create(columns._for_table(self, table))
        self.write({"state": "columns", "row_count": len(table.rows)})

    def _read_file(self):
        try:
            # a client may ask for sizes instead of files
            data = base64.b64decode(self.with_context(bin_size=False).file or b"")
            return table_file.read(data, MAX_ROWS, MAX_BYTES)
        except binascii.Error as error:
            raise UserError(self._explain("format")) from error
        except table_file.Unreadable as error:
            raise UserError(self._explain(error.reason)) from error

    def _explain(self, reason):
        """Return why the file cannot be used, and what to do."""
        if reason == "size":
            return self.env._(
                "The file is larger than 8 MB. Please import it in several parts."
            )
        if reason == "rows":
            return self.env._(
                "The list has more than %s rows. Please import it in several parts.",
                MAX_ROWS,
            )
        return self.env["quartier.partner.import"]._explain(reason)

    # -- from rows to lines

    def action_check(self):
        """Read the rows, and say of each whether it can become a voucher.

        :raise UserError: a column that is needed is missing
        """
        self.ensure_one()
        self._check_open()
        self.column_ids._check_needed()
        self.line_ids.unlink()
        targets = [
            (column.target, column.position)
            for column in self.column_ids
            if column.target
        ]
        lines = self.env["quartier.grant.voucher.import.line"]
        rows = [
            {
                "number": number,
                **voucher_file.read_row({name: cells[at] for name, at in targets}),
            }
            for number, cells in self._read_file().rows
        ]
        lines._create_checked(self, rows)
        self.state = "lines"
        return self.action_view_lines()

    def action_columns(self):
        """Back to the columns; what was corrected is lost."""
        self.ensure_one()
        self._check_open()
        if self.done_count:
            raise UserError(
                self.env._("Some rows are vouchers already. Please start a new import.")
            )
        self.line_ids.unlink()
        self.state = "columns"

    def action_view_lines(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_voucher_import_line_action"
        )
        action["domain"] = [("import_id", "=", self.id)]
        action["context"] = {"create": False}
        if self.wrong_count:
            action["context"]["search_default_wrong"] = 1
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

    # -- into vouchers

    def action_import(self):
        """Draft a voucher for each invoice whose rows are right: all, or none.

        :raise UserError: no row is ready
        """
        self.ensure_one()
        # two clicks import once
        self.lock_for_update()
        self.invalidate_recordset()
        self._check_open()
        lines = self.line_ids.filtered(lambda line: line.status == "ready")
        # somebody may have booked one of them in the meantime
        lines._check_again()
        lines = lines.filtered(lambda line: line.status == "ready")
        if not lines:
            raise UserError(
                self.env._(
                    "No row is ready to be imported. Please correct the rows that say"
                    " what is wrong."
                )
            )
        lines._create_vouchers()
        if not self.wrong_count:
            self.state = "done"
        return self.action_view_vouchers()

    def action_view_vouchers(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_voucher_action"
        )
        action["domain"] = [("id", "in", self.line_ids.voucher_id.ids)]
        return action

    @api.autovacuum
    def _gc_imports(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        self.search([("write_date", "<", limit)]).unlink()
