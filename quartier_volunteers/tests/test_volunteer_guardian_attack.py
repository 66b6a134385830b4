from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .outside_common import OutsideHttpCase
from .test_volunteer_guardian import MAIL, GuardianCommon


@tagged("standard", "post_install", "-at_install")
class TestVolunteerGuardianAttack(GuardianCommon, OutsideHttpCase):
    """What else may happen while a guardian is asked, or after they answered."""

    def _links(self):
        links = self.env["quartier.volunteer.link"]
        return links.search([("kind", "=", "guardian")])

    def _agree(self, volunteer, name="Eva Jung"):
        volunteer.sudo()._guardian_agrees(name, volunteer._guardian_mark())

    def _twin(self, name="Nora Jung", **values):
        return self._new_volunteer(
            name,
            **{
                "state": "onboarding",
                "age_class": "16_17",
                "supervisor_name": "Frau Ott",
                "guardian_email": MAIL,
                "kind_ids": [Command.set(self.kind.ids)],
                **values,
            },
        )

    def _merge(self, kept, other):
        partners = kept.partner_id, other.partner_id
        self.env["base.partner.merge.automatic.wizard"]._merge(
            [row.id for row in partners], partners[0]
        )
        self.env.invalidate_all()

    # -- two entries of one person

    def test_merged_after_a_consent_was_withdrawn(self):
        """What the guardian took back is not there again by a merge."""
        twin = self._twin()
        twin._record_guardian(
            "Mutter Jung", "paper", fields.Date.from_string("2020-01-01")
        )
        self._ask()
        self.nora.sudo()._guardian_refuses()
        self._merge(self.nora, twin)
        self.assertEqual(self.nora.guardian_answer, "declined")
        self.assertFalse(self.nora.guardian_how)

    def test_merged_consents_do_not_mix(self):
        other = self.kind.copy({"name": "Spüldienst"})
        twin = self._twin(kind_ids=[Command.set(other.ids)], allowed_from=10)
        for row in self.nora, twin:
            row.action_mail_guardian()
            self._agree(row)
        self._merge(self.nora, twin)
        self.assertEqual(self.nora.guardian_kind_ids, self.kind)
        self.assertNotIn("Spüldienst", self.nora.guardian_terms)

    def test_merged_consent_of_the_other_entry(self):
        twin = self._twin()
        twin.action_mail_guardian()
        self._agree(twin)
        terms = twin.guardian_terms
        self._merge(self.nora, twin)
        nora = self.nora
        self.assertEqual(
            (nora.guardian_answer, nora.guardian_how, nora.guardian_terms),
            ("agreed", "page", terms),
        )
        self.assertEqual(nora.guardian_kind_ids, self.kind)
        self.assertTrue(self._links()._is_valid())

    def test_merged_while_asked_and_agreed_on_paper(self):
        """A question of the other entry is not asked any more."""
        self.nora._record_guardian("Mutter Jung", "paper")
        twin = self._twin()
        twin.action_mail_guardian()
        link = self._link_in(self._mails(MAIL)[0])
        self._merge(self.nora, twin)
        self.assertEqual(self.nora.guardian_how, "paper")
        self.assertFalse(self.nora.guardian_answer)
        self._get(link, 404)

    # -- another office, and the end

    def test_handed_over_while_asked(self):
        """The new office is not told to wait for an answer that cannot come."""
        self._ask()
        self.nora.partner_id.with_user(self.coordinator)._quartier_handover(
            self.ost, "umgezogen"
        )
        nora = self.nora.sudo()
        self.assertEqual(nora.quartier_id, self.ost)
        self.assertFalse(nora.guardian_answer)
        self.assertFalse(self._links())

    def test_ended_while_asked(self):
        """Nobody is told that the guardian of somebody who left has not answered."""
        self._ask()
        self.nora._end("Umzug")
        self.assertFalse(self.nora.guardian_answer)
        later = fields.Datetime.now() + timedelta(days=31)
        with self._committing(), freeze_time(later):
            self.env["quartier.volunteer.link"]._cron_delete_outdated()
        self.assertFalse(self.nora.activity_ids)

    def test_question_that_has_ended_does_not_leave(self):
        twin = self._twin(name="Leo Jung")
        twin.action_mail_guardian()
        [kept] = self._mails(MAIL)
        self._ask()
        self.nora._end("Umzug")
        self.assertEqual(self._mails(MAIL), kept)

    def test_erased_while_the_mail_waits(self):
        self._ask()
        message = self._mails(MAIL).mail_message_id
        self.nora._end("Umzug")
        self.nora.partner_id.with_user(self.manager)._quartier_erase("request")
        self.assertFalse(self._mails(MAIL) or message.exists())

    # -- asked anew

    def test_declined_after_a_consent(self):
        """Who is on shifts by an earlier consent is looked at."""
        self._ask()
        self._agree(self.nora)
        self._ask()
        self.nora.sudo()._guardian_refuses()
        self.assertFalse(self.nora.guardian_how)
        self.assertIn("coming shifts", str(self.nora.activity_ids.mapped("summary")))
