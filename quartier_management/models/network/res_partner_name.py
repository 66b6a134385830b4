from base64 import b64encode

from odoo import api, models
from odoo.api import SUPERUSER_ID

from odoo.addons.mail.tools.discuss import Store


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

    @api.depends("quartier_confidential", "quartier_owner_id")
    @api.depends_context("uid")
    def _compute_avatar_128(self):
        # a message shows its author's picture, or the initial, in this size
        hidden = self._quartier_hidden()
        for person in hidden:
            person.avatar_128 = b64encode(person._avatar_get_placeholder())
        return super(ResPartner, self - hidden)._compute_avatar_128()

    def _field_store_repr(self, field_name):
        # what the web client knows of authors, recipients and members is read with
        # sudo() as well
        if field_name in ("name", "email", "phone"):
            return [Store.Attr(field_name, lambda p: p._quartier_shown(field_name))]
        shown = super()._field_store_repr(field_name)
        if field_name == "avatar_128":
            for attribute in shown:
                if isinstance(attribute, Store.Attr):
                    attribute.predicate = lambda p: not p._quartier_hidden()
        return shown

    def _quartier_shown(self, field_name):
        """Return a field's value, or what those see who may not see the person."""
        if not self._quartier_hidden():
            return self[field_name]
        return self.display_name if field_name == "name" else False

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

    @api.model
    def _quartier_search_hidden(self):
        """Return the query of all persons that the record rule hides from the user."""
        user = self.env.user
        # sudo: the query only takes away
        return (
            self.sudo()
            .with_context(active_test=False)
            ._search(
                [
                    ("quartier_confidential", "=", True),
                    ("partner_share", "=", True),
                    ("id", "!=", user.partner_id.id),
                    ("quartier_owner_id", "not in", user.quartier_ids.ids),
                ]
            )
        )
