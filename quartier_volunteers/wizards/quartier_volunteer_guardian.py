from odoo import fields, models


class QuartierVolunteerGuardian(models.TransientModel):
    """Notes that a guardian agreed on paper."""

    _name = "quartier.volunteer.guardian"
    _description = "Guardian’s Consent"
    _inherit = ("quartier.volunteer.wizard.mixin",)

    name = fields.Char(string="Guardian", required=True)
    day = fields.Date(
        string="Signed on", required=True, default=fields.Date.context_today
    )

    def action_record(self):
        self.ensure_one()
        self.volunteer_ids.check_access("write")
        for volunteer in self.volunteer_ids:
            volunteer._record_guardian(self.name, "paper", self.day)
        return {"type": "ir.actions.act_window_close"}
