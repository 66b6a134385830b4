from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .quartier_grant_award import WITH_AWARD


class QuartierGrant(models.Model):
    """A measure begins after the award, unless the funder agrees to an earlier start.

    Nr. 1.3 of the Verwaltungsvorschriften zu § 44 BHO and LHO NRW: what was begun
    before is not funded; to sign a contract for supplies or services is to begin.
    """

    _inherit = "quartier.grant"

    started_on = fields.Date(
        string="Actually Begun on",
        tracking=True,
        copy=False,
        help="The first contract for supplies or services counts as beginning.",
    )
    early_start_asked_on = fields.Date(
        string="Early Start Asked for on", tracking=True, copy=False
    )
    early_start_granted_on = fields.Date(
        string="Early Start Allowed on", tracking=True, copy=False
    )
    early_start_reference = fields.Char(
        string="Funder's Letter", copy=False, help="Date and reference of the consent."
    )
    early_start_file = fields.Binary(
        string="Consent to the Early Start", attachment=True, copy=False
    )
    early_start_file_name = fields.Char(string="File Name of the Consent", copy=False)

    @api.constrains(
        "started_on",
        "early_start_asked_on",
        "early_start_granted_on",
        "early_start_reference",
        "early_start_file",
    )
    def _check_early_start(self):
        for grant in self:
            if obstacles := grant._start_obstacles():
                raise ValidationError("\n".join(obstacles))

    def _start_obstacles(self):
        """Say in whole sentences what is wrong with an early start."""
        self.ensure_one()
        allowed = self.early_start_granted_on
        asked = self.early_start_asked_on
        obstacles = []
        today = self.quartier_id._today()
        if any(day and day > today for day in (allowed, self.started_on)):
            obstacles.append(
                self.env._(
                    "Please enter the early start, and the beginning, once they have"
                    " happened: the day cannot be in the future."
                )
            )
        if allowed and not (self.early_start_reference or self.early_start_file):
            obstacles.append(
                self.env._(
                    "Please enter the funder's letter that allows the early start, or"
                    " upload it."
                )
            )
        if allowed and asked and allowed < asked:
            obstacles.append(
                self.env._("An early start is not allowed before it was asked for.")
            )
        if self.started_on and not self._may_have_begun():
            obstacles.append(
                self.env._(
                    "The measure was begun on %(day)s, before the award and without"
                    " the funder's consent to an early start: it would not be funded."
                    " Please enter the consent and its letter, or correct the day.",
                    day=self._day_text(self.started_on),
                )
            )
        return obstacles

    def _may_have_begun(self):
        days = [self.early_start_granted_on]
        if self.state in ("awarded", *WITH_AWARD):
            days.append(self.decided_on)
        return any(day and day <= self.started_on for day in days)
