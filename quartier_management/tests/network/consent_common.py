import re

from odoo.tests import HttpCase
from odoo.tools import html2plaintext

from ..common import QuartierCommon

ADDON = "quartier_management."


class ConsentCommon(QuartierCommon):
    """A confidential resident of West, an association, and the purposes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.west.partner_id.email = "west@example.org"
        cls.rosa = cls._new_resident(cls.office, email="rosa@example.org")
        cls.club = cls.env["res.partner"].create(
            {"name": "Probeverein", "is_company": True, "email": "club@example.org"}
        )
        for name in ("newsletter_email", "invitation_email", "photo"):
            purpose = cls.env.ref(f"{ADDON}quartier_consent_purpose_{name}")
            setattr(cls, name.partition("_")[0], purpose)

    @classmethod
    def _record(cls, partner=None, purpose=None, user=None, **values):
        """Record a decision as the team does."""
        consents = cls.env["quartier.consent"].with_user(user or cls.office)
        return consents.create(
            {
                "partner_id": (partner or cls.rosa).id,
                "purpose_id": (purpose or cls.photo).id,
                **values,
            }
        )

    def _ask(self, *purposes, partner=None, user=None):
        """Ask by e-mail; return the questions and the path of the page."""
        wizard = self.env["quartier.consent.ask"].with_user(user or self.office)
        wizard = wizard.create(
            {
                "partner_id": (partner or self.rosa).id,
                "purpose_ids": [purpose.id for purpose in purposes],
            }
        )
        before = self._rows()
        wizard.action_ask()
        return self._rows() - before, self._path_in(self._mails()[0])

    def _rows(self, partner=None):
        return self.env["quartier.consent"].search(
            [("partner_id", "=", (partner or self.rosa).id)]
        )

    def _mails(self, email="rosa@example.org"):
        return self.env["mail.mail"].search([("email_to", "=", email)], order="id desc")

    def _path_in(self, mail):
        text = html2plaintext(mail.body_html)
        return re.search(r"/quartier/[\w-]+/einwilligung/[\w-]+", text)[0]

    def _state(self, purpose, partner=None):
        partner = partner or self.rosa
        return self.env["quartier.consent"]._current(partner, purpose).decision


class ConsentHttpCase(ConsentCommon, HttpCase):
    """The page, as a browser without JavaScript sees it."""

    def _post(self, path, action, purpose):
        page = self.url_open(path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        return self.url_open(
            path,
            data={"csrf_token": token, "action": action, "purpose": purpose.id},
        )
