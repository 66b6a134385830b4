from base64 import b64encode

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import GrantCommon


@tagged("standard", "post_install", "-at_install")
class TestGrantHandedIn(GrantCommon):
    """What is awarded is what the funder has, also where nobody has to sign."""

    def test_answer_does_not_slip_a_change_in(self):
        grant = self._new_submitted()
        grant.action_further_request("Fotos?", False)
        grant.summary = "Ganz anders"
        with self.assertRaises(UserError):
            grant.action_answer("Anbei")
        grant.summary = False
        grant.action_answer("Anbei")
        self.assertEqual(grant.state, "submitted")

    def test_award_of_what_was_never_handed_in(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        day = self._today(grant)
        grant.action_further_request("Kosten?", False)
        grant.budget_line_ids.price = 5000
        grant.funding_line_ids[0].amount = 4000
        grant.funding_line_ids[1].amount = 1000
        with self.assertRaises(UserError):
            grant.action_award(day, 4000)
        # released anew, but not handed in
        grant.action_release()
        self.assertEqual(grant.state, "released")
        grant.action_submit(day, "post")
        grant.action_award(day, 4000)
        self.assertEqual(grant.awarded_amount, 4000)

    def test_released_anew_changed_again(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        day = self._today(grant)
        grant.action_further_request("Kosten?", False)
        grant.summary = "Zweite Fassung"
        grant.action_release()
        grant.summary = "Dritte Fassung"
        self.assertEqual(grant.state, "further_request")
        grant.summary = "Zweite Fassung"
        for attempt in (
            lambda: grant.action_answer("Anbei"),
            lambda: grant.action_award(day, 100),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_refusal_is_always_possible(self):
        grant = self._new_submitted().with_user(self.grant_manager)
        grant.action_further_request("Kosten?", False)
        grant.summary = "Anders"
        grant.action_refuse(self._today(grant), "Kein Geld mehr")
        self.assertEqual(grant.state, "refused")

    def test_file_changed_behind_a_release_without_signatures(self):
        grant = self._new_released(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"vorher")})
            ]
        )
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "quartier.grant.document"),
                ("res_field", "=", "file"),
                ("res_id", "=", grant.document_ids.id),
            ]
        )
        attachment.with_user(self.grant_user).raw = b"anders"
        self.env.invalidate_all()
        self.assertEqual(grant.state, "draft")
        grant.action_keep_version()
        with self.assertRaises(UserError):
            grant.action_submit(self._today(grant), "portal")

    def test_second_file_of_a_document(self):
        """Core shows the newest one: it is signed like the first."""
        self._new_rule("Leitung", self.head)
        grant = self._new_draft(
            document_ids=[
                Command.create({"name": "Plan", "file": b64encode(b"vorher")})
            ]
        )
        for way in ("create", "move"):
            with self.subTest(way=way):
                grant.action_request_approval()
                step = grant.sudo()._approval_current()
                step.with_user(self.head).action_approve()
                self.assertEqual(grant.state, "released")
                target = {
                    "res_model": "quartier.grant.document",
                    "res_field": "file",
                    "res_id": grant.document_ids.id,
                }
                files = self.env["ir.attachment"].with_user(self.grant_user)
                values = {"name": way, "raw": f"anders, {way}".encode()}
                try:
                    if way == "create":
                        files.create({**values, **target})
                    else:
                        files.create(values).write(target)
                except AccessError:
                    continue
                self.env.invalidate_all()
                self.assertEqual(grant.state, "draft")
                self.assertEqual(step.state, "void")

    def test_rule_made_after_the_release(self):
        """What was released as the rules were then is handed in."""
        grant = self._new_released()
        self._new_rule("Neu", self.head)
        self.env.invalidate_all()
        grant.action_submit(self._today(grant), "portal")
        self.assertEqual(grant.state, "submitted")

    def test_answered_in_the_form_after_a_change(self):
        """Without a rule the manager finds a button to release anew."""
        grant = self._new_submitted()
        grant.action_further_request("Kosten?", False)
        views = self.env["quartier.grant"].with_user(self.grant_manager)
        arch = views.get_views([(False, "form")])["views"]["form"]["arch"]
        (button,) = etree.fromstring(arch).xpath("//button[@name='action_release']")
        self.assertIn("further_request", button.get("invisible"))
