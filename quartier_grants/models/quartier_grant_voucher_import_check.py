from collections import defaultdict

from odoo import api, models

from .financing import money
from .quartier_grant_award import WITH_MONEY
from .quartier_grant_voucher_import_line import paper_key
from .voucher_file import EURO


class QuartierGrantVoucherImportLine(models.Model):
    """What is wrong with rows: each in whole sentences, all rows in a few queries."""

    _inherit = "quartier.grant.voucher.import.line"

    @api.model
    def _check_rows(self, record, rows):
        """Return what is found out about rows.

        :param record: the ``quartier.grant.voucher.import``
        :param rows: values of the rows, all rows of an invoice among them
        :return: values of ``status``, ``problem``, ``grant_id`` … for each row
        :rtype: list[dict]
        """
        grants, costs = self._known_grants(), {}
        found, papers = [], defaultdict(list)
        for index, row in enumerate(rows):
            key = paper_key(row["payee"], row["invoice_number"])
            grant = grants.get(_plain(row["grant_name"]))
            if not _plain(row["grant_name"]):
                grant = record.grant_id if record.grant_id else None
            if grant and grant not in costs:
                costs[grant] = self._known_costs(grant)
            cost = self._cost_of(row, costs.get(grant, {}))
            problems = [
                *self._row_problems(row),
                *self._place_problems(row, grant, cost),
            ]
            found.append(
                {
                    "paper_key": key,
                    "grant_id": grant.id if grant else False,
                    "budget_line_id": cost.id if cost else False,
                    "problem": problems,
                }
            )
            if key:
                papers[key].append(index)
        for indices in papers.values():
            self._check_paper([rows[i] for i in indices], [found[i] for i in indices])
        self._note_status(found)
        return found

    @api.model
    def _known_grants(self):
        """Return the user's grants by what a list may call them.

        What two grants share says nothing.
        """
        grants = self.env["quartier.grant"].search([("state", "in", WITH_MONEY)])
        known = {}
        for grant in grants:
            # sudo: name and code of the grant's account are no secret to its readers
            account = grant.sudo().analytic_account_id
            for name in {
                _plain(text)
                for text in (
                    grant.name,
                    grant.funder_reference,
                    grant.award_id.reference,
                    account.name,
                    account.code,
                )
                if text
            }:
                known[name] = None if name in known else grant
        return known

    @api.model
    def _known_costs(self, grant):
        """Return the lines of the plan by name; what two are called says nothing."""
        known = {}
        for line in grant.budget_line_ids:
            name = _plain(line.name)
            known[name] = None if name in known else line
        return known

    @api.model
    def _cost_of(self, row, costs):
        name = _plain(row["cost_name"])
        if not name and len(costs) == 1:
            return next(iter(costs.values()))
        return costs.get(name)

    @api.model
    def _row_problems(self, row):
        problems = []
        missing = [
            self._fields[name]._description_string(self.env)
            for name in ("payee", "invoice_number", "invoice_date", "gross")
            if not row[name]
        ]
        if missing:
            problems.append(self.env._("Please enter: %s.", ", ".join(missing)))
        if _plain(row["currency"]) not in EURO:
            problems.append(
                self.env._("“%s” is not the euro.", row["currency"]),
            )
        dated, paid = row["invoice_date"], row["paid_on"]
        if dated and paid and paid < dated:
            problems.append(self.env._("It was paid before the day of the invoice."))
        gross, net, share = (
            money(row[name] or 0) for name in ("gross", "net", "share")
        )
        if gross and net and (net * gross < 0 or abs(net) > abs(gross)):
            problems.append(self.env._("Net is more than gross."))
        if gross and share and share * gross < 0:
            problems.append(self.env._("Share and gross have different signs."))
        return problems

    @api.model
    def _place_problems(self, row, grant, cost):
        if not grant:
            name = row["grant_name"]
            return [
                self.env._("No running grant of yours is called “%s”.", name)
                if name
                else self.env._("The row does not name a grant.")
            ]
        if cost:
            return []
        name = row["cost_name"]
        return [
            self.env._(
                "“%(cost)s” is no line of the plan of “%(grant)s”, or several are"
                " called so.",
                cost=name,
                grant=grant.name,
            )
            if name
            else self.env._("The row does not name the line of the cost plan.")
        ]

    @api.model
    def _check_paper(self, rows, found):
        """Add what is wrong with the rows of one invoice to each of them."""
        problems = []
        facts = {
            (row["invoice_date"], row["paid_on"], money(row["gross"] or 0))
            for row in rows
        }
        if len(facts) > 1:
            problems.append(
                self.env._(
                    "The rows of this invoice name different days or gross amounts."
                )
            )
        if len(rows) > 1 and not all(row["share"] for row in rows):
            problems.append(
                self.env._(
                    "The invoice stands in several rows. Please enter the share of"
                    " each, or delete those that are the same."
                )
            )
        gross = money(rows[0]["gross"] or 0)
        whole = self._whole(rows[0], found)
        shared = sum(money(row["share"] or 0) for row in rows)
        if gross and abs(shared) > abs(whole):
            problems.append(
                self.env._(
                    "The shares add up to %(shared)s, and only %(whole)s count.",
                    shared=f"{shared:.2f}",
                    whole=f"{whole:.2f}",
                )
            )
        for row in found:
            row["problem"] += problems
        if any(row["problem"] for row in found):
            # an invoice is booked as a whole
            for row in found:
                row["problem"] = row["problem"] or [
                    self.env._("Another row of this invoice has to be corrected.")
                ]

    def _whole(self, row, found):
        """Return what counts of an invoice: net where input tax is deducted."""
        grants = self.env["quartier.grant"].browse(
            [vals["grant_id"] for vals in found if vals["grant_id"]]
        )
        net = any(grants.mapped("deducts_input_tax")) and row["net"]
        return money(net or row["gross"] or 0)

    @api.model
    def _note_status(self, found):
        """Say of each row what becomes of it; what is booked already is left out."""
        companies = {
            grant.id: grant.company_id.id
            for grant in self.env["quartier.grant"].browse(
                {row["grant_id"] for row in found} - {False}
            )
        }
        keys = {
            (companies[row["grant_id"]], *row["paper_key"].split("|", 1))
            for row in found
            if row["paper_key"] and row["grant_id"]
        }
        twins = self.env["quartier.grant.voucher"]._find_twins(keys) if keys else {}
        booked = {f"{payee}|{number}" for _company, payee, number in twins}
        for row in found:
            if row["paper_key"] in booked:
                row["status"], row["problem"] = "known", False
            elif row["problem"]:
                row["status"], row["problem"] = "wrong", " ".join(row["problem"])
            else:
                row["status"], row["problem"] = "ready", False


def _plain(text):
    return " ".join((text or "").split()).casefold()
