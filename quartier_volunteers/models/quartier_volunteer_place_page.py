from datetime import timedelta
from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from .quartier_volunteer_link import AFTERWARDS
from .quartier_volunteer_opportunity_state import PUBLIC

# so many messages of an organisation reach the office in a day
MOST_MESSAGES = 10


class PlaceOpportunity(NamedTuple):
    """An opportunity at an organisation, with its shifts to come and of late.

    :ivar listed: whether there is anything to see of it
    :ivar office: the office and who is responsible
    """

    id: int
    name: str
    when: str
    place: str
    closed: bool
    listed: bool
    office: str
    phone: str
    email: str
    coming: tuple
    past: tuple


class QuartierVolunteerOpportunity(models.Model):
    """What the pages of an organisation show, and what it writes to the office.

    With ``quartier_volunteer_shift_place`` and ``quartier_volunteer_assignment_place``
    this decides what an organisation reads. Nothing else leaves the database.
    """

    _inherit = "quartier.volunteer.opportunity"

    def _place_rows(self):
        """Return what the pages show, in few queries for any number of people.

        :rtype: list[PlaceOpportunity]
        """
        shifts = self._place_shifts()
        rows = {}
        for row in shifts._place_rows():
            rows.setdefault(row.opportunity_id, []).append(row)
        return [
            opportunity._place_row(rows.get(opportunity.id, ())) for opportunity in self
        ]

    def _place_row(self, rows):
        office = self.quartier_id
        return PlaceOpportunity(
            id=self.id,
            name=self.name,
            when=self.when or "",
            place=self.place or "",
            closed=self.state == "closed",
            listed=bool(self.state in PUBLIC or rows),
            office=", ".join(filter(None, (office.name, self.user_id.name))),
            phone=office.phone or "",
            email=office.email or "",
            coming=tuple(row for row in rows if not row.over),
            past=tuple(row for row in rows if row.over)[::-1],
        )

    def _place_shifts(self):
        """Return the shifts to come, and those of the past days."""
        return self.env["quartier.volunteer.shift"].search(
            [
                ("opportunity_id", "in", self.ids),
                ("stop", ">", fields.Datetime.now() - AFTERWARDS),
            ]
        )

    # -- messages to the office

    def _place_wishes(self):
        """Return what a message to the office may be about, ``{key: words}``."""
        return {
            "more": self.env._("More people are needed"),
            "fewer": self.env._("Fewer people are needed"),
            "question": self.env._("A question"),
        }

    def _place_write(self, wish, text, user):
        """Pass a message of an organisation on to the office, as the system.

        :param str wish: one of ``_place_wishes()``
        :param str text: what was typed
        :param user: who writes, a contact of the organisation
        :raise UserError: too many today
        """
        self.ensure_one()
        author = user.partner_id
        office = self.quartier_id
        self._place_check_number(author)
        words = self.with_context(lang=office.lang)._place_wishes()[wish]
        self._message_log(body=plaintext2html(f"{words}:\n{text}"), author_id=author.id)
        responsible = office._volunteer_coordinator(self)
        if responsible:
            # not a to-do: those end with the review
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                "quartier_volunteers.mail_activity_type_place",
                date_deadline=office._today(),
                summary=words,
                user_id=responsible.id,
            )

    def _place_check_number(self, author):
        number = self.env["mail.message"].search_count(
            [
                ("model", "=", self._name),
                ("author_id", "=", author.id),
                ("date", ">", fields.Datetime.now() - timedelta(days=1)),
            ]
        )
        if number >= MOST_MESSAGES:
            raise UserError(
                self.env._("You have written several times today: please call us.")
            )
