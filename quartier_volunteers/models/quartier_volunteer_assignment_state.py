from datetime import timedelta

from odoo import fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError

from .quartier_volunteer_assignment import OPEN

# so long before a shift somebody may be ticked off as there
EARLY = timedelta(hours=12)


class QuartierVolunteerAssignment(models.Model):
    """The steps of an assignment.

    Coordinators take them with the ``action_`` methods. Those with an underscore are
    called by pages, for whoever has the link or is signed in.
    """

    _inherit = "quartier.volunteer.assignment"

    # -- who decides

    def action_confirm(self):
        """Give these people a place for certain.

        :raise UserError: with everything that stands against it
        """
        self._check_step(*OPEN)
        self._check_coming()
        self._check_obstacles()
        for assignment in self:
            if not assignment._take():
                assignment._refuse_full()

    def action_offer(self):
        """Offer these people a place until a deadline.

        :raise UserError: with everything that stands against it
        """
        self._check_step("requested", "waitlisted")
        self._check_coming()
        self._check_obstacles()
        for assignment in self:
            if not assignment._offer():
                assignment._refuse_full()

    def action_waitlist(self):
        """Put these people on the waiting list, at the place of their request.

        Where a place is free staff has passed them over: it stays free for others, and
        they are offered what becomes free later.
        """
        self._check_step("requested", "offered")
        self._check_coming()
        back = self._could_have_place()
        back._release("waitlisted", put_back=True)
        (self - back)._release("waitlisted", put_back=False)
        self._tell("waitlisted")

    def action_decline(self, reason):
        """Say no to a request.

        :param str reason: is told to the person
        """
        reason = self._check_reason(reason)
        self._check_step(*OPEN)
        self._release("declined", reason=reason)
        self._tell("declined")

    def action_withdraw(self, reason=None):
        """Somebody does not take part after all, and said so in time."""
        self._check_step(*OPEN, "confirmed", "substitute")
        self._check_coming()
        self._release("withdrawn", reason=(reason or "").strip())

    def action_want_substitute(self):
        """Somebody looks for a substitute, and keeps the duty until there is one."""
        self._check_step("confirmed")
        self._check_coming()
        # sudo: no client writes the state; rights were checked above
        self.sudo().write({"state": "substitute"})
        self.shift_id._call_back()
        self.shift_id._fill()

    def action_keep(self):
        """Somebody who wanted a substitute takes part after all."""
        self._check_step("substitute")
        # sudo: as above
        self.sudo().write({"state": "confirmed"})
        self.sudo()._drop_offers()

    def action_excuse(self, reason):
        """Somebody cannot come for a good reason, also at the last moment.

        :param str reason: is noted with the assignment
        """
        reason = self._check_reason(reason)
        self._check_step("offered", "confirmed", "substitute", "no_show")
        self._release("excused", reason=reason)

    def action_no_show(self):
        """Somebody did not come, and did not say so."""
        self._check_step("confirmed", "substitute", "checked_in")
        self._check_begun()
        # sudo: as above
        self.sudo().write({"state": "no_show", "checked_in_on": False})
        self.sudo()._drop_offers()

    def action_check_in(self):
        """Somebody is there."""
        self._check_step("confirmed", "substitute", "no_show")
        now = fields.Datetime.now()
        for assignment in self:
            if assignment.start - now > EARLY:
                raise UserError(
                    self.env._(
                        "“%(shift)s” is not today: people are ticked off from twelve"
                        " hours before it begins.",
                        shift=assignment.shift_id.display_name,
                    )
                )
        # sudo: as above
        self.sudo().write(
            {"state": "checked_in", "checked_in_on": now, "wrong_codes": 0}
        )
        self.sudo()._drop_offers()

    def action_undo(self):
        """Take back that somebody was ticked off, or was missed."""
        self._check_step("checked_in", "no_show")
        # sudo: as above
        self.sudo().write({"state": "confirmed", "checked_in_on": False})

    def action_done(self):
        """Somebody has done the work; the hours are noted."""
        self._check_step("confirmed", "substitute", "checked_in")
        self._check_begun()
        now = fields.Datetime.now()
        present = self.filtered("checked_in_on")
        # sudo: as above
        present.sudo().write({"state": "done", "checked_out_on": now})
        (self - present).sudo().write({"state": "done"})
        self.sudo()._drop_offers()
        # what has no times is reported by whoever did it
        self.filtered(lambda row: not row.shift_id.standing)._note_hours()

    # -- whoever has the link or is signed in

    def _accept_offer(self):
        """Somebody takes the place that they were offered.

        :raise UserError: too late, or something stands against it by now
        """
        self.ensure_one()
        assignment = self.with_user(SUPERUSER_ID)
        assignment._lock()
        if assignment.state == "confirmed":
            # two clicks are one answer
            return
        assignment._check_in("offered")
        assignment._check_coming()
        if assignment.offer_until and assignment.offer_until < fields.Datetime.now():
            raise UserError(
                self.env._("This offer has ended: the place was passed on meanwhile.")
            )
        assignment._check_obstacles()
        if not assignment._take():
            assignment._refuse_full()

    def _decline_offer(self):
        """Somebody does not want the place that they were offered."""
        self.ensure_one()
        assignment = self.with_user(SUPERUSER_ID)
        assignment._lock()
        if assignment.state == "withdrawn":
            return
        assignment._check_in("offered")
        assignment._release("withdrawn", reason=self.env._("Offer not taken up"))

    def _withdraw(self):
        """Somebody does not take part after all."""
        self.ensure_one()
        assignment = self.with_user(SUPERUSER_ID)
        if assignment.state != "withdrawn":
            assignment.action_withdraw()

    def _want_substitute(self):
        """Somebody looks for a substitute."""
        self.ensure_one()
        assignment = self.with_user(SUPERUSER_ID)
        if assignment.state != "substitute":
            assignment.action_want_substitute()

    # -- offers

    def _offer(self, leaving=None):
        """Offer somebody a free place, or to take over from somebody.

        :param leaving: assignment of who wants a substitute, or None
        :return: whether there was a place to offer
        """
        self.ensure_one()
        until = self.shift_id._offer_until()
        if leaving:
            # sudo: no client writes the state; whoever calls has checked
            self.sudo().write(
                {"state": "offered", "replaces_id": leaving.id, "offer_until": until}
            )
        elif not self._claim(
            "offered", self.shift_id._free_seats()[self.shift_id], offer_until=until
        ):
            return False
        self._tell("offered")
        return True

    # -- checks

    def _check_step(self, *states):
        """Only the team takes steps, one at a time.

        :raise AccessError: somebody else's office
        :raise UserError: somebody is in none of these states
        """
        self.check_access("write")
        self._lock()
        self._check_in(*states)

    def _check_in(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for assignment in self:
            if assignment.state not in states:
                raise UserError(
                    self.env._(
                        "“%(assignment)s” is at “%(state)s”: this step is not possible"
                        " any more.",
                        assignment=assignment.display_name,
                        state=labels[assignment.state],
                    )
                )

    def _check_coming(self):
        """:raise UserError: a shift has begun, or does not take place"""
        for shift in self.shift_id:
            if problem := shift._tell_over():
                raise UserError(problem)

    def _check_begun(self):
        """:raise UserError: a shift has not begun yet"""
        now = fields.Datetime.now()
        for shift in self.shift_id:
            if shift.start > now:
                raise UserError(
                    self.env._(
                        "“%s” has not begun yet. Please wait until it has.",
                        shift.display_name,
                    )
                )

    def _check_reason(self, reason):
        reason = reason.strip() if isinstance(reason, str) else ""
        if not reason:
            raise UserError(self.env._("Please give a reason."))
        return reason

    def _check_obstacles(self):
        """:raise UserError: with everything that stands against these people"""
        lines = []
        for shift, assignments in self.grouped("shift_id").items():
            for volunteer, texts in shift._refusals(assignments.volunteer_id).items():
                lines += [f"• {volunteer.display_name}: {text}" for text in texts]
        if lines:
            raise UserError("\n".join(lines))

    def _refuse_full(self):
        raise UserError(
            self.env._(
                "“%(shift)s” is full: %(name)s can be put on the waiting list.",
                shift=self.shift_id.display_name,
                name=self.volunteer_id.display_name,
            )
        )
