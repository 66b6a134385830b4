from odoo import api, fields, models
from odoo.exceptions import UserError

from . import workbook_template


class QuartierGrantProof(models.Model):
    """A proof in the funder's own form."""

    _inherit = "quartier.grant.proof"

    has_form = fields.Boolean(compute="_compute_has_form")

    @api.depends("program_id.proof_template_name")
    def _compute_has_form(self):
        for proof in self:
            program = proof.program_id.with_context(bin_size=True)
            proof.has_form = bool(program.proof_template)

    def _check_form(self):
        """Say what stands against the form.

        :raise UserError: there is none, or no cell is named
        """
        self.ensure_one()
        program = self.program_id
        if not self.has_form or not program.proof_cell_ids:
            raise UserError(
                self.env._(
                    "The programme “%s” has no form of the funder, or no cell of it is"
                    " named. Please enter both in the programme.",
                    program.name,
                )
            )

    def _filled_form(self):
        """Return the funder's form, filled in, bytes.

        :raise UserError: says all that stands against it
        """
        self._check_form()
        proof = self._in_office_language()
        program = proof.program_id
        values = {cell.target: cell._value(proof) for cell in program.proof_cell_ids}
        try:
            return workbook_template.fill(program._template_content(), values)
        except workbook_template.TemplateError as error:
            raise UserError(program._template_text(error)) from error
