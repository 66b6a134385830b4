"""Pages that clients need not load again: ETag, Last-Modified and 304."""

import hashlib
from datetime import UTC

from odoo.http import request

# how long a page may be shown without asking, in seconds
MAX_AGE = 300


class Conditional:
    """What a page depends on, as the headers of its answer.

    :param version: anything whose ``repr`` changes with the page
    :param datetime changed: naive, UTC: when the page changed last
    """

    def __init__(self, version, changed):
        self.etag = hashlib.sha256(repr(version).encode()).hexdigest()[:32]
        self.changed = changed.replace(tzinfo=UTC, microsecond=0)

    def is_known(self):
        """Tell whether the client has the page as it is."""
        asked = request.httprequest
        if asked.if_none_match:
            return asked.if_none_match.contains_weak(self.etag)
        since = asked.if_modified_since
        return bool(since) and since >= self.changed

    def mark(self, response):
        """Say in an answer what the client may keep."""
        response.set_etag(self.etag, weak=True)
        response.last_modified = self.changed
        response.headers["Vary"] = "Cookie, Accept-Language"
        if request.env.user._is_public():
            response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
        else:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    def answer(self, make):
        """Answer 304, or with what ``make()`` returns."""
        if request.httprequest.method in ("GET", "HEAD") and self.is_known():
            return self.mark(request.make_response("", status=304))
        return self.mark(make())
