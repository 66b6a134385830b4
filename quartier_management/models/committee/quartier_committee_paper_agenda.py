import re
from collections import Counter, defaultdict
from datetime import timedelta

from odoo import models
from odoo.fields import Domain

from .period import Sentence
from .prose import Prose

# so many events of a kind are told one by one, more of them in one summary
SINGLY = 5
# so many titles and actors are named in a summary
NAMED = 5


class QuartierCommitteePaper(models.Model):
    """What the paper says of the events in the period and of those planned after it."""

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        sentences = super()._collect_statements(period)
        events = self._reported_events(period)
        actors = self._actors_of(events)
        kinds = defaultdict(list)
        for event in events:
            ahead = self._days_of(event, period)[0] > period.last
            duty, category = event.quartier_duty_id, event.quartier_category_id
            kinds[ahead, duty, category].append(event.id)
        for (ahead, duty, category), ids in kinds.items():
            group = events.browse(ids)
            single = group if len(group) <= SINGLY else self._told_by_authors(group)
            sentences += self._tell_each(single, duty, actors, period)
            if rest := group - single:
                sentences += self._tell_kind(
                    rest, category, duty, actors, period, ahead
                )
        return sentences

    def _told_by_authors(self, events):
        """Return the events whose statements authors reworded or left out.

        They stay by themselves, however many there are of the kind: a summary would
        tell them again.
        """
        decided = self.statement_ids.filtered(
            lambda row: row.dropped or row.origin == "rewritten"
        )
        keys = set(decided.mapped("key"))
        return events.filtered(lambda event: f"event:{event.id}" in keys)

    def _reported_events(self, period):
        """Return what happened in the period or is planned beyond, in order of time.

        Private events are nobody's business but their attendees'.
        """
        first, stop = period.bounds
        day = timedelta(days=1)
        events = self.env["calendar.event"].search(
            Domain("quartier_id", "=", self.quartier_id.id)
            # all-day events are stored by day, not by the office's clock
            & Domain("stop", ">=", first - day)
            & Domain("start", "<", stop + day)
            & Domain("privacy", "!=", "private")
            & self._only_project("quartier_project_id", period),
            order="start, id",
        )

        def reported(event):
            first, last = self._days_of(event, period)
            return period.first <= last and first <= period.outlook

        return events.filtered(
            lambda event: event.effective_privacy != "private" and reported(event)
        )

    def _only_project(self, name, period):
        """Return what narrows records down to the one project that is reported.

        :param str name: of the field that links a record with its project
        """
        if not period.project_id:
            return Domain.TRUE
        return Domain(name, "=", period.project_id)

    def _days_of(self, event, period):
        """Return first and last day of an event, by the office's clock."""
        if event.allday:
            return event.start_date, event.stop_date or event.start_date
        first = period.day(event.start)
        # until midnight is still the same day
        end = (event.stop or event.start) - timedelta(seconds=1)
        return first, max(first, period.day(end))

    def _actors_of(self, events):
        """Return who takes part in which event, those with the lead first.

        Confidential persons are never named, and other persons by their office only:
        whoever has none came as a private person.

        :return: ``{event id: [(role, name), …]}``
        """
        rows = self.env["quartier.event.participation"].search_fetch(
            [
                ("event_id", "in", events.ids),
                ("partner_id", "!=", self.quartier_id.partner_id.id),
            ],
            ["event_id", "partner_id", "role"],
        )
        names = self._names_of(rows.partner_id)
        actors = defaultdict(list)
        for row in rows:
            if name := names.get(row.partner_id.id):
                actors[row.event_id.id].append((row.role, name))
        return actors

    def _names_of(self, partners):
        """Return how the paper names contacts, by id: not those out of sight."""
        visible = self.env["res.partner"].with_context(active_test=False)
        visible = visible.search([("id", "in", partners.ids)])
        return {partner.id: self._name_of(partner) for partner in visible}

    def _name_of(self, partner):
        if partner.quartier_confidential:
            return ""
        name = Prose(self.env).name(partner.name)
        if partner.is_company:
            return name
        return f"{name} ({partner.function})" if partner.function else ""

    def _tell_each(self, events, duty, actors, period):
        return [
            Sentence(
                f"event:{event.id}",
                "facts",
                self._text_event(event, actors[event.id], period),
                event,
                duty,
            )
            for event in events
        ]

    def _text_event(self, event, actors, period):
        prose = Prose(self.env)
        first, last = self._days_of(event, period)
        values = {"name": prose.name(event.name), "place": self._place_of(event)}
        values["when"] = (
            self.env._("On %(day)s", day=prose.day(first))
            if first == last
            else self.env._("From %(days)s", days=prose.days(first, last))
        )
        if event.quartier_cancelled_on:
            return self.env._(
                "%(when)s, “%(name)s”%(place)s was to take place; it was cancelled"
                " (%(reason)s).",
                reason=event.quartier_cancel_reason,
                **values,
            )
        if first > min(period.last, period.today):
            what = self.env._("%(when)s, “%(name)s”%(place)s is planned.", **values)
            return prose.join(what, *self._text_actors(actors, planned=True))
        what = self.env._("%(when)s, “%(name)s”%(place)s took place.", **values)
        return prose.join(
            what,
            *self._text_actors(actors, planned=False),
            self._text_headcount(event.quartier_headcount),
        )

    def _place_of(self, event):
        """Where it was, unless the title says so; the office needs no address."""
        office = self.quartier_id.street
        if not event.location or self._says(event.name, event.location):
            return ""
        if office and self._says(event.location, office):
            return self.env._(" at the neighbourhood office")
        return f" ({Prose(self.env).name(event.location)})"

    @staticmethod
    def _says(text, words):
        """Whether a text contains these words as a whole: no 52 in 521."""
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None

    def _text_actors(self, actors, planned):
        """Return a sentence for each role, right for one name and for many."""
        roles = defaultdict(list)
        for role, name in actors:
            roles[role].append(name)
        if planned:
            texts = {
                "lead": self.env._("It is led by %(names)s."),
                "co_organiser": self.env._("It is prepared together with %(names)s."),
                "supporter": self.env._("It is supported by %(names)s."),
                "guest": self.env._("Invited: %(names)s."),
            }
        else:
            texts = {
                "lead": self.env._("It was led by %(names)s."),
                "co_organiser": self.env._("It was held together with %(names)s."),
                "supporter": self.env._("It was supported by %(names)s."),
                "guest": self.env._("Guests: %(names)s."),
            }
        prose = Prose(self.env)
        return [
            text % {"names": prose.names(roles[role])}
            for role, text in texts.items()
            if roles[role]
        ]

    def _text_headcount(self, headcount):
        if not headcount:
            return ""
        if headcount == 1:
            return self.env._("1 person came.")
        return self.env._(
            "%(count)s people came.", count=Prose(self.env).number(headcount)
        )

    def _tell_kind(self, events, category, duty, actors, period, ahead):
        """Return one sentence for all events of a kind."""
        prose = Prose(self.env)
        cancelled = events.filtered("quartier_cancelled_on")
        remaining = events - cancelled
        coming = remaining.filtered(
            lambda event: (
                self._days_of(event, period)[0] > min(period.last, period.today)
            )
        )
        held = remaining - coming
        text = prose.join(
            self._text_held(held, category),
            self._text_coming(coming, category, period, ahead),
            self._text_titles(remaining, category),
            self._text_counted(held),
            self._text_partners(remaining, actors),
            self._text_cancelled(cancelled, category),
        )
        when = "outlook" if ahead else "events"
        key = f"{when}:{duty.id or 0}:{category.id or 0}"
        return [Sentence(key, "facts", text, events, duty)]

    def _kind_of(self, category, count):
        """What so many events of a category are called."""
        if count == 1:
            return category.name or self.env._("further event")
        return category.name_plural or category.name or self.env._("further events")

    def _text_held(self, events, category):
        if not events:
            return ""
        kind = self._kind_of(category, len(events))
        if len(events) == 1:
            return self.env._("In the period there was one date: %(kind)s.", kind=kind)
        return self.env._(
            "In the period, %(count)s %(kind)s took place.",
            count=Prose(self.env).number(len(events)),
            kind=kind,
        )

    def _text_coming(self, events, category, period, ahead):
        if not events:
            return ""
        prose = Prose(self.env)
        values = {
            "day": prose.day(period.outlook if ahead else period.last),
            "count": prose.number(len(events)),
            "kind": self._kind_of(category, len(events)),
        }
        if len(events) == 1:
            return self.env._(
                "Until %(day)s one more date is planned: %(kind)s.", **values
            )
        return self.env._("Until %(day)s, %(count)s %(kind)s are planned.", **values)

    def _text_titles(self, events, category):
        """Name the titles, where they say more than the kind does."""
        titles = Counter(" ".join(event.name.split()) for event in events)
        if set(titles) <= {category.name}:
            return ""
        prose = Prose(self.env)
        named = [
            f"{prose.name(title)} ({prose.number(count)})"
            for title, count in titles.most_common()
        ]
        return self.env._("In detail: %(titles)s.", titles=prose.names(named, NAMED))

    def _text_counted(self, events):
        counted = events.filtered("quartier_headcount")
        if not counted:
            return ""
        prose = Prose(self.env)
        values = {
            "people": prose.number(sum(counted.mapped("quartier_headcount"))),
            "counted": prose.number(len(counted)),
        }
        if values["people"] == "1":
            return self._text_headcount(1)
        if counted == events:
            return self.env._("Altogether %(people)s people came.", **values)
        if len(counted) == 1:
            return self.env._(
                "The one of them that was counted drew %(people)s people.", **values
            )
        return self.env._(
            "To the %(counted)s of them that were counted, %(people)s people came.",
            **values,
        )

    def _text_partners(self, events, actors):
        names = Counter(
            name for event in events for _role, name in actors.get(event.id, ())
        )
        if not names:
            return ""
        ordered = [name for name, _count in names.most_common()]
        return self.env._(
            "Involved: %(names)s.", names=Prose(self.env).names(ordered, NAMED)
        )

    def _text_cancelled(self, events, category):
        if not events:
            return ""
        kind = self._kind_of(category, len(events))
        if len(events) == 1:
            return self.env._("One date was cancelled (%(kind)s).", kind=kind)
        return self.env._(
            "%(count)s %(kind)s were cancelled.",
            count=Prose(self.env).number(len(events)),
            kind=kind,
        )
