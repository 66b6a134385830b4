from odoo import models

_PROOF = (
    "number",
    "kind",
    "state",
    "date_from",
    "date_to",
    "due_on",
    "due_source",
    "checked_on",
    "checked_by_id",
    "submitted_on",
    "submitted_by_id",
    "submitted_how",
    "receipt",
    "examined_on",
    "accepted_amount",
    "result",
)
_ITEM = (
    "name",
    "number",
    "acquired_on",
    "amount",
    "place",
    "user_id",
    "voucher_id",
    "binding_until",
    "binding_source",
    "gone_on",
    "gone_reason",
)


class QuartierGrant(models.Model):
    """Of an audit folder: proofs as they were handed in, and the inventory."""

    _inherit = "quartier.grant"

    def _audit_entries(self):
        yield from super()._audit_entries()
        yield from self._audit_proofs()
        yield from self._audit_items()

    def _audit_proofs(self):
        proofs = self.proof_ids.sorted("number")
        title = self.env._("List of the proofs")
        yield from self._audit_list(
            "proof",
            title,
            (proofs, _PROOF),
        )
        yield from self._audit_files(
            "proof",
            proofs,
            lambda row: row.display_name,
            lambda row: row.submitted_on,
            lambda row: f"{row.number:02} {self._audit_kind(row)}",
            gap=lambda row, files: (
                ""
                if row.state in ("submitted", "examined")
                else self.env._("This proof has not been handed in.")
            ),
        )

    def _audit_kind(self, proof):
        return dict(proof._fields["kind"]._description_selection(self.env))[proof.kind]

    def _audit_items(self):
        items = self.item_ids
        title = self.env._("Inventory")
        yield from self._audit_list(
            "item",
            title,
            (items, _ITEM),
        )
        yield from self._audit_files(
            "item",
            items,
            lambda row: row.name,
            lambda row: row.acquired_on,
            lambda row: row.name,
        )
