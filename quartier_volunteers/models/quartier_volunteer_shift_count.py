from odoo import api, fields, models

FIGURES = ("confirmed", "offered", "waiting", "requested", "missing")


class QuartierVolunteerShift(models.Model):
    """How many people a shift has: counted when it is read, see the coverage."""

    _inherit = "quartier.volunteer.shift"

    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('share', '=', False)]",
        help="Whom to ask on the day.",
    )
    confirmed_count = fields.Integer(string="Confirmed", compute="_compute_figures")
    offered_count = fields.Integer(string="Offered", compute="_compute_figures")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_figures")
    requested_count = fields.Integer(string="To Decide", compute="_compute_figures")
    missing_count = fields.Integer(
        string="Missing",
        compute="_compute_figures",
        search="_search_missing_count",
        help="How many more are needed at least.",
    )
    free_count = fields.Integer(string="Free", compute="_compute_free_count")
    staffing = fields.Selection(
        [
            ("over", "Over"),
            ("cancelled", "Cancelled"),
            ("missing", "Understaffed"),
            ("enough", "Enough"),
            ("full", "Full"),
        ],
        compute="_compute_staffing",
    )
    staffing_color = fields.Integer(compute="_compute_staffing")

    @api.depends("opportunity_id", "event_id")
    def _compute_user_id(self):
        """Propose who answers for the opportunity or the event, if of the team."""
        for shift in self:
            near = (
                shift.user_id
                | shift.opportunity_id.user_id
                | shift.event_id.user_id
                | self.env.user
            )
            team = near & shift.quartier_id.member_ids
            shift.user_id = team[:1] or shift.quartier_id.manager_id

    @api.depends("assignment_ids.state", "min_count", "stop", "cancelled_on", "active")
    def _compute_figures(self):
        self.env["quartier.volunteer.assignment"].flush_model(["state"])
        self.flush_model()
        # sudo: numbers, whoever may see who they are
        rows = (
            self.env["quartier.volunteer.coverage"]
            .sudo()
            ._read_group(
                [("id", "in", self._origin.ids)],
                ["shift_id"],
                [f"{name}:sum" for name in FIGURES],
            )
        )
        found = {shift.id: figures for shift, *figures in rows}
        for shift in self:
            figures = found.get(shift._origin.id, (0,) * len(FIGURES))
            for name, figure in zip(FIGURES, figures, strict=True):
                shift[f"{name}_count"] = figure

    def _search_missing_count(self, operator, value):
        coverage = self.env["quartier.volunteer.coverage"].sudo()
        # sudo: the shifts that are found are those that the user may read
        return [("id", "in", coverage._search([("missing", operator, value)]))]

    @api.depends("assignment_ids.seat", "max_count")
    def _compute_free_count(self):
        saved = self.filtered("id")
        free = saved._free_seats()
        for shift in self:
            shift.free_count = len(free.get(shift, ())) if shift.id else shift.max_count

    @api.depends("missing_count", "free_count", "cancelled_on", "stop")
    def _compute_staffing(self):
        now = fields.Datetime.now()
        colors = {"missing": 1, "enough": 3, "full": 10}
        for shift in self:
            if shift.cancelled_on:
                shift.staffing = "cancelled"
            elif shift.stop and shift.stop < now:
                shift.staffing = "over"
            elif shift.missing_count:
                shift.staffing = "missing"
            else:
                shift.staffing = "enough" if shift.free_count else "full"
            shift.staffing_color = colors.get(shift.staffing, 0)
