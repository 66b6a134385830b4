from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantAsked(GrantCommon):
    """What a programme asks for cannot be got round, nor lost on the way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.program.section_ids = [
            Command.create({"name": "Ziele", "hint": "Wozu?", "max_length": 20})
        ]
        cls.program.document_ids = [Command.create({"name": "Lageplan"})]

    def test_chosen_in_the_form(self):
        """The form is what clerks use: it loses neither limits nor demands."""
        grants = self.env["quartier.grant"].with_user(self.grant_user)
        form = Form(grants)
        form.name = "Im Formular"
        form.program_id = self.program
        grant = form.save()
        self.assertEqual(grant.section_ids.origin_id, self.program.section_ids)
        self.assertEqual(grant.section_ids.max_length, 20)
        self.assertEqual(grant.document_ids.origin_id, self.program.document_ids)
        self.assertTrue(grant.section_ids._obstacles())

    def test_other_programme_in_the_form(self):
        grant = self._new_grant()
        other = self._new_program("Anderes")
        other.section_ids = [Command.create({"name": "Wirkung"})]
        with Form(grant) as form:
            form.program_id = other
        self.assertEqual(grant.section_ids.mapped("name"), ["Wirkung"])
        self.assertEqual(grant.section_ids.origin_id, other.section_ids)

    def test_documents_asked_for_stay_on_the_list(self):
        grant = self._new_grant()
        grant.section_ids.text = "Geschrieben"
        attempts = (
            lambda: grant.document_ids.unlink(),
            lambda: grant.document_ids.write({"required": False}),
            lambda: grant.document_ids.write({"origin_id": False}),
            lambda: grant.section_ids.unlink(),
            lambda: grant.section_ids.write({"origin_id": False, "text": False}),
            lambda: grant.write({"document_ids": [Command.clear()]}),
        )
        for number, attempt in enumerate(attempts):
            with self.subTest(number=number):
                savepoint = self.env.cr.savepoint()
                try:
                    attempt()
                except UserError:
                    continue
                else:
                    self.env.flush_all()
                    self.env.invalidate_all()
                    grant.action_check()
                    grant.with_user(self.grant_manager).action_draft()
                    with self.assertRaises(UserError):
                        grant.with_user(self.grant_manager).action_release()
                finally:
                    savepoint.close(rollback=True)
                    self.env.invalidate_all()

    def test_own_rows_come_and_go(self):
        grant = self._new_grant()
        grant.document_ids = [Command.create({"name": "Foto"})]
        own = grant.document_ids.filtered(lambda row: not row.origin_id)
        own.required = True
        own.unlink()
        grant.program_id = False
        self.assertFalse(grant.document_ids)
