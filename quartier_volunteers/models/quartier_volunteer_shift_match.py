from collections import defaultdict
from datetime import timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from . import matching
from .matching import Match, Person, Wanted
from .quartier_volunteer import WORKING
from .quartier_volunteer_assignment import ON_DUTY, OVER
from .quartier_volunteer_availability import DAYPARTS

# for what time the wished hours are counted
WISHED = ("week", "month")
# kind of fact, person, what, its level or part of the day, first and last day
FACTS = """
    SELECT 'skill', volunteer_id, skill_id, level, NULL::date, NULL::date
      FROM quartier_volunteer_ability WHERE volunteer_id = ANY(%(ids)s)
     UNION ALL
    SELECT 'language', quartier_volunteer_id, quartier_language_id, NULL, NULL, NULL
      FROM quartier_language_quartier_volunteer_rel
     WHERE quartier_volunteer_id = ANY(%(ids)s)
     UNION ALL
    SELECT 'kind', quartier_volunteer_id, quartier_volunteer_kind_id, NULL, NULL, NULL
      FROM quartier_volunteer_quartier_volunteer_kind_rel
     WHERE quartier_volunteer_id = ANY(%(ids)s)
     UNION ALL
    SELECT 'topic', quartier_volunteer_id, quartier_topic_id, NULL, NULL, NULL
      FROM quartier_topic_quartier_volunteer_rel
     WHERE quartier_volunteer_id = ANY(%(ids)s)
     UNION ALL
    SELECT 'part', volunteer_id, weekday::int, daypart, NULL, NULL
      FROM quartier_volunteer_availability WHERE volunteer_id = ANY(%(ids)s)
     UNION ALL
    SELECT 'extra', volunteer_id, NULL, NULL, date_from, date_to
      FROM quartier_volunteer_absence
     WHERE volunteer_id = ANY(%(ids)s) AND kind = 'extra' AND date_to >= %(day)s
"""


class QuartierVolunteerShift(models.Model):
    """Who fits a shift, with reasons in words (``matching.py`` compares)."""

    _inherit = "quartier.volunteer.shift"

    def _match(self, volunteers):
        """Say how well people fit a shift.

        :param volunteers: any number of ``quartier.volunteer``
        :rtype: dict[quartier.volunteer, Match]
        """
        self.ensure_one()
        persons = self._persons(volunteers)
        wanted = self._wanted()
        word = cache(self._tell_point)
        return {
            volunteer: self._match_in_words(wanted, persons[volunteer.id], word)
            for volunteer in volunteers
        }

    def _match_all(self, volunteer):
        """Say how well one person fits any number of shifts.

        :rtype: dict[quartier.volunteer.shift, Match]
        """
        if not self:
            return {}
        person = self[0]._persons(volunteer)[volunteer.id]
        word = cache(self[0]._tell_point)
        left, afar = self._hours_left(volunteer), self._living_afar(volunteer)
        matches = {}
        for shift in self:
            own = person._replace(
                hours_left=left[shift].get(volunteer.id),
                near=volunteer.id in afar[shift],
            )
            matches[shift] = shift._match_in_words(shift._wanted(), own, word)
        return matches

    def _match_in_words(self, wanted, person, word):
        points = matching.compare(wanted, person)
        return Match(
            [word(point) for point in points if point.fits],
            [word(point) for point in points if not point.fits],
            matching.score(points, person),
        )

    def _tell_match(self, match):
        """Say a match in one line, e.g. "fits: Arabic, Tuesday afternoon; missing:
        first aid".

        :param Match match: of a person
        """
        lines = []
        if match.fits:
            lines.append(self.env._("fits: %s", ", ".join(match.fits)))
        if match.missing:
            lines.append(self.env._("missing: %s", ", ".join(match.missing)))
        return "; ".join(lines)

    def _candidates(self, limit=None):
        """Return who could be asked, the best first, with reasons.

        :param int limit: of the people that are returned
        :return: tuples of ``quartier.volunteer``, ``Match`` and obstacles
        """
        self.ensure_one()
        volunteers = self.env["quartier.volunteer"].search(
            self._candidate_domain(), order="id"
        )
        matches = self._match(volunteers)
        obstacles = self._refusals(volunteers)
        found = sorted(
            volunteers,
            key=lambda row: (bool(obstacles[row]), -matches[row].score, row.id),
        )[:limit]
        return [(row, matches[row], obstacles[row]) for row in found]

    def _candidate_domain(self):
        # sudo: only who is on no list is found, under the user's rights
        listed = self.env["quartier.volunteer.assignment"].sudo()
        listed = listed._search([("shift_id", "=", self.id), ("state", "not in", OVER)])
        return Domain(
            [
                ("quartier_id", "=", self.quartier_id.id),
                ("state", "in", WORKING),
                ("id", "not in", listed.subselect("volunteer_id")),
            ]
        )

    def action_find(self):
        """Open the list of who could be asked."""
        self.ensure_one()
        wizard = self.env["quartier.volunteer.find"].create({"shift_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find People"),
            "res_model": "quartier.volunteer.find",
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    # -- what is asked for

    def _wanted(self):
        """Return what a shift asks for, as ``matching.py`` compares it."""
        self.ensure_one()
        kind = self.kind_id
        skills = self.skill_ids | kind.skill_ids
        topics = kind.topic_ids | self.opportunity_id.topic_ids | self._event_topics()
        parts = ()
        if not self.standing:
            zone = self.quartier_id.tz
            parts = matching.parts_of(self.start, self.stop, zone, DAYPARTS)
        return Wanted(
            skills=tuple(skills.ids),
            languages=tuple((self.language_ids | self.opportunity_id.language_ids).ids),
            kind=kind.id,
            topics=frozenset(topics.ids),
            parts=parts,
            hours=0 if self.standing else self._length(),
        )

    def _event_topics(self):
        # sudo: a topic of an event is no secret to who may read its shift
        return self.sudo().event_id.quartier_topic_ids.with_env(self.env)

    def _length(self):
        """Return how many hours a shift takes, whatever the clock does meanwhile."""
        return (self.stop - self.start).total_seconds() / 3600

    # -- what people bring along

    def _persons(self, volunteers):
        """Return what people bring along, in one query for each kind of thing.

        :rtype: dict[int, Person]
        """
        volunteers._fetch_facts()
        facts = self._facts(volunteers)
        left = self._hours_left(volunteers)[self]
        afar = self._living_afar(volunteers)[self]
        return {
            row.id: Person(
                skills=dict(facts["skill", row.id]),
                languages=frozenset(facts["language", row.id]),
                kinds=frozenset(facts["kind", row.id]),
                topics=frozenset(facts["topic", row.id]),
                parts=frozenset(facts["part", row.id]),
                extra=tuple(facts["extra", row.id]),
                said=bool(facts["part", row.id]),
                hours_left=left.get(row.id),
                near=row.id in afar,
            )
            for row in volunteers
        }

    def _facts(self, volunteers):
        """Read skills, languages, wishes and times of any number of people at once.

        :return: what they have, by the kind of fact and the person's id
        :rtype: dict[tuple[str, int], list]
        """
        # one query past the ORM, with the rights that it would ask for; the people
        # themselves were read under their rules (_fetch_facts)
        for name in ("ability", "availability", "absence"):
            self.env[f"quartier.volunteer.{name}"].check_access("read")
            self.env[f"quartier.volunteer.{name}"].flush_model()
        volunteers.flush_model(["language_ids", "kind_ids", "topic_ids"])
        self.env.cr.execute(
            SQL(FACTS, ids=volunteers.ids, day=self.start.date() - timedelta(days=1))
        )
        facts = defaultdict(list)
        for kind, volunteer_id, what, more, first, last in self.env.cr.fetchall():
            if kind == "extra":
                value = (first, last)
            elif kind == "part":
                value = (str(what), more)
            else:
                value = (what, more) if kind == "skill" else what
            facts[kind, volunteer_id].append(value)
        return facts

    def _hours_left(self, volunteers):
        """Return how much of the wished time is left around each shift, by id.

        A week is the shift's own, from Monday; a month the calendar's. One query for
        each week and month, however many shifts.

        :rtype: dict[quartier.volunteer.shift, dict[int, float]]
        """
        left = {shift: {} for shift in self}
        for per in WISHED:
            limited = volunteers.filtered(
                lambda row, per=per: row.wished_per == per and row.wished_hours
            )
            if not limited:
                continue
            spans = self.grouped(lambda shift, per=per: shift._span(per))
            for span, shifts in spans.items():
                used = self._hours_given(limited, *span)
                rest = {row.id: row.wished_hours - used[row.id] for row in limited}
                for shift in shifts:
                    left[shift] |= rest
        return left

    def _span(self, per):
        """Return the first day of a shift's week or month, the day after it, and the
        office whose clock counts."""
        day = self._day()
        if per == "week":
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=7), self.quartier_id
        first = day.replace(day=1)
        return first, first + relativedelta(months=1), self.quartier_id

    def _hours_given(self, volunteers, first, last, office):
        """Return the hours of other shifts than these between two days, by id."""
        used = defaultdict(float)
        self.env["quartier.volunteer.assignment"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                SELECT a.volunteer_id, sum(EXTRACT(EPOCH FROM s.stop - s.start)) / 3600
                  FROM quartier_volunteer_assignment a
                  JOIN quartier_volunteer_shift s ON s.id = a.shift_id
                 WHERE a.volunteer_id = ANY(%s) AND a.state IN %s AND s.id <> ALL(%s)
                   AND s.standing IS NOT TRUE AND s.start >= %s AND s.start < %s
              GROUP BY a.volunteer_id
                """,
                volunteers.ids,
                ON_DUTY,
                self.ids,
                office._midnight(first),
                office._midnight(last),
            )
        )
        used.update((key, float(hours)) for key, hours in self.env.cr.fetchall())
        return used

    def _living_afar(self, volunteers):
        """Return for each shift the ids of who is on foot and lives under another ZIP
        code; one query for each place.

        :rtype: dict[quartier.volunteer.shift, set[int]]
        """
        afar = {shift: set() for shift in self}
        walking = volunteers.filtered(lambda row: row.mobility == "near")
        for place, shifts in self.grouped(lambda shift: shift._place_zip()).items():
            if not (place and walking):
                continue
            [[ids]] = walking._read_group(
                [
                    ("id", "in", walking.ids),
                    ("partner_id.zip", "not in", (False, "", place)),
                ],
                [],
                ["id:array_agg"],
            )
            for shift in shifts:
                afar[shift] = set(ids or ())
        return afar

    def _place_zip(self):
        # sudo: the office's and the organisation's address are public
        shift = self.sudo()
        return shift.opportunity_id.partner_id.zip or shift.quartier_id.zip

    # -- words

    def _tell_point(self, point):
        """Name a point in a word or two."""
        models_by_kind = {
            "skill": "quartier.volunteer.skill",
            "language": "quartier.language",
            "kind": "quartier.volunteer.kind",
            "topic": "quartier.topic",
        }
        if model := models_by_kind.get(point.kind):
            return self.env[model].browse(point.what).name
        if point.kind == "time":
            return self.env["quartier.volunteer.availability"]._tell_part(*point.what)
        if point.kind == "wish":
            return self.env._("wished hours are used up")
        return self.env._("lives elsewhere and is on foot")
