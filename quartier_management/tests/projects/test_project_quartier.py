from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestProjectQuartier(QuartierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._new_project()

    def test_office_creates_projects(self):
        projects = self.env["project.project"].with_user(self.office)
        with Form(projects.with_context(quartier_own=True)) as form:
            form.name = "Gemeinschaftsraum"
            form.quartier_goal = "Ein Raum für alle"
        self.assertEqual(form.record.quartier_id, self.west)
        form.record.quartier_goal = "Ein Raum für wirklich alle"

    def test_only_the_team_edits(self):
        for user in (self.employee, self.reader, self.manager_ost, self.admin):
            with self.subTest(user=user.name):
                project = self.project.with_user(user)
                self.assertTrue(project.has_access("read"))
                self.assertFalse(project.has_access("write"))
                self.assertFalse(project.has_access("unlink"))

    def test_core_project_managers_do_not_edit_either(self):
        city = self._new_user("city", "project.group_project_manager")
        self.assertFalse(self.project.with_user(city).has_access("write"))
        foreign = self._new_project(city, self.env["quartier.quartier"])
        with self.assertRaises(AccessError):
            foreign.quartier_id = self.west

    def test_projects_of_the_city_stay_the_citys(self):
        city = self._new_user("city", "project.group_project_manager")
        foreign = self._new_project(city, self.env["quartier.quartier"])
        self.assertTrue(foreign.with_user(city).has_access("write"))
        foreign.with_user(city).name = "Stadtprojekt"

    def test_tasks_are_for_the_team_and_assignees(self):
        tasks = self.env["project.task"]
        task = tasks.with_user(self.office).create(
            {"name": "Probe", "project_id": self.project.id}
        )
        self.assertFalse(task.with_user(self.reader).has_access("write"))
        task.user_ids = [Command.link(self.reader.id)]
        task.with_user(self.reader).name = "Erledigt"
        with self.assertRaises(AccessError):
            tasks.with_user(self.reader).create(
                {"name": "Fremd", "project_id": self.project.id}
            )

    def test_team_keeps_its_stages(self):
        stages = self.env["project.task.type"].with_user(self.office)
        stage = stages.create(
            {
                "name": "Geplant",
                "user_id": False,
                "project_ids": [Command.link(self.project.id)],
            }
        )
        stage.name = "In Planung"
        self.assertFalse(stage.with_user(self.manager_ost).has_access("write"))

    def test_events_of_a_project(self):
        event = self._new_event(quartier_project_id=self.project.id)
        self.assertEqual(self.project.quartier_event_count, 1)
        action = self.project.action_view_quartier_events()
        self.assertEqual(
            self.env["calendar.event"].search(action["domain"]), event.sudo()
        )
