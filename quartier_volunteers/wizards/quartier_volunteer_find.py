from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

# so many are shown; the search narrows them down
SHOWN = 80


class QuartierVolunteerFind(models.TransientModel):
    """Find people for a shift: candidates with reasons, the best first."""

    _name = "quartier.volunteer.find"
    _description = "Find People"
    _inherit = ("quartier.volunteer.named.mixin",)
    _rec_name = "shift_id"
    _named_fields = ("shift_id",)

    shift_id = fields.Many2one(
        "quartier.volunteer.shift", required=True, readonly=True, ondelete="cascade"
    )
    missing_count = fields.Integer(related="shift_id.missing_count")
    free_count = fields.Integer(related="shift_id.free_count")
    waiting_count = fields.Integer(related="shift_id.waiting_count")
    line_ids = fields.One2many("quartier.volunteer.find.line", "find_id")

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard._look()
        return wizards

    def _look(self):
        """Enter who could be asked, as it is now."""
        candidates = self.shift_id._candidates(SHOWN)
        self.line_ids = [
            Command.clear(),
            *(
                Command.create(
                    {
                        "volunteer_id": volunteer.id,
                        "sequence": number,
                        "score": match.score,
                        "match": self.shift_id._tell_match(match),
                        "obstacles": "\n".join(obstacles),
                    }
                )
                for number, (volunteer, match, obstacles) in enumerate(candidates)
            ),
        ]

    def _chosen(self):
        self.ensure_one()
        self.shift_id.check_access("write")
        chosen = self.line_ids.filtered("chosen").volunteer_id
        if not chosen:
            raise UserError(self.env._("Please tick the people first."))
        assignments = self.env["quartier.volunteer.assignment"]
        return assignments.create(
            [
                {"shift_id": self.shift_id.id, "volunteer_id": volunteer.id}
                for volunteer in chosen
            ]
        )

    def action_request(self):
        """Note them as asked; it is decided when they have answered."""
        self._chosen()
        return {"type": "ir.actions.act_window_close"}

    def action_offer(self):
        """Offer them a place until a deadline."""
        self._chosen().action_offer()
        return {"type": "ir.actions.act_window_close"}

    def action_confirm(self):
        """Give them a place for certain: they have agreed already."""
        self._chosen().action_confirm()
        return {"type": "ir.actions.act_window_close"}

    def action_waitlist(self):
        """Put them on the waiting list."""
        self._chosen().action_waitlist()
        return {"type": "ir.actions.act_window_close"}
