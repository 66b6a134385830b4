import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from . import workbook_template


class QuartierGrantProgram(models.Model):
    """A funder's own form for the proof of use, and which cell gets what."""

    _inherit = "quartier.grant.program"

    proof_template = fields.Binary(
        string="Funder's Form",
        attachment=True,
        copy=True,
        help="The funder's workbook (xlsx). Its formulas stay.",
    )
    proof_template_name = fields.Char(string="File Name of the Form")
    proof_cell_ids = fields.One2many(
        "quartier.grant.proof.cell", "program_id", string="Cells", copy=True
    )

    @api.constrains("proof_template", "proof_cell_ids")
    def _check_proof_template(self):
        """Say at once what the form lacks, and not on the day the proof is due."""
        for program in self:
            content = program._template_content()
            if not content:
                continue
            targets = program.proof_cell_ids.mapped("target")
            try:
                workbook_template.check(content, targets)
            except workbook_template.TemplateError as error:
                raise ValidationError(program._template_text(error)) from error

    def _template_content(self):
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).proof_template or b"")

    def _template_text(self, error):
        """Return what stands against a form, in whole sentences.

        :param TemplateError error: as the form's reader found it
        :rtype: str
        """
        if error.unreadable:
            return self.env._(
                "This form cannot be read. Please upload a workbook in the format xlsx"
                " of at most 10 MB, without a password."
            )
        texts = []
        if error.missing:
            texts.append(
                self.env._("The form has no such cell: %s.", ", ".join(error.missing))
            )
            texts.append(
                self.env._("Names in the form: %s.", ", ".join(error.known))
                if error.known
                else self.env._(
                    "The form has no names. Please enter addresses such as Sheet1!C5."
                )
            )
        if error.formulas:
            texts.append(
                self.env._(
                    "These cells hold a formula, which is kept: %s. Please choose the"
                    " cells that the formula reads.",
                    ", ".join(error.formulas),
                )
            )
        texts += [
            self.env._(
                "The list at “%(cell)s” has %(rows)s rows more than there is room for."
                " Please insert rows into the form.",
                cell=target,
                rows=rows,
            )
            for target, rows in error.overflow
        ]
        if error.too_long:
            texts.append(
                self.env._(
                    "The text is longer than a cell holds (%(most)s characters):"
                    " %(cell)s. Please shorten it, or leave the cell out.",
                    most=workbook_template.MAX_TEXT,
                    cell=", ".join(error.too_long),
                )
            )
        return "\n".join(texts)
