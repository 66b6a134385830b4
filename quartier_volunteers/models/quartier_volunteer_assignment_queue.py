from odoo import api, fields, models

from .quartier_volunteer_assignment import OPEN

# so many are looked at before the job commits
BATCH = 50


class QuartierVolunteerAssignment(models.Model):
    """The waiting list, and the job that passes on what nobody answered."""

    _inherit = "quartier.volunteer.assignment"

    put_back = fields.Boolean(
        readonly=True,
        copy=False,
        help="Staff put the person on the waiting list while a place was free: that one"
        " is not offered to them by itself, but what becomes free later.",
    )

    def _wait(self):
        """Put somebody at the end of the waiting list."""
        # sudo: no client writes the state; whoever calls has checked
        self.sudo().write(
            {"state": "waitlisted", "offer_until": False, "put_back": False}
        )
        self._tell("waitlisted")
        self.shift_id._fill_soon()

    def _could_have_place(self):
        """Return those for whom there is a place: their own, or a free one."""
        shifts = self.shift_id
        free, leaving = shifts._free_seats(), shifts._substitutes_wanted()
        return self.filtered(
            lambda row: (
                row.state == "offered" or free[row.shift_id] or leaving[row.shift_id]
            )
        )

    @api.model
    def _cron_pass_on(self):
        """End offers whose time is over, close what has begun, and offer free places.

        May be interrupted anywhere: what is done is committed, the rest is found again.
        """
        self._in_batches(self._domain_unanswered(), self._end_offers)
        self._in_batches(self._domain_begun(), self._close_begun)
        self._fill_all()

    @api.model
    def _domain_unanswered(self):
        return [
            ("state", "=", "offered"),
            ("offer_until", "<=", fields.Datetime.now()),
        ]

    @api.model
    def _domain_begun(self):
        return [
            ("state", "in", OPEN),
            ("start", "<=", fields.Datetime.now()),
            ("shift_id.standing", "=", False),
        ]

    @api.model
    def _in_batches(self, domain, work):
        """Do something with assignments, some at a time; none is found again."""
        crons = self.env["ir.cron"]
        left = self.search_count(domain)
        while left:
            batch = self.search(domain, limit=BATCH)
            if not batch:
                break
            batch._lock()
            work(batch)
            left -= len(batch)
            if not crons._commit_progress(len(batch), remaining=max(left, 0)):
                break

    @api.model
    def _end_offers(self, assignments):
        for office, rows in assignments.grouped("quartier_id").items():
            rows = rows.with_context(lang=office.lang)
            rows._release("declined", reason=rows.env._("No answer in time"))
            rows._tell("declined")

    @api.model
    def _close_begun(self, assignments):
        for office, rows in assignments.grouped("quartier_id").items():
            rows = rows.with_context(lang=office.lang)
            rows._release("declined", reason=rows.env._("No place became free"))
            rows._tell("declined")

    @api.model
    def _fill_all(self):
        """Offer what is free to those who wait, shift by shift."""
        crons = self.env["ir.cron"]
        waiting = self._read_group(
            [
                ("state", "=", "waitlisted"),
                ("put_back", "=", False),
                ("stop", ">", fields.Datetime.now()),
            ],
            ["shift_id"],
        )
        shifts = self.env["quartier.volunteer.shift"].concat(
            *(row for [row] in waiting)
        )
        free = shifts._free_seats()
        leaving = shifts._substitutes_wanted()
        todo = shifts.filtered(lambda shift: free[shift] or leaving[shift])
        for shift in todo:
            if not shift._tell_over():
                shift._offer_next(shift._waiting())
            if not crons._commit_progress(1):
                break
