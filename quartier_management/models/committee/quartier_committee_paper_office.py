from collections import defaultdict

from odoo import models

from .period import Sentence
from .prose import Prose

OFFICE_HOURS = "quartier_management.quartier_duty_office_hours"


class QuartierCommitteePaper(models.Model):
    """What the paper says of the office: where, when, what for, and with whom."""

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        texts = (
            ("proposal", "proposal", self._text_proposal(period)),
            ("office", "facts", self._text_office()),
            ("duties", "facts", self._text_duties()),
            ("hours", "facts", self._text_office_hours(period)),
            ("posts", "staff", self._text_posts(period)),
            ("budget", "finance", self._text_budget()),
        )
        records = {
            "hours": self.quartier_id._office_hours(period.last),
            "posts": self.quartier_id.position_ids,
            "budget": self.quartier_id.position_ids,
        }
        duties = {
            "hours": self.env.ref(OFFICE_HOURS, raise_if_not_found=False)
            or self.env["quartier.duty"]
        }
        nothing = self.env["quartier.position"]
        return [
            *super()._collect_statements(period),
            *(
                Sentence(
                    key,
                    section,
                    text,
                    records.get(key, nothing),
                    duties.get(key, self.env["quartier.duty"]),
                )
                for key, section, text in texts
                if text
            ),
        ]

    def _text_proposal(self, period):
        """A paper for information asks for nothing; what to decide, authors write."""
        if self.kind != "information":
            return ""
        prose = Prose(self.env)
        return self.env._(
            "The report on the work of the neighbourhood management %(quartier)s"
            " (%(days)s) is taken note of.",
            quartier=self.quartier_id.name,
            days=prose.days(period.first, period.last),
        )

    def _text_office(self):
        prose = Prose(self.env)
        office = self.quartier_id.partner_id
        town = prose.join(office.zip, office.city)
        address = ", ".join(filter(None, (office.street, office.street2, town)))
        where = address and self.env._(
            "The neighbourhood office of %(quartier)s is at %(address)s.",
            quartier=prose.name(self.quartier_id.name),
            address=address,
        )
        department = self.quartier_id.department_id
        belongs = department and self.env._(
            "Responsible department: %(department)s.",
            department=prose.name(department.name),
        )
        return prose.join(where, belongs)

    def _text_duties(self):
        duties = self.quartier_id.duty_ids
        if not duties:
            return ""
        intro = self.env._("The standing duties of the neighbourhood management are:")
        return "\n".join([intro, *(f"- {duty.name}" for duty in duties)])

    def _text_office_hours(self, period):
        """The weekly office hours that were valid when the period ended."""
        spans = defaultdict(list)
        for row in self.quartier_id._office_hours(period.last):
            if row.frequency == "weekly":
                spans[row.weekday].append(
                    self.env._(
                        "from %(start)s to %(stop)s",
                        start=self._clock(row.hour_from),
                        stop=self._clock(row.hour_to),
                    )
                )
        if not spans:
            return ""
        prose, names = Prose(self.env), self._weekdays()
        days = [
            self.env._(
                "%(weekday)s %(spans)s",
                weekday=names[day],
                spans=prose.names(spans[day]),
            )
            for day in sorted(spans)
        ]
        return self.env._(
            "The office holds open office hours: %(hours)s.", hours=prose.names(days)
        )

    def _weekdays(self):
        return {
            "0": self.env._("on Mondays"),
            "1": self.env._("on Tuesdays"),
            "2": self.env._("on Wednesdays"),
            "3": self.env._("on Thursdays"),
            "4": self.env._("on Fridays"),
            "5": self.env._("on Saturdays"),
            "6": self.env._("on Sundays"),
        }

    @staticmethod
    def _clock(hours):
        """“11” or “11:30”."""
        hour, minute = divmod(round(hours * 60), 60)
        return f"{hour}:{minute:02}" if minute else str(hour)

    def _text_posts(self, period):
        positions = self.quartier_id.position_ids
        if not positions:
            return ""
        prose = Prose(self.env)
        total = {
            "count": len(positions),
            "hours": prose.number(sum(positions.mapped("hours_week"))),
            "fte": prose.number(round(sum(positions.mapped("fte")), 2)),
        }
        if len(positions) == 1:
            intro = self.env._(
                "The office has one post of %(hours)s hours a week (%(fte)s of"
                " full time):",
                **total,
            )
        else:
            intro = self.env._(
                "The office has %(count)s posts of together %(hours)s hours a week"
                " (%(fte)s of full time):",
                **total,
            )
        posts = [self._text_post(position, period) for position in positions]
        return "\n".join([intro, *posts])

    def _text_post(self, position, period):
        prose = Prose(self.env)
        values = {
            "post": prose.name(position.name),
            "hours": prose.number(position.hours_week),
        }
        if position.date_from and position.date_from > period.last:
            # what it is now it was not then
            return self.env._("- %(post)s: %(hours)s hours a week", **values)
        status = {
            "filled": (self.env._("filled"), self.env._("filled since %(date)s")),
            "advertised": (
                self.env._("advertised"),
                self.env._("advertised since %(date)s"),
            ),
            "vacant": (self.env._("vacant"), self.env._("vacant since %(date)s")),
        }[position.state][bool(position.date_from)]
        if position.date_from:
            status %= {"date": prose.day(position.date_from)}
        return self.env._(
            "- %(post)s: %(hours)s hours a week, %(status)s",
            status=status,
            **values,
        )

    def _text_budget(self):
        positions = self.quartier_id.position_ids
        planned = positions.filtered("budgeted")
        prose = Prose(self.env)
        sentences = []
        if len(planned) == 1:
            sentences.append(
                self.env._(
                    "The post “%(posts)s” is provided for in the staff plan of the"
                    " city's budget.",
                    posts=prose.name(planned.name),
                )
            )
        elif planned:
            sentences.append(
                self.env._(
                    "The posts %(posts)s are provided for in the staff plan of the"
                    " city's budget.",
                    posts=prose.names(planned.mapped("name")),
                )
            )
        if missing := positions - planned:
            sentences.append(
                self.env._(
                    "Not yet in the staff plan: %(posts)s.",
                    posts=prose.names(missing.mapped("name")),
                )
            )
        return prose.join(*sentences)
