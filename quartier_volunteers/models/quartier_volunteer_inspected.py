from odoo import models


class QuartierVolunteer(models.Model):
    """A certificate that was shown for work that never began is forgotten at once."""

    _inherit = "quartier.volunteer"

    def _entered(self, state):
        result = super()._entered(state)
        if state == "ended":
            # sudo: whoever ends the work may not know that there is any
            inspections = self.env["quartier.volunteer.inspection"].sudo()
            inspections.search(
                [
                    ("volunteer_id", "in", self.ids),
                    ("volunteer_id.started_on", "=", False),
                ]
            ).unlink()
        return result
