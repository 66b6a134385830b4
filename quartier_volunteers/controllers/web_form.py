"""What somebody types on the pages of volunteers, read and judged."""

import re
from datetime import date

from odoo.tools.mail import email_normalize

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
PHONE = re.compile(r"[\d+()/ .-]{4,40}")
# most ids that are read of a list of checkboxes
MOST_IDS = 200


class WebForm:
    """One form: what was typed (``typed``), what is wrong with it (``errors``).

    :cvar lengths: how many characters each field takes; what is not named here is not
        read at all
    :cvar required: names of fields that must be filled in
    :cvar key: names the form on a page with several
    """

    key = ""
    lengths = {}
    required = ()

    def __init__(self, env, post):
        self.env = env
        self.typed = {name: self._clean(name, post.get(name)) for name in self.lengths}
        self.errors = {}

    def _clean(self, name, value):
        if not isinstance(value, str):
            return ""
        value = CONTROL.sub(" ", value.replace("\r\n", "\n")).strip()
        return value if name == "message" else " ".join(value.split())

    def validate(self):
        """Find everything that is wrong at once.

        :return: whether nothing is
        """
        for name in self.required:
            if not self.typed[name]:
                self.errors[name] = self.env._("Please fill in this field.")
        for name, most in self.lengths.items():
            if len(self.typed[name]) > most:
                self.errors[name] = self.env._(
                    "This is too long: at most %s characters.", most
                )
        for name in self.typed:
            if name.endswith("phone"):
                self._check_phone(name)
        if self.typed.get("email"):
            self._check_email()
        return not self.errors

    def _check_email(self):
        email = self.typed["email"].lower()
        whole = email_normalize(email) == email and "." in email.rpartition("@")[2]
        if "email" not in self.errors and not (whole and email.count("@") == 1):
            self.errors["email"] = self.env._(
                "This is no complete e-mail address, like name@example.org."
            )

    def _check_phone(self, name):
        phone = self.typed[name]
        if phone and name not in self.errors and not PHONE.fullmatch(phone):
            self.errors[name] = self.env._(
                "Please write the phone number with digits, like 02403 123456."
            )

    def _check_day(self, name):
        """Return the day that was typed, None with an error if it is none."""
        if name in self.errors or not self.typed[name]:
            return None
        try:
            day = date.fromisoformat(self.typed[name])
        except ValueError:
            day = None
        if day is None or not date(2000, 1, 1) <= day <= date(2200, 1, 1):
            self.errors[name] = self.env._(
                "Please write the date as year-month-day, like 2030-03-04."
            )
            return None
        return day

    @property
    def email(self):
        return email_normalize(self.typed["email"])


class InterestForm(WebForm):
    """Somebody wants to take part."""

    lengths = {"name": 120, "email": 120, "phone": 40, "message": 2000}
    required = ("name", "email")


class GuardianForm(WebForm):
    """A guardian agrees to what a minor may do.

    ``terms`` is the mark of what the page has shown, as the page was given it.
    """

    lengths = {"name": 120, "agree": 1, "terms": 64}
    required = ("name", "agree")

    def validate(self):
        super().validate()
        if "name" not in self.errors and " " not in self.typed["name"]:
            self.errors["name"] = self.env._("Please write first and last name.")
        if not self.typed["agree"]:
            self.errors["agree"] = self.env._("Please tick this if you agree.")
        return not self.errors


class AddressForm(WebForm):
    """Somebody asks for the link to their own shifts, or has another address."""

    key = "email"
    lengths = {"email": 120}
    required = ("email",)


class DataForm(WebForm):
    """What people change of themselves."""

    key = "data"
    lengths = {"phone": 40, "emergency_name": 120, "emergency_phone": 40}


class AbsenceForm(WebForm):
    """Days on which somebody has no time."""

    key = "absence"
    lengths = {"date_from": 10, "date_to": 10, "note": 120}
    required = ("date_from", "date_to")

    def validate(self):
        super().validate()
        self.first = self._check_day("date_from")
        self.last = self._check_day("date_to")
        if self.first and self.last and self.last < self.first:
            self.errors["date_to"] = self.env._("It cannot end before it begins.")
        return not self.errors


class HoursForm(WebForm):
    """Time that somebody gave."""

    key = "hours"
    lengths = {"date": 10, "hours": 6, "name": 120}
    required = ("date", "hours", "name")

    def validate(self):
        super().validate()
        self.day = self._check_day("date")
        self.hours = self._read_hours()
        if "hours" not in self.errors and not 0 < (self.hours or 0) <= 24:
            self.errors["hours"] = self.env._(
                "Please write how many hours, like 2.5 or 2:30."
            )
        return not self.errors

    def _read_hours(self):
        """Read hours with a point, a comma or minutes."""
        text = self.typed["hours"].replace(",", ".")
        if not re.fullmatch(r"\d{1,2}(\.\d{1,2}|:[0-5]\d)?", text, re.ASCII):
            return None
        if ":" in text:
            hours, minutes = text.split(":")
            return int(hours) + int(minutes) / 60
        return float(text)


def read_ids(values):
    """Return the ids among what a list of checkboxes sent.

    :param values: list of str
    :rtype: frozenset[int]
    """
    return frozenset(
        int(text)
        for text in values[:MOST_IDS]
        if text.isascii() and text.isdigit() and len(text) <= 9
    )


def read_times(values):
    """Return ``(weekday, daypart)`` of checkboxes named like ``2-morning``."""
    return frozenset(
        tuple(text.split("-", 1)) for text in values[:MOST_IDS] if "-" in text
    )
