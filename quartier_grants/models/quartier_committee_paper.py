from odoo import models
from odoo.fields import Domain
from odoo.tools import formatLang

from odoo.addons.quartier_management.models.committee.period import Sentence
from odoo.addons.quartier_management.models.committee.prose import Prose

from .quartier_grant_award import WITH_AWARD


class QuartierCommitteePaper(models.Model):
    """What the paper says of funding: applied for, awarded, refused, spent."""

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        if period.project_id:
            # a proof of use has its figures from the vouchers
            return super()._collect_statements(period)
        duty = self.env.ref(
            "quartier_management.quartier_duty_funding", raise_if_not_found=False
        )
        return [
            *super()._collect_statements(period),
            *(
                Sentence(
                    f"grant:{grant.id}",
                    "facts",
                    self._text_grant(grant),
                    # whoever reads the paper may read projects, not each application
                    grant.project_id.sudo(False),
                    duty or self.env["quartier.duty"],
                )
                for grant in self._reported_grants(period)
            ),
        ]

    def _reported_grants(self, period):
        """Return what was applied for until then, unless it was over before."""
        decided = (
            Domain("decided_on", "=", False)
            | Domain("decided_on", ">=", period.first)
            | Domain("state", "in", WITH_AWARD)
        )
        # sudo: sums of the office's own applications are what the committee is told;
        # who drafts the paper need not work on them
        return (
            self.env["quartier.grant"]
            .sudo()
            .search(
                Domain("quartier_id", "=", self.quartier_id.id)
                & Domain("submitted_on", "<=", period.last)
                & decided
                & (
                    Domain("state", "!=", "withdrawn")
                    | Domain("submitted_on", ">=", period.first)
                ),
                order="submitted_on, id",
            )
        )

    def _text_grant(self, grant):
        prose = Prose(self.env)

        def amount(value):
            return formatLang(self.env, value, currency_obj=grant.currency_id)

        texts = [
            self.env._(
                "For “%(measure)s” %(amount)s were applied for on %(day)s (programme"
                " “%(programme)s”).",
                measure=prose.name(grant.name),
                amount=amount(grant.requested_amount),
                day=prose.day(grant.submitted_on),
                programme=prose.name(grant.program_id.name),
            )
        ]
        if grant.state == "refused":
            texts.append(
                self.env._(
                    "The funder refused on %(day)s.", day=prose.day(grant.decided_on)
                )
            )
        elif grant.state == "withdrawn":
            texts.append(self.env._("The application was withdrawn."))
        elif grant.decided_on:
            texts.append(
                self.env._(
                    "%(amount)s were awarded on %(day)s.",
                    amount=amount(grant.awarded_amount),
                    day=prose.day(grant.decided_on),
                )
            )
        if grant.award_id:
            texts.append(
                self.env._(
                    "The award period is %(days)s; so far %(spent)s were spent and"
                    " %(drawn)s drawn.",
                    days=prose.days(grant.award_from, grant.award_to),
                    spent=amount(grant.spent_amount),
                    drawn=amount(grant.drawn_amount),
                )
            )
        return prose.join(*texts)
