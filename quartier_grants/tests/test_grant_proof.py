from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .proof_common import TODAY, ProofCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantProofFigures(ProofCommon):
    def test_structure_of_the_plan(self):
        # paid: 590 € of the first line, 300 € of the second = 890 €;
        # the funder paid out 400 €, a donor gave 50 €: own money is 890 - 400 - 50
        self._pay(self.first, 590)
        self._pay(self.second, 300)
        self._draw(400, "2026-03-02")
        self._income(50)
        proof = self._new_proof()
        first = self._line(proof, self.first)
        self.assertEqual(
            (first.planned_amount, first.changed_amount, first.actual_amount),
            (600, 600, 590),
        )
        self.assertEqual(first.deviation_amount, -10)
        self.assertEqual(
            sorted(
                line.actual_amount for line in proof.line_ids if line.side == "funding"
            ),
            [50, 400, 440],
        )
        # the grant bears 80 percent of 890 € = 712 €, 312 € are still to draw
        self.assertEqual((proof.cost_total, proof.eligible_total), (890, 890))
        self.assertEqual((proof.earned_amount, proof.drawn_total), (712, 400))
        self.assertEqual(proof.balance_amount, 312)

    def test_what_is_not_paid_or_not_eligible(self):
        # 100 € of which 60 € are eligible, 70 € unpaid, 30 € paid after the period
        with freeze_time(TODAY):
            self._new_confirmed(
                self._share(self.first, 100, quartier_eligible=60), gross=100
            )
            self._new_confirmed(self._share(self.first, 70), gross=70, paid_on=False)
        self._pay(self.first, 30, day="2026-06-15")
        proof = self._new_proof(date_to="2026-05-31")
        line = self._line(proof, self.first)
        self.assertEqual((line.actual_amount, line.eligible_amount), (100, 60))
        self.assertEqual((proof.cost_total, proof.eligible_total), (100, 60))
        self.assertEqual(proof.earned_amount, 48)  # 80 percent of 60 €

    def test_changed_plan(self):
        with freeze_time(TODAY):
            wizard = (
                self.env["quartier.grant.record"]
                .with_user(self.grant_manager)
                .create(
                    {
                        "grant_id": self.grant.id,
                        "reference": "35.2-2",
                        "date": "2026-05-01",
                        "notified_on": "2026-05-02",
                    }
                )
            )
            for line in wizard.cost_ids:
                if line.budget_line_id == self.first:
                    line.amount = 700
                elif line.budget_line_id == self.second:
                    line.amount = 300
            wizard.action_record()
        proof = self._new_proof()
        first = self._line(proof, self.first)
        self.assertEqual((first.planned_amount, first.changed_amount), (600, 700))

    def test_interim_carries_forward(self):
        self._pay(self.first, 100, day="2026-03-20")
        self._pay(self.first, 40, day="2026-05-20")
        proof = self._new_proof(
            kind="interim", date_from="2026-05-01", date_to="2026-06-30"
        )
        line = self._line(proof, self.first)
        self.assertEqual((line.before_amount, line.actual_amount), (100, 140))
        self.assertEqual(
            proof._voucher_rows().mapped("quartier_cost"), [40], "of the period alone"
        )

    def test_second_interim_begins_after_the_first(self):
        self._new_proof(kind="interim", date_from="2026-01-01", date_to="2026-03-31")
        with (
            freeze_time(TODAY),
            Form(self.env["quartier.grant.proof"].with_user(self.grant_user)) as form,
        ):
            form.grant_id = self.grant
            form.kind = "interim"
        proof = form.record
        self.assertEqual(proof.date_from, date(2026, 4, 1))
        self.assertEqual(proof.date_to, date(2026, 6, 30))

    def test_own_work_counts_on_its_line(self):
        # the plan: 600 € of vouchers, 400 € done by volunteers; 10 hours at 15 €
        self.second.sudo().own_work = True
        with freeze_time(TODAY):
            self.env["quartier.grant.work"].with_user(self.grant_user).create(
                {
                    "grant_id": self.grant.id,
                    "name": "Aufbau",
                    "date": "2026-04-01",
                    "hours": 10,
                }
            )
        self._pay(self.first, 500)
        proof = self._new_proof()
        self.assertEqual(self._line(proof, self.second).actual_amount, 150)
        self.assertEqual((proof.cost_total, proof.eligible_total), (650, 650))

    def test_kept_when_checked(self):
        voucher = self._pay(self.first, 590)
        proof = self._checked()
        with freeze_time(TODAY), self.assertRaises(UserError):
            voucher.with_user(self.grant_manager).action_cancel("falsch")
        self._line(proof, self.first).invalidate_recordset()
        proof.invalidate_recordset()
        self.assertEqual(self._line(proof, self.first).actual_amount, 590)
        self.assertEqual(proof.cost_total, 590)
        # the law's tolerance changes: what was checked stays
        self.env["quartier.rule"].search(
            [("key", "=", "grant.nrw.line_tolerance_percent")]
        ).value = 1
        proof.line_ids.invalidate_recordset()
        self.assertEqual(self._line(proof, self.first).tolerance_amount, 120)

    def test_queries_do_not_grow(self):
        for number in range(3):
            self._pay(self.first, 10 + number)
        proof = self._new_proof()
        self.env.invalidate_all()
        before = self._count(proof)
        for number in range(12):
            self._pay(self.second, 10 + number)
        self.env.invalidate_all()
        self.assertLessEqual(self._count(proof), before + 1)

    def _count(self, proof):
        start = self.env.cr.sql_log_count
        proof.with_user(self.grant_user)._workbook()
        return self.env.cr.sql_log_count - start


@tagged("standard", "post_install", "-at_install")
class TestGrantProofGaps(ProofCommon):
    def _gap_texts(self, proof, blocking=True):
        with freeze_time(TODAY):
            return [gap.text for gap in proof._gaps() if gap.blocking == blocking]

    def test_nothing_is_missing(self):
        self._pay(self.first, 590)
        self._pay(self.second, 380)
        self.assertEqual(self._gap_texts(self._new_proof()), [])

    def test_all_at_once(self):
        # 730 € of 600 €: 130 € more, 20 percent are 120 €
        with freeze_time(TODAY):
            self._new_confirmed(
                self._share(self.first, 730), gross=730, exceed_reason="teurer"
            )
            self._new_voucher()
        proof = self._new_proof(date_to="2027-12-31")
        proof.statement_ids.unlink()
        texts = "\n".join(self._gap_texts(proof))
        for part in (
            "what is still to come",
            "What Was Done, Results",
            "more than the tolerance of",
            "Vouchers not booked yet: 1",
        ):
            self.assertIn(part, texts)
        with freeze_time(TODAY), self.assertRaisesRegex(UserError, "(?s)come.*booked"):
            proof.with_user(self.grant_manager).action_check()

    def test_explained(self):
        with freeze_time(TODAY):
            self._new_confirmed(
                self._share(self.first, 730), gross=730, exceed_reason="teurer"
            )
        proof = self._new_proof()
        self.assertTrue(self._line(proof, self.first).exceeds)
        self._line(proof, self.first).explanation = "Die Farbe wurde teurer."
        self.assertEqual(self._gap_texts(proof), [])

    def test_unpaid_blocks_the_final_proof_alone(self):
        with freeze_time(TODAY):
            self._new_confirmed(paid_on=False)
        final = self._new_proof()
        self.assertIn("not paid yet: 1", self._gap_texts(final)[0])
        final.unlink()
        interim = self._new_proof(kind="interim")
        self.assertEqual(self._gap_texts(interim), [])

    def test_hints_do_not_block(self):
        self._draw(400, "2026-03-02")
        self._pay(self.first, 100)
        proof = self._new_proof()
        self.assertEqual(self._gap_texts(proof), [])
        hints = "\n".join(self._gap_texts(proof, blocking=False))
        # paid out 400 €, the grant bears 80 €
        self.assertIn("320,00", hints)

    def test_inventory(self):
        self.kind.inventory = True
        grant = self._new_running(
            costs=(2000,), funding=(("grant", 1600), ("own_cash", 400))
        )
        self._pay(grant.budget_line_ids, 900)
        proof = self._new_proof(grant_id=grant.id)
        hints = "\n".join(self._gap_texts(proof, blocking=False))
        self.assertIn("the inventory is empty", hints)
        with freeze_time(TODAY):
            item = self._new_item(grant_id=grant.id)
        self.assertEqual(item.binding_until, date(2031, 3, 20))  # five years
        self.assertIn("Zuwendungsbescheid", item.binding_source)
        proof.invalidate_recordset()
        hints = "\n".join(self._gap_texts(proof, blocking=False))
        self.assertNotIn("the inventory is empty", hints)

    def _new_item(self, **values):
        return (
            self.env["quartier.grant.item"]
            .with_user(self.grant_user)
            .create(
                {
                    "grant_id": self.grant.id,
                    "name": "Anhänger",
                    "acquired_on": "2026-03-20",
                    "amount": 900,
                    **values,
                }
            )
        )


@tagged("standard", "post_install", "-at_install")
class TestGrantProofState(ProofCommon):
    def test_whole_way(self):
        self._pay(self.first, 590)
        proof = self._new_proof()
        self.assertEqual(self.grant.state, "proof_work")
        self.assertEqual(proof.due_on, date(2028, 12, 31))  # 12 months after the period
        self.assertIn("ANBest-G NRW", proof.due_source)
        with freeze_time(TODAY):
            proof.with_user(self.grant_manager).action_check()
            self.assertEqual(self.grant.state, "proof_checked")
            proof.action_submit("2026-06-30", "portal", "V-17")
        self.assertEqual(self.grant.state, "proof_submitted")
        self.assertTrue(proof.kept_pdf and proof.kept_xlsx)
        with freeze_time("2026-09-01 10:00:00"):
            proof.with_user(self.grant_manager).action_examine("2026-09-01", 590, "")
        self.assertEqual(self.grant.state, "examined")
        self.assertEqual(proof.accepted_amount, 590)

    def test_four_eyes(self):
        self._pay(self.first, 590)
        proof = self._new_proof(user=self.grant_manager)
        with freeze_time(TODAY):
            with self.assertRaisesRegex(UserError, "Four eyes"):
                proof.with_user(self.grant_manager).action_check()
            with self.assertRaises(AccessError):
                proof.with_user(self.grant_user).action_check()
            # who changed an explanation last has written it, too
            proof.line_ids[0].with_user(self.second_manager).explanation = "kurz"
            with self.assertRaisesRegex(UserError, "Four eyes"):
                proof.with_user(self.second_manager).action_check()

    def test_checked_is_frozen(self):
        self._pay(self.first, 590)
        proof = self._checked()
        for record, vals in (
            (proof, {"date_to": "2026-05-31"}),
            (proof.line_ids[0], {"explanation": "anders"}),
            (proof.statement_ids[0], {"text": "anders"}),
        ):
            with self.subTest(record._name), self.assertRaises(UserError):
                record.with_user(self.grant_user).write(vals)
        for record in (proof.statement_ids[0], proof):
            with self.subTest(record._name), self.assertRaises(UserError):
                record.with_user(self.grant_manager).unlink()
        with self.assertRaises(UserError):
            self._tell(proof, outlook="Es bleibt.")
        proof.user_id = self.second_manager

    def test_costs_are_frozen_with_the_final_proof(self):
        self._pay(self.first, 100)
        with freeze_time(TODAY):
            draft = self._new_voucher()
            draft.unlink()
        self._checked()
        with freeze_time(TODAY):
            voucher = self._new_voucher()
            with self.assertRaisesRegex(UserError, "nothing can be booked"):
                voucher.action_confirm()
            with self.assertRaises(UserError):
                self._income(10)
            with self.assertRaises(UserError):
                self.env["quartier.grant.work"].with_user(self.grant_user).create(
                    {
                        "grant_id": self.grant.id,
                        "name": "Aufbau",
                        "date": "2026-04-01",
                        "hours": 1,
                    }
                )

    def test_costs_stay_frozen_while_money_is_claimed_back(self):
        self._draw(400, "2026-03-02")
        self._pay(self.first, 100)
        self._examined()
        with freeze_time("2026-09-05 10:00:00"):
            repayment = (
                self.env["quartier.grant.repayment"]
                .with_user(self.grant_user)
                .create(
                    {
                        "grant_id": self.grant.id,
                        "hearing_on": "2026-09-05",
                        "amount": 320,
                    }
                )
            )
            self.assertEqual(self.grant.state, "repayment")
            voucher = self._new_voucher()
            with self.assertRaisesRegex(UserError, "nothing can be booked"):
                voucher.action_confirm()
            manager = repayment.with_user(self.grant_manager)
            manager.action_notice("2026-09-05", 320, 0, "2026-10-05")
            manager.action_paid("2026-09-05")
        self.assertEqual(self.grant.state, "examined", "and not running again")

    def test_last_drawdown_after_the_proof(self):
        self._pay(self.first, 600)
        self._submitted()
        drawdown = self._draw(480, "2026-07-02")
        self.assertEqual(drawdown.state, "paid")
        self.assertEqual(self.grant.state, "proof_submitted")

    def test_back_into_work(self):
        self._pay(self.first, 100)
        proof = self._submitted()
        with freeze_time(TODAY):
            with self.assertRaises(AccessError):
                proof.with_user(self.grant_user).action_back("Frage")
            proof.with_user(self.grant_manager).action_back("Belege fehlen")
        self.assertEqual((proof.state, self.grant.state), ("work", "proof_work"))
        self._pay(self.second, 50)
        self.assertEqual(proof.cost_total, 150)
        files = proof.message_ids.attachment_ids
        self.assertEqual(len(files), 2, "what was handed in first is kept")
        with self.assertRaisesRegex(UserError, "funder had once"):
            proof.with_user(self.grant_manager).unlink()

    def test_delete_a_draft(self):
        self._pay(self.first, 100)
        proof = self._new_proof()
        proof.unlink()
        self.assertEqual(self.grant.state, "running")

    def test_only_one_final(self):
        self._new_proof()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._new_proof()

    def test_cut_needs_a_reason(self):
        self._pay(self.first, 100)
        proof = self._submitted()
        with freeze_time("2026-09-01 10:00:00"):
            manager = proof.with_user(self.grant_manager)
            for amount, result in ((90, ""), (101, "mehr"), (-1, "weniger")):
                with self.subTest(amount), self.assertRaises(UserError):
                    manager.action_examine("2026-09-01", amount, result)
            manager.action_examine("2026-09-01", 90, "Alkohol")
        self.assertEqual(proof.accepted_amount, 90)

    def test_dates_out_of_order(self):
        proof = self._checked()
        with freeze_time(TODAY):
            for day in ("2026-07-01", "2026-06-29", False):
                with self.subTest(day), self.assertRaises(UserError):
                    proof.action_submit(day, "portal")
            with self.assertRaises(UserError):
                proof.action_submit("2026-06-30", "pigeon")

    def test_what_the_system_notes(self):
        self._pay(self.first, 100)
        proof = self._new_proof()
        for vals in (
            {"state": "examined"},
            {"checked_by_id": self.grant_user.id},
            {"kept": {"cost_total": 7}},
            {"number": 7},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                proof.write(vals)
        with self.assertRaises(AccessError):
            proof.line_ids[0].write({"kept": {"actual_amount": 7}})
        lines = self.env["quartier.grant.proof.line"].with_user(self.grant_user)
        with self.assertRaises(AccessError):
            lines.create({"proof_id": proof.id, "side": "cost"})
        with self.assertRaises(AccessError):
            proof.statement_ids[0].write({"key": "event:1"})

    def test_kept_files_behind_the_form(self):
        self._pay(self.first, 100)
        proof = self._submitted()
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", proof._name), ("res_field", "=", "kept_pdf")])
        )
        self.assertTrue(files)
        mine = files.with_user(self.grant_manager)
        with self.assertRaises(AccessError):
            mine.write({"raw": b"falsch"})
        with self.assertRaises(AccessError):
            mine.write({"type": "url", "url": "https://example.com"})
        with self.assertRaises(AccessError):
            mine.write({"mimetype": "text/plain", "public": True})
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(AccessError):
            mine.create(
                {
                    "name": "kept_pdf",
                    "res_model": proof._name,
                    "res_id": proof.id,
                    "res_field": "kept_pdf",
                    "raw": b"falsch",
                }
            )

    def test_other_office_sees_nothing(self):
        proof = self._new_proof()
        for user in (self.grant_ost, self.manager):
            proofs = self.env["quartier.grant.proof"].with_user(user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                proofs.browse(proof.id).read(["cost_total"])
        with self.assertRaises(AccessError):
            self.env["quartier.grant.proof"].with_user(self.grant_ost).create(
                {"grant_id": self.grant.id}
            )
        self.env.invalidate_all()
        new = self.env["quartier.grant.proof"].with_user(self.grant_ost)
        guess = new.new({"grant_id": self.grant.id, "kind": "final"})
        for name in ("due_on", "date_from", "due_source", "cost_total"):
            with self.subTest(name):
                self.assertFalse(guess[name])


@tagged("standard", "post_install", "-at_install")
class TestGrantProofReport(ProofCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.env["project.project"].create(
            {
                "name": "Farbe bekennen",
                "quartier_id": cls.west.id,
                "date_start": "2026-02-01",
            }
        )
        cls.grant.sudo().project_id = cls.project
        cls.event = cls._project_event("Malen", cls.project)
        cls._project_event("Lesen", False)

    @classmethod
    def _project_event(cls, name, project):
        return cls.env["calendar.event"].create(
            {
                "name": name,
                "start": "2026-04-01 10:00:00",
                "stop": "2026-04-01 12:00:00",
                "quartier_id": cls.west.id,
                "quartier_project_id": project and project.id,
                "privacy": "public",
            }
        )

    def test_tells_of_the_project_alone(self):
        proof = self._new_proof()
        derived = proof.statement_ids.filtered("key")
        self.assertEqual(
            set(derived.mapped("key")),
            {f"event:{self.event.id}", f"project:{self.project.id}"},
        )
        self.assertIn("Malen", " ".join(derived.mapped("text")))

    def test_reworded_stays(self):
        proof = self._new_proof()
        told = proof.statement_ids.filtered(
            lambda row: row.key == f"event:{self.event.id}"
        )
        told.text = "Wir haben gemalt."
        self.event.name = "Malen und Basteln"
        with freeze_time(TODAY):
            proof.action_collect()
        self.assertEqual(told.text, "Wir haben gemalt.")
        self.assertIn("Basteln", told.derived_text)
        self.assertEqual(told.origin, "rewritten")
        told.action_adopt()
        self.assertIn("Basteln", told.text)

    def test_gone(self):
        proof = self._new_proof()
        self.event.unlink()
        with freeze_time(TODAY):
            proof.action_collect()
        self.assertEqual(
            proof.statement_ids.filtered("key").mapped("key"),
            [f"project:{self.project.id}"],
        )

    def test_left_out_is_not_printed(self):
        proof = self._new_proof()
        told = proof.statement_ids.filtered("key")
        told.action_drop()
        with freeze_time(TODAY):
            proof.action_collect()
        printed = str(proof._report_parts())
        self.assertNotIn("Malen", printed)
        self.assertIn("Der Raum ist hell.", printed)

    def test_derived_is_not_deleted(self):
        proof = self._new_proof()
        with self.assertRaises(UserError):
            proof.statement_ids.filtered("key").unlink()
