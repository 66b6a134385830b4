from odoo import api, fields, models


class QuartierRoom(models.Model):
    """A room that is promised once and only once, see ``quartier.room.booking``."""

    _name = "quartier.room"
    _description = "Room"
    _inherit = ("mail.thread", "quartier.team.mixin")
    _order = "sequence, name, id"

    name = fields.Char(required=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, tracking=True)
    color = fields.Integer()
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        default=lambda self: self._quartier_default(),
    )
    company_id = fields.Many2one(related="quartier_id.company_id")
    location = fields.Char(
        compute="_compute_location",
        store=True,
        readonly=False,
        precompute=True,
        help="Where people find the room; proposed is the office's address.",
    )
    capacity = fields.Integer(
        required=True,
        default=20,
        tracking=True,
        help="People the room holds at most; a layout may hold fewer.",
    )
    layout_ids = fields.One2many("quartier.room.layout", "room_id")
    equipment_ids = fields.Many2many("quartier.room.equipment")
    barrier_free = fields.Boolean(
        string="Step-free", help="The room can be reached without steps."
    )
    resource_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Opening Hours",
        ondelete="restrict",
        help="When events may take place here. Empty: always. The days on which the"
        " room is closed are entered as time off of these hours.",
    )
    setup_minutes = fields.Integer(
        string="Minutes to Set Up",
        help="Block the room before each event. Existing bookings keep theirs.",
    )
    teardown_minutes = fields.Integer(
        string="Minutes to Clear Up",
        help="Block the room after each event. Existing bookings keep theirs.",
    )
    horizon_days = fields.Integer(
        string="Bookable Ahead (Days)",
        default=400,
        help="How many days ahead the room may be booked. 0: without limit.",
    )
    hold_days = fields.Integer(
        string="Days on Hold",
        default=7,
        help="How long the room is kept for somebody who has yet to decide.",
    )
    requestable = fields.Boolean(
        string="Ask for it on the Web",
        default=True,
        help="Residents and groups may ask for the room on the public page.",
    )
    direct_actor_type_ids = fields.Many2many(
        "quartier.actor.type",
        string="May Book Directly",
        help="Actors of these types get the room at once where it is free. All others"
        " ask, and the team decides.",
    )
    house_rules = fields.Html(
        help="Are part of the agreement that a group signs.", translate=True
    )
    booking_ids = fields.One2many(
        "quartier.room.booking",
        "room_id",
        groups="quartier_management.group_quartier_reader",
    )

    _capacity_check = models.Constraint(
        "CHECK (capacity > 0)", "A room holds at least one person."
    )
    _minutes_check = models.Constraint(
        "CHECK (COALESCE(setup_minutes, 0) >= 0 AND COALESCE(teardown_minutes, 0) >= 0"
        " AND COALESCE(horizon_days, 0) >= 0 AND COALESCE(hold_days, 0) >= 0)",
        "Minutes and days of a room cannot be negative.",
    )
    _name_uniq = models.Constraint(
        "UNIQUE (quartier_id, name)",
        "This neighbourhood already has a room of this name.",
    )

    @api.depends("quartier_id")
    def _compute_location(self):
        for room in self:
            if not room.location:
                office = room.quartier_id
                town = " ".join(filter(None, (office.zip, office.city)))
                room.location = ", ".join(filter(None, (office.street, town)))

    def _location_name(self):
        """Return where an event in this room takes place."""
        self.ensure_one()
        return ", ".join(filter(None, (self.name, self.location)))

    def _books_directly(self, partner):
        """Tell whether an actor gets the room without the team's decision.

        :param partner: ``res.partner``; a person asks for the organisation above
        """
        self.ensure_one()
        actor_type = (
            partner.quartier_actor_type_id
            or partner.commercial_partner_id.quartier_actor_type_id
        )
        return bool(actor_type) and actor_type in self.direct_actor_type_ids

    def action_view_bookings(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_room_booking_action"
        )
        action["domain"] = [("room_id", "=", self.id)]
        action["context"] = {"default_room_id": self.id}
        return action
