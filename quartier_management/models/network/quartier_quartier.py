from odoo import api, fields, models
from odoo.exceptions import UserError


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    partner_count = fields.Integer(string="Contacts", compute="_compute_partner_count")

    @api.depends_context("uid")
    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                [("quartier_id", "in", self.ids)], ["quartier_id"], ["__count"]
            )
        )
        for quartier in self:
            quartier.partner_count = counts.get(quartier, 0)

    @api.constrains("partner_id", "department_id")
    def _check_quartier_confidential(self):
        (self.partner_id + self.department_id)._quartier_check_linkable(
            self.env._(
                "A confidential person can be neither an office nor a department,"
                " because everyone sees the address. Please choose an organisation."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_owner(self):
        # sudo: the residents are out of the administrator's sight
        persons = self.env["res.partner"].sudo().with_context(active_test=False)
        for office, count in persons._read_group(
            [("quartier_owner_id", "in", self.ids)], ["quartier_owner_id"], ["__count"]
        ):
            raise UserError(
                self.env._(
                    "%(office)s cannot be deleted, because %(count)s persons belong to"
                    " it. Please hand them over first, or archive the office.",
                    office=office.name,
                    count=count,
                )
            )

    def _members_left(self, users):
        """Former members neither follow the office's residents nor remind of them."""
        for quartier in self:
            # sudo: the residents are out of the administrator's sight
            persons = self.env["res.partner"].sudo().with_context(active_test=False)
            persons.search(
                [
                    ("quartier_confidential", "=", True),
                    ("quartier_owner_id", "=", quartier.id),
                ]
            )._quartier_detach(users, quartier.manager_id)
        return super()._members_left(users)

    def action_view_partners(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.res_partner_action_network"
        )
        action["domain"] = [("quartier_id", "=", self.id)]
        action["context"] = {"default_quartier_id": self.id}
        return action

    def action_assign_contacts(self):
        """Give contacts without neighbourhood the one of their address."""
        self.ensure_one()
        self.check_access("write")
        assigned = self.env["res.partner"]._quartier_assign_by_address()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%s contacts were assigned to a neighbourhood.", len(assigned)
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
