from collections import defaultdict
from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from .period import Sentence
from .prose import Prose

# so many tasks are named with a project
NAMED = 5


class QuartierCommitteePaper(models.Model):
    """What the paper says of projects: their goal, who is in, what is done and next."""

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        sentences = super()._collect_statements(period)
        projects = self._reported_projects(period)
        partners = self._partners_of(projects)
        done, planned = self._tasks_of(projects, period)
        return [
            *sentences,
            *(
                Sentence(
                    f"project:{project.id}",
                    "facts",
                    self._text_project(
                        project,
                        partners[project.id],
                        done[project.id],
                        planned[project.id],
                        period,
                    ),
                    project,
                    project.quartier_duty_id,
                )
                for project in projects
            ),
        ]

    def _reported_projects(self, period):
        """Return what ran in the period, or begins in the time looked ahead to.

        A project without dates counts from the day it was entered.
        """
        begun = Domain("date_start", "<=", period.outlook) | (
            Domain("date_start", "=", False)
            & Domain("create_date", "<", period.bounds[1])
        )
        return self.env["project.project"].search(
            Domain("quartier_id", "=", self.quartier_id.id)
            & Domain("is_template", "=", False)
            # who may see those is decided by name, who reads the paper is not
            & Domain("privacy_visibility", "!=", "followers")
            & begun
            & self._only_project("id", period)
            & (Domain("date", "=", False) | Domain("date", ">=", period.first)),
            order="date_start, sequence, id",
        )

    def _partners_of(self, projects):
        rows = self.env["quartier.project.participation"].search_fetch(
            [
                ("project_id", "in", projects.ids),
                ("partner_id", "!=", self.quartier_id.partner_id.id),
            ],
            ["project_id", "partner_id"],
        )
        names = self._names_of(rows.partner_id)
        partners = defaultdict(list)
        for row in rows:
            if name := names.get(row.partner_id.id):
                partners[row.project_id.id].append(name)
        return partners

    def _tasks_of(self, projects, period):
        """Return titles of tasks done in the period, and of those still to do."""
        first = period.utc(period.first)
        stop = period.utc(period.last + timedelta(days=1))
        tasks = self.env["project.task"].search_fetch(
            Domain("project_id", "in", projects.ids)
            & Domain("parent_id", "=", False)
            & Domain("is_template", "=", False)
            & Domain("state", "!=", "1_canceled"),
            ["name", "project_id", "state", "date_deadline", "date_end"],
            order="date_deadline, priority desc, sequence, id",
        )
        prose = Prose(self.env)
        done, planned = defaultdict(list), defaultdict(list)
        for task in tasks:
            if task.state != "1_done":
                planned[task.project_id.id].append(self._text_planned(task, period))
            elif task.date_end and first <= task.date_end < stop:
                done[task.project_id.id].append(prose.name(task.name))
        return done, planned

    def _text_planned(self, task, period):
        prose = Prose(self.env)
        name = prose.name(task.name)
        if not task.date_deadline:
            return name
        due = period.day(task.date_deadline)
        if due <= period.last:
            return self.env._(
                "%(task)s (was due on %(date)s)", task=name, date=prose.day(due)
            )
        return self.env._("%(task)s (by %(date)s)", task=name, date=prose.day(due))

    def _text_project(self, project, partners, done, planned, period):
        prose = Prose(self.env)
        name = prose.name(project.name)
        texts = [
            self.env._("Project “%(name)s”:", name=name)
            if project.quartier_goal
            else self.env._("Project “%(name)s”.", name=name),
            prose.sentence(project.quartier_goal),
            self._text_duration(project, period),
        ]
        if partners:
            names = prose.names(partners)
            texts.append(self.env._("Partners: %(names)s.", names=names))
        if done:
            tasks = self._enumerate(done)
            texts.append(self.env._("Done: %(tasks)s.", tasks=tasks))
        if planned:
            tasks = self._enumerate(planned)
            texts.append(self.env._("Next steps: %(tasks)s.", tasks=tasks))
        return prose.join(*texts)

    def _enumerate(self, tasks):
        """Titles of tasks contain commas: semicolons keep them apart."""
        if len(tasks) > NAMED + 1:
            rest = self.env._("%(count)s others", count=len(tasks) - NAMED)
            tasks = [*tasks[:NAMED], rest]
        return "; ".join(tasks)

    def _text_duration(self, project, period):
        prose = Prose(self.env)
        first, last = project.date_start, project.date
        if first and last:
            return self.env._("Duration: %(days)s.", days=prose.days(first, last))
        if first and first > period.last:
            return self.env._("It begins on %(day)s.", day=prose.day(first))
        if first:
            return self.env._(
                "It has been running since %(day)s.", day=prose.day(first)
            )
        if last:
            return self.env._("It runs until %(day)s.", day=prose.day(last))
        return ""
