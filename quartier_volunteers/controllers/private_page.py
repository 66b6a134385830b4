from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.quartier_management.controllers.public_page import PublicPage

# which link somebody has opened on this device, for the code at the door
REMEMBERED = "quartier_volunteer_link"


class PrivatePage(PublicPage):
    """Pages with personal data or a secret address: they are nobody else's.

    No controller itself: Odoo would make one of all that inherit from it.
    """

    def _private(self, template, values, status=200):
        response = self._page(template, values)
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _gone(self, quartier):
        """Say that a link opens nothing (any more), and how to get another."""
        return self._private(
            "quartier_volunteers.gone_page", {"quartier": quartier}, status=404
        )

    def _is_post(self):
        return request.httprequest.method == "POST"

    def _attempt(self, act):
        """Do what a form says.

        :param act: called without arguments
        :return: what it returned, and why it was refused; one of both is None
        :rtype: tuple[object, str | None]
        """
        try:
            # the answer is committed: what is refused half-way must not be kept
            with request.env.cr.savepoint():
                return act(), None
        except UserError as refusal:
            request.env.invalidate_all()
            return None, str(refusal)

    def _ip_hash(self):
        address = request.httprequest.remote_addr
        return request.env["quartier.volunteer.signup"]._hash_ip(address)

    def _is_mail_missing(self):
        """Tell whether an e-mail that proves an address would not leave."""
        return not request.env["ir.mail_server"]._quartier_is_set_up()
