from odoo import fields, models

from .quartier_volunteer_assignment import OPEN


class ResPartner(models.Model):
    """A contact who gives time.

    No stored relation leads from contacts to volunteers: clients could search by it
    without the rules of the volunteers.
    """

    _inherit = "res.partner"

    quartier_volunteer_count = fields.Integer(
        string="Volunteer",
        compute="_compute_quartier_volunteer_count",
        groups="quartier_volunteers.group_volunteer_coordinator,"
        "quartier_volunteers.group_volunteer_inspector",
    )

    def _compute_quartier_volunteer_count(self):
        volunteers = self.env["quartier.volunteer"].with_context(active_test=False)
        counts = dict(
            volunteers._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.quartier_volunteer_count = counts.get(partner, 0)

    def action_view_quartier_volunteer(self):
        """Open the volunteer, or the form for a new one."""
        self.ensure_one()
        volunteers = self.env["quartier.volunteer"].with_context(active_test=False)
        volunteer = volunteers.search([("partner_id", "=", self.id)], limit=1)
        if volunteer:
            return volunteer.get_formview_action()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_action"
        )
        office = self.quartier_confidential and self.quartier_owner_id
        context = {"default_partner_id": self.id}
        if office:
            context["default_quartier_id"] = office.id
        return {
            **action,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": context,
        }

    def write(self, vals):
        result = super().write(vals)
        if not {"quartier_owner_id", "quartier_confidential", "parent_id"}.isdisjoint(
            vals
        ):
            self._quartier_move_volunteers()
        return result

    def _quartier_move_volunteers(self):
        """Confidential volunteers belong to the office that owns their contact.

        Who moves is expected at no shift of the former office any more.
        """
        # sudo: after a handover they are out of the user's sight
        volunteers = self.env["quartier.volunteer"].sudo()
        volunteers = volunteers.with_context(active_test=False).search(
            [
                ("partner_id", "child_of", self.ids),
                ("partner_id.quartier_confidential", "=", True),
            ]
        )
        moving = volunteers.filtered(
            lambda row: row.partner_id.quartier_owner_id != row.quartier_id
        )
        if not moving:
            return
        moving._coming_assignments().action_withdraw(
            self.env._("Handed over to another office")
        )
        # a row that is still open names whose place was offered
        assignments = volunteers.env["quartier.volunteer.assignment"]
        assignments._close_begun(
            assignments.search(
                [("volunteer_id", "in", moving.ids), ("state", "in", OPEN)]
            )
        )
        for office, people in moving.grouped(
            lambda row: row.partner_id.quartier_owner_id
        ).items():
            people.write({"quartier_id": office.id})

    def _quartier_part_memory(self):
        """Who does not see the person any more loses the volunteer as well."""
        result = super()._quartier_part_memory()
        volunteers = self.env["quartier.volunteer"].with_context(active_test=False)
        volunteers.search(
            [("partner_id", "child_of", self.ids)]
        )._quartier_part_outsiders()
        return result
