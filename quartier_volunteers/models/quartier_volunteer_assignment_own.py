from datetime import timedelta

from odoo import fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError

from .quartier_volunteer_shift_code import BEFORE

# so long before a shift somebody may say that they are on their way
ON_THE_WAY = timedelta(hours=4)
# so often somebody may mistype the six digits
TRIES = 5


class WrongCode(UserError):
    """What somebody typed is not what stands below the printed code."""


class QuartierVolunteerAssignment(models.Model):
    """What people do themselves, on the page of their link or signed in.

    Pages call these methods for whoever has the link or the login, as the system.
    """

    _inherit = "quartier.volunteer.assignment"

    on_the_way_on = fields.Datetime(string="On Their Way", readonly=True, copy=False)
    wrong_codes = fields.Integer(
        readonly=True,
        copy=False,
        help="So often the digits of the notice were mistyped. After five times the"
        " team ticks off.",
    )

    def _own_actions(self):
        """Return what the person can do at present, in order.

        :rtype: list[str]
        """
        self.ensure_one()
        now = fields.Datetime.now()
        if self.shift_id._tell_over():
            # it has begun, or does not take place
            return ["check_in"] if self._may_type_code() else []
        if self.state == "offered":
            ended = self.offer_until and self.offer_until < now
            return [] if ended else ["accept", "refuse"]
        if self.state in ("requested", "waitlisted"):
            return ["withdraw"]
        actions = []
        if self._may_type_code():
            actions.append("check_in")
        if self.state in ("confirmed", "substitute"):
            near = not self.shift_id.standing and self.start - now <= ON_THE_WAY
            if near and not self.on_the_way_on:
                actions.append("on_the_way")
            actions.append("substitute" if self.state == "confirmed" else "keep")
            actions.append("withdraw")
        return actions

    def _own_answer(self, action, code=""):
        """Do what a button of the page says, and say why if it is refused.

        What is refused half-way is not kept; that a code was wrong is.

        :return: a sentence, or ""
        """
        self.ensure_one()
        assignment = self.with_user(SUPERUSER_ID)
        if action == "check_in":
            # before the savepoint, with which the lock would be given back: of many at
            # the same time each one sees what the others were told
            assignment._lock()
        try:
            # the answer is committed
            with self.env.cr.savepoint():
                self._own_act(action, code)
        except UserError as refusal:
            if isinstance(refusal, WrongCode):
                assignment.wrong_codes += 1
            return str(refusal)
        return ""

    def _own_act(self, action, code=""):
        """Do what a button of the page says.

        :param str action: one of ``_own_actions()``
        :param str code: what stands below the printed code, to check in
        :raise UserError: it is not possible (any more)
        """
        self.ensure_one()
        assignment = self.with_user(SUPERUSER_ID)
        if action == "check_in":
            assignment._own_check_in(code)
        elif action == "accept":
            assignment._accept_offer()
        elif action == "refuse":
            assignment._decline_offer()
        elif action == "withdraw":
            assignment._withdraw()
        elif action == "substitute":
            assignment._want_substitute()
        elif action == "keep" and "keep" in assignment._own_actions():
            assignment.action_keep()
        elif action == "on_the_way" and "on_the_way" in assignment._own_actions():
            assignment.on_the_way_on = fields.Datetime.now()

    def _may_check_in(self):
        self.ensure_one()
        return (
            self.state in ("confirmed", "substitute")
            and self.shift_id._is_check_in_time()
        )

    def _may_type_code(self):
        return self._may_check_in() and self.wrong_codes < TRIES

    def _own_check_in(self, code):
        """Somebody says that they are there: only there is the code to read.

        :raise UserError: a wrong code, or not the time
        """
        self.ensure_one()
        if self.state in ("checked_in", "done"):
            # two clicks are one answer
            return
        if code != self.shift_id._code():
            self._check_digits(code)
        if not self._may_check_in():
            raise UserError(
                self.env._(
                    "You can check in from %(before)s minutes before the shift, with a"
                    " place that was confirmed. Please ask the team on the spot.",
                    before=int(BEFORE.total_seconds() // 60),
                )
            )
        self.action_check_in()

    def _check_digits(self, code):
        """Compare what was typed: six digits could be guessed, not what a camera reads.

        :raise UserError: wrong, or wrong too often before
        """
        if self.wrong_codes >= TRIES:
            raise UserError(
                self.env._(
                    "The code was wrong too often. Please ask the team on the spot:"
                    " they tick you off."
                )
            )
        if code != self.shift_id._code_digits():
            raise WrongCode(
                self.env._(
                    "This is not the code of this shift. Please type the six digits"
                    " below the printed code where the work is done."
                )
            )

    def _reply_until(self):
        """Say until when an offer is answered, by the office's clock."""
        self.ensure_one()
        if not self.offer_until:
            return ""
        return self.shift_id._moment_in_full(self.offer_until)
