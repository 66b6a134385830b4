from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..network.dossier import Deadline, Table


class QuartierQuartier(models.Model):
    """Projects that are not finished, with what is still to be done."""

    _inherit = "quartier.quartier"

    def _dossier_tables(self, scope):
        return [*super()._dossier_tables(scope), self._dossier_projects(scope)]

    def _dossier_records(self, scope):
        own = Domain("quartier_id", "=", self.id)
        return {
            **super()._dossier_records(scope),
            "project.project": own,
            "project.task": Domain("project_id.quartier_id", "=", self.id),
        }

    def _dossier_deadlines(self, scope):
        projects = self._dossier_live_projects(scope)
        milestones = self.env["project.milestone"].search(
            [
                ("project_id", "in", projects.ids),
                ("is_reached", "=", False),
                ("deadline", "!=", False),
            ]
        )
        return [
            *super()._dossier_deadlines(scope),
            *(
                Deadline(
                    self._localize(task.date_deadline).date(),
                    f"{task.project_id.name}: {task.name}",
                    ", ".join(task.user_ids.mapped("name")),
                )
                for task in self._dossier_tasks(scope)
                if task.date_deadline
            ),
            *(
                Deadline(
                    milestone.deadline,
                    f"{milestone.project_id.name}: {milestone.name}",
                    milestone.project_id.user_id.name or "",
                )
                for milestone in milestones
            ),
        ]

    def _dossier_live_projects(self, scope):
        today = fields.Date.to_string(self._today())
        domain = (
            Domain("quartier_id", "=", self.id)
            & Domain("is_template", "=", False)
            & (Domain("date", "=", False) | Domain("date", ">=", today))
        )
        if scope.colleague:
            domain &= Domain("user_id", "=", scope.colleague.id) | Domain(
                "task_ids.user_ids", "in", scope.colleague.ids
            )
        return self.env["project.project"].search(domain, order="name, id")

    def _dossier_tasks(self, scope):
        domain = (
            Domain("project_id", "in", self._dossier_live_projects(scope).ids)
            & Domain("is_closed", "=", False)
            & Domain("is_template", "=", False)
        )
        if scope.colleague:
            domain &= Domain("user_ids", "in", scope.colleague.ids) | Domain(
                "project_id.user_id", "=", scope.colleague.id
            )
        return self.env["project.task"].search(domain, order="date_deadline, id")

    def _dossier_projects(self, scope):
        tasks = self._dossier_tasks(scope).grouped("project_id")
        rows = [
            (
                project.name,
                " ".join((project.quartier_goal or "").split()),
                ", ".join(self._dossier_partners(project, scope)),
                format_date(self.env, project.date) or "–",
                "\n".join(map(self._tell_task, tasks.get(project, []))),
            )
            for project in self._dossier_live_projects(scope)
        ]
        return Table(
            self.env._("Live projects and tasks"),
            (
                self.env._("Project"),
                self.env._("Goal"),
                self.env._("Partners"),
                self.env._("Until"),
                self.env._("Open tasks"),
            ),
            rows,
            self.env._("No project is running."),
        )

    def _dossier_partners(self, project, scope):
        partners = project.quartier_participation_ids.partner_id - self.partner_id
        partners = partners.filtered_domain(self._dossier_nameable(scope))
        return partners.mapped("name")

    def _tell_task(self, task):
        names = ", ".join(task.user_ids.mapped("name"))
        return f"• {task.name} ({names})" if names else f"• {task.name}"
