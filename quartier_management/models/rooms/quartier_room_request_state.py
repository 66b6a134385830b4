from datetime import timedelta
from ipaddress import ip_address, ip_network

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, hmac
from odoo.tools.mail import formataddr, plaintext2html

from .quartier_room_request import OPEN

# so long somebody may take to answer the first e-mail
CONFIRM_WITHIN = timedelta(hours=48)

# from one connection, and for one e-mail address, within so long
COUNTED = timedelta(hours=1)
PER_HOUR = {"ip_hash": 10, "email": 3}


def _network(address):
    """Return what has one sender: an address, or the /64 of a household.

    :param str address: what the server, or a proxy before it, takes for one
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        # all senders that a proxy hides count as one
        return str(address)
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ip_network((parsed, 64 if parsed.version == 6 else 32), False))


class QuartierRoomRequest(models.Model):
    """From the form on the web to a promise, or to an answer why not.

    Methods with an underscore are called by the public pages, for whoever has the
    link or is signed in; the team decides with the ``action_`` ones.
    """

    _inherit = "quartier.room.request"

    # -- who asks

    @api.model
    def _hash_ip(self, address):
        """Return what is kept of a sender's address, for about an hour."""
        # sudo: needs the database's secret
        return hmac(self.env(su=True), "quartier.room.request", _network(address))

    @api.model
    def _too_many(self, ip_hash, email):
        """Tell whether there were enough requests from there in the past hour."""
        since = fields.Datetime.now() - COUNTED
        wanted = {"ip_hash": ip_hash, "email": email}
        # sudo: only counts
        return any(
            self.sudo().search_count(
                [(name, "=", wanted[name]), ("create_date", ">=", since)], limit=most
            )
            >= most
            for name, most in PER_HOUR.items()
        )

    @api.model
    def _submit(self, values, partner=None):
        """Note what was asked on the public page, and write to whoever asked.

        :param dict values: of white-listed fields
        :param partner: ``res.partner`` of a login that proves the e-mail address
        :return: the request, as the system sees it
        """
        requests = self.with_user(SUPERUSER_ID).with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True
        )
        request = requests.create(
            {**values, "partner_id": partner.id if partner else False}
        )
        if partner:
            request._open()
            if request.room_id._books_directly(partner):
                request._approve_if_free()
        if request.state != "approved":
            request._send("received")
        return request

    def _confirm(self):
        """The e-mail address is proven: now the team learns of it.

        :raise UserError: too late, though the request has not been deleted yet
        """
        self.ensure_one()
        self._lock()
        if self.state != "unconfirmed":
            return
        if self.create_date < self.env.cr.now() - CONFIRM_WITHIN:
            raise UserError(
                self.env._(
                    "This link was valid for 48 hours. Please ask for the room again."
                )
            )
        self.with_user(SUPERUSER_ID)._open()

    def _open(self):
        self.state = "open"
        self._remind_team(self.env._("Decide on the request for a room"))

    def _answer(self, text):
        """Note what was answered to the office's question."""
        self.ensure_one()
        self._lock()
        request = self.with_user(SUPERUSER_ID)
        if request.state != "asked":
            raise UserError(self.env._("There is no question to answer at present."))
        request.message_post(
            body=plaintext2html(text),
            author_id=False,
            email_from=formataddr((self.contact_name, self.email)),
            subtype_xmlid="mail.mt_note",
        )
        request.state = "open"
        request._remind_team(request.env._("The question has been answered"))

    def _may_withdraw(self):
        """Tell whether whoever asked may still take the request back."""
        self.ensure_one()
        if self.state == "approved":
            return self.booking_id.state in ("request", "hold", "confirmed") and (
                self.booking_id.start > fields.Datetime.now()
            )
        return self.state in ("unconfirmed", *OPEN)

    def _withdraw(self):
        """Whoever asked does not need the room any more: it is free again.

        What was never confirmed was perhaps sent by somebody else: nothing is kept.
        """
        self.ensure_one()
        self._lock()
        request = self.with_user(SUPERUSER_ID)
        if request.state == "unconfirmed":
            request.unlink()
            return
        if not request._may_withdraw():
            raise UserError(
                self.env._("This request is over and cannot be withdrawn any more.")
            )
        promised = request.state == "approved"
        request.state = "withdrawn"
        request._done_reminding()
        if promised:
            office = request._in_office_language()
            # the reason names nobody: others read it as well
            request.booking_id.action_cancel(
                office.env._("Withdrawn by the group that asked for the room.")
            )
            request._remind_team(
                office.env._("Has been withdrawn: the room is free again")
            )

    # -- who decides

    def action_approve(self):
        """Promise the room, enter the event and the contact, write to who asked.

        :raise ValidationError: the room is not free, or not for this
        """
        self._check_decidable()
        for request in self:
            request._approve()

    def _ask(self, question):
        """Ask whoever asked before deciding.

        :param str question: is mailed, and shown on the page of the request
        """
        self.ensure_one()
        self._check_decidable()
        # sudo: no client writes the state; rights were checked above
        self.sudo().write({"state": "asked", "question": question})
        self._send("question")

    def _decline(self, reason):
        """Say no.

        :param str reason: is mailed, and shown on the page of the request
        """
        self._check_decidable()
        # sudo: as above
        self.sudo().write({"state": "declined", "reason": reason})
        self._done_reminding()
        for request in self:
            request._send("declined")

    def action_ask(self):
        """Open the dialog for a question."""
        return self._reply_action("question", self.env._("Ask Back"))

    def action_decline(self):
        """Open the dialog for the reason."""
        return self._reply_action("declined", self.env._("Decline"))

    def _reply_action(self, kind, title):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_room_request_reply_action"
        )
        return {
            **action,
            "name": title,
            "context": {"default_request_ids": self.ids, "default_kind": kind},
        }

    def _check_decidable(self):
        """Only the team decides, and once.

        :raise AccessError: somebody else's office
        :raise UserError: decided already, or the e-mail is not confirmed yet
        """
        self.check_access("write")
        self._lock()
        self._check_open()

    def _check_open(self):
        """:raise UserError: a request is decided, or not confirmed yet"""
        states = dict(self._fields["state"]._description_selection(self.env))
        for request in self:
            if request.state not in OPEN:
                raise UserError(
                    self.env._(
                        "“%(request)s” cannot be decided. Its state is: %(state)s",
                        request=request.display_name,
                        state=states[request.state],
                    )
                )

    def _lock(self):
        """Wait for whoever decides at the same time.

        If they did, PostgreSQL has this transaction start anew, and it sees what they
        decided.
        """
        self.env.cr.execute(
            SQL(
                "SELECT id FROM quartier_room_request WHERE id IN %s FOR UPDATE",
                self._ids,
            ),
            log_exceptions=False,
        )

    def _approve_if_free(self):
        """Who may book directly has the room at once; else the team decides."""
        try:
            with self.env.cr.savepoint():
                self._approve()
        except ValidationError:
            # somebody was faster, or it needs an exception: it stays open
            self.invalidate_recordset()

    # -- what the team has to do

    def _remind_team(self, summary):
        for request in self:
            office = request.quartier_id
            user = office.manager_id or office.member_ids[:1]
            if user:
                request.with_context(lang=office.lang).activity_schedule(
                    "mail.mail_activity_data_todo", summary=summary, user_id=user.id
                )

    def _done_reminding(self):
        # sudo: whoever of the team decides, nobody else has to
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
