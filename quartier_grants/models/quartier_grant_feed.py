import hashlib
import secrets

from odoo import api, fields, models
from odoo.tools import consteq

from .quartier_grant_deadline import PENDING


class QuartierGrantFeed(models.Model):
    """The address under which somebody's calendar reads the deadlines, without a login.

    Only the digest of its token is stored: the address is shown once, to the person.
    Nobody has rights to this model; its public methods concern whoever calls them.
    """

    _name = "quartier.grant.feed"
    _description = "Calendar Feed of Deadlines"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    digest = fields.Char(required=True, index=True)
    issued_on = fields.Datetime(required=True, default=fields.Datetime.now)

    _user_uniq = models.UniqueIndex("(user_id)", "Each person has one address.")

    @api.model
    @api.readonly
    def status(self):
        """Return since when one's own address exists, as text; empty if there is none.

        :rtype: dict
        """
        return {"since": self._since()}

    @api.model
    def renew(self):
        """Make a new address for oneself; the one before ends.

        :return: ``url``, which is known here only, and ``since``
        :rtype: dict
        """
        self._check_may()
        token = secrets.token_urlsafe(32)
        vals = {"digest": self._digest(token), "issued_on": fields.Datetime.now()}
        if feed := self._own():
            feed.write(vals)
        else:
            # sudo: nobody has rights to feeds; this one is the user's own
            self.sudo().create({**vals, "user_id": self.env.uid})
        url = f"{self.get_base_url()}/quartier/fristen/{token}.ics"
        return {"url": url, "since": self._since()}

    @api.model
    def revoke(self):
        """End one's own address."""
        self._own().unlink()
        return {"since": self._since()}

    def _check_may(self):
        """:raise AccessError: the user reads no deadlines"""
        self.env["quartier.grant.deadline"].check_access("read")

    @api.model
    def _own(self):
        # sudo: nobody has rights to feeds; found by the user alone
        return self.sudo().search([("user_id", "=", self.env.uid)])

    def _since(self):
        issued = self._own().issued_on
        return issued and self.env["ir.qweb.field.datetime"].value_to_html(issued, {})

    @api.model
    def _digest(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _find_user(self, token):
        """Return whose address it is, if that person still may read deadlines.

        :param str token: from the address
        :return: one ``res.users``, with the rights of that person, or none
        """
        digest = self._digest(token)
        # sudo: nobody has rights to feeds; found by the digest alone
        feed = self.sudo().search([("digest", "=", digest)], limit=1)
        if not feed or not consteq(feed.digest, digest):
            return self.env["res.users"]
        user = feed.user_id
        user = user.with_user(user).with_context(lang=user.lang, tz=user.tz)
        allowed = (
            user.active
            and not user.share
            and user.env["quartier.grant.deadline"].has_access("read")
        )
        return user if allowed else user.browse()

    @api.model
    def _entries(self):
        """Return what the user's calendar shows: what is still to be done.

        :rtype: quartier.grant.deadline
        """
        return self.env["quartier.grant.deadline"].search([("state", "in", PENDING)])
