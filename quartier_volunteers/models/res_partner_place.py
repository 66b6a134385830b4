from odoo import models
from odoo.fields import Command

LINK = ("quartier.volunteer.opportunity", "contact_ids")


class ResPartner(models.Model):
    """Somebody who answers for volunteers at an organisation."""

    _inherit = "res.partner"

    def _quartier_exposing_fields(self):
        return [*super()._quartier_exposing_fields(), LINK]

    def _quartier_personal_data(self):
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "volunteer_places",
                self.env._("Contact for volunteers at an organisation"),
                self.env._("Seeing at the organisation who comes to help."),
                self._quartier_linked(*LINK),
                ("partner_id",),
                covers=(LINK,),
            ),
        ]

    def _quartier_erasure_plan(self):
        opportunities = self._quartier_linked(*LINK)
        scope = self._quartier_file_scope()
        return [
            *super()._quartier_erasure_plan(),
            self._quartier_write_step(
                "volunteer_places",
                self.env._("Contact for volunteers at an organisation"),
                opportunities,
                {"contact_ids": [Command.unlink(person.id) for person in scope]},
                self.env._("The opportunities stay, without the person."),
                covers=(LINK,),
            ),
        ]
