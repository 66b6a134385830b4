from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .quartier_grant_deadline import PENDING
from .quartier_grant_reminder import TODO
from .quartier_grant_state import MANAGER

# of all else its own record reminds: by its own number of days, or at once
_KINDS = ("objection", "period", "proof", "retention")
# no documents that could have activities
_BY_GRANT = ("quartier.grant.item",)


class QuartierGrantDeadline(models.Model):
    """Who is reminded of a deadline, who learns that it has passed, and when that ends.

    Each once for each date: ``quartier.grant.deadline.notice`` knows what was said.
    """

    _inherit = "quartier.grant.deadline"

    @api.model
    def _cron_remind(self):
        """Each night: end what is done, remind of what comes, report what is late."""
        notices = self.env["quartier.grant.deadline.notice"]
        notices._end_done()
        today = fields.Date.context_today(self)
        soon = today + timedelta(days=self._days("grant_reminder_days", today))
        coming = self.search(
            Domain("state", "in", PENDING)
            & Domain("date", "<=", soon)
            & (Domain("kind", "in", _KINDS) | Domain("res_model", "in", _BY_GRANT))
            # its own step reminds of it
            & Domain("res_model", "!=", "quartier.grant.repayment")
        )
        self._tell(coming, "reminder")
        late = today - timedelta(days=self._days("grant_escalation_days", today))
        self._tell(
            self.search(Domain("state", "=", "overdue") & Domain("date", "<=", late)),
            "escalation",
        )

    @api.model
    def _days(self, key, day):
        return int(self.env["quartier.rule"]._get_rule(key, day).value)

    def _tell(self, rows, level):
        """Give an activity for each of these rows, once for each date.

        :param str level: ``reminder`` or ``escalation``
        """
        notices = self.env["quartier.grant.deadline.notice"]
        for row in rows - notices._told(rows, level):
            user = row._reported_to() if level == "escalation" else row._in_charge()
            if user:
                notices._note(row, level, row._create_activity(user, level))

    def _in_charge(self):
        """Return who has to do it: one ``res.users`` who can read it, or none."""
        self.ensure_one()
        return self.grant_id._in_charge(self.user_id)

    def _reported_to(self):
        """Return who learns that it is late: the office's manager, or whoever manages
        grants there; not whoever has it on the list already."""
        self.ensure_one()
        office = self.quartier_id
        managers = office.member_ids.filtered(lambda user: user.has_group(MANAGER))
        for user in (office.manager_id | managers) - self._in_charge():
            if user.active and self.grant_id.with_user(user).has_access("read"):
                return user
        return self.env["res.users"]

    def _create_activity(self, user, level):
        self.ensure_one()
        told = self.with_context(lang=user.lang)
        if level == "escalation":
            summary = told.env._("Late: %s", told.display_name)
            day = self.quartier_id._today()
        else:
            summary = told.env._("Due: %s", told.display_name)
            day = self.date
        record = self._document()
        return self.env["mail.activity"].create(
            {
                "activity_type_id": self.env.ref(TODO).id,
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "user_id": user.id,
                "date_deadline": day,
                "summary": summary,
                "automated": True,
            }
        )

    def _document(self):
        """Return the document that carries the activities."""
        if self.res_model in _BY_GRANT:
            return self.grant_id
        return self.env[self.res_model].browse(self.res_id)
