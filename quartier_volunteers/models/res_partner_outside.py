from odoo import models

# rows that hold what somebody typed or was told; links hold an address
MODELS = (
    "quartier.volunteer.interest",
    "quartier.volunteer.call",
    "quartier.volunteer.link",
    "quartier.volunteer.signup",
)


class ResPartner(models.Model):
    """What came in over the public pages, and what somebody was told."""

    _inherit = "res.partner"

    def _quartier_personal_data(self):
        rows = self._quartier_of_volunteers
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "volunteer_interests",
                self.env._("Interest from the public board"),
                self.env._("Answering who would like to take part."),
                rows("quartier.volunteer.interest"),
                ("opportunity_id", "name", "phone", "message"),
                date_field="date",
                personal=True,
            ),
            self._quartier_section(
                "volunteer_calls",
                self.env._("To be told by phone or letter"),
                self.env._("Telling people what becomes of their shifts."),
                rows("quartier.volunteer.call"),
                ("text", "done_on"),
                date_field="start",
                personal=True,
            ),
        ]

    def _quartier_erasure_plan(self):
        titles = {
            "quartier.volunteer.interest": self.env._("Interest from the public board"),
            "quartier.volunteer.call": self.env._("To be told by phone or letter"),
            "quartier.volunteer.link": self.env._("Links"),
            "quartier.volunteer.signup": self.env._("Unconfirmed messages"),
        }
        return [
            *super()._quartier_erasure_plan(),
            *(
                self._quartier_delete_step(
                    model_name,
                    titles[model_name],
                    self._quartier_of_volunteers(model_name),
                )
                for model_name in MODELS
            ),
        ]
