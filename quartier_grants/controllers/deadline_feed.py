import hashlib

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route


class DeadlineFeed(Controller):
    """Somebody's deadlines, for their calendar: the address is the key."""

    @route(
        "/quartier/fristen/<string:token>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        save_session=False,
        sitemap=False,
    )
    def feed(self, token, **_kw):
        user = request.env["quartier.grant.feed"]._find_user(token)
        if not user:
            # wrong, ended, or of somebody who may not any more: the answer is the same
            raise NotFound()
        # as the person, with the rights of today, whoever's browser asks
        content = user.env["quartier.grant.feed"]._render_ical()
        etag = hashlib.sha256(content).hexdigest()[:32]
        if request.httprequest.if_none_match.contains_weak(etag):
            response = request.make_response("", status=304)
        else:
            response = request.make_response(
                content,
                headers=[
                    ("Content-Type", "text/calendar; charset=utf-8"),
                    ("Content-Disposition", 'inline; filename="fristen.ics"'),
                ],
            )
        response.set_etag(etag, weak=True)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
