import hashlib

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from .quartier_volunteer_age import clock
from .quartier_volunteer_link import GONE

# what was asked and agreed, as it is when nobody was asked
NOTHING = {
    "guardian_asked_on": False,
    "guardian_answer": False,
    "guardian_kind_ids": [Command.clear()],
    "guardian_terms": False,
    "guardian_from": False,
    "guardian_until": False,
}


class QuartierVolunteer(models.Model):
    """A guardian is asked by e-mail for their consent.

    They agree to what is noted at that moment: kinds of work, hours, who supervises.
    Kinds and hours are kept as such, since the minor may wish for other work later,
    and other hours may apply.
    """

    _inherit = "quartier.volunteer"

    guardian_asked_on = fields.Date(string="Asked on", readonly=True, copy=False)
    guardian_answer = fields.Selection(
        [
            ("waiting", "Waiting for the answer"),
            ("agreed", "Consent given"),
            ("declined", "Did not agree"),
            ("withdrawn", "Consent withdrawn"),
            ("lapsed", "Not answered in time"),
        ],
        string="Answer to the E-mail",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    guardian_kind_ids = fields.Many2many(
        "quartier.volunteer.kind",
        "quartier_volunteer_guardian_kind_rel",
        string="Work Agreed to",
        readonly=True,
        copy=False,
    )
    guardian_terms = fields.Text(string="What Was Agreed", readonly=True, copy=False)
    guardian_from = fields.Float(string="Agreed: Not before", readonly=True, copy=False)
    guardian_until = fields.Float(string="Agreed: Not after", readonly=True, copy=False)

    def action_mail_guardian(self):
        """Mail the guardians of these minors the page on which they answer.

        :raise UserError: something is missing, of all of them at once
        """
        self._lock()
        texts = [text for row in self for text in row._guardian_obstacles()]
        if texts:
            raise UserError("\n".join(texts))
        for office, volunteers in self.grouped("quartier_id").items():
            # sudo: no client writes what was asked, and rights were checked above
            volunteers.sudo().write(
                {"guardian_asked_on": office._today(), "guardian_answer": "waiting"}
            )
        # sudo: nobody has rights to links
        self.env["quartier.volunteer.link"].sudo()._send_guardian(self.sudo())
        self._log_guardian(self.env._("The guardian was asked by e-mail."))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._(
                    "The e-mail is on its way to the guardian. The answer is noted"
                    " here."
                ),
                "type": "success",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _guardian_obstacles(self):
        """Yield finished sentences of what is missing to ask a guardian by e-mail."""
        self.ensure_one()
        name = self.display_name
        if not self.is_minor or self.state in GONE:
            yield self.env._("Nobody has to agree for “%s”.", name)
            return
        address = self._guardian_address()
        if not address:
            yield self.env._(
                "Please note the guardian’s e-mail address of “%s” first, one address"
                " alone. Without one the consent is given on paper.",
                name,
            )
        elif address == self.partner_id.email_normalized:
            yield self.env._(
                "The guardian’s e-mail address is the one of “%s”. Please note the"
                " guardian’s own; without one the consent is given on paper.",
                name,
            )
        if self.age_outdated:
            yield self.env._(
                "The age class of “%s” does not apply any more: please note the new"
                " one first.",
                name,
            )
        if not self.kind_ids:
            yield self.env._(
                "Please note first which work “%s” wants to do: the guardian agrees to"
                " that.",
                name,
            )
        if not self.supervisor_name:
            yield self.env._("Please note first who supervises “%s”.", name)

    def _guardian_address(self):
        """Return the one address that the guardian is asked at, or False."""
        self.ensure_one()
        return email_normalize(self.guardian_email)

    def _is_guardian_asked(self):
        """Tell whether a link to the question still opens it."""
        self.ensure_one()
        return self.is_minor and bool(self.guardian_answer)

    def _guardian_agreed_to(self, kind):
        """Tell whether there is a consent for a kind of work.

        What is on paper is known to whoever noted it.
        """
        self.ensure_one()
        if self.guardian_how != "page":
            return bool(self.guardian_how)
        return kind in self.guardian_kind_ids

    # -- what is asked

    def _guardian_terms(self):
        """Return what a guardian agrees to, as pairs of what it is and words."""
        self.ensure_one()
        begin, end = self._guardian_hours()
        today = self.quartier_id._today()
        first, last = (rows[today] for rows in self._hour_rules([today]))
        ages = dict(self._fields["age_class"]._description_selection(self.env))
        return [
            (self.env._("Work"), ", ".join(self.kind_ids.mapped("name"))),
            (
                self.env._("Times of day"),
                self.env._(
                    "only between %(begin)s and %(end)s. At the age of “%(age)s” never"
                    " before %(first)s or after %(last)s (%(law)s).",
                    begin=clock(begin),
                    end=clock(end),
                    age=ages[self.age_class],
                    first=clock(first.value),
                    last=clock(last.value),
                    law=first.source,
                ),
            ),
            (self.env._("Supervised by"), self.supervisor_name or ""),
        ]

    def _guardian_hours(self):
        """Return the hours that are asked for, whatever was agreed before."""
        today = self.quartier_id._today()
        return self._noted_hours_on([today])[today]

    def _allowed_hours_on(self, days, rules=None):
        allowed = super()._allowed_hours_on(days, rules)
        if self.guardian_how != "page":
            return allowed
        return {
            day: (max(begin, self.guardian_from), min(end, self.guardian_until))
            for day, (begin, end) in allowed.items()
        }

    def _guardian_mark(self):
        """Return a mark of what is asked, which changes whenever that does."""
        self.ensure_one()
        parts = (
            sorted(self.kind_ids.ids),
            self._guardian_hours(),
            self.age_class,
            self.supervisor_name,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    # -- what ends a question

    def write(self, vals):
        result = super().write(vals)
        if not {"guardian_email", "age_class"}.isdisjoint(vals):
            self._end_guardian_links()
        return result

    def _end_guardian_links(self):
        """Another address, or somebody who is no minor: the link opens nothing."""
        # sudo: nobody has rights to links; what they open is ended, nothing is shown
        links = self.env["quartier.volunteer.link"].sudo()._of_guardians(self)
        void = links.filtered(lambda link: not link._is_valid())
        void.volunteer_id._forget_question()
        void.unlink()

    def _forget_question(self):
        """What was not answered is not waited for any more."""
        waiting = self.filtered(lambda row: row.guardian_answer == "waiting")
        # sudo: no client writes it; the question has ended
        waiting.sudo().write({"guardian_asked_on": False, "guardian_answer": False})

    def action_revoke_links(self):
        result = super().action_revoke_links()
        self._forget_question()
        return result

    def _record_guardian(self, name, how, day=None):
        result = super()._record_guardian(name, how, day)
        values = NOTHING
        if how == "page":
            begin, end = self._guardian_hours()
            values = {
                "guardian_from": begin,
                "guardian_until": end,
                "guardian_answer": "agreed",
                "guardian_kind_ids": [Command.set(self.kind_ids.ids)],
                "guardian_terms": self._guardian_terms_text(),
            }
        else:
            self._unlink_guardian_links()
        # sudo: as for the name of who agreed
        self.sudo().write(values)
        return result

    def _guardian_terms_text(self):
        office = self.with_context(lang=self.quartier_id.lang)
        return "\n".join(f"{what}: {text}" for what, text in office._guardian_terms())

    def action_guardian_withdraw(self):
        result = super().action_guardian_withdraw()
        self._unlink_guardian_links()
        # sudo: rights were checked above
        self.sudo().write(NOTHING)
        return result

    def _unlink_guardian_links(self):
        # sudo: nobody has rights to links; whoever calls has checked
        self.env["quartier.volunteer.link"].sudo()._of_guardians(self).unlink()

    def _log_guardian(self, text):
        author = self.env.user.partner_id.id
        for volunteer in self:
            # sudo: the history says what was done, whoever may write it
            volunteer.sudo()._message_log(body=text, author_id=author)
