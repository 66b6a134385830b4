from datetime import timedelta

from odoo import api, fields, models

# people or proofs that the job settles in one transaction
BATCH = 200


class QuartierVolunteer(models.Model):
    """What happens by itself as days go by."""

    _inherit = "quartier.volunteer"

    @api.model
    def _cron_resume(self):
        """Whoever's pause is over is active again; who looks after them is told."""
        # what one office's clock calls yesterday may be today at another's: the search
        # is generous by a day, and each office decides
        horizon = fields.Date.today() + timedelta(days=1)
        domain = [("state", "=", "paused"), ("paused_until", "<", horizon)]
        over = self.search(domain).filtered(
            lambda row: row.paused_until < row.quartier_id._today()
        )
        for start in range(0, len(over), BATCH):
            batch = over[start : start + BATCH]
            batch._lock()
            back = batch.filtered(lambda row: row.state == "paused")
            back._back_from_pause()
            left = len(over) - start - len(batch)
            if not self.env["ir.cron"]._commit_progress(len(batch), remaining=left):
                break

    def _back_from_pause(self):
        """Return to work those to whom nothing is opposed, and tell of all."""
        ready = self.filtered(lambda row: not [*row._start_obstacles()])
        ready._resume()
        for volunteer in self - ready:
            # sudo: no client writes the state
            volunteer.sudo().write(
                {"state": "onboarding", "paused_until": False, "pause_reason": False}
            )
        for volunteer in self._each_in_language():
            if volunteer in ready:
                text = volunteer.env._("%s is back from the pause.", volunteer._said())
            else:
                text = volunteer.env._(
                    "The pause of %s is over, but something is missing.",
                    volunteer._said(),
                )
            volunteer._tell_in_charge(text)

    def _said(self):
        """Return the name, for a sentence."""
        return self.partner_id.name

    def _each_in_language(self):
        """Yield one after the other, in the language of who is told about them."""
        for volunteer in self:
            lang = volunteer._in_charge().lang or volunteer.quartier_id.lang
            yield volunteer.with_context(lang=lang)

    def _tell_in_charge(self, text, day=None):
        """Give an activity to who looks after somebody.

        :param date day: when it is due; today by the office's clock if None
        :return: the activity, empty where nobody is left to be told
        """
        self.ensure_one()
        if not (user := self._in_charge()):
            return self.env["mail.activity"]
        return self.with_context(mail_activity_quick_update=True).activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=day or self.quartier_id._today(),
            summary=text,
            user_id=user.id,
        )
