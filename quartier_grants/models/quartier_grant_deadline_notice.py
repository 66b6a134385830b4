from odoo import api, fields, models
from odoo.fields import Domain

from .quartier_grant_deadline import PENDING


class QuartierGrantDeadlineNotice(models.Model):
    """That somebody was told of a deadline; nobody has rights to it.

    Deadlines are a query, so what was said of them is noted here, by their id.
    """

    _name = "quartier.grant.deadline.notice"
    _description = "Reminder of a Deadline"

    deadline = fields.Integer(
        required=True, help="The id of a quartier.grant.deadline."
    )
    date = fields.Date(required=True, help="The day that was reminded of.")
    level = fields.Selection(
        [("reminder", "Reminder"), ("escalation", "Reported as Late")], required=True
    )
    activity_id = fields.Many2one(
        "mail.activity", index="btree_not_null", ondelete="set null"
    )

    _once = models.UniqueIndex(
        "(deadline, date, level)", "Each is told once for each date."
    )

    @api.model
    def _note(self, row, level, activity):
        # sudo: notices are the system's
        self.sudo().create(
            {
                "deadline": row.id,
                "date": row.date,
                "level": level,
                "activity_id": activity.id,
            }
        )

    @api.model
    def _told(self, rows, level):
        """Return which of these deadlines somebody was told of, as they are now."""
        notices = self.sudo().search_fetch(  # sudo: notices are the system's
            [("deadline", "in", rows.ids), ("level", "=", level)], ["deadline", "date"]
        )
        known = {(notice.deadline, notice.date) for notice in notices}
        return rows.filtered(lambda row: (row.id, row.date) in known)

    @api.model
    def _end_done(self):
        """End the activities of what was done, moved or given up, and forget what is
        no deadline any more."""
        notices = self.sudo().search([])  # sudo: notices are the system's
        deadlines = self.env["quartier.grant.deadline"].sudo()
        rows = deadlines.with_context(active_test=False).search_fetch(
            [("id", "in", notices.mapped("deadline"))], ["date", "state"]
        )
        pending = {(row.id, row.date) for row in rows if row.state in PENDING}
        ended = notices.filtered(
            lambda notice: (notice.deadline, notice.date) not in pending
        )
        ended._end()
        known = set(rows.ids)
        notices.filtered(lambda notice: notice.deadline not in known).unlink()

    @api.model
    def _end_of(self, source, records):
        """End the activities of these records' deadlines at once: they are done.

        :param str source: a key of :data:`quartier_grant_deadline.SOURCES`
        """
        ids = self.env["quartier.grant.deadline"]._ids_of(source, records)
        # sudo: notices are the system's; whoever gets here has done what was due
        self.sudo().search(
            Domain("deadline", "in", ids) & Domain("activity_id", "!=", False)
        )._end()

    def _end(self):
        # what somebody ticked off is archived, and stays in the history
        self.activity_id.filtered("active").unlink()
