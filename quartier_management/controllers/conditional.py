"""Pages that clients need not load again: ETag and 304."""

import hashlib
from datetime import UTC

from odoo.http import request
from odoo.tools.lru import LRU

# how long a page may be shown without asking, in seconds
MAX_AGE = 300
# What strangers were shown last, by ETag: it names the database and all that a page
# depends on, so that nothing in here is ever out of date.
_shown = LRU(128)


class Conditional:
    """What a page depends on, as the headers of its answer.

    Strangers are visitors without session. They get none either: their pages hold no
    token of anybody, and may be kept for the next stranger, here and on the way.

    :param version: anything whose ``repr`` changes with the page
    :param datetime changed: naive, UTC: when the page changed last
    """

    def __init__(self, version, changed):
        version = (request.db, version)
        self.etag = hashlib.sha256(repr(version).encode()).hexdigest()[:32]
        self.changed = changed.replace(tzinfo=UTC, microsecond=0)
        self.stranger = (
            "session_id" not in request.httprequest.cookies
            and request.env.user._is_public()
        )

    def answer(self, make):
        """Answer 304, or with what ``make()`` returns: a response."""
        if self._is_known():
            return self._mark(request.make_response("", status=304))
        if not self.stranger:
            return self._mark(make())
        if self.etag not in _shown:
            response = make()
            if response.is_qweb:
                response.flatten()
            _shown[self.etag] = (response.get_data(), response.content_type)
        body, content_type = _shown[self.etag]
        headers = [("Content-Type", content_type)]
        return self._mark(request.make_response(body, headers=headers))

    def _is_known(self):
        """Tell whether the client has the page as it is.

        By its ETag alone: what is deleted leaves no later date, and two changes may
        share a second.
        """
        return request.httprequest.if_none_match.contains_weak(self.etag)

    def _mark(self, response):
        """Say in an answer what the client may keep."""
        response.set_etag(self.etag, weak=True)
        response.last_modified = self.changed
        response.headers["Vary"] = "Cookie, Accept-Language"
        if self.stranger:
            request.session.can_save = False
            response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
        else:
            response.headers["Cache-Control"] = "private, no-cache"
        return response
