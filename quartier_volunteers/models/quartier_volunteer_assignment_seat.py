from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.tools import SQL

SEAT = "quartier_volunteer_assignment_seat_uniq"


class QuartierVolunteerAssignment(models.Model):
    """How somebody gets a place: the database decides, nobody has to start anew."""

    _inherit = "quartier.volunteer.assignment"

    def _lock(self):
        """Wait for whoever decides on the same assignments at the same time.

        If they did, PostgreSQL has this transaction start anew, and it sees what they
        decided.
        """
        if self:
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM quartier_volunteer_assignment WHERE id IN %s"
                    " ORDER BY id FOR UPDATE",
                    self._ids,
                ),
                log_exceptions=False,
            )

    def _claim(self, state, seats, **values):
        """Take the first of some places that nobody else takes at the same moment.

        :param str state: to be in, with the place
        :param seats: numbers to try
        :param values: what else is noted
        :return: whether there was one
        """
        self.ensure_one()
        self.flush_recordset()
        for seat in seats:
            query = SQL(
                "UPDATE quartier_volunteer_assignment"
                "   SET state = %s, seat = %s, replaces_id = NULL WHERE id = %s",
                state,
                seat,
                self.id,
            )
            try:
                with self.env.cr.savepoint(flush=False):
                    self.env.cr.execute(query, log_exceptions=False)
            except UniqueViolation as violation:
                if violation.diag.constraint_name != SEAT:
                    raise
                continue
            self.invalidate_recordset(["state", "seat", "replaces_id"])
            # sudo: no client writes these; whoever calls has checked
            self.sudo().write(values)
            self.sudo().shift_id.opportunity_id._follow_places()
            return True
        return False

    def _release(self, state, **values):
        """Leave places for good; they are offered to who waits.

        :param str state: one without a place
        """
        shifts = self.shift_id
        # sudo: no client writes the state; whoever calls has checked
        assignments = self.sudo()
        leaving = assignments.filtered(lambda row: row.seat or row.replaces_id)
        leaving.shift_id._call_back(self)
        assignments.write(
            {
                "state": state,
                "seat": False,
                "offer_until": False,
                "replaces_id": False,
                **values,
            }
        )
        assignments.flush_recordset()
        assignments._drop_offers()
        shifts._fill()
        shifts._fill_soon()
        # sudo: whether an opportunity is filled is noted by the system
        shifts.sudo().opportunity_id._follow_places()

    def _drop_offers(self):
        """Whose place is not to be taken over any more: who was offered it gets a free
        one, or waits again at their old place of the list."""
        offers = self.search([("replaces_id", "in", self.ids)])
        for offer in offers.filtered(lambda row: row.state == "offered"):
            free = offer.shift_id._free_seats()[offer.shift_id]
            if not offer._claim("offered", free):
                offer.write(
                    {
                        "state": "waitlisted",
                        "replaces_id": False,
                        "offer_until": False,
                        "put_back": False,
                    }
                )
                offer._tell("waitlisted")

    def _take(self):
        """Confirm somebody: at their own place, a free one, or one to take over.

        :return: whether there was one
        """
        self.ensure_one()
        # sudo: no client writes these; whoever calls has checked
        values = {
            "offer_until": False,
            "confirmed_on": fields.Datetime.now(),
            "commissioner_id": self.sudo().shift_id._commissioner().id,
            "reason": False,
        }
        taken = False
        if self.state == "offered" and self.seat:
            taken = True
            self.sudo().write({"state": "confirmed", **values})
        taken = taken or self._take_over(self.replaces_id, values)
        if not taken:
            free = self.shift_id._free_seats()[self.shift_id]
            taken = self._claim("confirmed", free, **values)
        if not taken:
            leaving = self.shift_id._substitutes_wanted()[self.shift_id]
            taken = any(self._take_over(other, values) for other in leaving[:1])
        if taken:
            self._tell("confirmed")
        return taken

    def _take_over(self, other, values):
        """Take the place of somebody who wants a substitute.

        :param other: their assignment, may be empty
        :param dict values: what is noted
        """
        # sudo: both belong to the same shift
        other = other.sudo()
        other._lock()
        if other.state != "substitute":
            return False
        seat = other.seat
        other.write(
            {
                "state": "withdrawn",
                "seat": False,
                "reason": self.env._("A substitute has taken over."),
            }
        )
        other.flush_recordset()
        if not self._claim("confirmed", [seat], **values):
            return False
        other._drop_offers()
        other._tell("substitute_found")
        return True
