from odoo.tests import TransactionCase, tagged

from .common import AccessCase, check_each
from .subjects import SUBJECTS
from .table import RIGHTS
from .table_grants import GRANTS
from .table_volunteers import VOLUNTEERS


class OrmCase(AccessCase):
    """Each cell of a table for each user and office it speaks of."""

    more_ways_to_find = {"search": {}, "search_count": {}}
    more_ways_to_read = {"read": {"fields": ["display_name"]}}

    def cells(self, subject):
        for cell in self.rights[subject]:
            for user, own in self.members(cell.role):
                for office in self.offices:
                    if cell.own is None or cell.own == (office == own):
                        yield user, office, cell

    def call(self, user, model, method, ids=(), **arguments):
        self.env.invalidate_all()
        records = self.env[model].with_user(user).browse(ids)
        result = getattr(records, method)(**arguments)
        self.env.flush_all()
        return result


@check_each(RIGHTS)
@tagged("standard", "post_install", "-at_install")
class TestAccessOrm(OrmCase):
    """The roles of the office."""


@check_each(GRANTS)
@tagged("standard", "post_install", "-at_install")
class TestAccessGrantsOrm(OrmCase):
    """The roles for funding."""

    rights = GRANTS


@check_each(VOLUNTEERS)
@tagged("standard", "post_install", "-at_install")
class TestAccessVolunteersOrm(OrmCase):
    """The roles for volunteers."""

    rights = VOLUNTEERS


@tagged("standard", "post_install", "-at_install")
class TestAccessTable(TransactionCase):
    def test_every_subject_is_in_the_table(self):
        tables = (RIGHTS, GRANTS, VOLUNTEERS)
        listed = [name for table in tables for name in table]
        self.assertEqual(sorted(listed), sorted(SUBJECTS))

    def test_every_model_of_the_addons_is_in_the_table(self):
        """A model without a line is one whose rights nobody thought about."""
        models = {
            name
            for name, model in self.registry.items()
            if name.startswith("quartier.")
            and not model._abstract
            and not model._transient
            and model._auto  # figures that are computed from others have no rows
        }
        self.assertLessEqual(models, {subject.model for subject in SUBJECTS.values()})
