from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_datetime

# from which state a step leads where; paused and ended have ways of their own
NEXT = {"interested": "talk", "talk": "onboarding", "onboarding": "active"}


class QuartierVolunteer(models.Model):
    """The way of a volunteer: interested, first talk, onboarding, active, ended."""

    _inherit = "quartier.volunteer"

    def action_next(self):
        """Go one step on.

        :raise UserError: there is no next step from where somebody is, or something is
            missing for it
        """
        self._lock()
        self._check_in(*NEXT)
        for state, volunteers in self.grouped("state").items():
            volunteers._enter(NEXT[state])

    def action_return(self):
        """Whoever ended comes back, and begins with a talk."""
        self._lock()
        self._check_in("ended")
        self._enter("talk", ended_on=False, end_reason=False)

    def action_resume(self):
        """Take somebody back from a pause before its end."""
        self._lock()
        self._check_in("paused")
        self._resume()

    def _resume(self):
        self._enter("active", paused_until=False, pause_reason=False)

    def action_ask_pause(self):
        """Open the dialog that asks until when and why."""
        return self._open_dialog("quartier_volunteer_pause_action")

    def action_ask_end(self):
        """Open the dialog that asks why."""
        return self._open_dialog("quartier_volunteer_end_action")

    def action_ask_guardian(self):
        """Open the dialog for a guardian's consent on paper."""
        return self._open_dialog("quartier_volunteer_guardian_action")

    def _open_dialog(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"quartier_volunteers.{name}"
        )
        return {**action, "context": {"default_volunteer_ids": self.ids}}

    def _pause(self, until, reason):
        """Let somebody rest; assignments within the pause are withdrawn.

        :param date until: the last day of the pause
        :param str reason: in words
        :raise UserError: the day is over, or somebody is not active
        """
        self._lock()
        self._check_in("active", "onboarding")
        for volunteer in self:
            if until < volunteer.quartier_id._today():
                raise UserError(
                    self.env._("Please choose a day to come as end of the pause.")
                )
        self._coming_assignments(until).action_withdraw(
            self.env._("Pause of the volunteer")
        )
        self._enter("paused", paused_until=until, pause_reason=reason)

    def _end(self, reason):
        """Somebody stops, or never starts; coming assignments are withdrawn.

        :param str reason: in words
        """
        self._lock()
        self._check_in(*NEXT, "active", "paused")
        self._coming_assignments().action_withdraw(
            self.env._("The volunteer has stopped")
        )
        for office, volunteers in self.grouped("quartier_id").items():
            volunteers._enter(
                "ended",
                ended_on=office._today(),
                end_reason=reason,
                paused_until=False,
                pause_reason=False,
            )

    def _coming_assignments(self, until=None):
        """Return what these people are still expected for, with sudo.

        :param date until: only what begins until the end of that day
        :rtype: quartier.volunteer.assignment
        """
        # sudo: other offices' shifts are out of sight, but nobody comes there either
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        now = fields.Datetime.now()
        coming = assignments.search(
            [
                ("volunteer_id", "in", self.ids),
                # what has begun is decided on by whoever is there
                "|",
                ("start", ">", now),
                ("shift_id.standing", "=", True),
                ("stop", ">", now),
                (
                    "state",
                    "in",
                    ("requested", "waitlisted", "offered", "confirmed", "substitute"),
                ),
            ]
        )
        if until:
            coming = coming.filtered(
                lambda row: row.quartier_id._localize(row.start).date() <= until
            )
        return coming

    def _coming_text(self, until=None):
        """Say what these people are still expected for, a line for each.

        Shifts that the user does not see are counted only.
        """
        coming = self._coming_assignments(until)
        seen = coming.sudo(False)._filtered_access("read")
        lines = [
            f"{row.volunteer_id.display_name}: {row.shift_id.name},"
            f" {format_datetime(self.env, row.start, tz=row.quartier_id.tz)}"
            for row in seen
        ]
        if others := len(coming) - len(seen):
            lines.append(self.env._("%s with other offices", others))
        return "\n".join(lines)

    def _lock(self):
        """Wait for whoever changes the same people, and look at them anew.

        :raise AccessError: the user may not change them
        """
        self.check_access("write")
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "SELECT id FROM quartier_volunteer WHERE id = ANY(%s) ORDER BY id"
                " FOR UPDATE",
                list(self.ids),
            )
        )
        self.invalidate_recordset()

    def _enter(self, state, **values):
        """Note a status, and do what it brings (``_entered``)."""
        self.check_access("write")
        if state == "active":
            self._check_may_start()
        for office, volunteers in self.grouped("quartier_id").items():
            # sudo: no client writes the state; rights were checked above
            volunteers = volunteers.sudo()
            if state == "active":
                starters = volunteers.filtered(lambda row: not row.started_on)
                starters.write({"started_on": office._today()})
            volunteers.write({"state": state, **values})
        self._entered(state)

    def _entered(self, state):
        """Hook: what a new status brings."""

    def _check_may_start(self):
        """Work begins when it is known who may do what.

        :raise UserError: something is missing, of all of them at once
        """
        texts = [text for volunteer in self for text in volunteer._start_obstacles()]
        if texts:
            raise UserError("\n".join(texts))

    def _start_obstacles(self):
        """Hook: yield finished sentences of what is missing to be active."""
        self.ensure_one()
        if not self.age_class:
            yield self.env._(
                "Please note the age class of “%(name)s” first: minors have other"
                " rules. “18 or older” is enough.",
                name=self.display_name,
            )
        if self.is_minor and not self.guardian_how:
            yield self.env._(
                "“%(name)s” is under 18: please note the guardian’s consent first.",
                name=self.display_name,
            )
        if self.is_minor and not self.supervisor_name:
            yield self.env._(
                "“%(name)s” is under 18: please note who supervises them.",
                name=self.display_name,
            )

    def _check_in(self, *states):
        """:raise UserError: somebody is in none of these states"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for volunteer in self:
            if volunteer.state not in states:
                raise UserError(
                    self.env._(
                        "“%(name)s” is at “%(state)s”: this step is not possible.",
                        name=volunteer.display_name,
                        state=labels[volunteer.state],
                    )
                )
