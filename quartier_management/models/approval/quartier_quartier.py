from odoo import models
from odoo.exceptions import AccessError


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    def write(self, vals):
        if "department_id" in vals:
            self._check_may_change_department(vals["department_id"])
        return super().write(vals)

    def _check_may_change_department(self, department):
        """An office does not choose by its department who has to sign.

        :param int department: id, or False
        :raise AccessError: rules ask for the old or the new department
        """
        if self.env.su or self.env.user.has_group(
            "quartier_management.group_quartier_admin"
        ):
            return
        changed = self.filtered(lambda office: office.department_id.id != department)
        departments = {department, *changed.department_id.ids} - {False, None}
        # sudo: rules hold whether or not the user reads them
        rules = self.env["quartier.approval.rule"].sudo()
        if changed and rules.search_count(
            [("department_id", "in", list(departments))], limit=1
        ):
            raise AccessError(
                self.env._(
                    "The department decides who has to sign. Please ask the"
                    " administration of the app to change it."
                )
            )
