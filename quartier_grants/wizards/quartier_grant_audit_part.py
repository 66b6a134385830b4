from odoo import fields, models


class QuartierGrantAuditPart(models.TransientModel):
    """A section of an audit folder that can be left out."""

    _name = "quartier.grant.audit.part"
    _description = "Part of an Audit Folder"
    _inherit = ("quartier.grant.noted.mixin",)
    _order = "sequence, id"

    audit_id = fields.Many2one(
        "quartier.grant.audit",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(readonly=True)
    key = fields.Char(required=True, readonly=True)
    name = fields.Char(string="Section", required=True, readonly=True)
    chosen = fields.Boolean(string="Goes into It", default=True)
    file_count = fields.Integer(string="Documents", readonly=True)
    # not an integer: those of the database end at 2 GB
    size = fields.Float(readonly=True, help="Bytes, of what was uploaded.")
    size_text = fields.Char(string="Size in Words", compute="_compute_size_text")
    gap_count = fields.Integer(string="Missing", readonly=True)

    def _compute_size_text(self):
        for part in self:
            size = part.size
            part.size_text = part.audit_id.grant_id._audit_size(size) if size else ""
