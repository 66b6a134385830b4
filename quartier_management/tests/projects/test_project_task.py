from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestProjectTask(QuartierCommon):
    """What belongs to a team's project, and what hangs on its tasks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls._new_project()
        cls.free = cls._new_project(cls.manager, cls.env["quartier.quartier"])
        cls.task = cls._new_task(cls.office, cls.project)

    @classmethod
    def _new_task(cls, user, project, **values):
        return (
            cls.env["project.task"]
            .with_user(user)
            .create({"name": "Probe", "project_id": project.id, **values})
        )

    def test_assignees_take_no_task_away(self):
        task = self._new_task(
            self.office, self.project, user_ids=[Command.set(self.reader.ids)]
        )
        subtask = self._new_task(
            self.office,
            self.project,
            parent_id=task.id,
            user_ids=[Command.set(self.reader.ids)],
        )
        own = self._new_task(self.reader, self.free)
        with self.assertRaises(AccessError):
            task.with_user(self.reader).project_id = self.free
        with self.assertRaises(AccessError):
            subtask.with_user(self.reader).parent_id = own
        self.assertEqual((task + subtask).project_id, self.project)
        task.with_user(self.reader).write({"name": "Erledigt", "state": "1_done"})

    def test_the_team_moves_its_tasks(self):
        other = self._new_project()
        self.task.with_user(self.manager).project_id = other
        self.assertEqual(self.task.project_id, other)
        self.task.project_id = self.free
        self.assertFalse(self.task.quartier_id)

    def test_nothing_hangs_on_a_foreign_task(self):
        own = self._new_task(self.reader, self.free)
        for values in (
            {"parent_id": self.task.id},
            {"dependent_ids": [Command.link(self.task.id)]},
        ):
            with self.subTest(values=values):
                with self.assertRaises(AccessError):
                    own.write(values)
                with self.assertRaises(AccessError):
                    self._new_task(self.reader, self.free, **values)
                context = {f"default_{key}": value for key, value in values.items()}
                tasks = self.env["project.task"].with_user(self.reader)
                with self.assertRaises(AccessError):
                    tasks.with_context(**context).create(
                        {"name": "Probe", "project_id": self.free.id}
                    )
        self.assertFalse(self.task.subtask_count)
        self.assertFalse(self.task.depend_on_ids)

    def test_waiting_for_a_foreign_task(self):
        """It changes nothing but the own task."""
        own = self._new_task(self.reader, self.free)
        own.depend_on_ids = [Command.link(self.task.id)]
        own.copy()
        self.assertFalse(self.task.depend_on_ids)

    def test_assignees_hang_tasks_on_theirs(self):
        self.task.user_ids = [Command.link(self.reader.id)]
        own = self._new_task(self.reader, self.free)
        own.dependent_ids = [Command.link(self.task.id)]
        self.assertEqual(self.task.depend_on_ids, own.sudo())
        own.write({"parent_id": self.task.id, "project_id": self.free.id})
        self.assertEqual(own.project_id, self.free)
        own.parent_id = False

    def test_tasks_of_the_city_stay_the_citys(self):
        own, below = (self._new_task(self.reader, self.free) for _i in range(2))
        below.write({"parent_id": own.id, "dependent_ids": [Command.link(own.id)]})
        self.assertEqual(own.subtask_count, 1)
        todo = self.env["project.task"].with_user(self.employee)
        todo.create({"name": "Privat"}).name = "Ganz privat"
