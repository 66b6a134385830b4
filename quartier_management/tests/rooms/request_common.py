import re

from odoo.tests import HttpCase
from odoo.tools import html2plaintext

from .common import RoomCommon


class RequestCommon(RoomCommon):
    """Requests for rooms of West, as the public pages enter them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.west.partner_id.email = "west@example.org"

    @classmethod
    def _new_request(cls, partner=None, confirmed=True, **values):
        request = cls.env["quartier.room.request"]._submit(
            {
                "room_id": cls.room.id,
                "start": "2030-03-04 10:00:00",
                "stop": "2030-03-04 12:00:00",
                "attendance": 12,
                "purpose": "Chorprobe",
                "contact_name": "Rosa Geheim",
                "email": "rosa@example.org",
                "phone": "0151 123",
                **values,
            },
            partner,
        )
        if confirmed:
            request._confirm()
        return request.with_env(cls.env)

    def _mails(self, request=None):
        """What waits in the queue for whoever asked, newest first."""
        return self.env["mail.mail"].search(
            [("email_to", "=", request.email if request else "rosa@example.org")],
            order="id desc",
        )

    def _text(self, mail):
        return " ".join(html2plaintext(mail.body_html).split())

    def _reply(self, requests, kind, text, user=None):
        wizard = self.env["quartier.room.request.reply"].with_user(user or self.office)
        wizard = wizard.create(
            {"request_ids": requests.ids, "kind": kind, "text": text}
        )
        wizard.action_send()


class RequestHttpCase(RequestCommon, HttpCase):
    """The same through a browser without JavaScript."""

    def setUp(self):
        super().setUp()
        self.path = f"/quartier/{self.west.slug}/raum-anfragen"
        self.typed = {
            "room_id": str(self.room.id),
            "date": "2030-03-04",
            "time_from": "11:00",
            "time_to": "13:00",
            "attendance": "12",
            "purpose": "Chorprobe",
            "group_name": "",
            "contact_name": "Rosa Geheim",
            "email": "Rosa@Example.org",
            "phone": "0151 1234567",
            "message": "",
        }

    def _csrf(self, path):
        page = self.url_open(path).text
        return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def _post(self, path=None, **values):
        """Send the form that a page shows, and follow where it leads."""
        path = path or self.path
        return self.url_open(path, data={"csrf_token": self._csrf(path), **values})

    def _ask(self, **values):
        return self._post(**{**self.typed, **values})

    def _requests(self):
        return self.env["quartier.room.request"].search(
            [("quartier_id", "=", self.west.id)]
        )
