import logging

from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .quartier_grant_erasure_plan import TRACES

_logger = logging.getLogger(__name__)


class QuartierGrant(models.Model):
    """Deletion of grants whose retention has passed.

    Each grant goes as a whole and in one transaction, with a row in the log; a job that
    is broken off goes on with the next one.
    """

    _inherit = "quartier.grant"

    erasure_asked_on = fields.Datetime(
        string="Deletion Asked for on",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="A job deletes it, with all that belongs to it.",
    )
    erasure_user_id = fields.Many2one(
        "res.users",
        string="Deletion Asked for by",
        readonly=True,
        copy=False,
        ondelete="set null",
    )

    # -- what stands against it

    def _check_erasable(self):
        """Refuse to delete grants before their time, or by whom may not.

        :raise AccessError: the user does not manage these grants
        :raise UserError: says all that stands against it
        """
        self._check_manager()
        self.check_access("unlink")
        if obstacles := self._erasure_obstacles():
            raise UserError("\n".join(obstacles))

    def _erasure_obstacles(self):
        """Say in whole sentences why these grants cannot be deleted.

        :rtype: list[str]
        """
        return [
            self.env._("%(grant)s: %(obstacle)s", grant=grant.name, obstacle=obstacle)
            for grant in self.sudo()  # sudo: what others entered counts as well
            for obstacle in grant._erasure_obstacles_of_one()
        ]

    def _erasure_obstacles_of_one(self):
        """Hook: say in whole sentences why this grant cannot be deleted."""
        self.ensure_one()
        today = self.quartier_id._today()
        obstacles = []
        if self.state != "archived":
            states = dict(self._fields["state"]._description_selection(self.env))
            obstacles.append(
                self.env._(
                    "It has the status “%(state)s”; what can be deleted has the status"
                    " “%(archived)s”.",
                    state=states[self.state],
                    archived=states["archived"],
                )
            )
        if not self.retention_until:
            obstacles.append(self.env._("Nobody has said how long it is to be kept."))
        elif self.retention_until >= today:
            obstacles.append(
                self.env._(
                    "It has to be kept until %(day)s (%(where)s).",
                    day=self._day_text(self.retention_until),
                    where=self.retention_source or "",
                )
            )
        return [*obstacles, *self._close_obstacles(), *self._bound_obstacles(today)]

    def _bound_obstacles(self, today):
        """Say which items and duties are still running."""
        items = self.item_ids.filtered(
            lambda item: (
                not item.gone_on and item.binding_until and item.binding_until >= today
            )
        )
        duties = self.condition_ids.filtered(
            lambda row: not row.done_on and row.due_on and row.due_on >= today
        )
        return [
            *(
                self.env._(
                    "“%(item)s” is bound to the purpose until %(day)s.",
                    item=item.name,
                    day=self._day_text(item.binding_until),
                )
                for item in items
            ),
            *(
                self.env._(
                    "The condition “%(duty)s” runs until %(day)s.",
                    duty=duty.name,
                    day=self._day_text(duty.due_on),
                )
                for duty in duties
            ),
        ]

    # -- many of them, by a job

    def _ask_for_erasure(self):
        """Have these grants deleted by a job that starts at once."""
        self._check_erasable()
        # sudo: it is noted by the system; the right was checked
        self.sudo().write(
            {
                "erasure_asked_on": fields.Datetime.now(),
                "erasure_user_id": self.env.uid,
            }
        )
        self.env.ref("quartier_grants.ir_cron_erase_grants")._trigger()

    def action_keep(self):
        """Take grants back that wait for the job that deletes them."""
        self._check_manager()
        self.check_access("unlink")
        # sudo: it is noted by the system; the right was checked
        self.sudo()._erasure_given_up()
        return True

    def _erasure_given_up(self):
        self.write({"erasure_asked_on": False, "erasure_user_id": False})

    @api.model
    def _cron_erase(self):
        """Delete what waits for it, a transaction for each grant."""
        waiting = self.with_context(active_test=False).search(
            [("erasure_asked_on", "!=", False)], order="erasure_asked_on, id"
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(waiting))
        for grant in waiting:
            grant._erase_by_job()
            if not cron._commit_progress(1):
                break

    def _erase_by_job(self):
        """Delete one of those that wait; who fails does not hold up the others."""
        # others went on working since the job began: one may be gone, or taken back
        self.env.invalidate_all()
        if not self.exists().erasure_asked_on:
            return
        asker = self.erasure_user_id or self.env.user
        # sudo: whoever asked was checked then, and is named as author of the log
        grant = self.with_user(asker).sudo()
        try:
            with self.env.cr.savepoint():
                if obstacles := grant._erasure_obstacles():
                    grant._erasure_given_up()
                    grant._message_log(body="\n".join(obstacles))
                else:
                    grant._erase()
        except Exception:
            # it waits for the next run
            self.env.invalidate_all()
            _logger.exception("Grant %s could not be deleted", self.id)

    # -- doing it

    def _erase(self):
        """Delete grants with all that belongs to them, and log it.

        For callers that have looked at who asks and what stands against it.

        :return: the rows of the log
        """
        logs = self.env["quartier.grant.erasure.log"]
        for record in self:
            # sudo: all that belongs to it goes; who asks was checked. What is noted is
            # in the office's language, whoever causes it
            grant = record.sudo()._in_office_language()
            grant = grant.with_context(active_test=False, tracking_disable=True)
            grant._lock_row(("archived",))
            logs |= grant._log_erasure()
            grant._erase_one()
        self.env.invalidate_all()
        return logs

    def _log_erasure(self):
        rows = self._erasure_rows()
        award = self.award_id
        return self.env["quartier.grant.erasure.log"]._note(
            {
                "date": fields.Datetime.now(),
                "quartier_id": self.quartier_id.id,
                "company_id": self.company_id.id,
                "funder": self.funder_id.name,
                "program": self.program_id.name,
                "reference": award.reference or self.funder_reference,
                "date_from": award.date_from,
                "date_to": award.date_to,
                "currency_id": self.currency_id.id,
                "awarded_amount": self.awarded_amount,
                "closed_on": self.closed_on,
                "retention_until": self.retention_until,
                "retention_source": self.retention_source,
                "deleted": "\n".join(str(row) for row in rows if not row.why),
                "kept": "\n".join(f"{row} – {row.why}" for row in rows if row.why),
            }
        )

    def _erase_one(self):
        account = self.analytic_account_id
        lines, vouchers = self._kept_lines(), self._kept_vouchers()
        erased = self._erased_records()
        shares = lines.browse().union(
            *(records for records in erased if records._name == lines._name)
        )
        vouchers._note_share_erased(shares)
        lines._let_go()
        # past the guards, as below
        models.BaseModel.write(self, {"award_id": False, "analytic_account_id": False})
        for records in erased:
            self._erase_records(records)
        if not lines:
            self._erase_account(account)

    def _erase_records(self, records):
        """Delete records with messages, activities, followers and files.

        Past what their models do and refuse when somebody deletes a single one: they
        keep what has to be kept, and that time is over.
        """
        for name, field in TRACES:
            self._traces(name, field, records).unlink()
        # core skips the checks of api.ondelete by this when all of a model goes
        records = records.with_context(**{MODULE_UNINSTALL_FLAG: True})
        models.BaseModel.unlink(records)

    def _erase_account(self, account):
        """Delete the account, unless another app refers to it."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                account.unlink()
        except (UserError, IntegrityError):
            account.active = False
