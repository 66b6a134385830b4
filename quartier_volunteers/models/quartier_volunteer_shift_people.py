from datetime import timedelta

from odoo import models

from .quartier_volunteer_age import AGES


class QuartierVolunteerShift(models.Model):
    """What stands against a shift because of who somebody is: proofs and age."""

    _inherit = "quartier.volunteer.shift"

    def _obstacle_checks(self):
        return [
            *super()._obstacle_checks(),
            self._check_proofs,
            self._check_age_class,
            self._check_min_age,
            self._check_guardian,
            self._check_supervisor,
            self._check_minor_times,
        ]

    def _required_proofs(self):
        """Return the types of proofs without which nobody is confirmed.

        :rtype: quartier.volunteer.proof.type
        """
        return (self.kind_id.proof_type_ids | self.proof_type_ids).filtered("active")

    def _work_day(self):
        """Return the day of the work by the office's clock."""
        return self.quartier_id._localize(self.start).date()

    def _last_day(self):
        """Return the day on which it ends: what runs out at midnight has to last."""
        last = self.stop - timedelta(seconds=1)  # at midnight it is over
        return self.quartier_id._localize(last).date()

    def _check_proofs(self, volunteers):
        types = self._required_proofs()
        if not types:
            return
        missing = volunteers._missing_proofs(types, self._last_day(), self.event_id)
        for volunteer, lacking in missing.items():
            if lacking:
                names = ", ".join(lacking.mapped("name"))
                yield volunteer, self.env._("Missing or not valid: %s.", names)

    def _check_age_class(self, volunteers):
        day = self._work_day()
        for volunteer in volunteers:
            until = volunteer.age_valid_until
            if volunteer.age_class and until and until < day:
                yield (
                    volunteer,
                    self.env._(
                        "The age class does not apply any more on the day of the shift:"
                        " please note the new one."
                    ),
                )

    def _check_min_age(self, volunteers):
        youngest = self.kind_id.min_age
        if not youngest:
            return
        for volunteer in volunteers:
            if not volunteer.age_class:
                yield (
                    volunteer,
                    self.env._(
                        "Such work begins at %s years, and the age class is not noted.",
                        youngest,
                    ),
                )
            elif AGES[volunteer.age_class][0] < youngest:
                yield volunteer, self.env._("Such work begins at %s years.", youngest)

    def _check_guardian(self, volunteers):
        for volunteer in volunteers.filtered("is_minor"):
            if not volunteer.guardian_how:
                yield (
                    volunteer,
                    self.env._("Under 18: the guardian’s consent is missing."),
                )

    def _check_supervisor(self, volunteers):
        for volunteer in volunteers.filtered("is_minor"):
            if not volunteer.supervisor_name:
                yield volunteer, self.env._("Under 18: no supervisor is named.")

    def _check_minor_times(self, volunteers):
        minors = volunteers.filtered("is_minor")
        if not minors:
            return
        start = self.quartier_id._localize(self.start)
        stop = self.quartier_id._localize(self.stop)
        first = start.hour + start.minute / 60
        # past midnight the hours go on counting
        last = first + (self.stop - self.start).total_seconds() / 3600
        for volunteer in minors:
            begin, end = volunteer._allowed_hours(start.date())
            if first < begin or last > end:
                yield (
                    volunteer,
                    self.env._(
                        "Under 18: only between %(begin)s and %(end)s, this shift is"
                        " from %(start)s to %(stop)s.",
                        begin=clock(begin),
                        end=clock(end),
                        start=f"{start:%H:%M}",
                        stop=f"{stop:%H:%M}",
                    ),
                )


def clock(hours):
    minutes = round(hours * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
