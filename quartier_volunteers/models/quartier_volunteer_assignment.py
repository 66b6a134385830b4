from odoo import api, fields, models
from odoo.exceptions import UserError

# states in which somebody takes up a place; an offer to take over from somebody who
# wants a substitute has none yet
OCCUPYING = ("offered", "confirmed", "checked_in", "done", "substitute", "no_show")
# states in which somebody has a duty, or had
ON_DUTY = ("confirmed", "checked_in", "done", "substitute")
# states in which something is to be decided
OPEN = ("requested", "waitlisted", "offered")
# states after which nothing is to be expected of somebody
OVER = ("declined", "withdrawn", "excused", "cancelled")


class LateConstraint(models.Constraint):
    """A constraint that refers to a table which may not be there yet: it is added when
    all tables of the addon are."""

    def apply_to_database(self, model):
        return model.pool.post_init(super().apply_to_database, model)


class QuartierVolunteerAssignment(models.Model):
    """Somebody and a shift: asked for, waiting, offered, confirmed, done.

    A place is a number (``seat``) from 1 to the shift's ``max_count``; that nobody has
    the same one, nor one beyond, is the database's business. ``places`` is what the
    shift has: a foreign key to the shift's number and places, followed by PostgreSQL,
    so that whoever lowers them meets whoever takes the last one.
    """

    _name = "quartier.volunteer.assignment"
    _description = "Assignment"
    _inherit = ("quartier.noted.mixin", "quartier.team.mixin")
    _order = "start, shift_id, queued_on, id"
    _rec_names_search = ("volunteer_id", "shift_id")
    _quartier_team_fields = ("shift_id", "volunteer_id")

    shift_id = fields.Many2one(
        "quartier.volunteer.shift", required=True, index=True, ondelete="cascade"
    )
    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="restrict"
    )
    email = fields.Char(related="volunteer_id.email", related_sudo=False)
    phone = fields.Char(related="volunteer_id.phone", related_sudo=False)
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
        copy=False,
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
            ("cancelled", "Shift Cancelled"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="requested",
        copy=False,
        index=True,
    )
    seat = fields.Integer(readonly=True, copy=False, help="Number of the place.")
    places = fields.Integer(
        compute="_compute_places", store=True, precompute=True, required=True
    )
    replaces_id = fields.Many2one(
        "quartier.volunteer.assignment",
        string="Takes over from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Whose place is offered: they keep the duty until somebody accepts.",
    )
    queued_on = fields.Datetime(
        string="Waiting since", readonly=True, copy=False, default=fields.Datetime.now
    )
    offer_until = fields.Datetime(readonly=True, copy=False, index="btree_not_null")
    confirmed_on = fields.Datetime(readonly=True, copy=False)
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
        " WHERE state NOT IN ('declined', 'withdrawn', 'excused', 'cancelled')",
        "This person is on the list of this shift already.",
    )
    _replaces_uniq = models.UniqueIndex(
        "(replaces_id) WHERE state = 'offered' AND replaces_id IS NOT NULL",
        "This place has been offered to somebody in the meantime.",
    )
    _seat_check = models.Constraint(
        "CHECK ((state IN ('offered', 'confirmed', 'checked_in', 'done', 'substitute',"
        " 'no_show') AND NOT (state = 'offered' AND replaces_id IS NOT NULL))"
        " = (COALESCE(seat, 0) > 0))",
        "Whoever takes part has a place, and nobody else.",
    )
    _places_fk = LateConstraint(
        "FOREIGN KEY (shift_id, places)"
        " REFERENCES quartier_volunteer_shift (id, max_count)"
        " ON UPDATE CASCADE ON DELETE CASCADE",
        "The number of places has changed in the meantime. Please try again.",
    )
    _places_check = models.Constraint(
        "CHECK (COALESCE(seat, 0) <= places)",
        "More people have a place in this shift than there would be places. Please"
        " take some of them off first.",
    )

    @api.depends("shift_id")
    def _compute_places(self):
        """Not by the number of places: PostgreSQL follows it (``_places_fk``)."""
        for assignment in self:
            # sudo: how many places a shift has is no secret to who may be in it
            assignment.places = assignment.shift_id.sudo().max_count

    @api.depends("volunteer_id", "shift_id")
    def _compute_display_name(self):
        for assignment in self:
            names = (
                assignment.volunteer_id.display_name,
                # sudo: whoever was handed over did it at another office
                assignment.sudo().shift_id.display_name,
            )
            assignment.display_name = " – ".join(filter(None, names))

    @api.model_create_multi
    def create(self, vals_list):
        # the foreign key asks for what the table says
        self.env["quartier.volunteer.shift"].flush_model(["max_count"])
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_same(vals)
        return super().write(vals)

    def _check_same(self, vals):
        """:raise UserError: somebody else, or another shift, would get by the checks"""
        for name in {"volunteer_id", "shift_id"} & vals.keys():
            if any(row[name].id != vals[name] for row in self):
                raise UserError(
                    self.env._(
                        "Person and shift of an assignment stay as they are. Please"
                        " enter another assignment instead."
                    )
                )

    def unlink(self):
        self._check_no_record()
        return super().unlink()

    def _check_no_record(self):
        """:raise UserError: somebody has or had a place: that stays on record, for the
        accident insurance"""
        for assignment in self:
            if assignment.state in OCCUPYING or assignment.confirmed_on:
                raise UserError(
                    self.env._(
                        "“%s” stays on record. Please withdraw or excuse the person"
                        " instead of deleting it.",
                        assignment.display_name,
                    )
                )
