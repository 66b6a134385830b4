from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

# so many columns at most: further away there is a number, and where to look
MONTHS = 12
# grants of one page
PAGE = 50
_MOST = 1_000
_FIELDS = (
    "clause",
    "date",
    "grant_id",
    "kind",
    "page",
    "program_id",
    "state",
    "subject",
    "user_id",
)


class QuartierGrantDeadline(models.Model):
    """The overview: grants as rows, months as columns, what is due as marks."""

    _inherit = "quartier.grant.deadline"

    @api.model
    @api.readonly
    def load_timeline(self, domain=None, first=None, offset=0, limit=PAGE):
        """Return what the overview draws, in one go.

        Shown is what is due from the first month on, and what is overdue from before.

        :param list domain: of the search
        :param str first: a day of the first month, ISO; by default the last month
        :param int offset: how many grants come before the page
        :param int limit: how many grants the page has
        :return: ``first``, ``months`` (key, label, whether it is the current one),
            ``rows`` (a grant, or the calls of a programme), ``total`` number of rows,
            ``limit``
        :rtype: dict
        """
        self.check_access("read")
        today = fields.Date.context_today(self)
        first = fields.Date.to_date(first) or today - relativedelta(months=1)
        first = fields.Date.start_of(first, "month")
        limit = min(max(int(limit), 1), _MOST)
        shown = Domain(domain or []) & (
            Domain("date", ">=", first) | Domain("state", "=", "overdue")
        )
        keys = self._timeline_keys(shown)
        page = keys[offset : offset + limit]
        months = self._timeline_months(first, today)
        return {
            "first": fields.Date.to_string(first),
            "months": months,
            "rows": self._timeline_rows(shown, page, first, months),
            "total": len(keys),
            "limit": limit,
        }

    def _timeline_keys(self, domain):
        """Return the rows as pairs of grant and programme: what is due first first.

        Calls belong to no grant: those of a programme share a row.
        """
        groups = self._read_group(domain, ["grant_id", "program_id"], ["date:min"])
        groups.sort(key=lambda group: (group[2], group[0].id or 0, group[1].id or 0))
        return [(grant, program) for grant, program, _first in groups]

    def _timeline_months(self, first, today):
        months = []
        for number in range(MONTHS):
            month = first + relativedelta(months=number)
            months.append(
                {
                    "key": month.strftime("%Y-%m"),
                    "label": format_date(self.env, month, date_format="LLL yyyy"),
                    "current": month == fields.Date.start_of(today, "month"),
                }
            )
        return months

    def _timeline_rows(self, domain, page, first, months):
        """Return the rows of a page with their marks, each in its column."""
        grants = [grant.id for grant, _program in page if grant]
        programs = [program.id for grant, program in page if not grant]
        mine = Domain("grant_id", "in", grants) | (
            Domain("grant_id", "=", False) & Domain("program_id", "in", programs)
        )
        found = self.search_fetch(domain & mine, _FIELDS) if page else self.browse()
        by_row = defaultdict(list)
        for row, mark in zip(found, found._timeline_marks(), strict=True):
            by_row[row.grant_id, row.program_id].append((row.date, mark))
        keys = [month["key"] for month in months]
        return [
            {
                "id": f"{grant.id or 0}-{program.id or 0}",
                "grant_id": grant.id,
                "program_id": program.id,
                "name": (grant or program).display_name,
                "note": program.display_name if grant and program else "",
                **self._timeline_cells(by_row[grant, program], first, keys),
            }
            for grant, program in page
        ]

    def _timeline_cells(self, marks, first, keys):
        """Return what is before, in and after the months.

        :param marks: pairs of day and mark, by day
        """
        cells, before, later = {key: [] for key in keys}, [], []
        for day, mark in marks:
            key = day.strftime("%Y-%m")
            if day < first:
                before.append(mark)
            elif key in cells:
                cells[key].append(mark)
            else:
                later.append(day)
        return {
            "before": before,
            "cells": [cells[key] for key in keys],
            "later": len(later),
            "later_from": later[0].strftime("%m/%Y") if later else "",
        }

    def _timeline_marks(self):
        """Return what is drawn of these rows, with all that is said of each."""
        states = dict(self._fields["state"]._description_selection(self.env))
        days = {day: format_date(self.env, day) for day in set(self.mapped("date"))}
        return [
            {
                "id": row.id,
                "kind": row.kind,
                "state": row.state,
                "day": row.date.day,
                "date": days[row.date],
                "name": row.display_name,
                "status": states[row.state],
                "title": row._timeline_title(days[row.date], states[row.state]),
            }
            for row in self
        ]

    def _timeline_title(self, day, state):
        where = [self.clause]
        if self.page:
            where.append(self.env._("page %s", self.page))
        parts = (
            f"{day}: {self.display_name}",
            state,
            # sudo: colleagues' names, as the list shows them too
            self.user_id.sudo().name,
            ", ".join(filter(None, where)),
        )
        return " · ".join(filter(None, parts))
