from werkzeug.exceptions import BadRequest, NotFound

from odoo.http import request


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
        default = request.env["ir.http"]._get_default_lang()
        if request.env.lang == default.code:
            request.update_context(lang=quartier.lang)

    def _page(self, template, values):
        """Render a page that says in which language it is."""
        language = {"lang": request.env.lang.replace("_", "-")}
        return request.render(template, {"html_data": language, **values})
