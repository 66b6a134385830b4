import json
from datetime import timedelta
from http import HTTPStatus
from xmlrpc.client import Fault

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import AccessCase, check_each
from .table import RIGHTS
from .table_grants import GRANTS
from .table_volunteers import VOLUNTEERS

# the server warns of every refusal, and refusals are what is asked for here
EXPECTED = ("odoo.http", "odoo.addons.rpc.controllers.xmlrpc")
# for the slower XML-RPC: what is shared, what is hidden, and what core shows too freely
SAMPLE = ("organisation", "resident", "event_unpublished", "event_resident")


class RpcCase(AccessCase, HttpCase):
    """Calls arrive through a real HTTP server, in a transaction of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        cls.keys = {
            user: cls.env["res.users.apikeys"]
            .with_user(user)
            .sudo()
            ._generate(None, "test", tomorrow)
            for user in cls.users
        }

    def cells(self, subject):
        """One user for each cell, on a record of West; who works elsewhere is other."""
        for cell in self.rights[subject]:
            for user, own in self.members(cell.role):
                if cell.own is None or cell.own == (own == self.west):
                    yield user, self.west, cell

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*EXPECTED))


class JsonCase(RpcCase):
    """Each cell of a table through Odoo's external API (JSON-2)."""

    # which answers are refusals, and of what kind
    refusals = {HTTPStatus.FORBIDDEN: AccessError}

    def call(self, user, model, method, ids=(), **arguments):
        if ids:
            arguments["ids"] = list(ids)
        answer = self.url_open(
            f"/json/2/{model}/{method}",
            json=arguments,
            headers={"Authorization": f"bearer {self.keys[user]}"},
        )
        if refusal := self.refusals.get(answer.status_code):
            raise refusal(answer.json()["message"])
        self.assertEqual(answer.status_code, HTTPStatus.OK, answer.text)
        return answer.json()


@check_each(RIGHTS)
@tagged("standard", "post_install", "-at_install")
class TestAccessJson(JsonCase):
    """The roles of the office."""


@check_each(GRANTS)
@tagged("standard", "post_install", "-at_install")
class TestAccessGrantsJson(JsonCase):
    """The roles for funding."""

    rights = GRANTS


@check_each(VOLUNTEERS)
@tagged("standard", "post_install", "-at_install")
class TestAccessVolunteersJson(JsonCase):
    """The roles for volunteers."""

    rights = VOLUNTEERS


@check_each(SAMPLE)
@tagged("standard", "post_install", "-at_install")
class TestAccessXml(RpcCase):
    """A sample of the cells through the old XML-RPC interface."""

    def call(self, user, model, method, ids=(), **arguments):
        # XML-RPC knows no enumerations, and creates from positional values only
        arguments = json.loads(json.dumps(arguments))
        positional = [list(ids)] if ids else []
        if method == "create":
            positional.append(arguments.pop("vals_list"))
        try:
            return self.xmlrpc_object.execute_kw(
                self.env.cr.dbname,
                user.id,
                self.keys[user],
                model,
                method,
                positional,
                arguments,
            )
        except Fault as fault:
            if fault.faultCode == 4:  # RPC_FAULT_CODE_ACCESS_ERROR
                raise AccessError(fault.faultString)
            raise
