from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

CONDUCT = [("nature", "=", "conduct")]


class QuartierVolunteerInspection(models.Model):
    """That an extended certificate of conduct was shown, and nothing else of it.

    § 72a Abs. 5 SGB VIII names what may be kept: that it was inspected, its date, and
    whether it holds an entry for which the person may not do such work. There is no
    chatter, no file and no other text, for nobody (``ir_attachment.py``,
    ``mail_message.py``). No other model has a field that leads here: whoever is not of
    the inspecting role learns only whether a valid one is there (``_held_papers``).

    Rows are added and deleted, never changed.
    """

    _name = "quartier.volunteer.inspection"
    _description = "Inspection of a Certificate of Conduct"
    _inherit = ("quartier.volunteer.renewal.mixin", "quartier.noted.mixin")
    _order = "inspected_on desc, id desc"
    _rec_name = "volunteer_id"

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    type_id = fields.Many2one(
        "quartier.volunteer.proof.type",
        required=True,
        index=True,
        ondelete="restrict",
        domain=CONDUCT,
        default=lambda self: self.env["quartier.volunteer.proof.type"].search(
            CONDUCT, limit=1
        ),
    )
    inspected_on = fields.Date(required=True, default=fields.Date.context_today)
    certificate_date = fields.Date(string="Date of the Certificate", required=True)
    has_entry = fields.Boolean(
        string="Relevant Entry",
        help="An entry for which the person may not do such work. What it is, is not"
        " noted anywhere.",
    )
    inspected_by_id = fields.Many2one(
        "res.users",
        string="Inspected by",
        readonly=True,
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    valid_until = fields.Date(
        compute="_compute_valid_until",
        store=True,
        precompute=True,
        index=True,
        help="When another one has to be shown, by the dated rule.",
    )

    _order_check = models.Constraint(
        "CHECK (inspected_on >= certificate_date)",
        "A certificate cannot be inspected before it was issued.",
    )

    @api.depends("certificate_date", "type_id")
    def _compute_valid_until(self):
        for row in self:
            day = row.certificate_date
            row.valid_until = (
                row.type_id._valid_until(day) if day and row.type_id else False
            )

    @api.constrains("type_id")
    def _check_type_id(self):
        if any(row.type_id.nature != "conduct" for row in self):
            raise ValidationError(
                self.env._("Only certificates of conduct are noted as inspected.")
            )

    @api.constrains("volunteer_id", "inspected_by_id")
    def _check_not_ones_own(self):
        """Whoever inspects may volunteer as well."""
        for row in self:
            # sudo: who somebody is, is asked whatever the user reads of contacts
            person = row.sudo().volunteer_id.partner_id
            if person and person == row.sudo().inspected_by_id.partner_id:
                raise ValidationError(
                    self.env._(
                        "Nobody inspects their own certificate. Please show it to"
                        " somebody else of the inspecting role, who notes it."
                    )
                )

    @api.constrains("inspected_on", "certificate_date", "volunteer_id")
    def _check_dates(self):
        for row in self:
            if row.inspected_on > row.volunteer_id.quartier_id._today():
                raise ValidationError(
                    self.env._("The day of an inspection cannot be in the future.")
                )
            latest = row.type_id._show_until(row.certificate_date)
            if latest and row.inspected_on > latest:
                rule = row.type_id._rule(row.type_id.first_rule, row.certificate_date)
                raise ValidationError(
                    self.env._(
                        "The certificate is too old: it could be shown until %(day)s"
                        " (%(law)s). Please ask for a new one.",
                        day=format_date(self.env, latest),
                        law=rule.source,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        inspections = super().create(vals_list)
        # what a later one replaces is not needed any more
        inspections._superseded().unlink()
        return inspections.exists()

    def write(self, vals):
        if not self.env.su:
            raise AccessError(
                self.env._(
                    "What was noted of a certificate is not changed. Please delete the"
                    " entry, and note the inspection again."
                )
            )
        return super().write(vals)

    def copy_data(self, default=None):
        raise UserError(self.env._("Each certificate is inspected on its own."))

    @api.model
    def _renewable(self):
        """Whoever is asked for a renewal learns that there was a valid one before."""
        return Domain("has_entry", "=", False)

    def _superseded(self):
        """Return earlier ones of the same people, by day and then by entry."""
        rows = self.search(
            [
                ("volunteer_id", "in", self.volunteer_id.ids),
                ("type_id", "in", self.type_id.ids),
            ],
            order="certificate_date desc, id desc",
        )
        newest = {}
        for row in rows:
            newest.setdefault((row.volunteer_id, row.type_id), row)
        return rows - self.browse().concat(*newest.values())
