from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.quartier_management.models.network.quartier_duplicate_search import (
    Wanted,
)


class QuartierVolunteerNew(models.TransientModel):
    """Enters a volunteer with their contact, in one form.

    Contacts that may be the same person are shown while it is filled in: one of them is
    chosen instead, or the person is entered as somebody new.
    """

    _name = "quartier.volunteer.new"
    _description = "New Volunteer"

    name = fields.Char(required=True)
    phone = fields.Char()
    email = fields.Char()
    street = fields.Char()
    zip = fields.Char(string="ZIP")
    city = fields.Char()
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        domain="[('is_member', '=', True)]",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    confidential = fields.Boolean(
        default=True,
        help="Only the office’s team sees the contact. Take it out only if the person"
        " wishes to be in the address book of all.",
    )
    kind_ids = fields.Many2many("quartier.volunteer.kind", string="Wants to Do")
    alike_ids = fields.Many2many(
        "res.partner", string="Already There?", compute="_compute_alike_ids"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="It Is",
        domain="[('id', 'in', alike_ids)]",
        help="The contact that is there already; empty: somebody new.",
    )

    @api.depends("name", "phone", "email", "street", "zip", "city")
    def _compute_alike_ids(self):
        search = self.env["quartier.duplicate.search"]
        for wizard in self:
            found = []
            if wizard.name:
                address = (wizard.street or "", wizard.zip or "", wizard.city or "")
                email, phone = wizard.email or "", wizard.phone or ""
                wanted = Wanted(1, 0, wizard.name, False, email, phone, *address)
                found = [row.partner_id for row in search._find_all([wanted])]
            people = self.env["res.partner"].browse(found[:5])
            wizard.alike_ids = people.filtered(lambda person: not person.is_company)

    def action_create(self):
        """Enter the volunteer, and the contact if there is none, and open them.

        :raise UserError: the chosen contact is a volunteer already
        """
        self.ensure_one()
        # sudo is not needed: who may not read the contact is refused by its rule
        self.partner_id.check_access("read")
        partner = self.partner_id or self._create_partner()
        volunteers = self.env["quartier.volunteer"].with_context(active_test=False)
        if volunteers.search_count([("partner_id", "=", partner.id)], limit=1):
            raise UserError(
                self.env._(
                    "“%s” is a volunteer already, maybe an ended or archived one.",
                    partner.name,
                )
            )
        office = self.quartier_id
        if partner.quartier_confidential:
            # sudo: whoever reads a confidential person belongs to the owning office
            office = partner.sudo().quartier_owner_id
        volunteer = volunteers.create(
            {
                "partner_id": partner.id,
                "quartier_id": office.id,
                "kind_ids": [fields.Command.set(self.kind_ids.ids)],
                "reached_by": "email" if partner.email else "phone",
            }
        )
        return volunteer.get_formview_action()

    def _create_partner(self):
        names = ("name", "phone", "email", "street", "zip", "city")
        # the person is its office's, wherever they live
        return (
            self.env["res.partner"]
            .with_context(mail_create_nosubscribe=True)
            .create(
                {
                    **{name: self[name] for name in names},
                    "is_company": False,
                    "quartier_confidential": self.confidential,
                }
            )
        )
