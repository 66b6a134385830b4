from odoo import api, models
from odoo.api import SUPERUSER_ID


class ResPartner(models.Model):
    """Core shows names of many2ones with ``sudo()``, whoever looks.

    ``sudo()`` keeps the user, so the name itself can tell who is looking.
    """

    _inherit = "res.partner"

    @api.depends("quartier_confidential", "quartier_owner_id")
    @api.depends_context("uid")
    def _compute_display_name(self):
        hidden = self._quartier_hidden()
        hidden.display_name = self.env._("Confidential person")
        return super(ResPartner, self - hidden)._compute_display_name()

    def _quartier_hidden(self):
        """Return those of these contacts that the record rule hides from the user.

        Unlike the rule it also answers with ``sudo()``; the system itself
        (``SUPERUSER_ID``) sees everybody.
        """
        # sudo: asks about persons whom the user may not read
        confidential = self.sudo().filtered("quartier_confidential")
        if not confidential or self.env.uid == SUPERUSER_ID:
            return self.browse()
        user = self.env.user
        seen = confidential.filtered(
            lambda partner: (
                not partner.partner_share
                or partner == user.partner_id
                or partner.quartier_owner_id in user.quartier_ids
            )
        )
        return (confidential - seen).with_env(self.env)
