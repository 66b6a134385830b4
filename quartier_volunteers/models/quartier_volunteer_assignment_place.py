from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import UserError

from .quartier_volunteer_age import clock

# whose names an organisation reads, and what is said of them
SHOWN = {
    "confirmed": "coming",
    # they keep the duty, and why they look for somebody is their own business
    "substitute": "coming",
    "checked_in": "there",
    "done": "done",
    "no_show": "missed",
}


class PlacePerson(NamedTuple):
    """What an organisation may read of somebody who helps there.

    :ivar id: of the assignment
    :ivar state: one of the values of ``SHOWN``
    :ivar minor: what has to be kept to because somebody is under 18, a sentence
    :ivar actions: what may be said of them now, see ``_place_actions``
    """

    id: int
    name: str
    phone: str
    email: str
    state: str
    minor: str
    actions: tuple


class QuartierVolunteerAssignment(models.Model):
    """What an organisation reads of somebody, and says of them.

    It says who was there; the office approves the hours as always.
    """

    _inherit = "quartier.volunteer.assignment"

    presence_by_id = fields.Many2one(
        "res.users",
        string="Presence Told by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Who of the organisation said whether the person was there.",
    )

    def write(self, vals):
        if "state" in vals:
            # whoever takes the next step says it
            vals = {"presence_by_id": False, **vals}
        return super().write(vals)

    # -- what it reads

    def _place_person(self, reachable, hours):
        """Return what an organisation reads of somebody.

        :param bool reachable: whether they agreed to pass phone and e-mail on
        :param dict hours: see ``_place_hours``
        """
        self.ensure_one()
        person = self.volunteer_id.partner_id
        return PlacePerson(
            id=self.id,
            name=person.name or "",
            phone=(reachable and person.phone) or "",
            email=(reachable and person.email) or "",
            state=SHOWN[self.state],
            minor=self._place_minor(hours),
            actions=self._place_actions(),
        )

    def _place_hours(self):
        """Return between which hours minors may help, ``{volunteer: {day: hours}}``:
        the rules are asked for once, however many they are."""
        days = {shift._place_day() for shift in self.shift_id}
        minors = self.volunteer_id.filtered("is_minor")
        rules = {
            age: rows[0]._hour_rules(days)
            for age, rows in minors.grouped("age_class").items()
        }
        return {
            minor: minor._allowed_hours_on(days, rules[minor.age_class])
            for minor in minors
        }

    def _place_minor(self, hours):
        """Say what has to be kept to because somebody is under 18."""
        volunteer, shift = self.volunteer_id, self.shift_id
        if not volunteer.is_minor:
            return ""
        begin, end = hours[volunteer][shift._place_day()]
        return self.env._(
            "Under 18: only between %(begin)s and %(end)s, supervised by %(name)s.",
            begin=clock(begin),
            end=clock(end),
            name=volunteer.supervisor_name or self.env._("nobody yet, ask the office"),
        )

    # -- what it says

    def _place_actions(self):
        """Return what an organisation may say of somebody now.

        While the shift lasts somebody ``came``, afterwards they ``did`` the work.
        """
        self.ensure_one()
        shift, now = self.shift_id, fields.Datetime.now()
        if shift.standing or shift.cancelled_on or shift.start > now:
            return ()
        came = "did" if shift.stop <= now else "came"
        return {
            "coming": (came, "missed"),
            "there": ("did", "missed") if came == "did" else ("missed",),
            "missed": (came,),
        }.get(SHOWN.get(self.state), ())

    def _place_rest(self, action):
        """Return those of whom nobody has said yet that they missed it."""
        return self.filtered(
            lambda row: row.state != "no_show" and action in row._place_actions()
        )

    def _place_say(self, action, user):
        """Note what an organisation says of these people, as the system.

        :param str action: ``came``, ``did`` or ``missed``
        :param user: who says it, a contact of the organisation
        :raise UserError: it is too early, or somebody has decided otherwise
        """
        self._lock()
        # two clicks are one answer
        said = {"came": "there", "did": "done", "missed": "missed"}[action]
        todo = self.filtered(lambda row: SHOWN.get(row.state) != said)
        if any(action not in row._place_actions() for row in todo):
            raise UserError(
                self.env._(
                    "This is not possible, or not any more. If something is wrong,"
                    " please tell the office."
                )
            )
        if not todo:
            return
        if action == "came":
            todo.action_check_in()
        elif action == "missed":
            todo.action_no_show()
        else:
            # a check-in by now would say when the button was pressed
            todo.filtered(lambda row: row.state == "no_show").action_undo()
            todo.action_done()
        todo.presence_by_id = user
        for shift, rows in todo.grouped("shift_id").items():
            shift._place_log(action, len(rows), user)
