from odoo import api, fields, models
from odoo.fields import Command


class QuartierGrantDocument(models.Model):
    """A document that is handed in with the application, or the reason why not."""

    _name = "quartier.grant.document"
    _description = "Document of an Application"
    _inherit = ("quartier.grant.part.mixin",)
    _order = "grant_id, sequence, id"

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

    def _from_program(self, wanted):
        """Return the commands that bring documents in line with a programme.

        :param wanted: ``quartier.grant.program.document``
        """
        here = self.mapped("origin_id.id")
        gone = self.filtered(
            lambda row: (
                row.origin_id and row.origin_id._origin not in wanted and not row.done
            )
        )
        return [
            *(Command.delete(row.id) for row in gone),
            *(
                Command.create(
                    {
                        "origin_id": row.id,
                        "name": row.name,
                        "sequence": row.sequence,
                    }
                )
                for row in wanted
                if row._origin.id not in here
            ),
        ]

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
        checksums = {file.res_id: file.checksum for file in found}
        return [
            {**values, "checksum": checksums.get(values["id"])}
            for values in super()._signed_values(names)
        ]
