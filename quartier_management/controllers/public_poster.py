from datetime import timedelta

from odoo import http
from odoo.http import request

from .conditional import Conditional, recalled
from .public_page import PublicPage

# printing takes its time: nobody hangs up a poster of a week further away
_NEAR = timedelta(weeks=26)


class PublicPoster(PublicPage, http.Controller):
    """The public week on paper."""

    @http.route(
        "/quartier/<string:slug>/woche.pdf",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
        multilang=False,
    )
    @recalled
    def poster(self, slug, datum="", format="a4", **params):
        quartier = self._quartier(slug)
        day = self._day(datum, quartier._poster_day(), _NEAR)
        monday = day - timedelta(days=day.weekday())
        paper = "a3" if format == "a3" else "a4"
        version, changed = quartier._public_version()
        shown = quartier.id, monday, paper, quartier.get_base_url(), version
        return Conditional.alike(("poster", shown), changed).answer(
            lambda: self._print(quartier, monday, paper)
        )

    def _print(self, quartier, monday, paper):
        # sudo: the poster holds nothing but what the public pages show
        report = request.env["ir.actions.report"].sudo()
        name = f"quartier_management.week_poster_{paper}"
        content, _kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(name, quartier.ids, {"day": monday.isoformat()})
        filename = f"{quartier.slug}-{monday}-{paper}.pdf"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", f'inline; filename="{filename}"'),
            ],
        )
