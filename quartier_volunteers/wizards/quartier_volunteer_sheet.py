from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

SHEET = "[('nature', '=', 'infection'), ('sheet_allowed', '=', True)]"


class QuartierVolunteerSheet(models.TransientModel):
    """Notes who has signed the information sheet of an event."""

    _name = "quartier.volunteer.sheet"
    _description = "Signed Information Sheet"

    event_id = fields.Many2one("calendar.event", required=True, readonly=True)
    type_id = fields.Many2one(
        "quartier.volunteer.proof.type",
        required=True,
        domain=SHEET,
        default=lambda self: self.env["quartier.volunteer.proof.type"].search(
            [("nature", "=", "infection"), ("sheet_allowed", "=", True)], limit=1
        ),
    )
    date = fields.Date(
        string="Signed on", required=True, default=fields.Date.context_today
    )
    volunteer_ids = fields.Many2many(
        "quartier.volunteer",
        string="Who Signed",
        compute="_compute_volunteer_ids",
        store=True,
        readonly=False,
    )

    @api.depends("event_id")
    def _compute_volunteer_ids(self):
        for wizard in self:
            event = wizard.event_id._origin
            event.check_access("read")
            wizard.volunteer_ids = event._quartier_sheet_volunteers()

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards.event_id.check_access("read")
        wizards.volunteer_ids.check_access("write")
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self.event_id.check_access("read")
        self.volunteer_ids.check_access("write")
        return result

    def action_record(self):
        """Add a proof for each of them who has none for the event yet."""
        self.ensure_one()
        proofs = self.env["quartier.volunteer.proof"]
        there = proofs.search(
            [
                ("event_id", "=", self.event_id.id),
                ("type_id", "=", self.type_id.id),
                ("volunteer_id", "in", self.volunteer_ids.ids),
            ]
        ).volunteer_id
        if not (new := self.volunteer_ids - there):
            raise UserError(
                self.env._("All of them are noted already, or nobody is chosen.")
            )
        proofs.create(
            [
                {
                    "volunteer_id": volunteer.id,
                    "type_id": self.type_id.id,
                    "form": "sheet",
                    "event_id": self.event_id.id,
                    "date": self.date,
                }
                for volunteer in new
            ]
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Noted for %(count)s people, signed on %(day)s.",
                    count=len(new),
                    day=format_date(self.env, self.date),
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
