from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .quartier_volunteer_assignment import ON_DUTY, OPEN
from .quartier_volunteer_conduct_mixin import SHORT_CHECK

PUBLIC = ("published", "filled")
# so long lasts what has no end yet
ENDLESS = timedelta(days=3652)


class QuartierVolunteerOpportunity(models.Model):
    """The way of an opportunity: draft, review, published or filled, closed."""

    _inherit = "quartier.volunteer.opportunity"

    reason = fields.Char(string="Why Returned or Closed", readonly=True, copy=False)
    gaps = fields.Text(
        string="Missing before Publishing", compute="_compute_gaps", store=False
    )
    free_count = fields.Integer(string="Free Places", compute="_compute_figures")
    taken_count = fields.Integer(string="Taking Part", compute="_compute_figures")
    shift_count = fields.Integer(compute="_compute_figures")

    @api.depends(
        "summary",
        "description",
        "place",
        "when",
        "date_to",
        "quartier_id",
        "shift_ids.start",
        "user_id",
        "active",
        *SHORT_CHECK,
        "conduct_decision",
        "kind_id.conduct_decision",
        "kind_id.proof_type_ids",
    )
    @api.depends_context("lang")
    def _compute_gaps(self):
        for opportunity in self:
            texts = [f"• {text}" for text in opportunity._gaps()]
            opportunity.gaps = "\n".join(texts) or False

    def _compute_figures(self):
        counts = dict(
            self.env["quartier.volunteer.shift"]._read_group(
                [("opportunity_id", "in", self.ids)], ["opportunity_id"], ["__count"]
            )
        )
        open_shifts = self._open_shifts()
        # sudo: numbers, whoever may see who they are
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        people = dict(
            assignments._read_group(
                [("shift_id", "in", open_shifts.ids), ("state", "in", ON_DUTY)],
                ["shift_id.opportunity_id"],
                ["volunteer_id:count_distinct"],
            )
        )
        free = open_shifts._free_seats()
        for opportunity in self:
            opportunity.shift_count = counts.get(opportunity._origin, 0)
            opportunity.taken_count = people.get(opportunity._origin, 0)
            opportunity.free_count = sum(
                len(free[shift])
                for shift in open_shifts
                if shift.opportunity_id == opportunity._origin
            )

    def _gaps(self):
        """Hook: say what is missing before the public may read it.

        :rtype: list[str]
        """
        self.ensure_one()
        gaps = []
        if not (self.summary or "").strip():
            gaps.append(self.env._("One sentence for the public board."))
        if not (self.description or "").strip():
            gaps.append(self.env._("What is done, with whom, what one gets out of it."))
        if not (self.place or "").strip():
            gaps.append(self.env._("The place."))
        if not (self.when or "").strip() and not self._dated_shifts():
            gaps.append(self.env._("When: times in words, or shifts."))
        if not self.user_id:
            gaps.append(self.env._("Who is responsible."))
        if not self.active:
            gaps.append(self.env._("It is archived. Please take it out of there."))
        if self.date_to and self.date_to < self.quartier_id._today():
            gaps.append(self.env._("A last day that is not over."))
        return gaps

    def _dated_shifts(self):
        return self.shift_ids.filtered(
            lambda shift: not (shift.standing or shift.cancelled_on)
        )

    def _open_shifts(self):
        """Return the shifts that somebody could still join."""
        return self.shift_ids.filtered(lambda shift: not shift._tell_over())

    # -- steps

    def action_submit(self):
        """Ask for a review.

        :raise UserError: with everything that is missing
        """
        self._check_step("draft")
        self._check_complete()
        self._enter("review", reason=False)
        for opportunity in self:
            manager = opportunity.quartier_id.manager_id or opportunity.user_id
            opportunity.with_context(
                lang=opportunity.quartier_id.lang
            ).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Review the opportunity"),
                user_id=manager.id or self.env.uid,
            )

    def action_publish(self):
        """Put what was reviewed on the public board.

        :raise UserError: with everything that is missing
        """
        self._check_step("review")
        self._check_complete()
        self._enter("published", reason=False)
        self._done_reviewing()
        self._keep_commitment()
        self._follow_places()

    def action_return(self, reason):
        """Send it back to who wrote it, off the public board.

        :param str reason: what to change
        """
        reason = self._check_reason(reason)
        self._check_step("review", *PUBLIC)
        self._enter("draft", reason=reason)
        self._done_reviewing()

    def action_close(self, reason=None):
        """Nobody is looked for any more; who takes part goes on."""
        self._check_step("draft", "review", *PUBLIC)
        self._close((reason or "").strip())

    def action_reopen(self):
        """Start again with a draft."""
        self._check_step("closed")
        self._enter("draft", reason=False)

    def action_ask_return(self):
        """Open the dialog that asks what to change."""
        return self._ask_reason("return", self.env._("Send Back"))

    def action_ask_close(self):
        """Open the dialog that asks why it is closed."""
        return self._ask_reason("close", self.env._("Close"))

    def _ask_reason(self, step, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "quartier.volunteer.reason",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_opportunity_ids": self.ids, "default_step": step},
        }

    def _close(self, reason):
        self._enter("closed", reason=reason)
        self._done_reviewing()
        # sudo: what was asked for comes to nothing
        waiting = self.sudo().shift_ids.assignment_ids.filtered(
            lambda row: row.state in OPEN
        )
        for office, rows in waiting.grouped("quartier_id").items():
            rows = rows.with_context(lang=office.lang)
            rows._release(
                "declined", reason=rows.env._("Nobody is looked for any more")
            )
            rows._tell("declined")

    def _close_archived(self):
        """What nobody finds any more is closed: nobody waits for it in vain."""
        for opportunity in self.filtered(lambda row: row.state != "closed"):
            opportunity = opportunity.with_context(lang=opportunity.quartier_id.lang)
            opportunity._close(opportunity.env._("Archived"))

    def _enter(self, state, **values):
        # sudo: no client writes the state; whoever calls has checked
        self.sudo().write({"state": state, **values})

    def _done_reviewing(self):
        # sudo: whoever of the team decides, nobody else has to
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    def action_view_shifts(self):
        """Open the shifts of the opportunity."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_shift_action"
        )
        action["domain"] = [("opportunity_id", "=", self.id)]
        action["context"] = {
            "default_opportunity_id": self.id,
            "default_kind_id": self.kind_id.id,
        }
        return action

    def action_view_assignments(self):
        """Open who takes part, waits, or is to be decided on."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_volunteers.quartier_volunteer_assignment_action"
        )
        action["domain"] = [("shift_id.opportunity_id", "=", self.id)]
        action["context"] = {}
        return action

    # -- checks

    def _check_step(self, *states):
        self.check_access("write")
        self.lock_for_update()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for opportunity in self:
            if opportunity.state not in states:
                raise UserError(
                    self.env._(
                        "“%(name)s” is at “%(state)s”: this step is not possible.",
                        name=opportunity.display_name,
                        state=labels[opportunity.state],
                    )
                )

    def _check_complete(self):
        for opportunity in self:
            if gaps := opportunity._gaps():
                lines = "\n".join(f"• {text}" for text in gaps)
                raise UserError(
                    self.env._(
                        "“%(name)s” lacks before it can be published:\n%(gaps)s",
                        name=opportunity.display_name,
                        gaps=lines,
                    )
                )

    def _check_reason(self, reason):
        reason = reason.strip() if isinstance(reason, str) else ""
        if not reason:
            raise UserError(self.env._("Please give a reason."))
        return reason

    # -- follows places and days

    def write(self, vals):
        offices = {opportunity: opportunity.quartier_id for opportunity in self}
        result = super().write(vals)
        for opportunity in self if "quartier_id" in vals else ():
            if opportunity.quartier_id != offices[opportunity]:
                shifts = opportunity.with_context(active_test=False).shift_ids
                shifts.write({"quartier_id": opportunity.quartier_id.id})
        if vals.get("active") is False:
            self._close_archived()
        if not vals.keys().isdisjoint(
            ("name", "wanted_count", "date_from", "date_to", "kind_id")
        ):
            self.filtered(lambda row: row.state in PUBLIC)._keep_commitment()
        return result

    def _follow_places(self):
        """Filled once all places are taken, published again when one is free."""
        # sudo: follows from the places, whoever took them
        for opportunity in self.sudo().filtered(lambda row: row.state in PUBLIC):
            shifts = opportunity._open_shifts()
            if not shifts:
                continue
            free = shifts._free_seats()
            state = "published" if any(free[shift] for shift in shifts) else "filled"
            if opportunity.state != state:
                opportunity.write({"state": state})

    def _keep_commitment(self):
        """What has no shifts with times has one without: places, waiting list and
        certificates are the same for a long-term commitment."""
        shifts = self.env["quartier.volunteer.shift"]
        for opportunity in self:
            standing = opportunity.shift_ids.filtered("standing")
            if opportunity._dated_shifts() and not standing:
                continue
            vals = opportunity._commitment_vals()
            if standing:
                taken = standing[0].max_count - len(
                    standing[0]._free_seats()[standing[0]]
                )
                vals["max_count"] = max(taken, vals["max_count"])
                standing[0].write(vals)
            else:
                shifts.create(
                    {
                        **vals,
                        "opportunity_id": opportunity.id,
                        "standing": True,
                        "direct": False,
                        "user_id": opportunity.user_id.id,
                    }
                )

    def _commitment_vals(self):
        office = self.quartier_id
        first = self.date_from or office._today()
        standing = self.shift_ids.filtered("standing")[:1]
        if standing and not self.date_from:
            first = office._localize(standing.start).date()
        last = self.date_to or first + ENDLESS
        return {
            "name": self.name,
            "kind_id": self.kind_id.id,
            "start": office._midnight(first),
            "stop": office._midnight(last + timedelta(days=1)),
            "min_count": 1,
            "max_count": self.wanted_count,
        }

    @api.model
    def _cron_close(self):
        """Close what is over by the office's day."""
        crons = self.env["ir.cron"]
        today = fields.Date.today()
        found = self.search(
            [
                ("state", "in", ("draft", "review", *PUBLIC)),
                ("date_to", "<=", today),
            ]
        ).filtered(lambda row: row.date_to < row.quartier_id._today())
        crons._commit_progress(remaining=len(found))
        for opportunity in found:
            opportunity = opportunity.with_context(lang=opportunity.quartier_id.lang)
            opportunity._close(opportunity.env._("The last day is over."))
            if not crons._commit_progress(1):
                break
