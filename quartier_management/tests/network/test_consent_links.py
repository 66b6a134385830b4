from odoo.tests import tagged

from .consent_common import ConsentHttpCase


@tagged("standard", "post_install", "-at_install")
class TestConsentLinks(ConsentHttpCase):
    """A link keeps to its person, whatever becomes of that person."""

    def test_archived_person(self):
        _request, path = self._ask(self.newsletter)
        self._post(path, "agree", self.newsletter)
        self.rosa.active = False
        self._post(path, "refuse", self.newsletter)
        self.assertEqual(self._state(self.newsletter), "withdrawn")

    def test_person_of_another_office_by_now(self):
        _request, path = self._ask(self.newsletter)
        self._post(path, "agree", self.newsletter)
        self.rosa.with_user(self.office)._quartier_handover(self.ost, "moved")
        self.env.flush_all()
        page = self._post(path, "refuse", self.newsletter)
        self.assertIn("Probe-Ost", page.text)
        self.assertEqual(self._state(self.newsletter), "withdrawn")
        rows = self._rows()
        self.assertFalse(rows.with_user(self.office)._filtered_access("read"))
        self.assertEqual(
            rows.with_user(self.manager_ost)._filtered_access("read"), rows
        )

    def test_merged_person(self):
        _request, path = self._ask(self.newsletter)
        again = self._new_resident(self.office, "Rosa Geheim", email=self.rosa.email)
        self._record(partner=again)
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.rosa | again).ids, again)
        page = self._post(path, "agree", self.newsletter)
        self.assertIn(self.photo.name, page.text)
        self.assertEqual(again._quartier_may("newsletter_email"), again)

    def test_another_persons_link(self):
        """Who is asked for the same answers for nobody else."""
        request, _path = self._ask(self.newsletter)
        self.club.quartier_id = self.west
        wizard = self.env["quartier.consent.ask"].with_user(self.office)
        wizard.create(
            {"partner_id": self.club.id, "purpose_ids": self.newsletter.ids}
        ).action_ask()
        theirs = self._path_in(self._mails("club@example.org")[0])
        self._post(theirs, "agree", self.newsletter)
        self.assertEqual(self._rows(), request)
        self.assertFalse(self.rosa._quartier_may("newsletter_email"))

    def test_what_rests_on_the_law_is_not_withdrawn(self):
        """The page asks nobody to withdraw what was no consent."""
        self._record(legal_basis="legal_obligation")
        _request, path = self._ask(self.newsletter)
        page = self.url_open(path)
        self.assertNotIn("You have agreed", page.text)
        rows = self._rows()
        self._post(path, "refuse", self.photo)
        self.assertEqual(self._rows(), rows)
