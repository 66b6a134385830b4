from odoo import models


class ResPartner(models.Model):
    """A paper to somebody who is entered as a person keeps its addressee.

    No step of an erasure settles it: the paper says whom it was for.
    """

    _inherit = "res.partner"

    def _quartier_personal_data(self):
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "papers",
                self.env._("Papers to the person"),
                self.env._("Reporting to committees."),
                self._quartier_linked("quartier.committee.paper", "committee_id"),
                ("number", "state"),
                date_field="date_to",
                covers=(("quartier.committee.paper", "committee_id"),),
            ),
        ]
