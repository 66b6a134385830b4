import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import human_size

from . import scan_file

MAX_BYTES = 10_000_000
DAYS = "grant_scan_days"
FINANCE = "quartier_grants.group_grant_finance"


class QuartierGrantScan(models.Model):
    """A scan that waits for somebody to enter its voucher.

    It comes in by :meth:`take_in` alone, which looks at the file itself. What is known
    of the invoice can be noted with it, in parts and by several people; the voucher,
    which demands all of it, is made in the end, and the scan goes.
    """

    _name = "quartier.grant.scan"
    _description = "Scan Waiting for Its Voucher"
    _inherit = ("quartier.grant.noted.mixin", "quartier.team.mixin")
    _order = "id"
    _rec_names_search = ("name", "payee", "number")

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        index="btree_not_null",
        ondelete="restrict",
        help="The office that books it. What finance drops may wait without one.",
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
    )
    name = fields.Char(string="File", required=True, readonly=True)
    document = fields.Binary(
        string="Scan", attachment=True, required=True, readonly=True, copy=False
    )
    is_pdf = fields.Boolean(string="PDF", readonly=True)
    delete_on = fields.Date(
        string="Deleted on",
        readonly=True,
        index=True,
        help="Scans without voucher are deleted then, by the dated rule.",
    )
    payee = fields.Char(help="As on the invoice.")
    number = fields.Char(
        string="Invoice Number",
        help="As on the invoice; of a receipt without number its day and time.",
    )
    invoice_date = fields.Date()
    paid_on = fields.Date(help="Empty: it has not been paid yet.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    gross = fields.Monetary(
        help="With tax, less discounts. Credit notes are below 0.",
    )
    note = fields.Text()
    twin_note = fields.Char(string="Booked Already", compute="_compute_twin_note")

    @api.depends("quartier_id.company_id")
    def _compute_company_id(self):
        for scan in self:
            company = scan.quartier_id.company_id or scan.company_id
            scan.company_id = company or self.env.company

    @api.depends("payee", "number", "company_id")
    def _compute_twin_note(self):
        vouchers = self.env["quartier.grant.voucher"]
        for scan in self:
            scan.twin_note = False
            if scan.payee and scan.number:
                key = vouchers._paper_key(scan.company_id, scan.payee, scan.number)
                twin = vouchers._find_twins({key}).get(key)
                scan.twin_note = twin and twin._twin_text()

    # -- coming in

    @api.model
    def take_in(self, name, data, quartier_id=None):
        """Keep a file that somebody dropped, until its voucher is entered.

        :param str name: of the file; nothing is concluded from it
        :param str data: its content in base64
        :param int quartier_id: the office that books it; the user's own if None
        :return: the new ``quartier.grant.scan``'s id
        :rtype: int
        :raise UserError: says what is wrong with the file
        """
        self.browse().check_access("write")
        offices = self.env["quartier.quartier"]
        office = offices.browse(quartier_id if isinstance(quartier_id, int) else None)
        office = office or self.env.user.quartier_ids[:1]
        if not office and not self.env.user.has_group(FINANCE):
            raise UserError(
                self.env._(
                    "You belong to no neighbourhood's team, so nobody would find the"
                    " scan. Please ask an administrator to add you to one."
                )
            )
        name = (str(name or "").strip() or self.env._("Scan"))[:200]
        content = self._read_content(name, data)
        company = office.company_id or self.env.company
        self._check_new(company, name, content)
        rule = self.env["quartier.rule"]._get_rule(DAYS)
        scan = self._note(
            {
                "quartier_id": office.id,
                "name": name,
                "document": base64.b64encode(content),
                "is_pdf": scan_file.kind_of(content) == scan_file.PDF,
                "delete_on": fields.Date.add(fields.Date.today(), days=int(rule.value)),
            }
        )
        # whose office it is decides; asked of the scan as it has become
        scan.with_env(self.env).check_access("write")
        return scan.id

    def _read_content(self, name, data):
        """Return the content of a file that may be a scan.

        :rtype: bytes
        """
        data = data if isinstance(data, str) else ""
        if len(data) * 3 / 4 > MAX_BYTES + 4:
            raise UserError(
                self.env._(
                    "“%(name)s” is larger than %(most)s. Please scan it in a lower"
                    " resolution.",
                    name=name,
                    most=human_size(MAX_BYTES),
                )
            )
        try:
            content = base64.b64decode(data, validate=True)
        except (binascii.Error, ValueError):
            content = b""
        if not scan_file.kind_of(content):
            raise UserError(
                self.env._(
                    "“%s” is no PDF, JPG or PNG file, whatever its name says. Please"
                    " scan the invoice in one of these formats.",
                    name,
                )
            )
        if not scan_file.is_whole(content):
            raise UserError(
                self.env._(
                    "“%s” ends in the middle: it was not transferred whole. Please scan"
                    " it or send it once more.",
                    name,
                )
            )
        return content

    def _check_new(self, company, name, content):
        """Refuse a file that is there already, as far as it is the user's business.

        Vouchers count for all of the city; that another office has not yet entered the
        same file is not told.

        :raise UserError: says where it is
        """
        # sudo: whether it is there counts; what may be told is asked of the record
        files = self.env["ir.attachment"].sudo()
        found = files.search(
            [
                ("checksum", "=", hashlib.sha1(content).hexdigest()),
                ("res_field", "=", "document"),
                ("res_model", "in", (self._name, "quartier.grant.voucher")),
            ]
        )
        ids = {}
        for file in found:
            ids.setdefault(file.res_model, []).append(file.res_id)
        vouchers = self.env["quartier.grant.voucher"].sudo()
        vouchers = vouchers.browse(ids.get(vouchers._name, ())).exists()
        for voucher in vouchers:
            if voucher.state == "cancelled" or voucher.company_id != company:
                continue
            raise UserError(voucher._scan_known_text(self.env, name))
        waiting = self.browse(ids.get(self._name, ())).exists()
        if scan := waiting._filtered_access("read")[:1]:
            raise UserError(
                self.env._(
                    "“%(name)s” is waiting already, as “%(known)s”.",
                    name=name,
                    known=scan.name,
                )
            )

    # -- going out

    def action_record(self):
        """Draft the voucher from what was noted, and open it for its shares.

        :raise UserError: names what is missing
        """
        self.ensure_one()
        self.check_access("write")
        self.check_access("unlink")
        self._check_complete()
        voucher = self.env["quartier.grant.voucher"].create(
            {
                "quartier_id": self.quartier_id.id,
                "payee": self.payee,
                "number": self.number,
                "invoice_date": self.invoice_date,
                "paid_on": self.paid_on,
                "currency_id": self.currency_id.id,
                "gross": self.gross,
                # a client may ask for sizes instead of files
                "document": self.with_context(bin_size=False).document,
                "document_name": self.name,
                "note": self.note,
            }
        )
        voucher._propose_share()
        # of two at once the second waits here, starts anew and finds the scan gone
        self.unlink()
        return voucher._get_records_action()

    def _check_complete(self):
        names = ("quartier_id", "payee", "number", "invoice_date", "gross")
        missing = [name for name in names if not self[name]]
        if missing:
            labels = self.fields_get(missing, ["string"])
            raise UserError(
                self.env._(
                    "Please enter what is missing: %s.",
                    ", ".join(labels[name]["string"] for name in missing),
                )
            )

    @api.model
    def _cron_delete(self):
        """Each night: delete scans that nobody has entered in time."""
        self.search([("delete_on", "<", fields.Date.today())]).unlink()
