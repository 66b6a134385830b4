from odoo import models
from odoo.fields import Command

from .quartier_volunteer_guardian import NOTHING

# one consent, or one question: never a part of one and a part of another
CONSENT = (*NOTHING, "guardian_name", "guardian_how", "guardian_on")


class QuartierVolunteer(models.Model):
    """A question, or a consent, when somebody leaves, moves or was entered twice."""

    _inherit = "quartier.volunteer"

    def write(self, vals):
        if "quartier_id" not in vals:
            return super().write(vals)
        former = {row: row.quartier_id for row in self}
        result = super().write(vals)
        # the address in the mail names the former office
        self.filtered(lambda row: row.quartier_id != former[row])._end_question()
        return result

    def _entered(self, state):
        result = super()._entered(state)
        if state == "ended":
            self._end_question()
        return result

    def _end_question(self):
        """The link opens nothing any more, and nobody waits for an answer."""
        self._unlink_guardian_links()
        self._forget_question()

    # -- two entries of one person

    def _take_over(self, others):
        """One entry's consent counts as a whole, with its link.

        What a guardian took back does not come back with another entry.
        """
        entries = self | others
        kept = max(entries, key=lambda row: row._guardian_rank())
        values = {
            **{name: kept[name] for name in CONSENT},
            "guardian_kind_ids": [Command.set(kept.guardian_kind_ids.ids)],
        }
        (entries - kept)._unlink_guardian_links()
        result = super()._take_over(others)
        self.write(values)
        # the other entry may have named another address
        self._end_guardian_links()
        return result

    def _fill_empty(self, other):
        values = super()._fill_empty(other)
        return {name: value for name, value in values.items() if name not in CONSENT}

    def _guardian_rank(self):
        """Return how much an answer counts: a refusal most of all."""
        self.ensure_one()
        if self.guardian_answer in ("declined", "withdrawn"):
            return 3
        if self.guardian_how:
            return 2
        return 1 if self.guardian_answer else 0
