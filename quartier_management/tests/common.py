from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

GROUP = "quartier_management.group_quartier_%s"


class QuartierCommon(TransactionCase):
    """Two neighbourhoods, and one user for each role.

    ``office`` and ``manager`` work in West, ``manager_ost`` in Ost, ``both`` in both;
    ``reader`` is the department's, ``admin`` administers the app without belonging to
    a team, ``employee`` has no role.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, no_reset_password=True, tracking_disable=True)
        )
        cls.employee = cls._new_user("employee", "base.group_user")
        cls.reader = cls._new_user("reader", GROUP % "reader")
        cls.office = cls._new_user("office", GROUP % "office")
        cls.manager = cls._new_user("manager", GROUP % "manager")
        cls.manager_ost = cls._new_user("manager_ost", GROUP % "manager")
        cls.both = cls._new_user("both", GROUP % "office")
        cls.admin = cls._new_user("admin", GROUP % "admin")
        cls.west = cls._new_quartier(
            "Probe-West", cls.office + cls.manager + cls.both, cls.manager
        )
        cls.ost = cls._new_quartier(
            "Probe-Ost", cls.manager_ost + cls.both, cls.manager_ost
        )
        cls.category = cls.env.ref(
            "quartier_management.quartier_event_category_meeting"
        )

    @classmethod
    def _new_user(cls, name, groups):
        return new_test_user(
            cls.env,
            login=f"quartier_test_{name}",
            name=f"Test {name}",
            groups=groups,
            tz="Europe/Berlin",
            lang="en_US",
        )

    @classmethod
    def _new_quartier(cls, name, members, manager):
        return cls.env["quartier.quartier"].create(
            {
                "name": name,
                "member_ids": [Command.set(members.ids)],
                "manager_id": manager.id,
                "lang": "en_US",
            }
        )

    @classmethod
    def _new_street(cls, name, quartier, **values):
        return cls.env["quartier.street"].create(
            {"name": name, "city": "Probestadt", "quartier_id": quartier.id, **values}
        )

    @classmethod
    def _new_resident(cls, user, name="Rosa Geheim", **values):
        """Create a confidential person as ``user``, whose office owns them."""
        return (
            cls.env["res.partner"]
            .with_user(user)
            .create(
                {
                    "name": name,
                    "quartier_confidential": True,
                    "city": "Probestadt",
                    **values,
                }
            )
        )

    @classmethod
    def _new_event(cls, user=None, quartier=None, **values):
        quartier = cls.west if quartier is None else quartier
        return (
            cls.env["calendar.event"]
            .with_user(user or quartier.manager_id)
            .create(
                {
                    "name": "Probetermin",
                    "quartier_id": quartier.id,
                    "quartier_category_id": cls.category.id,
                    "start": "2030-03-04 10:00:00",
                    "stop": "2030-03-04 11:00:00",
                    **values,
                }
            )
        )

    @classmethod
    def _new_project(cls, user=None, quartier=None, **values):
        quartier = cls.west if quartier is None else quartier
        return (
            cls.env["project.project"]
            .with_user(user or quartier.manager_id)
            .create(
                {
                    "name": "Probeprojekt",
                    "quartier_id": quartier.id,
                    "privacy_visibility": "employees",
                    **values,
                }
            )
        )
