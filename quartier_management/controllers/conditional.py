"""Pages that clients need not load again: ETag and 304."""

import functools
import hashlib
from datetime import UTC
from time import monotonic

from odoo.http import request
from odoo.tools.lru import LRU

# how long a page may be shown without asking, in seconds
MAX_AGE = 300
# how long a stranger is shown a page without looking whether it has changed since
RECENT = 1
# What strangers were shown last, by ETag: it names the database and all that a page
# depends on, so that nothing in here is ever out of date.
_shown = LRU(128)
# when a stranger's address was looked up last, its ETag then, and when it had changed
_recent = LRU(128)


def forget():
    """Forget all pages."""
    _shown.clear()
    _recent.clear()


def recalled(endpoint):
    """Answer strangers from memory if the page was looked up a moment ago.

    To find out whether a page has changed takes longer than all the rest, and caches
    on the way keep it for minutes anyway.

    :param endpoint: answers with a ``Conditional``
    """

    @functools.wraps(endpoint)
    def answer(self, *args, **kwargs):
        if not _is_stranger():
            return endpoint(self, *args, **kwargs)
        address = _address()  # the endpoint chooses the language
        if recent := _recall(address):
            return recent
        response = endpoint(self, *args, **kwargs)
        etag, _weak = response.get_etag()
        _recent[address] = monotonic(), etag, response.last_modified
        return response

    return answer


def _recall(address):
    looked_up, etag, changed = _recent.get(address, (None, None, None))
    if looked_up is None or monotonic() - looked_up > RECENT:
        return None
    page = Conditional(etag, changed)
    # one that is not kept is made by its endpoint, which sees what it is made of
    return page.unchanged() or page.kept()


def _address():
    """Return what a page is asked by: its links repeat host and query."""
    asked = request.httprequest
    return request.db, asked.url_root, asked.path, asked.query_string, request.env.lang


def _is_stranger():
    """Tell whether a visitor has no session.

    Strangers get none either: their pages hold no token of anybody, and may be kept for
    the next stranger, here and on the way.
    """
    return (
        "session_id" not in request.httprequest.cookies
        and not request.session.debug
        and request.env.user._is_public()
    )


class Conditional:
    """An answer that says which version of a page it is.

    :param str etag: names the version
    :param datetime changed: when the page changed last
    """

    def __init__(self, etag, changed):
        self.etag = etag
        self.changed = changed
        self.stranger = _is_stranger()

    @classmethod
    def of(cls, version, changed):
        """Return the answer for the address that is asked, in the page's language.

        :param version: anything whose ``repr`` changes with the page
        :param datetime changed: naive, UTC
        """
        user = request.env.uid, request.session.debug
        return cls.alike((_address(), user, version), changed)

    @classmethod
    def alike(cls, version, changed):
        """Return the answer for what all see alike, however they ask for it.

        It is not made anew for an address that only differs by “?x=1”.

        :param version: all that it depends on, and what tells it from other pages
        :param datetime changed: naive, UTC
        """
        name = repr((request.db, version)).encode()
        etag = hashlib.sha256(name).hexdigest()[:32]
        return cls(etag, changed.replace(tzinfo=UTC, microsecond=0))

    def answer(self, make):
        """Answer 304, or with what ``make()`` returns: a response."""
        return self.unchanged() or self.kept() or self._mark(self._keep(make()))

    def unchanged(self):
        """Return an answer of 304 if the client has the page as it is.

        By its ETag alone: what is deleted leaves no later date, and two changes may
        share a second.
        """
        if request.httprequest.if_none_match.contains_weak(self.etag):
            return self._mark(request.make_response("", status=304))
        return None

    def kept(self):
        """Return the page as the last stranger was shown it, if it is kept."""
        page = self.stranger and _shown.get(self.etag)
        if not page:
            return None
        body, content_type = page
        headers = [("Content-Type", content_type)]
        return self._mark(request.make_response(body, headers=headers))

    def _keep(self, response):
        if self.stranger:
            if response.is_qweb:
                response.flatten()
            _shown[self.etag] = response.get_data(), response.content_type
        return response

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
