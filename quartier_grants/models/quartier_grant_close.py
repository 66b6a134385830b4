from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .quartier_grant_closed_mixin import CLOSED

_OPEN_DRAWDOWNS = ("draft", "signoff", "released", "requested")
_OPEN_CLAIMS = ("hearing", "notice", "objection")


class QuartierGrant(models.Model):
    """The end of a grant: closed, bound to the purpose, kept, and at last deletable.

    A job moves closed grants on: to *bound to the purpose* while an item is, then to
    *retention* until its last day has passed, then to *retention over*.
    """

    _inherit = "quartier.grant"

    closed_on = fields.Date(readonly=True, copy=False, tracking=True)
    binding_until = fields.Date(
        string="Bound until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="So long items have to serve the purpose of the grant.",
    )
    retention_until = fields.Date(
        string="Keep until", readonly=True, copy=False, index="btree_not_null"
    )
    retention_source = fields.Char(string="Keep by", readonly=True, copy=False)

    def action_close(self, retention_until=None, retention_source=None):
        """Close what was examined: from now on nothing of it is changed.

        :param date retention_until: keep it at least so long, e.g. by the award letter;
            not before what the rules say
        :param str retention_source: where that comes from
        :raise UserError: says all that stands against it
        """
        self._check_manager()
        for record in self:
            grant = record._lock(("examined",))
            until, where = grant._retention_by_rule()
            wanted = fields.Date.to_date(retention_until) or until
            obstacles = grant._close_obstacles()
            if wanted and until and wanted < until:
                obstacles.append(
                    self.env._(
                        "The rules demand to keep it until %(day)s (%(where)s). Please"
                        " do not enter an earlier day.",
                        day=grant._day_text(until),
                        where=where,
                    )
                )
            if not wanted:
                obstacles.append(
                    self.env._(
                        "No rule says how long it has to be kept. Please enter the day,"
                        " and where it comes from."
                    )
                )
            if wanted != until and not (retention_source or "").strip():
                obstacles.append(
                    self.env._(
                        "Please enter where the day of the retention comes from."
                    )
                )
            if obstacles:
                raise UserError("\n".join(obstacles))
            record._advance(
                ("examined",),
                "closed",
                closed_on=grant.quartier_id._today(),
                binding_until=grant._bound_until(),
                retention_until=wanted,
                retention_source=where if wanted == until else retention_source.strip(),
            )
            grant._nothing_left_to_do()
        return True

    def action_take_up(self, reason):
        """Open a closed grant again: the funder comes back to it, or it is wrong.

        :param str reason: in words
        """
        self.ensure_one()
        self._check_manager()
        reason = self._reason(reason)
        self._advance(
            CLOSED,
            "examined",
            closed_on=False,
            binding_until=False,
            retention_until=False,
            retention_source=False,
        )
        # sudo: why it was opened again is noted for all who read the grant
        self.sudo().message_post(
            body=self.env._("Taken up again after it was closed: %s", reason),
            author_id=self.env.user.partner_id.id,
        )
        return True

    def _retention_by_rule(self):
        """Return the last day on which it has to be kept, and which rule says so.

        :rtype: tuple[date | False, str | False]
        """
        self.ensure_one()
        proven = self._final_proof().submitted_on
        rule = self._award_rule_set()._find_rule("retention_years", proven or None)
        if not rule or not proven:
            return False, False
        last = proven + relativedelta(years=int(rule.value))
        # what is bound to the purpose has to be shown as long as it is
        bound = self._bound_until()
        return max(filter(None, (last, bound))), rule._quartier_grant_source()

    def _bound_until(self):
        items = self.item_ids.filtered(lambda item: not item.gone_on)
        days = [
            *items.mapped("binding_until"),
            *self.condition_ids.filtered(
                lambda row: row.kind == "binding" and not row.done_on
            ).mapped("due_on"),
        ]
        return max(filter(None, days), default=False)

    def _close_obstacles(self):
        """Hook: say in whole sentences what is still open.

        :rtype: list[str]
        """
        self.ensure_one()
        names = self.env._("“%(what)s” is not finished (%(state)s).")
        obstacles = []
        for rows, states in (
            (self.drawdown_ids, _OPEN_DRAWDOWNS),
            (self.repayment_ids, _OPEN_CLAIMS),
            (self._changes(), ("draft", "requested")),
            (self.proof_ids, ("work", "checked", "submitted")),
        ):
            labels = dict(rows._fields["state"]._description_selection(self.env))
            obstacles += [
                names % {"what": row.display_name, "state": labels[row.state]}
                for row in rows
                if row.state in states
            ]
        return [*obstacles, *self._close_duty_obstacles()]

    def _changes(self):
        return self.env["quartier.grant.change"].search([("grant_id", "=", self.id)])

    def _close_duty_obstacles(self):
        obstacles = []
        duties = self.condition_ids.filtered(
            lambda row: not row.done_on and row.kind not in ("publicity", "binding")
        )
        if duties:
            obstacles.append(
                self.env._(
                    "Conditions are not fulfilled yet: %s.",
                    ", ".join(duties.mapped("name")),
                )
            )
        shares = self.env["account.analytic.line"].search_count(
            [
                ("quartier_grant_id", "=", self.id),
                ("quartier_voucher_id.state", "=", "draft"),
            ]
        )
        if shares:
            obstacles.append(
                self.env._("Vouchers that are not booked yet: %s.", shares)
            )
        if self.unspent_amount:
            obstacles.append(
                self.env._(
                    "%s were drawn and neither used nor paid back. Please note the"
                    " repayment first.",
                    self._amount_text(self.unspent_amount),
                )
            )
        return obstacles

    # -- afterwards

    @api.model
    def _cron_after_close(self):
        """Each night: move closed grants on, as their last days pass."""
        grants = self.with_context(active_test=False).search(
            [("state", "in", CLOSED[:-1])]
        )
        for state, rows in grants.grouped(lambda row: row._state_after_close()).items():
            rows.filtered(lambda row, to=state: row.state != to).write({"state": state})

    def _state_after_close(self):
        """Return the status that a closed grant has today, by the office's clock."""
        self.ensure_one()
        today = self.quartier_id._today()
        if self.binding_until and self.binding_until >= today:
            return "binding"
        if not self.retention_until or self.retention_until >= today:
            return "retention"
        return "archived"

    def _check_keeps_items(self):
        """Refuse to change the inventory of a closed grant.

        :raise UserError: one of these grants is closed
        """
        for grant in self:
            if grant.state in CLOSED:
                raise UserError(
                    self.env._(
                        "“%s” is closed: its inventory stays as it was reported. What"
                        " became of an item is noted with “Gone”.",
                        grant.name,
                    )
                )
