from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from . import voucher_file

NEEDED = ("payee", "invoice_number", "invoice_date", "gross")
_SAMPLES = 3


class QuartierGrantVoucherImportColumn(models.Model):
    """What a column of a list of vouchers holds."""

    _name = "quartier.grant.voucher.import.column"
    _description = "Column of a List of Vouchers"
    _inherit = ("quartier.grant.closed.mixin",)
    _grant_paths = ("import_id.grant_id",)
    _closed_to_system = False
    _order = "position, id"

    import_id = fields.Many2one(
        "quartier.grant.voucher.import", required=True, index=True, ondelete="cascade"
    )
    position = fields.Integer(readonly=True)
    name = fields.Char(string="Heading", readonly=True)
    sample = fields.Char(string="Examples", readonly=True)
    target = fields.Selection(
        [
            ("payee", "Payee"),
            ("invoice_number", "Invoice number"),
            ("invoice_date", "Date of the invoice"),
            ("paid_on", "Day of the payment"),
            ("gross", "Gross amount"),
            ("net", "Net amount"),
            ("share", "Share that the grant bears"),
            ("grant_name", "Grant: reference, account or name"),
            ("cost_name", "Line of the cost plan"),
            ("currency", "Currency"),
            ("note", "Remark"),
        ],
        string="Holds",
        help="Empty: the column is left out.",
    )

    @api.model
    def _for_table(self, record, table):
        """Return the values of each column of a file, in its order.

        :param record: ``quartier.grant.voucher.import``
        :param table: :class:`table_file.Table`
        """
        vals_list, taken = [], set()
        for position, name in enumerate(table.header):
            filled = [row[position] for _number, row in table.rows if row[position]]
            target = voucher_file.guess(name) if filled else None
            if target in taken:
                target = None
            taken.add(target)
            vals_list.append(
                {
                    "import_id": record.id,
                    "position": position,
                    "name": name,
                    "sample": " · ".join(list(dict.fromkeys(filled))[:_SAMPLES]),
                    "target": target or False,
                }
            )
        return vals_list

    def _check_needed(self):
        """:raise UserError: a voucher would lack something, or have it twice"""
        targets = [target for target in self.mapped("target") if target]
        labels = dict(self._fields["target"]._description_selection(self.env))
        if missing := [labels[name] for name in NEEDED if name not in targets]:
            raise UserError(
                self.env._(
                    "Please say which columns hold: %s.",
                    ", ".join(missing),
                )
            )
        if twice := {labels[name] for name in targets if targets.count(name) > 1}:
            raise UserError(
                self.env._(
                    "Only one column can hold: %s.",
                    ", ".join(sorted(twice)),
                )
            )

    def write(self, vals):
        if "import_id" in vals:
            raise AccessError(self.env._("What belongs to a list stays with it."))
        self.import_id._check_open()
        return super().write(vals)
