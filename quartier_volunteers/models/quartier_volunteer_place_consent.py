from odoo import models

PURPOSE = "volunteer_place"


class QuartierVolunteer(models.Model):
    """Whether the organisation that somebody helps may read how to reach them."""

    _inherit = "quartier.volunteer"

    def _place_consent(self):
        """Return what somebody is told of it, and whether they agreed, as the system.

        :return: ``{"text", "agrees"}``; nothing where the page does not ask: whoever is
            under 18 does not agree alone
        """
        self.ensure_one()
        purpose = self._place_purpose()
        if self.is_minor or not purpose.text_id:
            return None
        agrees = bool(self.partner_id._quartier_may(PURPOSE))
        return {"text": purpose.text_id.text, "agrees": agrees}

    def _decide_place(self, agrees):
        """Note that somebody agrees, or does not any more, as the system."""
        self.ensure_one()
        known = self._place_consent()
        # two clicks are one answer
        if not known or known["agrees"] == agrees:
            return
        env = self.with_context(lang=self.quartier_id.lang).env
        env["quartier.consent"].create(
            {
                "partner_id": self.partner_id.id,
                "purpose_id": self._place_purpose().id,
                "decision": "given" if agrees else "withdrawn",
                "how": "form",
                "remark": env._("On the page with one's own data"),
            }
        )

    def _place_purpose(self):
        purposes = self.env["quartier.consent.purpose"]
        return purposes.search([("code", "=", PURPOSE)], limit=1)
