from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command


class QuartierVolunteerOpportunity(models.Model):
    """Who of an organisation sees who comes to help there.

    Portal users have no rights to any of this: pages call these methods as the system,
    for the login that asks. Whoever is taken off, leaves the organisation or its
    service, or is archived, sees nothing from that moment on: each page asks anew.
    """

    _inherit = "quartier.volunteer.opportunity"

    contact_ids = fields.Many2many(
        "res.partner",
        "quartier_volunteer_opportunity_contact_rel",
        "opportunity_id",
        "partner_id",
        string="Contacts of the Organisation",
        compute="_compute_contact_ids",
        store=True,
        readonly=False,
        copy=False,
        domain="[('id', 'child_of', partner_id), ('is_company', '=', False),"
        " ('quartier_confidential', '=', False),"
        " ('quartier_function_ended', '=', False)]",
        help="Persons of the organisation. With a login they see the shifts of this"
        " opportunity and the names of those who are confirmed, phone and e-mail of"
        " those who agreed to it, and say who was there. Neither proofs nor notes.",
    )

    @api.depends("partner_id")
    def _compute_contact_ids(self):
        """With another organisation its people are others."""
        for opportunity in self:
            opportunity.contact_ids = opportunity.contact_ids.filtered(
                opportunity._is_of_place
            )

    def _is_of_place(self, person):
        """Tell whether a person belongs to the organisation, or to a part of it."""
        self.ensure_one()
        above = person.parent_id
        while above and above != self.partner_id:
            above = above.parent_id
        return bool(above)

    @api.constrains("contact_ids", "partner_id")
    def _check_contact_ids(self):
        # sudo: who may not read the person is refused as well
        for opportunity in self.sudo():
            for person in opportunity.contact_ids:
                if (
                    person.is_company
                    or person.quartier_confidential
                    or not opportunity._is_of_place(person)
                ):
                    raise ValidationError(
                        self.env._(
                            "“%(name)s” is no contact of the organisation, or is"
                            " confidential. Please enter the person as a contact below"
                            " the organisation first.",
                            name=person.display_name,
                        )
                    )

    def write(self, vals):
        if "quartier_id" in vals:
            # whom its people are shown to is for the other office to decide
            self.filtered(lambda row: row.quartier_id.id != vals["quartier_id"]).write(
                {"contact_ids": [Command.clear()]}
            )
        return super().write(vals)

    def action_place_access(self):
        """Open core's dialog that gives the contacts a login, or takes it away.

        :raise UserError: nobody is chosen yet
        """
        self.ensure_one()
        self.check_access("write")
        if not self.contact_ids:
            raise UserError(
                self.env._(
                    "Please choose the contacts of the organisation first, and save."
                )
            )
        values = {"partner_ids": [Command.set(self.contact_ids.ids)]}
        return self.env["portal.wizard"].create(values)._action_open_modal()

    @api.model
    def _of_contact(self, user):
        """Return the opportunities whose people a login may see, as the system.

        :param user: ``res.users`` who is signed in
        """
        system = self.with_user(SUPERUSER_ID)
        person = system.env["res.partner"].browse(user.partner_id.id)
        if user._is_public() or not person.active or person.quartier_confidential:
            return system.browse()
        above = person.search([("id", "parent_of", person.parent_id.ids)])
        opportunities = system.search(
            [
                ("contact_ids", "in", person.ids),
                ("partner_id", "in", above.ids),
                ("quartier_id.active", "=", True),
            ]
        )
        until = person.quartier_function_until
        return opportunities.filtered(
            lambda row: not until or until >= row.quartier_id._today()
        )
