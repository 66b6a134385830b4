import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytz

from odoo import api, models
from odoo.fields import Domain

_SLUG = re.compile(r"[a-z0-9-]{1,200}")
_MAX_ID = 2**31 - 1
# what residents may filter by: parameter of the address → field of the event
_FILTERS = {
    "audience": "quartier_audience_ids",
    "language": "quartier_language_ids",
    "topic": "quartier_topic_ids",
}


class PublicOffice(NamedTuple):
    """What the world may read of a neighbourhood's office."""

    name: str
    slug: str
    street: str
    zip: str
    city: str
    phone: str
    email: str
    has_rooms: bool


class PublicEvent(NamedTuple):
    """What the world may read of an event. Nothing else leaves the database.

    ``start`` and ``stop`` are aware, on the office's clock, ``changed`` in UTC; an
    all-day event counts by ``first_day`` and ``last_day`` (both inclusive) alone.
    """

    id: int
    name: str
    all_day: bool
    start: datetime
    stop: datetime
    first_day: date
    last_day: date
    location: str
    text: str
    cost: str
    registration: str
    barrier_free: bool
    category: str
    audiences: tuple
    languages: tuple
    topics: tuple
    cancelled: bool
    cancel_reason: str
    changed: datetime


class QuartierQuartier(models.Model):
    """The one place that decides what residents read of the agenda."""

    _inherit = "quartier.quartier"

    @api.model
    def _public_by_slug(self, slug):
        """Return the neighbourhood of a public address, or none."""
        if not _SLUG.fullmatch(slug):
            return self.browse()
        # sudo: visitors know the address only; read through _public_office() and
        # _public_events(), which pass on listed fields
        domain = [("slug", "=", slug), ("active", "=", True)]
        return self.sudo().search_fetch(domain, ["slug", "lang", "tz"])

    def _public_office(self):
        self.ensure_one()
        return PublicOffice(
            self.name,
            self.slug,
            self.street or "",
            self.zip or "",
            self.city or "",
            self.phone or "",
            self.email or "",
            any(self.room_ids.mapped("requestable")),
        )

    def _public_today(self):
        self.ensure_one()
        return datetime.now(pytz.timezone(self.tz)).date()

    def _public_events(self, first_day, last_day, filters=None):
        """Return what the world may read of some days, in order of time.

        :param date first_day: and ``last_day``, both inclusive, of the office's clock
        :param dict filters: ``audience``, ``language``, ``topic``: an id each;
            ``barrier_free``: true
        :rtype: list[PublicEvent]
        """
        self.ensure_one()
        # a day more at both ends: the office's midnight is not that of UTC
        domain = (
            self._public_domain()
            & Domain(
                "start",
                "<",
                datetime.combine(last_day, datetime.min.time()) + timedelta(days=2),
            )
            & Domain(
                "stop",
                ">",
                datetime.combine(first_day, datetime.min.time()) - timedelta(days=1),
            )
            & self._public_filter_domain(filters or {})
        )
        # sudo: public visitors read no events; the domain admits published ones only
        events = self.env["calendar.event"].sudo().search(domain, order="start, id")
        shown = [self._public_event(event) for event in events]
        return [
            event
            for event in shown
            if event.first_day <= last_day and event.last_day >= first_day
        ]

    def _public_single_event(self, event_id):
        """Return one event for the world, or None."""
        self.ensure_one()
        if not 0 < event_id <= _MAX_ID:
            return None
        # sudo: as in _public_events
        event = (
            self.env["calendar.event"]
            .sudo()
            .search(self._public_domain() & Domain("id", "=", event_id))
        )
        return self._public_event(event) if event else None

    def _public_domain(self):
        """Public is what says so itself: core's “only internal users” is not."""
        self.ensure_one()
        return (
            Domain("quartier_id", "=", self.id)
            & Domain("quartier_published", "=", True)
            & Domain("privacy", "=", "public")
            & Domain("active", "=", True)
        )

    def _public_filter_domain(self, filters):
        domain = Domain.TRUE
        for key, field in _FILTERS.items():
            if filters.get(key):
                # topics have topics below them
                operator = "child_of" if key == "topic" else "in"
                domain &= Domain(field, operator, [filters[key]])
        if filters.get("barrier_free"):
            domain &= Domain("quartier_barrier_free", "=", True)
        return domain

    @api.model
    def _public_filter_options(self):
        """Return ``{parameter: [(id, name)]}`` of what can be chosen."""
        events = self.env["calendar.event"]
        # sudo: names of shared lists, not of records of the office
        return {
            key: [
                (record.id, record.display_name)
                for record in self.env[events._fields[field].comodel_name]
                .sudo()
                .search([])
            ]
            for key, field in _FILTERS.items()
        }

    def _public_event(self, event):
        start, stop = self._localize(event.start), self._localize(event.stop)
        if event.allday:
            first_day, last_day = event.start_date, event.stop_date
        else:
            first_day = start.date()
            # what ends at midnight does not belong to the new day
            last_day = max(first_day, (stop - timedelta(microseconds=1)).date())
        return PublicEvent(
            id=event.id,
            name=event.name,
            all_day=event.allday,
            start=start,
            stop=stop,
            first_day=first_day,
            last_day=last_day,
            location=event.location or "",
            text=event.quartier_public_text or "",
            cost=event.quartier_cost or "",
            registration=event.quartier_registration or "",
            barrier_free=event.quartier_barrier_free,
            category=event.quartier_category_id.name or "",
            audiences=tuple(event.quartier_audience_ids.mapped("name")),
            languages=tuple(event.quartier_language_ids.mapped("name")),
            topics=tuple(event.quartier_topic_ids.mapped("name")),
            cancelled=bool(event.quartier_cancelled_on),
            cancel_reason=event.quartier_cancel_reason or "",
            changed=pytz.utc.localize(event.write_date.replace(microsecond=0)),
        )
