import re
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import format_list

_WORD = re.compile(r"[\w’'-]+\.?")
LONGEST_NAME = 5


class Finding(NamedTuple):
    """What an author should look at before the release.

    :ivar text: a finished sentence in the user's language
    :ivar records: where to mend it, may be empty
    :ivar blocking: whether the paper cannot be released like this
    """

    text: str
    records: BaseModel
    blocking: bool = False


class QuartierCommitteePaper(models.Model):
    """What is missing in a paper, or should not be in it."""

    _inherit = "quartier.committee.paper"

    findings = fields.Html(string="Checks", compute="_compute_findings", sanitize=False)
    finding_count = fields.Integer(compute="_compute_findings")

    @api.depends("statement_ids", "kind", "public", "number", "committee_id")
    @api.depends_context("uid", "lang")
    def _compute_findings(self):
        for paper in self:
            # of what is saved: the links lead to records, not to what is being edited
            findings = paper._origin._findings() if paper._origin else []
            paper.finding_count = len(findings)
            paper.findings = self.env["ir.qweb"]._render(
                "quartier_management.quartier_committee_findings",
                {"findings": findings, "paper": paper},
            )

    def _check_releasable(self):
        """Raise with everything that stands against the release, at once.

        :raise UserError: something is missing, or records changed since the draft
        """
        self.ensure_one()
        obstacles = [finding.text for finding in self._findings() if finding.blocking]
        # a correction may keep what was true when the paper was released
        if not self.corrects_id and self._records_changed():
            obstacles.append(
                self.env._(
                    "Records have changed since the last draft. Please draft the paper"
                    " again."
                )
            )
        if obstacles:
            raise UserError(
                "\n".join(
                    [
                        self.env._(
                            "“%(paper)s” cannot be released yet:", paper=self.name
                        ),
                        *(f"- {obstacle}" for obstacle in obstacles),
                    ]
                )
            )

    def _records_changed(self):
        """Return whether the records say something else than when it was drafted."""
        said = {
            statement.key: statement.derived_text
            for statement in self.statement_ids
            if statement.key and statement.derived_text
        }
        says = {key: sentence.text for key, sentence in self._sentences().items()}
        return said != says

    def _findings(self):
        """Return all findings, the blocking ones first.

        Hook: later wings and sister addons append their own.

        :return: list of :class:`Finding`
        """
        self.ensure_one()
        printed = self.statement_ids.filtered(lambda row: not row.dropped)
        findings = [
            *self._findings_head(),
            *self._findings_statements(printed),
            *self._findings_events(printed.event_ids),
            *self._findings_projects(printed.project_ids),
            *self._findings_public(printed),
            *self._findings_individuals(printed),
        ]
        return sorted(findings, key=lambda finding: not finding.blocking)

    def _findings_head(self):
        nothing = self.env["quartier.committee.statement"]
        checks = (
            (self.number, self.env._("The number of the paper is missing.")),
            (self.committee_id, self.env._("The committee is missing.")),
            (self.meeting_date, self.env._("The date of the meeting is missing.")),
        )
        for value, text in checks:
            if not value:
                yield Finding(text, nothing)
        if self.corrects_id and not self.correction_reason:
            yield Finding(
                self.env._("The reason for the correction is missing."),
                nothing,
                blocking=True,
            )

    def _findings_statements(self, printed):
        if not printed:
            yield Finding(
                self.env._("The paper says nothing yet. Please draft it."),
                printed,
                blocking=True,
            )
            return
        proposal = printed.filtered(lambda row: row.section_id.code == "proposal")
        if self.kind == "decision" and not proposal:
            yield Finding(
                self.env._("There is no proposal to decide on."), printed, blocking=True
            )
        if outdated := printed.filtered("outdated"):
            yield Finding(
                self.env._(
                    "The records behind reworded statements have changed. Please take"
                    " their text over or keep your own words."
                ),
                outdated,
                blocking=True,
            )
        if missing := self.quartier_id.duty_ids - printed.duty_id:
            yield Finding(
                self.env._(
                    "Nothing is reported under: %(duties)s.",
                    duties=format_list(self.env, missing.mapped("name")),
                ),
                printed.browse(),
            )

    def _findings_events(self, events):
        now, period = fields.Datetime.now(), self._period()
        uncounted = events.filtered(
            lambda event: (
                not event.quartier_headcount
                and not event.quartier_cancelled_on
                and event.stop < now
                and self._days_of(event, period)[0] <= self.date_to
            )
        )
        if uncounted:
            yield Finding(self.env._("Nobody has counted who came."), uncounted)
        if unsorted := events.filtered(lambda event: not event.quartier_duty_id):
            yield Finding(self.env._("Events belong to no standing duty."), unsorted)

    def _findings_projects(self, projects):
        if undated := projects.filtered(lambda project: not project.date_start):
            yield Finding(self.env._("Projects have no dates."), undated)
        if aimless := projects.filtered(lambda project: not project.quartier_goal):
            yield Finding(self.env._("Projects have no goal."), aimless)
        if unsorted := projects.filtered(lambda row: not row.quartier_duty_id):
            yield Finding(self.env._("Projects belong to no standing duty."), unsorted)

    def _findings_public(self, printed):
        if not self.public:
            return
        events = printed.event_ids.filtered(lambda row: not row.quartier_published)
        if events:
            yield Finding(
                self.env._("The paper is public, but these events are not published."),
                events,
            )

    def _findings_individuals(self, printed):
        texts = [self.name, self.correction_reason or "", *printed.mapped("text")]
        if persons := self._individuals_in("\n".join(texts)):
            yield Finding(
                self.env._("Individuals are named. May the paper say so?"), persons
            )

    def _individuals_in(self, text):
        """Return the persons in the address book whose names the text contains.

        Looks up what could be a name, so that the address book may be large: two to
        five words, the first and the last without a small letter at the beginning
        (“Dr. Ada von der Au”).
        """
        words = _WORD.findall(text)
        names = set()
        for start in range(len(words)):
            for stop in range(start + 2, min(start + LONGEST_NAME, len(words)) + 1):
                first, last = words[start], words[stop - 1]
                if not first[0].islower() and not last[0].islower():
                    names.add(" ".join(words[start:stop]).rstrip("."))
        persons = self.env["res.partner"].with_context(active_test=False)
        return persons.search([("name", "in", list(names)), ("is_company", "=", False)])
