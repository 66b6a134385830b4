from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from .quartier_volunteer_place_page import SHOWN

# so many messages of an organisation reach the office in a day
MOST_MESSAGES = 10


class QuartierVolunteerAssignment(models.Model):
    """An organisation says who was there; the office approves the hours as always."""

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


class QuartierVolunteerShift(models.Model):
    _inherit = "quartier.volunteer.shift"

    def _place_log(self, action, count, user):
        """Note with the shift who said it: without names, as all of the office read
        shifts, and coordinators alone who takes part."""
        self = self.with_context(lang=self.quartier_id.lang)
        texts = {
            "came": self.env._("The organisation says: %s came.", count),
            "did": self.env._("The organisation says: %s were there.", count),
            "missed": self.env._("The organisation says: %s did not come.", count),
        }
        self._message_log(body=texts[action], author_id=user.partner_id.id)


class QuartierVolunteerOpportunity(models.Model):
    _inherit = "quartier.volunteer.opportunity"

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
