from odoo import fields, models


class QuartierConsentAsk(models.TransientModel):
    """Asks a person by e-mail, and sends the link to what was decided."""

    _name = "quartier.consent.ask"
    _description = "Ask for Consent by E-Mail"

    partner_id = fields.Many2one("res.partner", string="Person", required=True)
    # without sudo(): anybody may enter the id of a person they may not see
    email = fields.Char(related="partner_id.email", string="E-Mail", related_sudo=False)
    purpose_ids = fields.Many2many(
        "quartier.consent.purpose",
        string="Purposes",
        help="Empty: the e-mail holds only the link to what was decided so far.",
    )

    def action_ask(self):
        self.ensure_one()
        self.env["quartier.consent"]._ask(self.partner_id, self.purpose_ids)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The e-mail is on its way."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
