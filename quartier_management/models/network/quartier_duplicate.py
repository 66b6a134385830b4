from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .quartier_duplicate_search import Wanted

# so many pairs are proposed in one search; the likeliest come first
MOST = 500


class QuartierDuplicate(models.Model):
    """Two contacts that may be one and the same, until somebody has looked.

    Record rules hide a pair from whoever may not know both.
    """

    _name = "quartier.duplicate"
    _description = "Possible Duplicate"
    _order = "state, score desc, id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    other_id = fields.Many2one(
        "res.partner",
        string="Other Contact",
        required=True,
        index=True,
        ondelete="cascade",
    )
    score = fields.Integer(string="Likeness", readonly=True)
    state = fields.Selection(
        [("open", "To be looked at"), ("distinct", "No duplicate")],
        default="open",
        required=True,
        index=True,
    )

    _pair_uniq = models.Constraint(
        "UNIQUE (partner_id, other_id)", "This pair is in the list already."
    )
    _pair_check = models.Constraint(
        "CHECK (partner_id < other_id)", "A pair is stored in one order only."
    )

    @api.depends("partner_id", "other_id")
    @api.depends_context("uid")
    def _compute_display_name(self):
        for pair in self:
            names = (pair.partner_id.display_name, pair.other_id.display_name)
            pair.display_name = " / ".join(filter(None, names))

    def write(self, vals):
        if not self.env.su and vals.keys() - {"state"}:
            raise AccessError(
                self.env._(
                    "Pairs are found by the search. You can only decide about them."
                )
            )
        return super().write(vals)

    # -- searching

    def action_search(self):
        """Look for new pairs among the contacts of the network; the button's answer."""
        found = self._search_duplicates()
        message = self.env._("Pairs that are new: %s.", len(found))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if found else "info",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _search_duplicates(self):
        """Add the pairs that nobody has looked at yet.

        :return: the new ones
        """
        self.browse().check_access("write")
        hits = self.env["quartier.duplicate.search"]._find_all(self._wanted())
        scores = {}
        for hit in hits:
            pair = tuple(sorted((hit.number, hit.partner_id)))
            scores.setdefault(pair, min(hit.score, 100))
        # sudo: pairs are found by the search alone, which knows what the user may read
        pairs = self.sudo()
        known = pairs.search([("partner_id", "in", [one for one, _ in scores])])
        for pair in known:
            scores.pop((pair.partner_id.id, pair.other_id.id), None)
        mergeable = self._mergeable(scores)
        return pairs.create(
            [
                {"partner_id": one, "other_id": other, "score": scores[one, other]}
                for one, other in mergeable[:MOST]
            ]
        ).with_env(self.env)

    @api.model
    def _wanted(self):
        """Return the contacts of the network, numbered by themselves."""
        network = Domain.OR(
            Domain(field, "!=", False)
            for field in (
                "quartier_id",
                "quartier_actor_type_id",
                "quartier_network_stage",
            )
        )
        domain = network & Domain("name", "!=", False) & Domain("type", "=", "contact")
        return [
            Wanted(
                *(partner.id, partner.id, partner.name, partner.is_company),
                *(partner.email_normalized or "", partner.phone or ""),
                *(partner.street or "", partner.zip or "", partner.city or ""),
            )
            for partner in self.env["res.partner"].search(domain)
        ]

    @api.model
    def _mergeable(self, pairs):
        """Return the pairs of contacts that the same people may see."""
        ids = {partner for pair in pairs for partner in pair}
        # sudo: asks who may see them
        audience = {
            partner.id: partner.quartier_confidential and partner.quartier_owner_id
            for partner in self.env["res.partner"].sudo().browse(ids)
        }
        return [pair for pair in pairs if audience[pair[0]] == audience[pair[1]]]

    @api.model
    def _cron_search(self):
        """Keep the list up to date: once a week, at night."""
        self._search_duplicates()

    # -- deciding

    def action_merge(self):
        """Open core's form that merges the contacts."""
        if len(self) > 1 and len(self.partner_id | self.other_id) > 3:
            raise UserError(
                self.env._(
                    "Please choose pairs of one contact only: at most three contacts"
                    " are merged at once."
                )
            )
        partners = self.partner_id | self.other_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge"),
            "res_model": "base.partner.merge.automatic.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"active_model": "res.partner", "active_ids": partners.ids},
        }

    def action_distinct(self):
        self.write({"state": "distinct"})

    def action_reopen(self):
        self.write({"state": "open"})
