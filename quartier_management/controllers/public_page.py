from datetime import date, timedelta

from werkzeug.exceptions import BadRequest, NotFound

from odoo.http import request

from .conditional import Conditional

_MAX_ID = 2**31 - 1
# further away there is nothing to see, but endless weeks for robots to visit
_FAR = timedelta(days=3653)


class PublicPage:
    """What the public pages of a neighbourhood have in common.

    No controller itself: Odoo would make one of all that inherit from it.
    """

    def _quartier(self, slug):
        """Return the neighbourhood of an address, with sudo, in the page's language.

        :raise NotFound: there is none
        """
        if not slug.isprintable():
            # %00 in an address: neither the database nor core's page for 404 takes it
            raise BadRequest()
        quartier = request.env["quartier.quartier"]._public_by_slug(slug)
        if not quartier:
            raise NotFound()
        self._speak_office_language(quartier)
        return quartier.with_context(lang=request.env.lang)

    def _speak_office_language(self, quartier):
        """The office's language, unless the address asks for another one."""
        if request.env.lang == quartier.lang:
            return
        default = request.env["ir.http"]._get_default_lang()
        if request.env.lang == default.code:
            request.update_context(lang=quartier.lang)

    def _page(self, template, values):
        """Render a page that says in which language it is."""
        language = {"lang": request.env.lang.replace("_", "-")}
        return request.render(template, {"html_data": language, **values})

    def _conditional(self, quartier):
        """Return the answer that tells clients whether a page has changed."""
        return Conditional.of(*quartier._public_version())

    def _page_url(self, slug):
        """Return the absolute address of the neighbourhood's pages."""
        return f"{request.httprequest.url_root.rstrip('/')}/quartier/{slug}"

    def _day(self, text, today, far=_FAR):
        """Return the day that an address asks for, today if it names none near."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return today
        return day if abs(day - today) < far else today

    def _filters(self, params):
        """Return the filters of an address; what is no id filters nothing."""
        filters = {}
        for key in ("audience", "language", "topic"):
            text = params.get(key, "")
            if text.isascii() and text.isdigit() and len(text) <= 10:
                filters[key] = min(int(text), _MAX_ID)
        if params.get("barrier_free") == "1":
            filters["barrier_free"] = 1
        return filters
