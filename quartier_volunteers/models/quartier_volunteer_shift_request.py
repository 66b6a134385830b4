from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from .quartier_volunteer_assignment import OCCUPYING, OVER

OFFER_RULE = "volunteer_offer_hours"


class QuartierVolunteerShift(models.Model):
    """Places of a shift, and who gets them."""

    _inherit = "quartier.volunteer.shift"

    def _request(self, volunteer):
        """Somebody wants to take a shift.

        :param volunteer: ``quartier.volunteer``
        :return: the assignment: confirmed at once where the shift allows it and has a
            place, on the waiting list where it is full, else to decide by staff
        :raise UserError: with everything that stands against it
        """
        self.ensure_one()
        self.check_access("write")
        volunteer = volunteer.with_env(self.env)
        volunteer.check_access("read")
        # sudo: the system notes what becomes of it; rights were checked above
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        known = assignments.search(
            [
                ("shift_id", "=", self.id),
                ("volunteer_id", "=", volunteer.id),
                ("state", "not in", OVER),
            ]
        )
        if known:
            return known.with_env(self.env)
        if obstacles := self._refusals(volunteer)[volunteer]:
            raise UserError("\n".join(obstacles))
        assignment = assignments._note(
            {
                "shift_id": self.id,
                "volunteer_id": volunteer.id,
                "state": "requested",
                "queued_on": fields.Datetime.now(),
            }
        )
        # who has waited comes first
        self._fill()
        if not (self._free_seats()[self] or self._substitutes_wanted()[self]):
            assignment._wait()
        elif not self.direct:
            assignment._tell("requested")
        elif not assignment._take():
            # somebody was faster
            assignment._wait()
        return assignment.with_env(self.env)

    def _fill(self):
        """Offer free places, and those of who wants a substitute, to who waits.

        Who cannot take the shift at present keeps their place on the list.
        """
        # sudo: in the order of the list, whoever made room
        for shift in self.sudo():
            if shift._tell_over():
                continue
            if waiting := shift._waiting():
                shift._offer_next(waiting)

    def _offer_next(self, waiting):
        free = len(self._free_seats()[self])
        leaving = list(self._substitutes_wanted()[self])
        if not (free or leaving):
            return
        refusals = self._refusals(waiting.volunteer_id)
        for assignment in waiting:
            if refusals[assignment.volunteer_id]:
                continue
            assignment._lock()
            if free and assignment._offer():
                free -= 1
            elif leaving:
                assignment._offer(leaving.pop(0))
            else:
                break

    def _fill_soon(self):
        """Look again when this transaction is over: somebody may have joined the list,
        or made room, without either seeing the other."""
        cron = self.env.ref(
            "quartier_volunteers.ir_cron_pass_on", raise_if_not_found=False
        )
        if cron:
            # sudo: starts a job of the system
            cron.sudo()._trigger()

    def _waiting(self):
        """Return who is offered what is free, who waits longest first."""
        return self.env["quartier.volunteer.assignment"].search(
            [
                ("shift_id", "in", self.ids),
                ("state", "=", "waitlisted"),
                ("put_back", "=", False),
            ],
            order="queued_on, id",
        )

    def _call_back(self, leaving=()):
        """Another place is free: it is for those as well who were put back.

        :param leaving: assignments that give up their place right now
        """
        # sudo: in the order of the list, whoever made room
        rows = self.env["quartier.volunteer.assignment"].sudo()
        back = rows.search(
            [
                ("shift_id", "in", self.ids),
                ("state", "=", "waitlisted"),
                ("put_back", "=", True),
            ]
        )
        back.filtered(lambda row: row not in leaving).put_back = False

    def _free_seats(self):
        """Return the numbers of the places that nobody has.

        :rtype: dict[quartier.volunteer.shift, list[int]]
        """
        # sudo: counts places, whoever may see who has them
        taken = dict(
            self.env["quartier.volunteer.assignment"]
            .sudo()
            ._read_group(
                [
                    ("shift_id", "in", self.ids),
                    ("state", "in", OCCUPYING),
                    ("seat", ">", 0),
                ],
                ["shift_id"],
                ["seat:array_agg"],
            )
        )
        return {
            shift: sorted(
                set(range(1, shift.max_count + 1)) - set(taken.get(shift.sudo(), ()))
            )
            for shift in self
        }

    def _substitutes_wanted(self):
        """Return who wants a substitute whom nobody is asked for yet.

        :rtype: dict[quartier.volunteer.shift, quartier.volunteer.assignment]
        """
        # sudo: as above
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        leaving = assignments.search(
            [("shift_id", "in", self.ids), ("state", "=", "substitute")], order="id"
        )
        offered = assignments.search(
            [("replaces_id", "in", leaving.ids), ("state", "=", "offered")]
        )
        leaving = (leaving - offered.replaces_id).grouped("shift_id")
        return {shift: leaving.get(shift.sudo(), assignments) for shift in self}

    def _offer_until(self):
        """Return when an offer that is made now ends: before the shift begins."""
        self.ensure_one()
        hours = self.offer_hours
        if not hours:
            rules = self.env["quartier.rule"]
            hours = rules._get_rule(OFFER_RULE, self.quartier_id._today()).value
        return min(fields.Datetime.now() + timedelta(hours=hours), self._last_moment())

    def _last_moment(self):
        """Return until when somebody can join: what has no times goes on."""
        self.ensure_one()
        return self.stop if self.standing else self.start

    def _tell_over(self):
        """Say why nobody can take the shift any more, or return False."""
        self.ensure_one()
        if not self.active or self.cancelled_on:
            return self.env._("“%s” does not take place.", self.display_name)
        if self._last_moment() <= fields.Datetime.now():
            if self.standing:
                return self.env._("“%s” is over.", self.display_name)
            return self.env._("“%s” has begun already.", self.display_name)
        return False
