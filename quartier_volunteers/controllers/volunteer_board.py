from urllib.parse import urlencode

from babel.dates import format_date, format_skeleton, format_time, get_day_names
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request
from odoo.tools.misc import babel_locale_parse

from odoo.addons.quartier_management.controllers.conditional import (
    Conditional,
    recalled,
)

from ..models.fit import Answers, fit
from ..models.quartier_volunteer_availability import DAYPARTS
from .private_page import PrivatePage
from .web_form import CONTROL, read_ids, read_times

BOARD = "/quartier/<string:slug>/mitmachen"
LONGEST_WORDS = 60
_ROUTE = {
    "type": "http",
    "auth": "public",
    "website": True,
    "readonly": True,
    "sitemap": False,
}


class VolunteerBoard(PrivatePage, http.Controller):
    """Where volunteers are wanted: pages parse and render, the model decides."""

    @http.route(BOARD, **_ROUTE)
    @recalled
    def board(self, slug, **params):
        quartier = self._quartier(slug)
        filters = self._board_filters(params)
        return self._board_answer(
            quartier,
            lambda: self._page(
                "quartier_volunteers.board",
                {
                    **self._board_values(quartier),
                    "filters": filters,
                    "opportunities": quartier._public_opportunities(filters),
                },
            ),
        )

    @http.route(BOARD + "/<int:opportunity_id>", **_ROUTE)
    @recalled
    def opportunity(self, slug, opportunity_id, **params):
        quartier = self._quartier(slug)
        opportunity = quartier._public_opportunity(opportunity_id)
        if not opportunity:
            raise NotFound()
        return self._board_answer(
            quartier,
            lambda: self._page(
                "quartier_volunteers.board_opportunity",
                {**self._board_values(quartier), "opportunity": opportunity},
            ),
        )

    # without a token: nothing is stored, nobody can be made to do anything by it. A
    # form by POST all the same, as an address with answers stays in many places.
    @http.route(
        BOARD + "/passt",
        methods=["GET", "POST"],
        csrf=False,
        save_session=False,
        **_ROUTE,
    )
    def fits(self, slug, **post):
        quartier = self._quartier(slug)
        answers = self._answers() if self._is_post() else None
        found = []
        if answers:
            found = [
                (row, fit(row, answers)) for row in quartier._public_opportunities()
            ]
            found.sort(key=lambda pair: (-pair[1].score, pair[0].name))
        return self._private(
            "quartier_volunteers.board_fits",
            {
                **self._board_values(quartier),
                "answers": answers,
                "ticked": self._ticked(answers),
                "found": found,
            },
        )

    def _answers(self):
        form = request.httprequest.form
        age = form.get("age", "")
        return Answers(
            topics=read_ids(form.getlist("topic")),
            languages=read_ids(form.getlist("language")),
            skills=read_ids(form.getlist("skill")),
            times=read_times(form.getlist("time")),
            age=int(age) if age.isascii() and age.isdigit() and len(age) < 4 else None,
        )

    def _ticked(self, answers):
        """Return what was ticked by name of the checkboxes."""
        if not answers:
            return {"topic": (), "language": (), "skill": (), "time": (), "age": ""}
        return {
            "topic": answers.topics,
            "language": answers.languages,
            "skill": answers.skills,
            "time": answers.times,
            "age": "" if answers.age is None else answers.age,
        }

    def _board_answer(self, quartier, make):
        return Conditional.of(*quartier._public_board_version()).answer(make)

    def _board_filters(self, params):
        """Return the filters of an address; what is none filters nothing."""
        filters = self._filters(params)
        filters = {key: filters[key] for key in ("topic", "language") if key in filters}
        if params.get("tag") in tuple("0123456"):
            filters["day"] = params["tag"]
        if params.get("zeit") in DAYPARTS:
            filters["daypart"] = params["zeit"]
        words = CONTROL.sub(" ", params.get("suche", ""))[:LONGEST_WORDS].strip()
        if words:
            filters["words"] = words
        return filters

    def _board_values(self, quartier):
        locale = babel_locale_parse(request.env.lang)
        rows = request.env["quartier.volunteer.availability"]
        parts = rows._fields["daypart"]._description_selection(request.env)
        return {
            "quartier": quartier,
            "office": quartier._public_office(),
            "options": quartier._public_board_options(),
            "weekdays": [
                (str(day), name)
                for day, name in sorted(get_day_names("wide", locale=locale).items())
            ],
            "dayparts": parts,
            "board_url": f"/quartier/{quartier.slug}/mitmachen",
            "urlencode": urlencode,
            "format_day": lambda day: format_date(day, "long", locale=locale),
            "format_weekday": lambda day: format_skeleton(
                "yMMMMEEEEd", day, locale=locale
            ),
            # aware moments: babel would otherwise move them to UTC
            "format_clock": lambda moment: format_time(
                moment, "short", tzinfo=moment.tzinfo, locale=locale
            ),
        }
