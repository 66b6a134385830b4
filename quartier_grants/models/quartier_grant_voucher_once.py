from odoo import api, fields, models
from odoo.exceptions import UserError

from .voucher_key import number_key, payee_key


class QuartierGrantVoucher(models.Model):
    """An invoice is booked once for the whole city, whatever grants bear it."""

    _inherit = "quartier.grant.voucher"

    payee_key = fields.Char(compute="_compute_payee_key", store=True, precompute=True)
    number_key = fields.Char(compute="_compute_number_key", store=True, precompute=True)
    twin_note = fields.Char(string="Booked Already", compute="_compute_twin_note")

    _paper_uniq = models.UniqueIndex(
        "(company_id, payee_key, number_key) WHERE state <> 'cancelled'",
        "This invoice is booked already. An invoice is booked once for all grants; its"
        " shares are entered in the same voucher.",
    )

    @api.depends("payee")
    def _compute_payee_key(self):
        for voucher in self:
            voucher.payee_key = payee_key(voucher.payee)

    @api.depends("number")
    def _compute_number_key(self):
        for voucher in self:
            voucher.number_key = number_key(voucher.number)

    @api.depends("payee_key", "number_key", "company_id", "state")
    def _compute_twin_note(self):
        for voucher in self:
            voucher.twin_note = False
            if voucher.payee and voucher.number and voucher.state == "draft":
                key = (voucher.company_id.id, voucher.payee_key, voucher.number_key)
                twin = self._find_twins({key}, voucher._origin.ids).get(key)
                voucher.twin_note = twin and twin._twin_text()

    # -- once for the whole city

    @api.model
    def _paper_key(self, company, payee, number):
        """Return what makes two spellings of the same invoice equal."""
        return (company.id, payee_key(payee), number_key(number))

    @api.model
    def _find_twins(self, keys, except_ids=()):
        """Return which invoices are booked already.

        :param keys: set of ``(company id, payee key, number key)``
        :return: vouchers by key, with ``sudo()``
        """
        # sudo: vouchers of all offices count, also those that the user may not read
        found = self.sudo().search(
            [
                ("number_key", "in", [number for _company, _payee, number in keys]),
                ("state", "!=", "cancelled"),
                ("id", "not in", list(except_ids)),
            ]
        )
        by_key = {
            (row.company_id.id, row.payee_key, row.number_key): row for row in found
        }
        return {key: by_key[key] for key in keys if key in by_key}

    def _twin_text(self):
        """Say that this one is there already, to whoever books it again."""
        self.ensure_one()
        voucher = self.with_env(self.env(su=False))
        if voucher.has_access("read"):
            return self.env._(
                "“%(voucher)s” is booked already: by %(office)s, dated %(day)s. An"
                " invoice is booked once; please enter further shares there.",
                voucher=self.display_name,
                office=self.quartier_id.name,
                day=self._day_text(self.invoice_date),
            )
        return self.env._(
            "This invoice is booked already, by another office of the city. An invoice"
            " is booked once for all grants. Please ask the finance department."
        )

    def _check_not_booked(self, keys, except_ids=()):
        """:raise UserError: these invoices are booked already, or named twice"""
        if twins := self._find_twins(set(keys), except_ids):
            raise UserError("\n".join(twin._twin_text() for twin in twins.values()))
        if len(set(keys)) < len(keys):
            raise UserError(
                self.env._(
                    "The same invoice is entered several times. Please enter it once,"
                    " with all its shares."
                )
            )

    @api.model
    def _check_keys_of(self, vals_list):
        """:raise UserError: new vouchers with these values are there already"""
        offices = self.env["quartier.quartier"]
        default = self.default_get(["quartier_id"]).get("quartier_id")
        self._check_not_booked(
            [
                self._paper_key(
                    offices.browse(vals.get("quartier_id", default)).company_id,
                    vals["payee"],
                    vals["number"],
                )
                for vals in vals_list
                if vals.get("payee") and vals.get("number")
            ]
        )

    def _check_keys_after(self, vals):
        """:raise UserError: with these values it would be a voucher that is there"""
        offices = self.env["quartier.quartier"]
        office = vals.get("quartier_id")
        keys = [
            self._paper_key(
                (offices.browse(office) if office else voucher.quartier_id).company_id,
                vals.get("payee", voucher.payee),
                vals.get("number", voucher.number),
            )
            for voucher in self
        ]
        self._check_not_booked(keys, self.ids)
