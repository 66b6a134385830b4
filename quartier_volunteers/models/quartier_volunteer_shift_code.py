import base64
from datetime import timedelta

import qrcode
from qrcode.image.svg import SvgPathImage

from odoo import api, fields, models
from odoo.tools import consteq, hmac

# a code opens nothing sooner, and nothing later after the end
BEFORE = timedelta(hours=1)
AFTER = timedelta(hours=2)
# digits of the code for phones that do not read QR codes
DIGITS = 6


class QuartierVolunteerShift(models.Model):
    """The printed code by which people say that they are there.

    It is worth nothing by itself: it opens a page on which the team, or somebody with
    a link or login of their own, checks in. It is computed, so that it can be printed
    again, and says the same after the shift was moved.
    """

    _inherit = "quartier.volunteer.shift"

    def _code(self):
        """Return the part of the address that names this shift."""
        self.ensure_one()
        return f"{self.id}-{self._code_mac()[:32]}"

    def _code_mac(self):
        # sudo: needs the database's secret
        return hmac(self.env(su=True), "quartier.volunteer.shift", self.id)

    def _code_digits(self):
        """Return what is typed where no camera reads the code."""
        self.ensure_one()
        return f"{int(self._code_mac()[32:48], 16) % 10**DIGITS:0{DIGITS}}"

    @api.model
    def _find_by_code(self, quartier, code):
        """Return the shift of a printed code, with sudo; or nothing."""
        number, _dash, _mac = code.partition("-")
        if not (number.isascii() and number.isdigit() and len(number) <= 9):
            return self.browse()
        # sudo: whoever stands before the code; the page shows no person by it
        shift = self.sudo().search(
            [("id", "=", int(number)), ("quartier_id", "=", quartier.id)]
        )
        return shift if shift and consteq(shift._code(), code) else shift.browse()

    def _is_check_in_time(self):
        """Tell whether people may check in by the code now."""
        self.ensure_one()
        now = fields.Datetime.now()
        if self.standing or self.cancelled_on:
            return False
        return self.start - BEFORE <= now <= self.stop + AFTER

    def _check_in_url(self):
        self.ensure_one()
        slug = self.quartier_id.slug
        return f"{self.get_base_url()}/quartier/{slug}/einchecken/{self._code()}"

    def _check_in_qr(self):
        """Return the code as an image for documents."""
        # as SVG, as the poster of the week does
        image = qrcode.make(
            self._check_in_url(),
            image_factory=SvgPathImage,
            error_correction=qrcode.ERROR_CORRECT_M,
            border=0,
        )
        data = base64.b64encode(image.to_string()).decode()
        return f"data:image/svg+xml;base64,{data}"
