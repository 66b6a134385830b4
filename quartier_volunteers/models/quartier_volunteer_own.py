from datetime import timedelta

from odoo import fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError

from .quartier_volunteer_assignment import OVER

# shifts that are over are shown for so long
PAST = timedelta(days=90)
# so many open shifts are looked at
OPEN_SHIFTS = 30
MOST_ABSENCES = 50
# what people change of themselves, beside what has a method of its own
OWN_TEXT = ("emergency_name", "emergency_phone")
OWN_LISTS = ("language_ids", "topic_ids", "kind_ids")


class QuartierVolunteer(models.Model):
    """What people see and change of themselves, with a link or signed in.

    Nobody but the team has rights to volunteers: pages call these methods, as the
    system, on the one volunteer that the link or the login is of.
    """

    _inherit = "quartier.volunteer"

    def _of_user(self, user):
        """Return the volunteer that a login is, as the system; or nothing."""
        if user._is_public():
            return self.with_user(SUPERUSER_ID).browse()
        return self.with_user(SUPERUSER_ID).search(
            [
                ("partner_id", "=", user.partner_id.id),
                ("state", "not in", ("ended", "anonymised")),
            ],
            limit=1,
        )

    def _own_assignments(self):
        """Return what somebody has to do with, of late and to come."""
        self.ensure_one()
        return self.env["quartier.volunteer.assignment"].search(
            [
                ("volunteer_id", "=", self.id),
                ("stop", ">", fields.Datetime.now() - PAST),
            ]
        )

    def _own_assignment(self, assignment_id):
        """Return one of somebody's own, nothing for an id that is another's."""
        self.ensure_one()
        return self._own_assignments().filtered(lambda row: row.id == assignment_id)

    # -- shifts that are open

    def _open_shifts(self):
        """Return what somebody could sign up for, with what stands against it.

        Of a published opportunity, or of a published event. Where no place is free
        there is the waiting list.

        :return: ``(shift, sentences, full, how it fits)``: first what they can take
        :rtype: list[tuple[quartier.volunteer.shift, list[str], bool, str]]
        """
        self.ensure_one()
        shifts = self.env["quartier.volunteer.shift"].search(
            self._open_shifts_domain(), limit=OPEN_SHIFTS
        )
        mine = self._own_assignments().filtered(lambda row: row.state not in OVER)
        shifts -= mine.shift_id
        free, leaving = shifts._free_seats(), shifts._substitutes_wanted()
        matches, refusals = shifts._match_all(self), shifts._refusals_all(self)
        rows = [
            (
                shift,
                refusals[shift][self],
                not (free[shift] or leaving[shift]),
                shift._tell_match(matches[shift]),
            )
            for shift in shifts
        ]
        rows.sort(key=lambda row: (bool(row[1]), row[2], -matches[row[0]].score))
        return rows

    def _open_shifts_domain(self):
        now = fields.Datetime.now()
        return [
            ("quartier_id", "=", self.quartier_id.id),
            "|",
            ("start", ">", now),
            # what has no times goes on
            "&",
            ("standing", "=", True),
            ("stop", ">", now),
            ("cancelled_on", "=", False),
            "|",
            "&",
            ("opportunity_id.state", "in", ("published", "filled")),
            ("opportunity_id.active", "=", True),
            "&",
            ("opportunity_id", "=", False),
            ("event_id.quartier_published", "=", True),
        ]

    def _sign_up(self, shift_id):
        """Sign up for a shift that is open to volunteers.

        :param int shift_id: from a form
        :raise UserError: with everything that stands against it
        """
        self.ensure_one()
        domain = [("id", "=", shift_id), *self._open_shifts_domain()]
        shift = self.env["quartier.volunteer.shift"].search(domain)
        if not shift:
            raise UserError(
                self.env._("This shift is not open any more. Please choose another.")
            )
        return shift._request(self)

    # -- when somebody has time

    def _save_times(self, parts):
        """Note when somebody usually has time: what is not among it goes.

        :param parts: ``(weekday, daypart)`` as the model has them; others are ignored
        """
        self.ensure_one()
        rows = self.env["quartier.volunteer.availability"]
        days = {key for key, _label in rows._fields["weekday"].selection}
        names = {key for key, _label in rows._fields["daypart"].selection}
        wanted = {(day, part) for day, part in parts if day in days and part in names}
        known = {(row.weekday, row.daypart): row for row in self.availability_ids}
        rows.concat(*(known[key] for key in known.keys() - wanted)).unlink()
        rows.create(
            [
                {"volunteer_id": self.id, "weekday": day, "daypart": part}
                for day, part in sorted(wanted - known.keys())
            ]
        )

    def _add_absence(self, first, last, note):
        """Note days on which somebody has no time.

        :raise UserError: too many, or the wrong way round
        """
        self.ensure_one()
        if last < first:
            raise UserError(self.env._("It cannot end before it begins."))
        if len(self.absence_ids) >= MOST_ABSENCES:
            raise UserError(
                self.env._("There are many entries already. Please remove old ones.")
            )
        self.env["quartier.volunteer.absence"].create(
            {
                "volunteer_id": self.id,
                "date_from": first,
                "date_to": last,
                "note": note,
            }
        )

    def _remove_absence(self, absence_id):
        """Forget days, of one's own ones alone."""
        self.ensure_one()
        self.absence_ids.filtered(lambda row: row.id == absence_id).unlink()

    # -- data

    def _save_own(self, values):
        """Note what somebody typed of themselves.

        :param dict values: ``phone``, texts and ids of lists; what is not among
            ``OWN_TEXT`` and ``OWN_LISTS`` is ignored
        """
        self.ensure_one()
        own = {name: values[name] for name in OWN_TEXT if name in values}
        for name in OWN_LISTS:
            if name in values:
                known = self.env[self._fields[name].comodel_name].search([])
                # what is archived stays: the page does not show it
                kept = self.with_context(active_test=False)[name] - known
                chosen = known.filtered(lambda row, name=name: row.id in values[name])
                own[name] = (chosen | kept).ids
        self.write(own)
        if "phone" in values and values["phone"] != (self.partner_id.phone or ""):
            self.partner_id.phone = values["phone"]

    def _check_address_of_login(self, user):
        """A forgotten password is sent to the address of a login: a link that somebody
        found is no key to it.

        :param user: who asks for another address
        :raise UserError: it is the address of somebody else's login
        """
        # sudo: whether there is a login is asked by the system alone
        logins = self.sudo().partner_id.user_ids
        if logins and user not in logins:
            raise UserError(
                self.env._(
                    "You have a login: please sign in to change your e-mail address,"
                    " or call the office."
                )
            )

    def _ask_email(self, email, ip_hash):
        """Write to a new address; it counts once it is confirmed.

        :param str email: normalized
        :param str ip_hash: of who asks, to limit how much is sent from there
        """
        self.ensure_one()
        self.env["quartier.volunteer.signup"]._submit(
            {
                "purpose": "email",
                "quartier_id": self.quartier_id.id,
                "volunteer_id": self.id,
                "email": email,
                "ip_hash": ip_hash,
            }
        )

    def _change_email(self, email):
        """The new address is proven; links that went to the old one end with it.

        The old one is told: whoever found somebody's link must not stay unnoticed.
        """
        self.ensure_one()
        if self.partner_id.email_normalized not in (False, email):
            self._mail_secret("mail_template_volunteer_email_changed", "")
        self.partner_id.email = email

    # -- calendar

    def _new_calendar(self):
        """Give somebody the address of their calendar; an older one ends.

        :return: the absolute address, which is known here alone
        """
        self.ensure_one()
        self._end_calendar()
        links = self.env["quartier.volunteer.link"]
        [token] = links._issue(self, "calendar").values()
        return links._url_of(self.quartier_id, "calendar", token)

    def _calendar(self):
        """Return the link of somebody's calendar, if there is one."""
        self.ensure_one()
        return self.env["quartier.volunteer.link"].search(
            [("volunteer_id", "=", self.id), ("kind", "=", "calendar")]
        )

    def _end_calendar(self):
        self._calendar().unlink()
