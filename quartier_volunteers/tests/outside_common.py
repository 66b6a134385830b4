import re
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import HttpCase
from odoo.tools import html2plaintext

from .common import VolunteerCommon


class OutsideCommon(VolunteerCommon):
    """An opportunity on the board, a volunteer with a shift, and a portal login."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.west.partner_id.email = "west@example.org"
        cls.opportunity = cls._new_opportunity(name="Lesepatin")
        cls.vera = cls._new_volunteer(person={"email": "vera@example.org"})

    @classmethod
    def _new_opportunity(cls, state="published", **values):
        opportunity = (
            cls.env["quartier.volunteer.opportunity"]
            .with_user(cls.coordinator)
            .create(
                {
                    "name": "Lesepatin",
                    "kind_id": cls.kind.id,
                    "wanted_count": 9,
                    **values,
                }
            )
        )
        opportunity.sudo().state = state
        return opportunity

    @classmethod
    def _new_portal_user(cls, volunteer, login):
        """Give a volunteer a login of their own."""
        volunteer.sudo().partner_id.email = login
        return (
            cls.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "login": login,
                    "password": login,
                    "partner_id": volunteer.sudo().partner_id.id,
                    "group_ids": [cls.env.ref("base.group_portal").id],
                    "lang": "en_US",
                }
            )
        )

    def _assignment(self, volunteer=None, state=None, **shift):
        """Sign somebody up for a shift, as staff would."""
        volunteer = (volunteer or self.vera).with_user(self.coordinator)
        shift = self._new_shift(**{"opportunity_id": self.opportunity.id, **shift})
        assignment = shift._request(volunteer)
        if state:
            assignment.sudo().state = state
        return assignment.with_env(self.env)

    @contextmanager
    def _committing(self, left=1):
        """Let jobs believe that they commit; a test is one transaction.

        :param left: seconds that the job is told to have left
        """
        crons = type(self.env["ir.cron"])
        with patch.object(crons, "_commit_progress", return_value=left) as commit:
            yield commit

    def _mails(self, email="vera@example.org"):
        """What waits in the queue for an address, newest first."""
        mails = self.env["mail.mail"].search([], order="id desc")
        return mails.filtered(lambda mail: email in (mail.email_to or ""))

    def _text(self, mail):
        return " ".join(html2plaintext(mail.body_html).split())

    def _link_in(self, mail):
        return re.search(r"/quartier/[^\s\]\"<]+", self._text(mail))[0]

    def _token_of(self, record, kind):
        """Return the address of a link that is given out."""
        links = self.env["quartier.volunteer.link"].sudo()
        [token] = links._issue(record.sudo(), kind).values()
        return links._path_of(record.quartier_id, kind, token)


class OutsideHttpCase(OutsideCommon, HttpCase):
    """The same through a browser without JavaScript."""

    def setUp(self):
        super().setUp()
        self.board = f"/quartier/{self.west.slug}/mitmachen"

    def _get(self, path, status=200):
        self.env.flush_all()
        response = self.url_open(path)
        self.assertEqual(response.status_code, status, path)
        return response

    def _csrf(self, path):
        found = re.search(r'name="csrf_token" value="([^"]+)"', self._get(path).text)
        return found[1]

    def _post(self, path, **values):
        """Send a form that a page shows, and follow where it leads."""
        return self.url_open(path, data={"csrf_token": self._csrf(path), **values})

    def _said(self, page):
        """What a page says, without what is new in each answer."""
        return re.sub(r'csrf_token: "[^"]+"|name="csrf_token" value="[^"]+"', "", page)

    def _signups(self):
        return self.env["quartier.volunteer.signup"].search([])

    def _volunteers(self, email):
        return self.env["quartier.volunteer"].search(
            [("partner_id.email_normalized", "=", email)]
        )
