"""The world that the table of rights speaks of, and the questions asked about it."""

from contextlib import contextmanager

from odoo.api import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.fields import Command

from odoo.addons.quartier_management.tests.common import QuartierCommon

from . import (
    subjects_grants,  # noqa: F401  (registers its subjects)
    subjects_volunteers,  # noqa: F401
)
from .subjects import SUBJECTS
from .table import RIGHTS

OPERATIONS = ("find", "read", "write", "create", "delete")
LETTERS = {"write": "W", "create": "C", "delete": "D"}
BUSY = "Busy"


def check_each(subjects):
    """Give a class one test for each of these subjects."""

    def decorate(cls):
        for subject in subjects:
            setattr(
                cls,
                f"test_{subject}",
                lambda self, name=subject: self.check_subject(name),
            )
        return cls

    return decorate


class AccessCase(QuartierCommon):
    """Both offices with what the subjects hang on, and a user for each role.

    Subclasses say how a method is called (``call``), for which users and offices
    (``cells``), and what else they ask where asking is cheap.
    """

    rights = RIGHTS
    more_ways_to_find = {}
    more_ways_to_read = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls._new_user("portal", "base.group_portal")
        cls.organiser = cls._new_user("organiser", "base.group_user")
        grants = "quartier_grants.group_grant_%s"
        cls.grant_user = cls._new_user("grant_user", grants % "user")
        cls.grant_manager = cls._new_user("grant_manager", grants % "manager")
        cls.finance = cls._new_user("finance", grants % "finance")
        volunteers = "quartier_volunteers.group_volunteer_%s"
        cls.coordinator = cls._new_user("coordinator", volunteers % "coordinator")
        cls.inspector = cls._new_user("inspector", volunteers % "inspector")
        cls.west.member_ids += (
            cls.grant_user + cls.grant_manager + cls.coordinator + cls.inspector
        )
        cls.users = (
            cls.employee
            + cls.reader
            + cls.office
            + cls.manager
            + cls.manager_ost
            + cls.both
            + cls.admin
            + cls.portal
            + cls.grant_user
            + cls.grant_manager
            + cls.finance
            + cls.coordinator
            + cls.inspector
        )
        # without it an export is refused to anybody for whatever record
        cls.users.group_ids = [Command.link(cls.env.ref("base.group_allow_export").id)]
        cls.offices = cls.west + cls.ost
        for office in cls.offices:
            cls._new_street(f"{office.name}-Weg", office)
        cls.actors = {office: cls.new_actor(office) for office in cls.offices}
        cls.residents = {office: cls.new_resident(office) for office in cls.offices}
        for name, subject in (
            ("rooms", "room"),
            ("series", "series"),
            ("events", "event_unpublished"),
            ("events_published", "event_published"),
            ("projects", "project"),
            ("papers", "paper"),
            ("papers_released", "paper_released"),
            ("grants", "grant"),
            ("volunteers", "volunteer"),
        ):
            records = {office: cls.new(subject, office) for office in cls.offices}
            setattr(cls, name, records)

    @classmethod
    def new(cls, name, office):
        """Create a record of a subject as an office's team would, whoever may."""
        subject = SUBJECTS[name]
        model = cls.env[subject.model].with_user(office.manager_id).sudo()
        return model.create(subject.values(cls, office)).with_env(cls.env)

    @classmethod
    def new_actor(cls, office):
        return cls.new("organisation", office)

    @classmethod
    def new_resident(cls, office):
        return cls.new("resident", office)

    def call(self, user, model, method, ids=(), **arguments):
        """Call a public method as a user.

        :raise AccessError: if it is refused
        """
        raise NotImplementedError

    def cells(self, subject):
        """The table's cells as ``(user, office of the record, cell)``."""
        raise NotImplementedError

    def check_subject(self, name):
        records = {office: self.new(name, office) for office in self.offices}
        for user, office, cell in self.cells(name):
            for operation in OPERATIONS:
                with (
                    self.subTest(user=user.name, office=office.name, op=operation),
                    self.undone(),
                ):
                    check = getattr(self, f"check_{operation}")
                    check(user, SUBJECTS[name], records[office], office, cell)

    @contextmanager
    def undone(self):
        """Take back what happens inside, so that each question finds the same world."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)

    def check_find(self, user, subject, record, office, cell):
        """Every way of searching, counting and grouping says the same."""
        ways = {
            "search_read": {"fields": ["id"]},
            "name_search": {},
            "formatted_read_group": {
                "groupby": [subject.group_by or "create_uid"],
                "aggregates": ["__count"],
            },
            **self.more_ways_to_find,
        }
        answers = {
            way: self.answer(
                user, subject.model, way, {"domain": [("id", "=", record.id)], **more}
            )
            for way, more in ways.items()
        }
        expected = {"x": "refused", "h": "hidden"}.get(cell.rights[0], "found")
        if expected == "found" and not subject.group_by:
            self.assertEqual(answers.pop("formatted_read_group"), "hidden")
        self.assertEqual(answers, dict.fromkeys(answers, expected))

    def answer(self, user, model, method, arguments):
        try:
            found = self.call(user, model, method, **arguments)
        except AccessError:
            return "refused"
        return "found" if found else "hidden"

    def check_read(self, user, subject, record, office, cell):
        """Reading and exporting by id, for who knows or guesses the id."""
        name = self._name_of(record)
        ways = {
            "web_read": {"specification": {"display_name": {}}},
            "export_data": {"fields_to_export": ["display_name"]},
            **self.more_ways_to_read,
        }
        for way, arguments in ways.items():
            with self.verdict(cell.rights[0] in "RB"):
                got = str(self.call(user, subject.model, way, record.ids, **arguments))
                self.assertEqual(name in got, not cell.may("B"), way)
                self.assertEqual(BUSY in got, cell.may("B"), way)

    def _name_of(self, record):
        """As whoever may see it reads it: events mask their name by the user."""
        if record._name == "calendar.event":
            return record.sudo().name
        owner = self.organiser if record._name == "calendar.attendee" else SUPERUSER_ID
        return record.with_user(owner).sudo().display_name

    def check_write(self, user, subject, record, office, cell):
        with self.verdict(cell.may("W")):
            self.call(user, subject.model, "write", record.ids, vals=subject.write)

    def check_create(self, user, subject, record, office, cell):
        values = subject.values(self, office)
        with self.verdict(cell.may("C")):
            self.call(user, subject.model, "create", vals_list=[values])

    def check_delete(self, user, subject, record, office, cell):
        with self.verdict(cell.may("D")):
            self.call(user, subject.model, "unlink", record.ids)

    @contextmanager
    def verdict(self, allowed):
        """What happens inside is possible, or refused with an AccessError."""
        if allowed:
            yield
        else:
            with self.assertRaises(AccessError):
                yield

    def members(self, role):
        """The users of a role, each with its own office if it has one."""
        return {
            "office": [(self.office, self.west)],
            "manager": [(self.manager, self.west), (self.manager_ost, self.ost)],
            "both": [(self.both, self.west), (self.both, self.ost)],
            "grant_user": [(self.grant_user, self.west)],
            "grant_manager": [(self.grant_manager, self.west)],
            "coordinator": [(self.coordinator, self.west)],
            "inspector": [(self.inspector, self.west)],
        }.get(role, [(getattr(self, role), None)])
