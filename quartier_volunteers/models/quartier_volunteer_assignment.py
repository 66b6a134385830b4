from odoo import fields, models

# states in which somebody takes up a place
OCCUPYING = ("offered", "confirmed", "checked_in", "done", "substitute", "no_show")
# states after which nothing is to be expected of somebody
OVER = ("declined", "withdrawn", "excused")


class QuartierVolunteerAssignment(models.Model):
    """Somebody and a shift: asked for, waiting, offered, confirmed, done.

    A place is a number (``seat``) from 1 to the shift's ``max_count``; that nobody has
    the same one is the database's business (``_seat_uniq``).
    """

    _name = "quartier.volunteer.assignment"
    _description = "Assignment"
    _inherit = ("quartier.noted.mixin", "quartier.team.mixin")
    _order = "start, shift_id, seat nulls last, queued_on, id"
    _quartier_team_fields = ("shift_id", "volunteer_id")

    shift_id = fields.Many2one(
        "quartier.volunteer.shift", required=True, index=True, ondelete="cascade"
    )
    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="restrict"
    )
    quartier_id = fields.Many2one(
        related="shift_id.quartier_id", store=True, index=True, precompute=True
    )
    start = fields.Datetime(
        related="shift_id.start", store=True, index=True, precompute=True
    )
    stop = fields.Datetime(related="shift_id.stop", store=True, precompute=True)
    commissioner_id = fields.Many2one(
        "res.partner",
        string="Commissioned by",
        readonly=True,
        ondelete="restrict",
        help="On whose behalf: noted when it is confirmed, for the accident insurance.",
    )
    state = fields.Selection(
        [
            ("requested", "Requested"),
            ("waitlisted", "Waiting List"),
            ("offered", "Offered"),
            ("confirmed", "Confirmed"),
            ("checked_in", "Checked In"),
            ("done", "Done"),
            ("substitute", "Substitute Wanted"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
            ("excused", "Excused"),
            ("no_show", "Did Not Come"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="requested",
        copy=False,
        index=True,
    )
    seat = fields.Integer(readonly=True, copy=False, help="Number of the place.")
    queued_on = fields.Datetime(
        string="Waiting since", readonly=True, copy=False, default=fields.Datetime.now
    )
    offer_until = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    checked_in_on = fields.Datetime(readonly=True, copy=False)
    checked_out_on = fields.Datetime(readonly=True, copy=False)
    reason = fields.Char(readonly=True, copy=False)

    _seat_uniq = models.UniqueIndex(
        "(shift_id, seat) WHERE state IN ('offered', 'confirmed', 'checked_in', 'done',"
        " 'substitute', 'no_show')",
        "This place has been taken in the meantime.",
    )
    _person_uniq = models.UniqueIndex(
        "(shift_id, volunteer_id)"
        " WHERE state NOT IN ('declined', 'withdrawn', 'excused')",
        "This person is on the list of this shift already.",
    )
    _seat_check = models.Constraint(
        "CHECK ((state IN ('offered', 'confirmed', 'checked_in', 'done', 'substitute',"
        " 'no_show')) = (COALESCE(seat, 0) > 0))",
        "Whoever takes part has a place, and nobody else.",
    )
