from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class QuartierConsent(models.Model):
    """Which of somebody's rows counts."""

    _inherit = "quartier.consent"

    is_current = fields.Boolean(
        string="Current State",
        compute="_compute_is_current",
        search="_search_is_current",
        help="The latest decision of this person for this purpose.",
    )
    is_allowing = fields.Boolean(
        string="In Force",
        compute="_compute_is_current",
        search="_search_is_allowing",
        help="The latest decision allows it, for the person's present address.",
    )
    address_changed = fields.Boolean(
        compute="_compute_address_changed",
        help="The e-mail address was confirmed, but is another one by now: please ask"
        " again.",
    )

    @api.depends("email", "partner_id.email_normalized")
    def _compute_address_changed(self):
        for consent in self:
            consent.address_changed = bool(consent.email) and (
                consent.email != consent.partner_id.email_normalized
            )

    @api.depends("decision", "decided_on", "address_changed")
    def _compute_is_current(self):
        current = self._current(self.partner_id, self.purpose_id)
        allowing = current._allowing()
        for consent in self:
            consent.is_current = consent in current
            consent.is_allowing = consent in allowing

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", self._current_where(Domain.TRUE).ids)]

    def _search_is_allowing(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("id", "in", self._current_where(Domain.TRUE)._allowing().ids)]

    @api.model
    def _current(self, partners, purposes):
        """Return the rows that count, at most one for each person and purpose.

        One query for any number of them, under the user's rights.

        :param partners: ``res.partner``
        :param purposes: ``quartier.consent.purpose``
        """
        return self._current_where(
            Domain("partner_id", "in", partners.ids)
            & Domain("purpose_id", "in", purposes.ids)
        )

    @api.model
    def _current_where(self, domain):
        """Return the rows that count among persons and purposes of a domain.

        :param domain: of fields that are alike for all rows of a person and purpose
        """
        latest = {}
        for row_id, partner, purpose, decision, decided_on in self._latest(domain):
            row = (decided_on, row_id, decision)
            latest.setdefault((partner, purpose), []).append(row)
        return self.browse(
            max(rows)[1] for rows in map(self._counting, latest.values())
        )

    @api.model
    def _counting(self, rows):
        """Leave a question out that was settled since, by a form of an earlier day."""
        if len(rows) == 1:
            return rows
        decided, asked = sorted(rows, key=lambda row: row[2] == "requested")
        settled = decided[2] == "given" and decided[1] > asked[1]
        return [decided] if settled else rows

    @api.model
    def _latest(self, domain):
        """Read the latest decision and the latest question of each pair.

        :return: ``(id, partner id, purpose id, decision, decided_on)`` of each
        """
        self.flush_model(["partner_id", "purpose_id", "decision", "decided_on"])
        query = self._search(domain)
        alias = query.table

        def column(name):
            return SQL.identifier(alias, name)

        keys = SQL(
            "%s, %s, (%s = 'requested')",
            *map(column, ("partner_id", "purpose_id", "decision")),
        )
        query.order = SQL(
            "%s, %s DESC, %s DESC", keys, *map(column, ("decided_on", "id"))
        )
        names = ("id", "partner_id", "purpose_id", "decision", "decided_on")
        columns = SQL(", ").join(map(column, names))
        return self.env.execute_query(
            query.select(SQL("DISTINCT ON (%s) %s", keys, columns))
        )

    def _allowing(self):
        """Return those of these current rows that allow what they are about."""
        return self.filtered(
            lambda row: row.decision == "given" and not row.address_changed
        )
