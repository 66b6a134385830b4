from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantProgram(GrantCommon):
    def test_terms_that_contradict_themselves(self):
        for values in (
            {"financing": "share", "rate": 0},
            {"financing": "fixed", "cap": 0},
            {"cap": 100, "minimum": 200},
            {"rate": 80, "own_share_rate": 30},
        ):
            with self.subTest(values=values), self.assertRaises(ValidationError):
                self.program.write(values)

    def test_other_currency(self):
        other = self.env["res.currency"].with_context(active_test=False)
        other = other.search([("id", "!=", self.program.currency_id.id)], limit=1)
        with self.assertRaises(ValidationError) as raised:
            self.program.currency_id = other
        self.assertIn(self.env.company.currency_id.name, str(raised.exception))

    def test_funder_is_an_organisation(self):
        person = self.env["res.partner"].create({"name": "Eine Person"})
        with self.assertRaises(ValidationError):
            self.program.funder_id = person

    def test_manager_decides_with_a_reason(self):
        program = self.program.with_user(self.grant_user)
        with self.assertRaises(AccessError):
            program.action_decide("go", "Passt gut")
        with self.assertRaises(AccessError):
            program.decision = "go"
        with self.assertRaises(AccessError):
            program.create({"name": "X", "rate": 10, "decision": "go"})
        manager = self.program.with_user(self.grant_manager)
        with self.assertRaises(UserError):
            manager.action_decide("go", " ")
        manager.action_decide("no_go", "Kein Eigenanteil im Haushalt")
        self.assertEqual(self.program.decision, "no_go")
        self.assertEqual(self.program.decided_by_id, self.grant_manager)

    def test_no_go_keeps_from_writing(self):
        grant = self._new_grant()
        grant.action_check()
        manager = grant.with_user(self.grant_manager)
        self.program.with_user(self.grant_manager).action_decide("no_go", "Kein Geld")
        with self.assertRaises(UserError) as raised:
            manager.action_draft()
        self.assertIn("Kein Geld", str(raised.exception))
        self.program.with_user(self.grant_manager).action_decide("go", "Doch Geld")
        manager.action_draft()
        self.assertEqual(grant.state, "draft")

    def test_texts_and_documents_come_from_the_programme(self):
        self.program.section_ids = [
            Command.create({"name": "Ziele", "max_length": 10}),
            Command.create({"name": "Weg"}),
        ]
        self.program.document_ids = [
            Command.create({"name": "Plan"}),
            Command.create({"name": "Foto", "required": False}),
        ]
        grant = self._new_draft()
        self.assertEqual(grant.section_ids.mapped("name"), ["Ziele", "Weg"])
        with self.assertRaises(UserError) as raised:
            grant.with_user(self.grant_manager).action_release()
        for part in ("Ziele, Weg", "Plan"):
            self.assertIn(part, str(raised.exception))
        self.assertNotIn("Foto", str(raised.exception))
        grant.section_ids[0].text = "zu lang für zehn"
        grant.section_ids[1].text = "so"
        grant.document_ids[0].waived = "liegt vor"
        with self.assertRaises(UserError) as raised:
            grant.with_user(self.grant_manager).action_release()
        self.assertIn("longer", str(raised.exception))
        grant.section_ids[0].text = "kurz"
        grant.with_user(self.grant_manager).action_release()

    def test_another_programme_keeps_what_was_written(self):
        self.program.section_ids = [
            Command.create({"name": "Ziele"}),
            Command.create({"name": "Leer"}),
        ]
        other = self._new_program(
            "Anderes", section_ids=[Command.create({"name": "Wirkung"})]
        )
        grant = self._new_grant()
        grant.section_ids[0].text = "Geschrieben"
        grant.program_id = other
        self.assertEqual(set(grant.section_ids.mapped("name")), {"Ziele", "Wirkung"})

    def test_rules_in_force(self):
        rule_set = self.env["quartier.grant.rule.set"].create(
            {"name": "Probe", "code": "probe"}
        )
        self.env["quartier.rule"].create(
            [
                {
                    "name": "Grenze",
                    "key": "grant.probe.minimum_amount",
                    "value": value,
                    "date_from": day,
                    "source": "Probe",
                }
                for value, day in ((1, "2020-01-01"), (2, "2021-01-01"))
            ]
        )
        self.assertEqual(rule_set.rule_ids.mapped("value"), [2])
        self.assertFalse(rule_set._find_rule("unknown"))
