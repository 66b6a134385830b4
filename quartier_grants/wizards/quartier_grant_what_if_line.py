from odoo import fields, models


class QuartierGrantWhatIfLine(models.TransientModel):
    _name = "quartier.grant.what.if.line"
    _description = "Effect of a Change"

    what_if_id = fields.Many2one("quartier.grant.what.if", ondelete="cascade")
    currency_id = fields.Many2one("res.currency")
    kind = fields.Selection(
        selection="_selection_kind", string="Kind of Financing", readonly=True
    )
    own = fields.Boolean(string="This Programme", readonly=True)
    grant_before = fields.Monetary(string="Grant before", readonly=True)
    grant_after = fields.Monetary(string="Grant afterwards", readonly=True)
    difference = fields.Monetary(readonly=True)
    missing = fields.Monetary(
        string="Still to Be Found",
        readonly=True,
        help="Costs without money; below zero: more money than is needed.",
    )

    def _selection_kind(self):
        field = self.env["quartier.grant.program"]._fields["financing"]
        return field._description_selection(self.env)
