from odoo import models

STAGES = ("identified", "contacted", "met", "cooperating")


class ResPartner(models.Model):
    """The network stage follows what is recorded, and never falls by itself.

    Anybody may set another stage by hand: it stays until something recorded later
    brings the actor closer than that.
    """

    _inherit = "res.partner"

    def _quartier_reach(self, stage, day=None):
        """Raise the stage of these actors and of those they speak for.

        :param str stage: what has been reached
        :param date day: when; what is long ago wakes nobody who is dormant
        """
        lower = self._quartier_actors().filtered(
            lambda partner: partner._quartier_may_rise(stage, day)
        )
        if lower := lower._filtered_access("write"):
            lower.write({"quartier_network_stage": stage})

    def _quartier_actors(self):
        """Return who of them has a place in the network, and those they speak for.

        A confidential person moves nobody above: everyone sees an organisation's stage.
        """
        shared = self.filtered(lambda partner: not partner.quartier_confidential)
        actors = (self | shared.commercial_partner_id).filtered(
            lambda partner: partner.is_company or partner.quartier_actor_type_id
        )
        # sudo: an office is no partner of its own, whichever company it belongs to
        offices = self.env["quartier.quartier"].sudo()
        own = offices.search([("partner_id", "in", actors.ids)]).partner_id
        return actors - own.with_env(self.env)

    def _quartier_may_rise(self, stage, day):
        self.ensure_one()
        present = self.quartier_network_stage
        if present == "dormant":
            offices = self.quartier_id or self.env.user.quartier_ids[:1]
            since = offices._contact_due_since().get(stage) if offices else None
            return not (day and since) or day >= since
        return not present or STAGES.index(present) < STAGES.index(stage)
