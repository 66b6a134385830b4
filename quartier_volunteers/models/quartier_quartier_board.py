from datetime import date, datetime
from typing import NamedTuple

from babel.dates import get_day_names

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import babel_locale_parse

from .quartier_volunteer_availability import DAYPARTS

_MAX_ID = 2**31 - 1
# dates shown of one opportunity
DATES = 12
# lists whose names stand in the pages
NAMES = (
    "quartier_language",
    "quartier_topic",
    "quartier_volunteer_kind",
    "quartier_volunteer_proof_type",
    "quartier_volunteer_skill",
    "res_company",
)


class PublicDate(NamedTuple):
    """A shift to come: aware moments of the office's clock, and free places."""

    role: str
    start: datetime
    stop: datetime
    standing: bool
    place: str
    free: int


class PublicOpportunity(NamedTuple):
    """What the world may read of an opportunity. Nothing else leaves the database.

    Topics, languages and skills are ``(id, name)``; ``times`` are ``(weekday,
    daypart)`` of the shifts to come, by the office's clock.
    """

    id: int
    name: str
    organisation: str
    summary: str
    text: str
    place: str
    when: str
    first_day: date
    last_day: date
    wanted: int
    kind: str
    min_age: int
    topics: tuple
    languages: tuple
    skills: tuple
    proofs: tuple
    times: frozenset
    dates: tuple


class QuartierQuartier(models.Model):
    """The one place that decides what the world reads of opportunities."""

    _inherit = "quartier.quartier"

    def _public_opportunities(self, filters=None):
        """Return the board: what is published and not over.

        :param dict filters: ``topic`` and ``language``: an id each; ``day``: a weekday
            from 0; ``daypart``; ``words``: words that all must be found
        :rtype: list[PublicOpportunity]
        """
        self.ensure_one()
        filters = filters or {}
        # sudo: visitors read no opportunities; the domain admits published ones only
        found = self.env["quartier.volunteer.opportunity"].sudo()
        found = found.search(
            self._public_board_domain() & self._public_board_filter(filters),
            order="name, id",
        )
        shown = self._public_board_rows(found)
        return [
            row
            for row in shown
            if self._is_at(row, filters) and self._says(row, filters)
        ]

    def _public_opportunity(self, opportunity_id):
        """Return one opportunity for the world, or None."""
        self.ensure_one()
        if not 0 < opportunity_id <= _MAX_ID:
            return None
        # sudo: as above
        found = (
            self.env["quartier.volunteer.opportunity"]
            .sudo()
            .search(self._public_board_domain() & Domain("id", "=", opportunity_id))
        )
        return self._public_board_rows(found)[0] if found else None

    def _public_board_domain(self):
        self.ensure_one()
        return (
            Domain("quartier_id", "=", self.id)
            & Domain("state", "=", "published")
            & Domain("active", "=", True)
            & (
                Domain("date_to", "=", False)
                | Domain("date_to", ">=", self._public_today())
            )
        )

    def _public_board_filter(self, filters):
        domain = Domain.TRUE
        if filters.get("topic"):
            # topics have topics below them
            domain &= Domain("topic_ids", "child_of", filters["topic"])
        if filters.get("language"):
            domain &= Domain("language_ids", "in", [filters["language"]])
        return domain

    def _is_at(self, row, filters):
        """Tell whether an opportunity is at the time that somebody looks for.

        By its shifts, else by what its times say in words; without either the times
        are to be agreed on, which fits always.
        """
        day, part = filters.get("day"), filters.get("daypart")
        if day is None and not part:
            return True
        if row.times:
            return any(
                day in (None, str_day) and part in (None, "", str_part)
                for str_day, str_part in row.times
            )
        if day is None or not row.when:
            return True
        names = get_day_names("wide", locale=babel_locale_parse(self.lang))
        words = row.when.casefold()
        named = [key for key, name in names.items() if name.casefold() in words]
        return not named or int(day) in named

    def _says(self, row, filters):
        text = " ".join(
            (row.name, row.organisation, row.summary, row.text, row.place, row.kind)
        ).casefold()
        return all(word in text for word in filters.get("words", "").casefold().split())

    def _public_board_rows(self, opportunities):
        """Return what the world may read, in few queries for any number."""
        coming = self._public_dates(opportunities)
        return [
            self._public_board_row(opportunity, coming.get(opportunity.id, []))
            for opportunity in opportunities
        ]

    def _public_board_row(self, opportunity, dates):
        kind, partner = opportunity.kind_id, opportunity.partner_id
        topics = opportunity.topic_ids | kind.topic_ids
        skills = opportunity.skill_ids | kind.skill_ids
        shown = not partner.quartier_confidential
        return PublicOpportunity(
            id=opportunity.id,
            name=opportunity.name,
            organisation=(partner.name or "") if shown else "",
            summary=opportunity.summary or "",
            text=opportunity.description or "",
            place=opportunity.place or "",
            when=opportunity.when or "",
            first_day=opportunity.date_from or None,
            last_day=opportunity.date_to or None,
            wanted=opportunity.wanted_count,
            kind=kind.name,
            min_age=kind.min_age,
            topics=tuple((row.id, row.name) for row in topics),
            languages=tuple((row.id, row.name) for row in opportunity.language_ids),
            skills=tuple((row.id, row.name) for row in skills),
            proofs=tuple(opportunity._required_proofs().mapped("name")),
            times=frozenset(self._times_of(dates)),
            dates=tuple(dates[:DATES]),
        )

    def _public_dates(self, opportunities):
        """Return the shifts to come of each opportunity's id, in order of time."""
        # sudo: as above; of shifts the world reads what PublicDate names
        shifts = self.env["quartier.volunteer.shift"].sudo()
        shifts = shifts.search(
            [
                ("opportunity_id", "in", opportunities.ids),
                ("start", ">", fields.Datetime.now()),
                ("cancelled_on", "=", False),
            ]
        )
        free = shifts._free_seats()
        dates = {}
        for shift in shifts:
            dates.setdefault(shift.opportunity_id.id, []).append(
                PublicDate(
                    shift.name,
                    self._localize(shift.start),
                    self._localize(shift.stop),
                    shift.standing,
                    shift.place or "",
                    len(free[shift]),
                )
            )
        return dates

    def _times_of(self, dates):
        for row in dates:
            if row.standing:
                continue
            for part, (first, last) in DAYPARTS.items():
                # what lasts until the evening is in the afternoon as well
                stop = row.stop.hour + row.stop.minute / 60
                stop = 24 if row.stop.date() > row.start.date() else stop
                if row.start.hour < last and stop > first:
                    yield str(row.start.weekday()), part

    @api.model
    def _public_board_options(self):
        """Return ``{parameter: [(id, name)]}`` of what can be chosen."""
        # sudo: names of shared lists, not of records of the office
        env = self.sudo().env
        return {
            key: [(row.id, row.display_name) for row in env[model].search([])]
            for key, model in (
                ("topic", "quartier.topic"),
                ("language", "quartier.language"),
                ("skill", "quartier.volunteer.skill"),
            )
        }

    def _public_board_version(self):
        """Return what changes whenever the board does, as ``_public_version``.

        :rtype: tuple[tuple, datetime]
        """
        self.ensure_one()
        _version, changed = self._public_version()
        names = SQL(" UNION ALL ").join(
            SQL(
                "SELECT COUNT(*) AS number, MAX(write_date) AS changed FROM %s",
                SQL.identifier(table),
            )
            for table in NAMES
        )
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT work.number, work.changed, shift.number, shift.changed,
                       place.number, place.changed, name.number, name.changed
                  FROM (SELECT ARRAY[COUNT(*), SUM(EXTRACT(EPOCH FROM write_date))]
                               AS number, MAX(write_date) AS changed
                          FROM quartier_volunteer_opportunity
                         WHERE quartier_id = %(id)s) work,
                       (SELECT ARRAY[COUNT(*), SUM(EXTRACT(EPOCH FROM write_date))]
                               AS number, MAX(write_date) AS changed
                          FROM quartier_volunteer_shift
                         WHERE quartier_id = %(id)s AND start > %(now)s) shift,
                       (SELECT ARRAY[COUNT(*), COUNT(seat),
                                     SUM(EXTRACT(EPOCH FROM write_date))]
                               AS number, MAX(write_date) AS changed
                          FROM quartier_volunteer_assignment
                         WHERE quartier_id = %(id)s AND start > %(now)s) place,
                       (SELECT SUM(number) AS number, MAX(changed) AS changed
                          FROM (%(names)s) list) name
                """,
                id=self.id,
                now=fields.Datetime.now(),
                names=names,
            )
        )
        dates = [value for value in row if isinstance(value, datetime)]
        # the office, its contact and the day are in there as well
        return (_version, *row), max([changed, *dates])
