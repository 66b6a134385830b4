from odoo import fields, models


class QuartierVolunteerReason(models.TransientModel):
    """Asks for the reason of a step of shifts, assignments or opportunities."""

    _name = "quartier.volunteer.reason"
    _description = "Reason of a Step"
    _inherit = ("quartier.volunteer.named.mixin",)
    _rec_name = "step"
    _named_fields = ("shift_ids", "assignment_ids", "opportunity_ids")

    step = fields.Selection(
        [
            ("cancel", "Cancel shift"),
            ("decline", "Decline"),
            ("excuse", "Excuse"),
            ("return", "Send back"),
            ("close", "Close"),
        ],
        required=True,
        readonly=True,
    )
    shift_ids = fields.Many2many("quartier.volunteer.shift", readonly=True)
    assignment_ids = fields.Many2many("quartier.volunteer.assignment", readonly=True)
    opportunity_ids = fields.Many2many("quartier.volunteer.opportunity", readonly=True)
    reason = fields.Char(required=True)

    def action_decide(self):
        """Do it, or say what stands against it."""
        self.ensure_one()
        records, method = {
            "cancel": (self.shift_ids, "action_cancel"),
            "decline": (self.assignment_ids, "action_decline"),
            "excuse": (self.assignment_ids, "action_excuse"),
            "return": (self.opportunity_ids, "action_return"),
            "close": (self.opportunity_ids, "action_close"),
        }[self.step]
        getattr(records, method)(self.reason)
        return {"type": "ir.actions.act_window_close"}
