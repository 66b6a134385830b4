from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

# so many shifts are shown
SHOWN = 20


class QuartierVolunteerFit(models.TransientModel):
    """Which shifts fit somebody, the best first."""

    _name = "quartier.volunteer.fit"
    _description = "Fitting Shifts"
    _inherit = ("quartier.volunteer.named.mixin",)
    _rec_name = "volunteer_id"
    _named_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many("quartier.volunteer.fit.line", "fit_id")

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard.line_ids = [
                Command.create(
                    {
                        "shift_id": shift.id,
                        "sequence": number,
                        "match": shift._tell_match(match),
                    }
                )
                for number, (shift, match) in enumerate(
                    wizard.volunteer_id._fitting_shifts(SHOWN)
                )
            ]
        return wizards

    def action_sign_up(self):
        """Sign the person up for what was ticked, as they would themselves."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen").shift_id
        if not chosen:
            raise UserError(self.env._("Please tick the shifts first."))
        for shift in chosen:
            shift._request(self.volunteer_id)
        return {"type": "ir.actions.act_window_close"}
