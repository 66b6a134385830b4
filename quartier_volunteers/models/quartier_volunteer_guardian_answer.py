from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from .quartier_volunteer_guardian import NOTHING


class QuartierVolunteer(models.Model):
    """What a guardian answers on the page behind the link.

    The page calls these as the system, for whoever knows the token. Each waits for the
    other one of two that are sent at once, and does nothing a second time.
    """

    _inherit = "quartier.volunteer"

    def _guardian_page(self):
        """Return what the page shows of a minor, and nothing else."""
        self.ensure_one()
        day = self.guardian_on
        waiting = self.guardian_answer == "waiting"
        return {
            "person": self.partner_id.name,
            "answer": self.guardian_answer,
            "terms": self._guardian_terms() if waiting else [],
            "mark": self._guardian_mark() if waiting else "",
            "agreed_by": self.guardian_name,
            "agreed_on": format_date(self.env, day) if day else "",
            "agreed_to": self.guardian_terms,
        }

    def _guardian_agrees(self, name, mark):
        """The guardian agrees to what the page has shown.

        :param str name: typed, first and last name
        :param str mark: of what was shown
        :raise UserError: it has changed, or there is nothing to answer any more
        """
        self._lock()
        if self.guardian_answer == "agreed":
            return
        self._check_guardian_answer("waiting")
        if mark != self._guardian_mark():
            raise UserError(
                self.env._(
                    "The office has changed what it asks you for in the meantime."
                    " Please read it again."
                )
            )
        self._record_guardian(name, "page")
        for volunteer in self._each_in_language():
            text = volunteer.env._("The guardian of %s agrees.", volunteer._said())
            volunteer._tell_in_charge(text)

    def _guardian_refuses(self):
        """The guardian does not agree, or does not any more."""
        self._lock()
        if self.guardian_answer in ("declined", "withdrawn"):
            return
        self._check_guardian_answer("waiting", "agreed")
        # asked anew, they may have agreed before: to less, or on paper
        withdrawn = bool(self.guardian_how)
        asked = self.guardian_asked_on
        self.write(
            {
                **NOTHING,
                **dict.fromkeys(
                    ("guardian_name", "guardian_how", "guardian_on"), False
                ),
                "guardian_asked_on": asked,
                "guardian_answer": "withdrawn" if withdrawn else "declined",
            }
        )
        for volunteer in self._each_in_language():
            if withdrawn:
                text = volunteer.env._(
                    "The guardian of %s has withdrawn the consent: please look at the"
                    " coming shifts.",
                    volunteer._said(),
                )
            else:
                text = volunteer.env._(
                    "The guardian of %s does not agree.", volunteer._said()
                )
            volunteer._log_guardian(text)
            volunteer._tell_in_charge(text)

    def _guardian_silent(self):
        """Nobody has answered in time: the office asks anew, or on paper."""
        self.write({"guardian_answer": "lapsed"})
        for volunteer in self._each_in_language():
            volunteer._tell_in_charge(
                volunteer.env._(
                    "The guardian of %s has not answered.", volunteer._said()
                )
            )

    def _check_guardian_answer(self, *answers):
        """:raise UserError: the office has ended the question in the meantime"""
        if not self.is_minor or self.guardian_answer not in answers:
            raise UserError(
                self.env._(
                    "There is nothing to answer here any more. Please call the office."
                )
            )
