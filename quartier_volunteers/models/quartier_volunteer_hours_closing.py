from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class QuartierVolunteerHoursClosing(models.Model):
    """Until when an office's hours are closed. Rows are only added.

    Entering one locks what is approved until that day; nothing is entered for those
    days any more.
    """

    _name = "quartier.volunteer.hours.closing"
    _description = "Closing of Hours"
    _inherit = ("quartier.noted.mixin",)
    _order = "date desc, id desc"
    _rec_name = "date"

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    date = fields.Date(string="Closed until", required=True, help="This day included.")
    open_count = fields.Integer(
        string="Not Decided",
        compute="_compute_counts",
        help="Hours until then that wait for a decision.",
    )
    approved_count = fields.Integer(
        string="To Be Locked", compute="_compute_counts", help="Approved until then."
    )
    locked_hours = fields.Float(string="Hours Locked", readonly=True)
    locked_people = fields.Integer(string="People", readonly=True)

    _day_uniq = models.Constraint(
        "UNIQUE (quartier_id, date)", "The hours are closed until this day already."
    )

    @api.depends("quartier_id", "date")
    def _compute_counts(self):
        for closing in self:
            closing.open_count = len(closing._hours(("draft", "submitted")))
            closing.approved_count = len(closing._hours(("approved",)))

    @api.model_create_multi
    def create(self, vals_list):
        closings = super().create(vals_list)
        for closing in closings:
            closing._close()
        return closings

    def _hours(self, states):
        self.ensure_one()
        if not self.quartier_id or not self.date:
            return self.env["quartier.volunteer.hours"]
        return self.env["quartier.volunteer.hours"].search(
            [
                ("quartier_id", "=", self.quartier_id.id),
                ("date", "<=", self.date),
                ("state", "in", states),
            ]
        )

    def _close(self):
        """Lock what is approved.

        :raise UserError: something is not decided, or the day is not over
        """
        self.ensure_one()
        office = self.quartier_id
        if self.date >= office._today():
            raise UserError(
                self.env._("Only days that are over can be closed. Please choose one.")
            )
        # sudo: whoever enters hours meanwhile starts anew, and sees that it is closed
        people = self.env["quartier.volunteer"].sudo().with_context(active_test=False)
        people.search([("quartier_id", "=", office.id)])._lock_day_sums()
        if undecided := self._hours(("draft", "submitted")):
            raise UserError(
                self.env._(
                    "%(count)s entries until %(day)s are not decided. Please approve or"
                    " reject them first.",
                    count=len(undecided),
                    day=format_date(self.env, self.date),
                )
            )
        hours = self._hours(("approved",))
        # sudo: what was locked is noted by the system
        self.sudo().write(
            {
                "locked_hours": sum(hours.mapped("hours")),
                "locked_people": len(hours.volunteer_id),
            }
        )
        env = self.with_context(lang=office.lang).env
        hours._lock_for_good(
            env._("closed until %s", format_date(env, self.date, lang_code=office.lang))
        )
