from collections import defaultdict

from odoo import models


class QuartierVolunteerAssignment(models.Model):
    """With the first work after a certificate the chain of briefings begins.

    § 43 IfSG: the certificate must not be too old then, and the follow-ups count from
    that day (``begun_on`` of the proof).
    """

    _inherit = "quartier.volunteer.assignment"

    def action_done(self):
        result = super().action_done()
        self._note_begun()
        return result

    def _note_begun(self):
        """Note the day of the work with the first certificates that lack it.

        What is noted already stays, and what was too old on that day: this never stops
        work from being noted as done. What has no times is noted by hand.
        """
        # sudo: whoever notes the work as done was checked; the day is all that is noted
        days = self.sudo()._days_of_infection()
        if not days:
            return
        begun = defaultdict(lambda: self.env["quartier.volunteer.proof"].sudo())
        for proof, worked in self.sudo()._latest_certificates(days):
            day = min(day for day in worked if day >= proof.date)
            limit = proof.type_id._show_until(proof.date)
            if not proof.begun_on and not (limit and day > limit):
                begun[day] |= proof
        for day, proofs in begun.items():
            proofs._begin(day)

    def _days_of_infection(self):
        """Return the days of work that asks for a briefing, by person and type."""
        days = defaultdict(set)
        for row in self.filtered(lambda row: not row.shift_id.standing):
            for kind in row.shift_id._required_proofs():
                if kind.nature == "infection":
                    days[row.volunteer_id, kind].add(row.shift_id._work_day())
        return days

    def _latest_certificates(self, days):
        """Yield the certificate that counted on the last of the days, with the days."""
        people = self.volunteer_id.browse({person.id for person, _kind in days})
        proofs = self.env["quartier.volunteer.proof"].search(
            [("volunteer_id", "in", people.ids), ("form", "=", "first")],
            order="date desc, id desc",
        )
        seen = set()
        for proof in proofs:
            pair = (proof.volunteer_id, proof.type_id)
            worked = days.get(pair)
            if worked and pair not in seen and proof.date <= max(worked):
                seen.add(pair)
                yield proof, worked
