from odoo import api, fields, models

from .quartier_volunteer_assignment import OPEN


class QuartierVolunteerAssignment(models.Model):
    """What stands against an assignment, and what fits, for who decides."""

    _inherit = "quartier.volunteer.assignment"

    obstacles = fields.Text(
        string="Stands against It",
        compute="_compute_obstacles",
        compute_sudo=False,
        help="All at once: other shifts, rest, absences, proofs, age.",
    )
    match = fields.Text(string="Fits", compute="_compute_match", compute_sudo=False)
    has_obstacles = fields.Boolean(compute="_compute_obstacles", compute_sudo=False)

    @api.depends("state", "shift_id", "volunteer_id")
    def _compute_obstacles(self):
        shifts = self._own_shifts()
        judged = self.filtered(
            lambda row: row.shift_id in shifts and row._is_to_be_judged()
        )
        (self - judged).obstacles = False
        (self - judged).has_obstacles = False
        for shift, rows in judged.grouped("shift_id").items():
            refusals = shift._refusals(rows.volunteer_id)
            for row in rows:
                texts = refusals[row.volunteer_id]
                row.obstacles = "\n".join(texts) or False
                row.has_obstacles = bool(texts)

    def _is_to_be_judged(self):
        """Tell whether it matters yet what stands against an assignment."""
        if not (self.volunteer_id and self.shift_id):
            return False
        now = fields.Datetime.now()
        if self.state in OPEN:
            return self.stop > now
        # whoever has a place in what has begun is there, or is not
        coming = self.start > now or (self.shift_id.standing and self.stop > now)
        return self.state in ("confirmed", "substitute") and coming

    @api.depends("shift_id", "volunteer_id")
    def _compute_match(self):
        shifts = self._own_shifts()
        whole = self.filtered(lambda row: row.volunteer_id and row.shift_id in shifts)
        (self - whole).match = False
        for shift, rows in whole.grouped("shift_id").items():
            matches = shift._match(rows.volunteer_id)
            for row in rows:
                row.match = shift._tell_match(matches[row.volunteer_id]) or False

    def _own_shifts(self):
        """Return the shifts that the reader sees: not those that somebody took before
        they were handed over."""
        saved = self.shift_id.filtered("id")
        return saved._filtered_access("read") | (self.shift_id - saved)

    def action_ask_decline(self):
        """Open the dialog that asks for the reason."""
        return self._ask_reason("decline", self.env._("Decline"))

    def action_ask_excuse(self):
        """Open the dialog that asks for the reason."""
        return self._ask_reason("excuse", self.env._("Excuse"))

    def _ask_reason(self, step, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "quartier.volunteer.reason",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_assignment_ids": self.ids, "default_step": step},
        }
