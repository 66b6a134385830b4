from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class QuartierSeries(models.Model):
    """From the first talk to the last date."""

    _inherit = "quartier.series"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "ended":
            self._end_dates()
        return result

    def unlink(self):
        """What is over stays in the calendar."""
        for series in self:
            series._dates_to_come()._quartier_remove()
        return super().unlink()

    def action_plan(self):
        """Enter the dates up to the horizon."""
        self._step(("talks",), "planned")
        return self._tell_dates()

    def action_start(self):
        self._step(("talks", "planned"), "running")
        return self._tell_dates()

    def action_pause(self):
        """Take the dates to come out of the calendar, until it goes on."""
        self._step(("planned", "running"), "paused")

    def action_resume(self):
        """Enter the dates again; an offer that was over has no last day any more."""
        over = self.filtered(
            lambda series: series.date_until and series.date_until <= series._today()
        )
        over.date_until = False
        self._step(("paused", "ended"), "running")
        return self._tell_dates()

    def action_end(self):
        """Free the room: what is to come does not take place."""
        self._step(("talks", "planned", "running", "paused"), "ended")

    def _step(self, states, state):
        if wrong := self.filtered(lambda series: series.state not in states):
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(series)s” is %(state)s; this step is not possible now.",
                    series=wrong[0].name,
                    state=states[wrong[0].state],
                )
            )
        self.write({"state": state})

    def _end_dates(self):
        """Dates that somebody edited or added do not take place either."""
        now = fields.Datetime.now()
        for series in self:
            if not series.date_until or series.date_until > series._today():
                series.date_until = max(series._today(), series.date_from)
        left = self.env["calendar.event"].search(
            Domain("quartier_series_id", "in", self.ids)
            & Domain("start", ">", now)
            & Domain("quartier_cancelled_on", "=", False)
        )
        left.action_quartier_cancel(self.env._("The offer has ended."))

    def _tell_dates(self):
        """Say how many dates there are, and how many wait for a decision."""
        count = sum(self.mapped("event_count"))
        questions = sum(self.mapped("question_count"))
        message = self.env._("%s dates are in the calendar.", count)
        if questions:
            message += " " + self.env._(
                "%s of them wait for your decision (Agenda › To Decide).", questions
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if questions else "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
