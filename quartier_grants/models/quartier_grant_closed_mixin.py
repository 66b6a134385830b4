from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# nothing of these grants is changed any more
CLOSED = ("closed", "binding", "retention", "archived")


class QuartierGrantClosedMixin(models.AbstractModel):
    """A record that belongs to a grant, and is kept as it is once that is closed.

    Whoever asks: clients, other apps, methods with ``sudo()``. What the system notes
    even then is named in ``_noted_when_closed``.

    Who changes something of an open grant writes the grant's row, as closing does: of
    the two at the same time PostgreSQL lets one through. A lock would not do, for under
    REPEATABLE READ whoever waited for it goes on with what was there before.
    """

    _name = "quartier.grant.closed.mixin"
    _description = "Belongs to a Grant That May Be Closed"
    _inherit = ("quartier.grant.default.mixin",)

    # the fields that lead to the grant, by way of other records as well
    _grant_paths = ("grant_id",)
    # what the system alone writes, and goes on writing
    _noted_when_closed = frozenset(("reminded_for", "message_main_attachment_id"))
    # working papers are no part of the file: the system deletes them when it is time
    _closed_to_system = True

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._hold_open()
        return records

    def write(self, vals):
        if self.env.su and vals.keys() <= self._noted_when_closed:
            return super().write(vals)
        self._hold_open()
        result = super().write(vals)
        if any(path.split(".")[0] in vals for path in self._grant_paths):
            self._hold_open()
        return result

    def unlink(self):
        # not by api.ondelete: clients can turn that off by the context
        self._hold_open()
        return super().unlink()

    def _owning_grants(self):
        """Hook: return the grants that these records belong to, with ``sudo()``."""
        # sudo: whether a grant is closed counts, whoever may read it
        records = self.sudo().with_context(active_test=False)
        grants = self.env["quartier.grant"].sudo()
        return grants.union(*(records.mapped(path) for path in self._grant_paths))

    @api.model
    def _owned_domain(self, grants):
        """Hook: return the domain of what belongs to these grants.

        :rtype: odoo.fields.Domain
        """
        return Domain.OR(Domain(path, "in", grants.ids) for path in self._grant_paths)

    @api.model
    def _erased_domain(self, grants):
        """Hook: return the domain of what is deleted with these grants."""
        return self._owned_domain(grants)

    def _hold_open(self):
        """Refuse to change what belongs to closed grants, and write the open ones.

        :raise UserError: one of these records belongs to a closed grant
        """
        if self.env.su and not self._closed_to_system:
            return
        self._check_not_closed().filtered("award_id")._approval_touch()

    def _check_not_closed(self):
        """Refuse to change what belongs to closed grants.

        :return: the grants that these records belong to, with ``sudo()``
        :raise UserError: one of them is closed
        """
        grants = self._owning_grants()
        closed = grants.filtered(lambda grant: grant.state in CLOSED)
        if closed and not self._is_uninstalling():
            if not self.env.su:
                # who does not see the record is not told about its grant either
                self.check_access("read")
            raise UserError("\n".join(closed._closed_texts(self.env)))
        return grants

    @api.model
    def _is_uninstalling(self):
        """Return whether the addon is leaving the database, and all goes with it."""
        # sudo: only the state of this addon is read
        modules = self.env["ir.module.module"].sudo()
        return self.env.su and bool(
            modules.search_count(
                [("name", "=", "quartier_grants"), ("state", "=", "to remove")], limit=1
            )
        )
