from odoo import api, models
from odoo.exceptions import UserError


class AccountAnalyticLine(models.Model):
    """Account and grant of a line agree.

    Loaded before the guards of shares, so that what is noted here passes them.
    """

    _inherit = "account.analytic.line"

    @api.model
    def _quartier_columns(self):
        """Return the names of the columns of all analytic plans."""
        # sudo: plans are the accountants' to read; only names of columns are needed
        return self.sudo()._get_plan_fnames()

    @api.model
    def _quartier_placed(self, vals_list, lines=()):
        """Return values in which account and grant agree.

        A share names its grant, and gets the account; of any other line the account
        decides, and a grant that is sent counts for nothing.

        :param lines: the ones that are written, empty for new ones
        """
        columns = self._quartier_columns()
        vals_list = [dict(vals) for vals in vals_list]
        shares = []
        for vals in vals_list:
            if "quartier_cost" in vals:
                vals["amount"] = -vals.pop("quartier_cost")
            if vals.get("quartier_voucher_id") or (lines and lines.quartier_voucher_id):
                shares.append(vals)
            else:
                vals.pop("quartier_grant_id", None)
        self._quartier_place_shares(shares, lines)
        if lines:
            return vals_list
        of_account = self._quartier_grants_of(
            {vals[name] for vals in vals_list for name in columns if vals.get(name)}
        )
        for vals in vals_list:
            for name in columns:
                if vals.get(name) in of_account:
                    vals["quartier_grant_id"] = of_account[vals[name]]
        return vals_list

    @api.model
    def _quartier_place_shares(self, vals_list, lines):
        """Complete the values of shares: account, company, text and eligible part."""
        ids = {vals.get("quartier_grant_id") for vals in vals_list}
        # sudo: accounts are the accountants' to read; rights to the grant are asked of
        # the share by its record rules
        grants = self.env["quartier.grant"].sudo().browse(filter(None, ids))
        costs = self.env["quartier.grant.budget.line"].sudo()
        of_grant = {
            grant.id: (
                grant.analytic_account_id.plan_id._column_name(),
                grant.analytic_account_id.id,
                grant.company_id.id,
            )
            for grant in grants
            if grant.analytic_account_id
        }
        for vals in vals_list:
            if "quartier_grant_id" in vals:
                vals.update(dict.fromkeys(self._quartier_columns(), False))
                placed = of_grant.get(vals["quartier_grant_id"])
                if not placed:
                    self._check_quartier_has_account()
                column, account, company = placed
                vals.update({column: account, "company_id": company})
            if lines:
                continue
            voucher = self.env["quartier.grant.voucher"].browse(
                vals["quartier_voucher_id"]
            )
            vals.setdefault("name", voucher.display_name)
            vals.setdefault("date", voucher.paid_on or voucher.invoice_date)
            if "quartier_eligible" not in vals:
                cost = costs.browse(vals.get("quartier_budget_line_id"))
                eligible = cost.eligible and -(vals.get("amount") or 0)
                vals["quartier_eligible"] = eligible

    def _check_quartier_has_account(self):
        raise UserError(
            self.env._(
                "Please choose the grant of each share: one whose award has been"
                " recorded."
            )
        )

    # pylint: disable-next=missing-return
    def _quartier_follow_account(self):
        """Note the grant whose account each of these lines names."""
        columns = self._quartier_columns()
        # sudo: accounts are the accountants' to read
        lines = self.sudo()
        every = {line[name].id for line in lines for name in columns if line[name]}
        of_account = self._quartier_grants_of(every)
        for line in lines:
            grants = (of_account.get(line[name].id) for name in columns)
            grant = next(filter(None, grants), False)
            if line.quartier_grant_id.id != grant:
                # past the guards of this class: it only says what the account does
                # pylint: disable-next=super-method-mismatch
                super(AccountAnalyticLine, line).write({"quartier_grant_id": grant})

    @api.model
    def _quartier_grants_of(self, account_ids):
        """Return the grants that own these accounts.

        :rtype: dict[int, int]
        """
        if not account_ids:
            return {}
        # sudo: whose account it is decides what the line is, whoever writes it
        grants = self.env["quartier.grant"].sudo().with_context(active_test=False)
        found = grants.search_fetch(
            [("analytic_account_id", "in", list(account_ids))], ["analytic_account_id"]
        )
        return {grant.analytic_account_id.id: grant.id for grant in found}

    # pylint: disable-next=missing-return
    def _quartier_propose_eligible(self):
        """After another amount or line of the plan: all of an eligible cost counts."""
        for line in self:
            # sudo: the plan of the grant; who may write the share was checked
            counts = line.sudo().quartier_budget_line_id.eligible
            eligible = -line.amount if counts else 0
            if line.quartier_eligible != eligible:
                # pylint: disable-next=super-method-mismatch
                super(AccountAnalyticLine, line).write({"quartier_eligible": eligible})
