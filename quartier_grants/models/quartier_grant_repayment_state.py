from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .financing import money
from .quartier_grant_drawdown_state import DRAWABLE, FINANCE, MANAGER

OPEN = ("hearing", "notice", "objection")
TODO = "mail.mail_activity_data_todo"


class QuartierGrantRepayment(models.Model):
    """From the hearing to money that is back, or a claim that is dropped.

    Each step locks and writes the grant's row, so that two at once never demand more
    than was drawn.
    """

    _inherit = "quartier.grant.repayment"

    state = fields.Selection(
        [
            ("hearing", "Hearing"),
            ("notice", "Notice"),
            ("objection", "Objection"),
            ("paid", "Paid Back"),
            ("dropped", "Dropped"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="hearing",
        copy=False,
        index=True,
        tracking=True,
    )
    reference = fields.Char(readonly=True, copy=False, help="As on the notice.")
    notice_on = fields.Date(
        string="Notice Received on", readonly=True, copy=False, tracking=True
    )
    demanded_amount = fields.Monetary(
        string="Demanded", readonly=True, copy=False, tracking=True
    )
    demanded_interest = fields.Monetary(
        string="Interest Demanded", readonly=True, copy=False, tracking=True
    )
    interest_gap = fields.Monetary(
        string="More Than Calculated",
        compute="_compute_interest_gap",
        help="By how much the interest demanded exceeds what the app calculates.",
    )
    pay_by = fields.Date(string="Pay until", readonly=True, copy=False)
    object_by = fields.Date(string="Object until", readonly=True, copy=False)
    file = fields.Binary(string="Letter", attachment=True, readonly=True, copy=False)
    file_name = fields.Char(string="File Name of the Letter", readonly=True, copy=False)
    objection_on = fields.Date(
        string="Objected on", readonly=True, copy=False, tracking=True
    )
    paid_on = fields.Date(
        string="Paid Back on", readonly=True, copy=False, index=True, tracking=True
    )
    outcome = fields.Text(string="How It Ended", readonly=True, copy=False)

    _demanded_check = models.Constraint(
        "CHECK (COALESCE(demanded_amount, 0) >= 0"
        " AND COALESCE(demanded_interest, 0) >= 0)",
        "What is demanded is not below 0.",
    )
    _paid_check = models.Constraint(
        "CHECK (state <> 'paid' OR paid_on >= notice_on)",
        "What is demanded is paid after the notice.",
    )

    @api.depends("demanded_interest", "interest_amount", "notice_on")
    def _compute_interest_gap(self):
        for row in self:
            gap = row.demanded_interest - row.interest_amount if row.notice_on else 0
            row.interest_gap = gap

    def action_notice(
        self, day, amount, interest, pay_by, reference=None, file=None, file_name=None
    ):
        """Note the funder's demand; after an objection: that it stands, or how much.

        :param date day: on which the notice was received
        :param float amount: demanded
        :param float interest: demanded
        :param date pay_by: until when
        :raise UserError: says all that stands against it
        """
        self.grant_id._check_manager()
        repayment = self._lock_for("write", ("hearing", "objection"))
        grant = repayment.grant_id
        day, pay_by = fields.Date.to_date(day), fields.Date.to_date(pay_by)
        amount = grant.currency_id.round(amount or 0)
        interest = grant.currency_id.round(interest or 0)
        earliest = repayment.objection_on or repayment.hearing_on
        obstacles = [
            *grant._day_obstacles(day, earliest),
            *repayment._demand_obstacles(amount, interest),
        ]
        if not pay_by or (day and pay_by < day):
            obstacles.append(
                self.env._("Please enter until when to pay: not before the notice.")
            )
        if obstacles:
            raise UserError("\n".join(obstacles))
        repayment.write(
            {
                "state": "notice",
                "notice_on": day,
                "demanded_amount": amount,
                "demanded_interest": interest,
                "pay_by": pay_by,
                "object_by": repayment._objection_ends(day),
                "reference": reference or repayment.reference,
            }
        )
        if file:
            repayment.write({"file": file, "file_name": file_name or reference})
        self._remind(
            min(filter(None, (pay_by, repayment.object_by))),
            self.env._("Pay the funder back, or object"),
        )
        return True

    def _demand_obstacles(self, amount, interest):
        obstacles = []
        if amount < 0 or interest < 0 or not amount + interest:
            obstacles.append(
                self.env._("Please enter what is demanded: amount, interest or both.")
            )
        others = self.grant_id.repayment_ids - self
        left = money(self.grant_id.drawn_amount) - sum(
            money(row.demanded_amount)
            for row in others
            if row.state in ("notice", "objection", "paid")
        )
        if money(amount) > left:
            obstacles.append(
                self.env._(
                    "Not more than %s can be demanded: that is what was drawn and not"
                    " claimed back otherwise.",
                    self.grant_id._amount_text(left),
                )
            )
        return obstacles

    def _objection_ends(self, day):
        """Return the last day for an objection, or False if no rule knows it."""
        grant = self.grant_id
        rule = grant._award_rule_set()._find_rule("objection_months", day)
        if not rule:
            return False
        last = day + relativedelta(months=int(rule.value))
        return grant.award_id._next_working_day(last)

    def action_object(self, day):
        """Note that the city objects to the notice.

        :param date day: on which the funder received it
        """
        self.grant_id._check_manager()
        repayment = self._lock_for("write", ("notice",))
        day = fields.Date.to_date(day)
        obstacles = repayment.grant_id._day_obstacles(day, repayment.notice_on)
        if day and repayment.object_by and day > repayment.object_by:
            obstacles.append(
                self.env._(
                    "Objections were possible until %s.",
                    repayment.grant_id._day_text(repayment.object_by),
                )
            )
        if obstacles:
            raise UserError("\n".join(obstacles))
        repayment.write({"state": "objection", "objection_on": day})
        self._remind(False)
        return True

    def action_paid(self, day):
        """Note that the city paid; the treasury or who manages grants does.

        :param date day: on which the money left
        """
        user = self.env.user
        if not (user.has_group(FINANCE) or user.has_group(MANAGER)):
            raise AccessError(
                self.env._("The treasury, or who manages grants, notes payments.")
            )
        repayment = self._lock_for("read", ("notice",))
        day = fields.Date.to_date(day)
        obstacles = repayment.grant_id._day_obstacles(day, repayment.notice_on)
        if obstacles:
            raise UserError("\n".join(obstacles))
        repayment.write({"state": "paid", "paid_on": day})
        repayment._end()
        return True

    def action_drop(self, reason):
        """Note that the funder demands nothing any more.

        :param str reason: in words
        """
        self.grant_id._check_manager()
        repayment = self._lock_for("write", OPEN)
        reason = self.grant_id._reason(reason)
        repayment.write({"state": "dropped", "outcome": reason})
        repayment._end()
        return True

    def _end(self):
        """The last claim that ends lets the grant go on where it was."""
        self._remind(False)
        grant = self.grant_id
        grant._settle()
        if not grant.repayment_ids.filtered(lambda row: row.state in OPEN):
            grant.state = grant._state_of_money()

    def _lock_for(self, operation, states):
        """Check rights and status on the locked rows of grant and repayment.

        :return: the repayment, with ``sudo()``
        :raise UserError: the status is another one by now
        """
        self.ensure_one()
        self.check_access(operation)
        # sudo: no client writes the status; the right to the repayment was checked
        repayment = self.sudo()
        repayment.grant_id._lock_row(DRAWABLE)
        repayment.grant_id._approval_touch()
        repayment.lock_for_update()
        repayment.invalidate_recordset()
        if repayment.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(repayment)s” has the status “%(state)s”; this is possible"
                    " with: %(states)s.",
                    repayment=self.display_name,
                    state=labels[repayment.state],
                    states=", ".join(labels[state] for state in states),
                )
            )
        return repayment

    def _remind(self, day, summary=None):
        """Tell who is in charge what comes next; what came before is done.

        :param day: a :class:`datetime.date`, or False: nothing comes next
        """
        self.ensure_one()
        # sudo: these activities are the system's, whoever takes the step
        repayment = self.sudo()
        repayment.activity_unlink([TODO])
        user = repayment.grant_id._in_charge()
        if day and user.active:
            repayment.activity_schedule(TODO, day, summary=summary, user_id=user.id)
