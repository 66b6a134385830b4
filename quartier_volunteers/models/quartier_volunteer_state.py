from odoo import models
from odoo.exceptions import UserError

# from which state a step leads where; paused and ended have ways of their own
NEXT = {"interested": "talk", "talk": "onboarding", "onboarding": "active"}


class QuartierVolunteer(models.Model):
    """The way of a volunteer: interested, first talk, onboarding, active, ended."""

    _inherit = "quartier.volunteer"

    def action_next(self):
        """Go one step on.

        :raise UserError: there is no next step from where somebody is
        """
        self._check_in(*NEXT)
        for state, volunteers in self.grouped("state").items():
            volunteers._enter(NEXT[state])

    def _enter(self, state, **values):
        """Note a status; what it brings is the hooks' business."""
        self.check_access("write")
        today = {office: office._today() for office in self.quartier_id}
        for volunteer in self:
            if state == "active" and not volunteer.started_on:
                values["started_on"] = today[volunteer.quartier_id]
            # sudo: no client writes the state; rights were checked above
            volunteer.sudo().write({"state": state, **values})

    def _check_in(self, *states):
        """:raise UserError: somebody is in none of these states"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for volunteer in self:
            if volunteer.state not in states:
                raise UserError(
                    self.env._(
                        "“%(name)s” is at “%(state)s”: this step is not possible.",
                        name=volunteer.display_name,
                        state=labels[volunteer.state],
                    )
                )
