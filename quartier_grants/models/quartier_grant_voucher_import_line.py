from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .voucher_key import number_key, payee_key

# what somebody may correct
CORRECTED = (
    "payee",
    "invoice_number",
    "invoice_date",
    "paid_on",
    "gross",
    "net",
    "share",
    "grant_name",
    "cost_name",
    "currency",
    "note",
)


class QuartierGrantVoucherImportLine(models.Model):
    """A row of a list of vouchers, and what is wrong with it."""

    _name = "quartier.grant.voucher.import.line"
    _description = "Row of a List of Vouchers"
    _inherit = ("quartier.grant.closed.mixin", "quartier.grant.noted.mixin")
    _grant_paths = ("import_id.grant_id",)
    _closed_to_system = False
    _order = "import_id desc, number, id"
    _rec_name = "number"

    import_id = fields.Many2one(
        "quartier.grant.voucher.import",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    number = fields.Integer(string="Row", readonly=True)
    payee = fields.Char()
    invoice_number = fields.Char()
    invoice_date = fields.Date(string="Date of the Invoice")
    paid_on = fields.Date()
    gross = fields.Float(digits=(16, 2))
    net = fields.Float(digits=(16, 2))
    share = fields.Float(string="Share of the Grant", digits=(16, 2))
    grant_name = fields.Char(
        string="Grant", help="Its reference, its account or its name."
    )
    cost_name = fields.Char(string="Line of the Plan")
    currency = fields.Char()
    note = fields.Char(string="Remark")
    unread = fields.Char(
        string="Could Not Be Read", readonly=True, help="As it stood in the list."
    )
    paper_key = fields.Char(readonly=True, index=True)
    grant_id = fields.Many2one(
        "quartier.grant", string="Booked on", readonly=True, ondelete="set null"
    )
    budget_line_id = fields.Many2one(
        "quartier.grant.budget.line",
        string="Booked as",
        readonly=True,
        ondelete="set null",
    )
    status = fields.Selection(
        [
            ("ready", "Ready"),
            ("wrong", "To Correct"),
            ("known", "Booked Already"),
            ("done", "Drafted"),
        ],
        readonly=True,
        index=True,
    )
    problem = fields.Char(string="What Is Wrong", readonly=True)
    voucher_id = fields.Many2one(
        "quartier.grant.voucher",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    # -- reading and correcting

    @api.model
    def _create_checked(self, record, rows):
        """Create the rows of a list with what is wrong with them."""
        for row in rows:
            unread = row.pop("unread")
            row["unread"] = " · ".join(unread.values())
            for name in ("gross", "net", "share"):
                row[name] = float(row[name] or 0)
        checked = self._check_rows(record, rows)
        self._note_all(
            [
                {"import_id": record.id, **row, **found}
                for row, found in zip(rows, checked, strict=True)
            ]
        )

    def write(self, vals):
        corrected = not vals.keys().isdisjoint(CORRECTED)
        keys = set(self.mapped("paper_key")) if corrected else set()
        if not self.env.su:
            self.import_id._check_open()
            if any(line.status == "done" for line in self):
                raise UserError(
                    self.env._("These rows are vouchers already. Please change those.")
                )
        result = super().write(vals)
        if corrected:
            keys |= {paper_key(line.payee, line.invoice_number) for line in self}
            siblings = self.search(
                [
                    ("import_id", "in", self.import_id.ids),
                    ("paper_key", "in", list(keys)),
                    ("status", "!=", "done"),
                ]
            )
            (self | siblings)._check_again()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise AccessError(self.env._("Rows come from the list alone."))
        return super().create(vals_list)

    def _check_again(self):
        """Check these rows anew, after corrections or before they are booked."""
        names = ("number", *CORRECTED)
        for record in self.import_id:
            lines = self.filtered(lambda line, record=record: line.import_id == record)
            rows = [{name: line[name] for name in names} for line in lines]
            found = self._check_rows(record, rows)
            for line, vals in zip(lines, found, strict=True):
                now = {
                    name: line._fields[name].convert_to_write(line[name], line)
                    for name in vals
                }
                if now != {name: value or False for name, value in vals.items()}:
                    # sudo: what is found is the system's; the rows are the user's own
                    line.sudo().write(vals)

    # -- into vouchers

    def _create_vouchers(self):
        """Draft a voucher for each invoice, with a share for each of its rows."""
        papers = {}
        for line in self:
            papers[line.paper_key] = papers.get(line.paper_key, self.browse()) + line
        vouchers = self.env["quartier.grant.voucher"].with_context(
            tracking_disable=True, mail_create_nolog=True, mail_create_nosubscribe=True
        )
        vouchers = vouchers.create([rows._voucher_vals() for rows in papers.values()])
        shares = []
        for voucher, rows in zip(vouchers, papers.values(), strict=True):
            shares += [row._share_vals(voucher) for row in rows]
        self.env["account.analytic.line"].create(shares)
        vouchers._check_shares()
        for voucher, rows in zip(vouchers, papers.values(), strict=True):
            # sudo: what became of a row is the system's to note
            rows.sudo().write({"voucher_id": voucher.id, "status": "done"})

    def _voucher_vals(self):
        first = self[:1]
        return {
            "quartier_id": first.grant_id.quartier_id.id,
            "payee": first.payee,
            "number": first.invoice_number,
            "invoice_date": first.invoice_date,
            "paid_on": first.paid_on,
            "gross": first.gross,
            "net": first.net or first.gross,
            "currency_id": first.grant_id.currency_id.id,
            "note": "\n".join(filter(None, dict.fromkeys(self.mapped("note")))),
        }

    def _share_vals(self, voucher):
        self.ensure_one()
        return {
            "name": voucher.display_name,
            "date": self.paid_on or self.invoice_date,
            "quartier_voucher_id": voucher.id,
            "quartier_grant_id": self.grant_id.id,
            "quartier_budget_line_id": self.budget_line_id.id,
            "amount": -(self.share or voucher.counted_amount),
        }


def paper_key(payee, number):
    """Return what makes rows one invoice."""
    if not payee or not number:
        return False
    return f"{payee_key(payee)}|{number_key(number)}"
