from odoo import models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """What is remembered of a person is hidden with the person, and not shown again."""

    _inherit = "res.partner"

    def _quartier_memory(self):
        """Hook: return what says something of these persons and is hidden with them.

        :return: recordsets of documents, each in a ``quartier.hidden.mixin``
        :rtype: list
        """
        ids = self.with_context(active_test=False).search(
            [("id", "child_of", self.ids)]
        )
        return [
            self.env["quartier.conversation"].search([("partner_ids", "in", ids.ids)]),
            self.env["quartier.relation"].search(
                ["|", ("partner_id", "in", ids.ids), ("other_id", "in", ids.ids)]
            ),
        ]

    def _quartier_hide_traces(self):
        result = super()._quartier_hide_traces()
        # sudo: what is remembered may be out of the user's sight already
        persons = self.sudo().filtered("quartier_confidential")
        persons._quartier_part_memory()
        return result

    def _quartier_detach(self, users, successor):
        result = super()._quartier_detach(users, successor)
        # sudo: as above
        self.sudo()._quartier_part_memory()
        return result

    def _quartier_part_memory(self):
        for documents in self._quartier_memory() if self else ():
            documents._quartier_part_outsiders()

    def write(self, vals):
        if not vals.get("quartier_confidential", True):
            self._quartier_check_may_show()
        return super().write(vals)

    def _quartier_check_may_show(self):
        """What was recorded of a confidential person was not meant for everybody.

        :raise UserError: others would read it
        """
        # sudo: what the user may not see would be shown too
        persons = self.sudo().filtered("quartier_confidential")
        for person in persons:
            shown = [
                f"{self.env['ir.model'].sudo()._get(documents._name).name}"
                f" ({len(documents)})"
                for documents in map(_not_for_team, person._quartier_memory())
                if documents
            ]
            if shown:
                raise UserError(
                    self.env._(
                        "“%(name)s” stays confidential, because everybody would read"
                        " what is recorded about the person: %(places)s. Please mark"
                        " the conversations “For the team only” and delete the"
                        " relations first.",
                        name=person.name,
                        places=", ".join(shown),
                    )
                )


def _not_for_team(documents):
    """Return those that are not kept to the team anyway."""
    if "team_only" in documents:
        return documents.filtered(lambda row: not row.team_only)
    return documents
