"""What somebody types into the form for a room, read and judged."""

import re
from datetime import date, datetime, time, timedelta

import pytz

from odoo import fields
from odoo.tools.mail import email_normalize

from ..models.rooms.slot import Slot

# how many characters each field takes; what is not named here is not read at all
LENGTHS = {
    "room_id": 10,
    "date": 10,
    "time_from": 5,
    "time_to": 5,
    "attendance": 4,
    "purpose": 120,
    "group_name": 120,
    "contact_name": 120,
    "email": 120,
    "phone": 40,
    "public_name": 120,
    "message": 2000,
}
REQUIRED = (
    "room_id",
    "date",
    "time_from",
    "time_to",
    "attendance",
    "purpose",
    "contact_name",
    "email",
)
STORED = (
    "purpose",
    "group_name",
    "contact_name",
    "email",
    "phone",
    "public_name",
    "message",
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
PHONE = re.compile(r"[\d+()/ .-]{4,40}")


class RoomRequestForm:
    """One form: what was typed (``typed``), what is wrong with it (``errors``).

    :ivar errors: finished sentence by name of the field it belongs to
    :ivar alternatives: what is free instead, by kind, as ``_alternatives`` returns it
    """

    def __init__(self, quartier, rooms, post):
        """
        :param quartier: ``quartier.quartier`` with sudo
        :param rooms: the ``quartier.room`` that may be asked for, as the public
        :param dict post: what the client sent
        """
        self.env = quartier.env
        self.quartier = quartier
        self.rooms = rooms
        self.typed = {name: self._clean(name, post.get(name)) for name in LENGTHS}
        self.errors = {}
        self.alternatives = {}
        self.room = rooms.browse()
        self.slot = None

    def _clean(self, name, value):
        if not isinstance(value, str):
            return ""
        value = CONTROL.sub(" ", value.replace("\r\n", "\n")).strip()
        return value if name == "message" else " ".join(value.split())

    def take(self, kind):
        """Put what is free instead into the form, for whoever chose it."""
        self.validate()
        if found := self.alternatives.get(kind):
            room, slot = found
            start, stop = map(self.quartier._localize, (slot.start, slot.stop))
            self.typed |= {
                "room_id": str(room.id),
                "date": f"{start:%Y-%m-%d}",
                "time_from": f"{start:%H:%M}",
                "time_to": f"{stop:%H:%M}",
            }
        self.errors = {}
        self.alternatives = {}

    def validate(self):
        """Find everything that is wrong at once.

        :return: whether nothing is
        """
        self._check_filled()
        self._check_room()
        self._check_attendance()
        self._check_contact()
        self._check_time()
        if not self.errors:
            self._check_free()
        return not self.errors

    def values(self):
        """Return the values of the request, of white-listed fields only."""
        return {
            **{name: self.typed[name] or False for name in STORED},
            "email": email_normalize(self.typed["email"]),
            "room_id": self.room.id,
            "start": self.slot.start,
            "stop": self.slot.stop,
            "attendance": self.slot.attendance,
        }

    def _check_filled(self):
        for name in REQUIRED:
            if not self.typed[name]:
                self.errors[name] = self.env._("Please fill in this field.")
        for name, most in LENGTHS.items():
            if len(self.typed[name]) > most:
                self.errors[name] = self.env._(
                    "This is too long: at most %s characters.", most
                )

    def _check_room(self):
        if "room_id" in self.errors:
            return
        ids = {str(room.id): room for room in self.rooms}
        self.room = ids.get(self.typed["room_id"], self.room)
        if not self.room:
            self.errors["room_id"] = self.env._(
                "This room cannot be asked for. Please choose one from the list."
            )

    def _check_attendance(self):
        if "attendance" in self.errors:
            return
        typed = self.typed["attendance"]
        if not (typed.isascii() and typed.isdigit() and int(typed)):
            self.errors["attendance"] = self.env._(
                "Please say how many people will come, as a number."
            )

    def _check_contact(self):
        email = self.typed["email"].lower()
        whole = email_normalize(email) == email and "." in email.rpartition("@")[2]
        if "email" not in self.errors and not (whole and email.count("@") == 1):
            self.errors["email"] = self.env._(
                "This is no complete e-mail address, like name@example.org."
            )
        phone = self.typed["phone"]
        if phone and "phone" not in self.errors and not PHONE.fullmatch(phone):
            self.errors["phone"] = self.env._(
                "Please write the phone number with digits, like 02403 123456."
            )

    def _check_time(self):
        day = self._parse("date", "%Y-%m-%d")
        first = self._parse("time_from", "%H:%M")
        last = self._parse("time_to", "%H:%M")
        if day is None or first is None or last is None:
            return
        day, first, last = day.date(), first.time(), last.time()
        if not date(2000, 1, 1) <= day <= date(2200, 1, 1):
            self.errors["date"] = self.env._("Please check the year of this date.")
            return
        # until midnight is until the next day's first moment
        until = day + timedelta(days=1) if last == time() else day
        start = self._to_utc("time_from", datetime.combine(day, first), first=True)
        stop = self._to_utc("time_to", datetime.combine(until, last), first=False)
        if not (start and stop):
            return
        if stop <= start:
            self.errors["time_to"] = self.env._("The end must be after the beginning.")
        elif start <= fields.Datetime.now():
            self.errors["date"] = self.env._(
                "This is in the past. Please choose a later date."
            )
        elif "attendance" not in self.errors:
            self.slot = Slot(start, stop, int(self.typed["attendance"]))

    def _parse(self, name, pattern):
        if name in self.errors:
            return None
        try:
            return datetime.strptime(self.typed[name], pattern)
        except ValueError:
            self.errors[name] = (
                self.env._("Please write the date as year-month-day, like 2030-03-04.")
                if name == "date"
                else self.env._(
                    "Please write the time as hours and minutes, like 18:30."
                )
            )
            return None

    def _to_utc(self, name, local, first):
        """Read the office's clock.

        Of an hour that comes twice the whole is meant: from the first, to the second.
        """
        zone = pytz.timezone(self.quartier.tz)
        try:
            moment = zone.localize(local, is_dst=None)
        except pytz.NonExistentTimeError:
            self.errors[name] = self.env._(
                "This hour does not exist: the clocks are put forward in this night."
                " Please choose another time."
            )
            return None
        except pytz.AmbiguousTimeError:
            moment = zone.localize(local, is_dst=first)
        return moment.astimezone(pytz.utc).replace(tzinfo=None)

    def _check_free(self):
        refusals = self.room._refusals([self.slot])[self.slot]
        if not refusals:
            return
        self.errors["room_id"] = "\n".join(refusal.message for refusal in refusals)
        self.alternatives = {
            kind: (room, slot)
            for kind, (room, slot) in self.room._alternatives(self.slot).items()
            if room in self.rooms
        }
