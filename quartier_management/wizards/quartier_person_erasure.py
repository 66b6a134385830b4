from odoo import api, fields, models
from odoo.exceptions import UserError


class QuartierPersonErasure(models.TransientModel):
    """Shows what the erasure of a person does, and does it."""

    _name = "quartier.person.erasure"
    _description = "Erasure of a Person"
    _rec_name = "id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, readonly=True, ondelete="cascade"
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    obstacles = fields.Text(compute="_compute_preview")
    reason = fields.Selection(
        selection="_selection_reason",
        help="What is noted: nobody is named there.",
    )
    understood = fields.Boolean(string="I have read the preview")

    @api.model
    def _selection_reason(self):
        reasons = self.env["quartier.erasure.log"]._fields["reason"]
        return reasons._description_selection(self.env)

    def _compute_preview(self):
        for wizard in self:
            person = wizard.partner_id
            steps, obstacles = person._quartier_erasure_preview()
            wizard.obstacles = "\n".join(obstacles) or False
            wizard.preview = self.env["ir.qweb"]._render(
                "quartier_management.person_erasure_preview", {"steps": steps}
            )

    def action_erase(self):
        """Erase the person and return to the residents.

        :raise UserError: no reason was given, or something stands against it
        """
        self.ensure_one()
        if not (self.reason and self.understood):
            raise UserError(
                self.env._(
                    "Please choose the reason, and confirm that you have read the"
                    " preview: an erasure cannot be taken back."
                )
            )
        self.partner_id._quartier_erase(self.reason)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.res_partner_action_residents"
        )
        return {**action, "target": "main"}
