from odoo import api, models
from odoo.exceptions import AccessError, ValidationError


class QuartierPartnerImportColumn(models.Model):
    """A column stays with its list."""

    _inherit = "quartier.partner.import.column"

    def write(self, vals):
        if "import_id" in vals:
            self.import_id._check_kept(vals["import_id"])
        return super().write(vals)


class QuartierPartnerImportLine(models.Model):
    """A line stays with its list, and knows no lines of others.

    Each user sees their own lists only, but core shows names of many2ones with
    ``sudo()``: of lines as well.
    """

    _inherit = "quartier.partner.import.line"

    @api.depends("number", "name")
    @api.depends_context("uid")
    def _compute_display_name(self):
        # sudo: asks whose lines they are
        own = self.sudo().filtered(
            lambda line: line.import_id.create_uid.id in (False, self.env.uid)
        )
        own = own.with_env(self.env)
        for line in self - own:
            line.display_name = str(line.number)
        return super(QuartierPartnerImportLine, own)._compute_display_name()

    @api.constrains("import_id", "twin_id", "parent_line_id")
    def _check_same_list(self):
        for line in self:
            if (line.twin_id | line.parent_line_id).import_id - line.import_id:
                raise ValidationError(
                    self.env._("Contacts of two address lists cannot be linked.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_contacts()
        return lines

    def write(self, vals):
        if "import_id" in vals:
            self.import_id._check_kept(vals["import_id"])
        done = super().write(vals)
        if not vals.keys().isdisjoint(("match_id", "partner_id")):
            self._check_contacts()
        return done

    def _check_contacts(self):
        """:raise AccessError: a client names a contact that the user may not see"""
        (self.match_id | self.partner_id).check_access("read")


class QuartierPartnerImport(models.Model):
    _inherit = "quartier.partner.import"

    def _check_kept(self, import_id):
        """:raise AccessError: a part of this list would become one of another"""
        if set(self.ids) - {import_id}:
            raise AccessError(
                self.env._("What belongs to an address list stays with it.")
            )
