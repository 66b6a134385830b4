from datetime import timedelta

from odoo import models

from odoo.addons.quartier_management.models.committee.period import Sentence
from odoo.addons.quartier_management.models.committee.prose import Prose

from .quartier_volunteer_hours_guard import GIVEN


class QuartierCommitteePaper(models.Model):
    """What the paper says of volunteers: how many, how much, who is new, who stays.

    Numbers below the smallest cell of the rule are not told, nor those that would give
    one away by subtraction.
    """

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        sentences = super()._collect_statements(period)
        if period.project_id:
            # a proof of use has its hours from the grant
            return sentences
        hours = self._reported_hours(period.first, period.last)
        if not hours:
            return sentences
        duty = self.env.ref(
            "quartier_management.quartier_duty_volunteering", raise_if_not_found=False
        )
        return [
            *sentences,
            Sentence(
                "volunteers:hours",
                "facts",
                self._text_hours(hours, period),
                hours.sudo(False),
                duty or self.env["quartier.duty"],
            ),
        ]

    def _reported_hours(self, first, last):
        """Return the approved hours of the office between two days, with sudo."""
        # sudo: sums are what the committee is told; who drafts the paper need not look
        # after volunteers
        return (
            self.env["quartier.volunteer.hours"]
            .sudo()
            .search(
                [
                    ("quartier_id", "=", self.quartier_id.id),
                    ("date", ">=", first),
                    ("date", "<=", last),
                    ("state", "in", GIVEN),
                ]
            )
        )

    def _text_hours(self, hours, period):
        prose = Prose(self.env)
        least = int(self.env["quartier.rule"]._get_rule("volunteer.min_cell").value)
        people = hours.volunteer_id
        if len(people) < least:
            return self.env._(
                "Fewer than %s people gave their time to the neighbourhood.",
                prose.number(least),
            )
        return prose.join(
            self.env._(
                "%(people)s people gave %(hours)s hours of their time to the"
                " neighbourhood.",
                people=prose.number(len(people)),
                hours=prose.number(round(sum(hours.mapped("hours")), 1)),
            ),
            self._text_new(people, period, least),
            self._text_kept(people, period, least),
        )

    def _text_new(self, people, period, least):
        """Tell how many gave time for the first time."""
        before = (
            self.env["quartier.volunteer.hours"]
            .sudo()
            .search(
                # sudo: as above
                [
                    ("volunteer_id", "in", people.ids),
                    ("date", "<", period.first),
                    ("state", "in", GIVEN),
                ]
            )
            .volunteer_id
        )
        new = len(people - before)
        if not new or 0 < len(people) - new < least:
            # all but a few: those few would be told
            return ""
        if new < least:
            return self.env._(
                "Fewer than %s of them did so for the first time.",
                Prose(self.env).number(least),
            )
        return self.env._(
            "%s of them did so for the first time.", Prose(self.env).number(new)
        )

    def _text_kept(self, people, period, least):
        """Tell how many of those active in as long a time before were active again."""
        length = period.last - period.first + timedelta(days=1)
        earlier = self._reported_hours(
            period.first - length, period.first - timedelta(days=1)
        ).volunteer_id
        kept = len(earlier & people)
        if len(earlier) < least or kept < least:
            return ""
        if 0 < len(earlier) - kept < least:
            return self.env._(
                "Almost all who had been active in the time before stayed."
            )
        return self.env._(
            "Of %(earlier)s who had been active in the time before, %(kept)s stayed"
            " (%(percent)s percent).",
            earlier=Prose(self.env).number(len(earlier)),
            kept=Prose(self.env).number(kept),
            percent=Prose(self.env).number(round(100 * kept / len(earlier))),
        )

    def action_release(self):
        """What a released paper told of hours must not change any more."""
        result = super().action_release()
        for paper in self:
            statement = paper.statement_ids.filtered(
                lambda row: row.key == "volunteers:hours" and not row.dropped
            )
            if statement:
                name = paper._in_office_language().display_name
                paper._reported_hours(paper.date_from, paper.date_to)._lock_for_good(
                    name
                )
        return result
