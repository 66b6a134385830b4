from odoo import fields, models
from odoo.fields import Domain

from .quartier_volunteer_assignment import OVER

# so many of the next shifts are compared
COMPARED = 200


class QuartierVolunteer(models.Model):
    """Which work fits somebody."""

    _inherit = "quartier.volunteer"

    def _fetch_facts(self):
        """Read what checks and comparison ask for in one query for any number of
        people, where prefetching takes one for each thousand."""
        self.fetch(
            [
                name
                for name, field in self._fields.items()
                if field.store
                and field.column_type
                and field.prefetch is True
                and field.type not in ("html", "text")
                and self._has_field_access(field, "read")
            ]
        )

    def _fitting_shifts(self, limit=10):
        """Return shifts that somebody could take, the best first.

        :param int limit: of the shifts that are returned
        :return: tuples of ``quartier.volunteer.shift`` and ``Match``
        """
        self.ensure_one()
        shifts = self.env["quartier.volunteer.shift"].search(
            self._open_shift_domain(), limit=COMPARED, order="start, id"
        )
        free = shifts._free_seats()
        leaving = shifts._substitutes_wanted()
        shifts = shifts.filtered(lambda row: free[row] or leaving[row])
        matches = shifts._match_all(self)
        refusals = shifts._refusals_all(self)
        order = {shift: number for number, shift in enumerate(shifts)}
        possible = shifts.filtered(lambda row: not refusals[row][self])
        best = sorted(possible, key=lambda row: (-matches[row].score, order[row]))
        return [(shift, matches[shift]) for shift in best[:limit]]

    def action_fitting_shifts(self):
        """Open the list of shifts that somebody could take."""
        self.ensure_one()
        wizard = self.env["quartier.volunteer.fit"].create({"volunteer_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Fitting Shifts"),
            "res_model": "quartier.volunteer.fit",
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _open_shift_domain(self):
        """Return the domain of shifts to come that somebody is not on the list of."""
        # sudo: their own assignments
        mine = self.sudo().assignment_ids.filtered(lambda row: row.state not in OVER)
        now = fields.Datetime.now()
        return Domain(
            [
                ("quartier_id", "=", self.quartier_id.id),
                ("cancelled_on", "=", False),
                "|",
                ("opportunity_id", "=", False),
                ("opportunity_id.state", "!=", "closed"),
                "|",
                ("start", ">", now),
                "&",
                ("standing", "=", True),
                ("stop", ">", now),
                ("id", "not in", mine.shift_id.ids),
            ]
        )
