import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import consteq

from .slot import Slot

# What clients never write: who asked, what was decided and how it can be proven. The
# actions check first and write with sudo() then.
DECIDED = {
    "token",
    "token_digest",
    "ip_hash",
    "quartier_id",
    "partner_id",
    "email",
    "state",
    "question",
    "reason",
    "booking_id",
    "told",
}
# what was asked: the office changes it until it has decided
ASKED = {
    "room_id",
    "start",
    "stop",
    "attendance",
    "purpose",
    "group_name",
    "contact_name",
    "public_name",
    "exception_reason",
}
OPEN = ("open", "asked")
LOGIN_ONLY = "base.group_system"


class QuartierRoomRequest(models.Model):
    """Somebody asks for a room on the public page.

    Until the e-mail address is proven (double opt-in) a request lives here alone:
    there is no contact and no event. What was asked is a resident's data, for the
    office's team only (``quartier_rules.xml``).
    """

    _name = "quartier.room.request"
    _description = "Request for a Room"
    _inherit = ("mail.thread", "mail.activity.mixin", "quartier.team.mixin")
    _order = "start, id"
    _rec_name = "room_id"
    _quartier_team_fields = ("room_id",)
    # Core would propose to make an open contact of whoever asked
    _primary_email = False

    room_id = fields.Many2one(
        "quartier.room", required=True, index=True, ondelete="restrict", tracking=True
    )
    quartier_id = fields.Many2one(
        related="room_id.quartier_id", string="Neighbourhood", store=True, index=True
    )
    start = fields.Datetime(required=True, tracking=True)
    stop = fields.Datetime(string="End", required=True, tracking=True)
    attendance = fields.Integer(string="Expected", required=True)
    purpose = fields.Char(required=True)
    group_name = fields.Char(
        string="Group", help="Empty: a private person asks for themselves."
    )
    contact_name = fields.Char(string="Contact Person", required=True)
    email = fields.Char(string="E-Mail", required=True, index=True)
    phone = fields.Char()
    public_name = fields.Char(
        string="Name in Public",
        help="What the public week may say of this use. Empty: the room is shown as"
        " taken.",
    )
    message = fields.Text(help="What whoever asked wrote to the office.")
    partner_id = fields.Many2one(
        "res.partner",
        string="Portal Login of",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        help="The signed-in person who asked.",
    )
    state = fields.Selection(
        [
            ("unconfirmed", "E-mail not confirmed yet"),
            ("open", "Open"),
            ("asked", "Question asked"),
            ("approved", "Approved"),
            ("declined", "Declined"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="unconfirmed",
        readonly=True,
        index=True,
        tracking=True,
        group_expand="_expand_states",
    )
    question = fields.Text(
        readonly=True, help="What the office would like to know before it decides."
    )
    reason = fields.Char(readonly=True, help="Why the request was declined.")
    exception_reason = fields.Char(
        string="Exception Because",
        help="Why the room may be used outside its opening hours, by more people or"
        " further ahead than usual. The room must be free all the same.",
    )
    booking_id = fields.Many2one(
        "quartier.room.booking",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
    )
    event_id = fields.Many2one(related="booking_id.event_id")
    token = fields.Char(
        required=True,
        copy=False,
        groups=LOGIN_ONLY,
        default=lambda self: secrets.token_urlsafe(32),
    )
    # a request is looked up by it: how long that takes says nothing of the token
    token_digest = fields.Char(
        compute="_compute_token_digest",
        store=True,
        precompute=True,
        index=True,
        groups=LOGIN_ONLY,
    )
    ip_hash = fields.Char(
        string="Hash of the Sender's Address",
        index="btree_not_null",
        copy=False,
        groups=LOGIN_ONLY,
    )

    _stop_check = models.Constraint(
        "CHECK (stop > start)", "The use of a room must end after it begins."
    )
    _attendance_check = models.Constraint(
        "CHECK (attendance > 0)", "Please say how many people will come."
    )
    _unconfirmed_idx = models.Index("(create_date) WHERE state = 'unconfirmed'")

    @api.model
    def _expand_states(self, states, domain):
        """The board has a column for each state that is the team's business."""
        return [
            state
            for state, _label in self._fields["state"].selection
            if state != "unconfirmed" or state in states
        ]

    @api.depends("token")
    def _compute_token_digest(self):
        for request in self:
            request.token_digest = self._digest(request.token or "")

    @api.depends("room_id", "group_name", "start", "stop")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for request in self:
            parts = (request.group_name, request.room_id.name, request._when())
            request.display_name = ": ".join(filter(None, parts))

    @api.model
    def default_get(self, fields_list):
        # a client's context must not bring in what is decided
        defaults = super().default_get(fields_list)
        if self.env.su:
            return defaults
        return {key: value for key, value in defaults.items() if key not in DECIDED}

    def write(self, vals):
        if not self.env.su and not vals.keys().isdisjoint(DECIDED):
            raise AccessError(
                self.env._(
                    "Who asked for a room and what was decided is not written by hand."
                    " Please approve the request, ask back or decline it."
                )
            )
        if not self.env.su and not vals.keys().isdisjoint(ASKED):
            self._check_open()
        return super().write(vals)

    @api.model
    def _digest(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _find_by_token(self, quartier, token):
        """Return the request whose link somebody followed, with sudo; or nothing.

        :param quartier: ``quartier.quartier`` that the link names
        :param str token: from the link
        """
        # sudo: who knows the token is the one who asked
        found = self.sudo().search(
            [
                ("token_digest", "=", self._digest(token)),
                ("quartier_id", "=", quartier.id),
            ],
            limit=1,
        )
        return found if found and consteq(found.token, token) else found.browse()

    @api.model
    def _of_partner(self, partner):
        """Return the domain of what a signed-in person asked for.

        :param partner: ``res.partner`` of the login
        """
        return [("partner_id", "=", partner.id)]

    def _slot(self):
        """Return what is asked for as a ``Slot``."""
        self.ensure_one()
        return Slot(
            self.start,
            self.stop,
            self.attendance,
            booking_id=self.booking_id.id or 0,
        )

    def _when(self):
        """Say in words when the room is wanted, by the office's clock."""
        self.ensure_one()
        if not (self.room_id and self.start and self.stop):
            return ""
        return self.room_id._tell_slot(self._slot())

    def _in_office_language(self):
        """Return the request as the office would write of it."""
        self.ensure_one()
        return self.with_context(lang=self.quartier_id.lang)

    def action_open_booking(self):
        self.ensure_one()
        return self.booking_id.get_formview_action()
