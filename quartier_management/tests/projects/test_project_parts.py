from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestProjectParts(QuartierCommon):
    """Milestones, updates and stages are the team's as the project is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._new_project()
        cls.of_ost = cls._new_project(quartier=cls.ost)
        cls.free = cls._new_project(quartier=cls.env["quartier.quartier"])

    @classmethod
    def _new_project(cls, user=None, quartier=None, **values):
        user = user or (quartier and quartier.manager_id) or cls.manager
        return super()._new_project(user, quartier, **values)

    def _new_stage(self, user, *projects, **values):
        return (
            self.env["project.task.type"]
            .with_user(user)
            .create(
                {
                    "name": "Spalte",
                    "project_ids": [Command.link(project.id) for project in projects],
                    **values,
                }
            )
        )

    def test_milestones_and_updates_stay_out(self):
        for model, values in (
            ("project.milestone", {"name": "Etappe"}),
            ("project.update", {"name": "Stand", "status": "on_track"}),
        ):
            for user, own in (
                (self.reader, self.free),
                (self.manager_ost, self.of_ost),
            ):
                with self.subTest(model=model, user=user.name):
                    records = self.env[model].with_user(user)
                    record = records.create({**values, "project_id": own.id})
                    with self.assertRaises(AccessError):
                        record.project_id = self.project

    def test_milestones_move_within_the_team(self):
        other = self._new_project()
        milestones = self.env["project.milestone"].with_user(self.office)
        milestone = milestones.create({"name": "Etappe", "project_id": self.project.id})
        milestone.project_id = other
        self.assertEqual(milestone.project_id, other)

    def test_no_column_for_a_foreign_team(self):
        for user, projects in (
            (self.employee, ()),
            (self.manager_ost, self.of_ost),
        ):
            with self.subTest(user=user.name):
                stage = self._new_stage(user, *projects, user_id=False)
                with self.assertRaises(AccessError):
                    stage.write(
                        {
                            "project_ids": [Command.link(self.project.id)],
                            "user_id": False,
                        }
                    )

    def test_personal_column_does_not_become_the_teams(self):
        for user in (self.employee, self.reader, self.manager_ost):
            with self.subTest(user=user.name):
                stage = self._new_stage(user)
                self.assertEqual(stage.user_id, user)
                with self.assertRaises(AccessError):
                    stage.write(
                        {
                            "project_ids": [Command.link(self.project.id)],
                            "user_id": False,
                        }
                    )

    def test_sharing_a_column_does_not_open_it(self):
        stage = self._new_stage(self.manager, self.project)
        self.of_ost.type_ids = [Command.link(stage.id)]
        with self.assertRaises(AccessError):
            stage.with_user(self.manager_ost).name = "Übernommen"
        stage.with_user(self.both).name = "Gemeinsam"

    def test_columns_of_the_city_stay_the_citys(self):
        city = self._new_user("city", "project.group_project_manager")
        stage = self._new_stage(city, self.free)
        other = self._new_project(city, self.env["quartier.quartier"])
        stage.project_ids = [Command.link(other.id)]
        personal = self._new_stage(self.reader)
        personal.project_ids = [Command.link(self.free.id)]
        self.assertFalse(personal.sudo().user_id)
