from odoo import api, fields, models


class QuartierGrantDocument(models.Model):
    """A document that is handed in with the application, or the reason why not."""

    _name = "quartier.grant.document"
    _description = "Document of an Application"
    _inherit = ("quartier.grant.asked.mixin",)
    _order = "grant_id, sequence, id"
    _asked_fields = ("origin_id", "required")

    origin_id = fields.Many2one(
        "quartier.grant.program.document", index="btree_not_null", ondelete="set null"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Document", required=True)
    hint = fields.Char(related="origin_id.hint")
    required = fields.Boolean(
        compute="_compute_required", store=True, readonly=False, precompute=True
    )
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    waived = fields.Char(
        string="Not Needed because",
        help="Instead of the document: why there is none, or where it already is.",
    )
    done = fields.Boolean(compute="_compute_done", string="Complete")

    @api.depends("origin_id")
    def _compute_required(self):
        for document in self:
            document.required = document.origin_id.required

    @api.depends("file", "waived")
    def _compute_done(self):
        for document in self:
            document.done = bool(document.file or (document.waived or "").strip())

    def _written(self):
        return self.done

    def _asked_for(self):
        return super()._asked_for().filtered("origin_id.required")

    def _obstacles(self):
        """Say which documents are missing."""
        missing = self.filtered(lambda row: row.required and not row.done)
        if not missing:
            return []
        return [
            self.env._(
                "These documents are missing: %s. Please upload them, or say why they"
                " are not needed.",
                ", ".join(missing.mapped("name")),
            )
        ]

    def _signed_values(self, names):
        """What is in the files is signed as well."""
        # sudo: files of fields are found by their field; who reads the rows was checked
        files = self.env["ir.attachment"].sudo()
        found = files.search(
            [
                ("res_model", "=", self._name),
                ("res_field", "=", "file"),
                ("res_id", "in", self.ids),
            ]
        )
        # all of them: which one core shows, if there are several, depends on the way
        files = found.grouped("res_id")
        return [
            {
                **values,
                "checksums": sorted(
                    file.checksum or "" for file in files.get(values["id"], ())
                ),
            }
            for values in super()._signed_values(names)
        ]
