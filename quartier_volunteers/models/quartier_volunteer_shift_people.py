from datetime import timedelta

from odoo import models

from .quartier_volunteer_age import AGES, clock


class QuartierVolunteerShift(models.Model):
    """What stands against a shift because of who somebody is: proofs and age."""

    _inherit = "quartier.volunteer.shift"

    def _obstacle_checks(self):
        return [
            *super()._obstacle_checks(),
            self._check_proofs,
            self._check_conduct,
            self._check_age_class,
            self._check_min_age,
            self._check_guardian,
            self._check_supervisor,
            self._check_minor_times,
        ]

    def _required_proofs(self):
        """Return the types of proofs without which nobody is confirmed, of the kind of
        work, of the opportunity and of the shifts themselves.

        :rtype: quartier.volunteer.proof.type
        """
        types = self.kind_id.proof_type_ids | self.proof_type_ids
        return (types | self.opportunity_id.proof_type_ids).filtered("active")

    def _work_day(self):
        """Return the day of the work by the office's clock."""
        return self.quartier_id._localize(self.start).date()

    def _last_day(self):
        """Return the day on which it ends: what runs out at midnight has to last."""
        last = self.stop - timedelta(seconds=1)  # at midnight it is over
        return self.quartier_id._localize(last).date()

    def _check_proofs(self, volunteers):
        required = {shift: shift._required_proofs() for shift in self}
        types = self.env["quartier.volunteer.proof.type"].union(*required.values())
        if not types:
            return
        days = {shift: shift._last_day() for shift in self}
        held = volunteers._held_papers(types, min(days.values()), self.event_id)
        for shift in self.filtered(lambda shift: required[shift]):
            missing = volunteers._lacking(
                required[shift], held.on(days[shift], shift.event_id.ids)
            )
            for volunteer, lacking in missing.items():
                if lacking:
                    names = ", ".join(lacking.mapped("name"))
                    text = self.env._("Missing or not valid: %s.", names)
                    yield shift, volunteer, text

    def _check_conduct(self, volunteers):
        """Nobody begins while it is open whether it takes the certificate."""
        for shift in self.filtered(lambda shift: shift._is_conduct_open()):
            text = self.env._(
                "Nobody has decided yet whether “%s” takes a certificate of conduct:"
                " please decide in the short check.",
                shift.opportunity_id.name or shift.kind_id.name,
            )
            for volunteer in volunteers:
                yield shift, volunteer, text

    def _is_conduct_open(self):
        """Tell whether the short check lacks a decision, of the opportunity or, where
        it says nothing, of the kind of work."""
        if "conduct" in self._required_proofs().mapped("nature"):
            return False
        opportunity = self.opportunity_id
        if opportunity and opportunity._is_conduct_open():
            return True
        return not opportunity.conduct_contact and self.kind_id._is_conduct_open()

    def _check_age_class(self, volunteers):
        unknown = self.env._(
            "The age class is not noted, and under 18 other rules apply: the office has"
            " to note it first. “18 or older” is enough."
        )
        outdated = self.env._(
            "The age class does not apply any more on the day of the shift:"
            " please note the new one."
        )
        for shift in self:
            day = shift._work_day()
            for volunteer in volunteers:
                until = volunteer.age_valid_until
                if not volunteer.age_class:
                    yield shift, volunteer, unknown
                elif until and until < day:
                    yield shift, volunteer, outdated

    def _check_min_age(self, volunteers):
        known = volunteers.filtered("age_class")
        for shift in self.filtered("kind_id.min_age"):
            youngest = shift.kind_id.min_age
            for volunteer in known:
                if AGES[volunteer.age_class][0] < youngest:
                    text = self.env._("Such work begins at %s years.", youngest)
                    yield shift, volunteer, text

    def _check_guardian(self, volunteers):
        text = self.env._("Under 18: the guardian’s consent is missing.")
        for volunteer in volunteers.filtered("is_minor"):
            if not volunteer.guardian_how:
                for shift in self:
                    yield shift, volunteer, text
                continue
            for shift in self:
                if not volunteer._guardian_agreed_to(shift.kind_id):
                    yield (
                        shift,
                        volunteer,
                        self.env._(
                            "Under 18: the guardian has not agreed to “%s”. The office"
                            " has to ask anew.",
                            shift.kind_id.name,
                        ),
                    )

    def _check_supervisor(self, volunteers):
        text = self.env._("Under 18: no supervisor is named.")
        for volunteer in volunteers.filtered("is_minor"):
            if not volunteer.supervisor_name:
                for shift in self:
                    yield shift, volunteer, text

    def _check_minor_times(self, volunteers):
        days = {shift: shift._work_day() for shift in self}
        for volunteer in volunteers.filtered("is_minor"):
            allowed = volunteer._allowed_hours_on(days.values())
            for shift, day in days.items():
                if text := shift._tell_minor_times(*allowed[day]):
                    yield shift, volunteer, text

    def _tell_minor_times(self, begin, end):
        """Say that a shift begins too early or ends too late for a minor.

        :param float begin, end: between which hours a minor may take part
        """
        start = self.quartier_id._localize(self.start)
        stop = self.quartier_id._localize(self.stop)
        first = start.hour + start.minute / 60
        # past midnight the hours go on counting
        last = first + (self.stop - self.start).total_seconds() / 3600
        if begin <= first and last <= end:
            return None
        return self.env._(
            "Under 18: only between %(begin)s and %(end)s, this shift is"
            " from %(start)s to %(stop)s.",
            begin=clock(begin),
            end=clock(end),
            start=f"{start:%H:%M}",
            stop=f"{stop:%H:%M}",
        )
