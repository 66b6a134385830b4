from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class QuartierApprovalSubstitute(models.Model):
    """Who signs for whom, and for how long (*i. V.*)."""

    _name = "quartier.approval.substitute"
    _description = "Substitute for Signatures"
    _order = "date_from desc, id desc"
    _rec_name = "substitute_id"

    user_id = fields.Many2one(
        "res.users",
        string="Represented",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    substitute_id = fields.Many2one(
        "res.users",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )
    date_from = fields.Date(required=True, default=fields.Date.context_today)
    date_until = fields.Date(required=True)

    _order_check = models.Constraint(
        "CHECK (date_until >= date_from)",
        "The substitution cannot end before it begins.",
    )
    _self_check = models.Constraint(
        "CHECK (user_id <> substitute_id)", "Nobody can represent themselves."
    )

    @api.model_create_multi
    def create(self, vals_list):
        substitutes = super().create(vals_list)
        substitutes._check_own()
        return substitutes

    def write(self, vals):
        self._check_own()
        result = super().write(vals)
        self._check_own()
        return result

    @api.ondelete(at_uninstall=False)
    def _check_own(self):
        """Only who is represented, or who administers the app, names a substitute.

        :raise AccessError: somebody else tries
        """
        if self.env.su or self.env.user.has_group(
            "quartier_management.group_quartier_admin"
        ):
            return
        if any(row.user_id != self.env.user for row in self):
            raise AccessError(
                self.env._(
                    "You can name a substitute for yourself only. For others please ask"
                    " the administration of the app."
                )
            )

    @api.model
    def _represented(self, users, day):
        """Return whom these users represent on a day.

        :return: ``{substitute: represented users}``
        :rtype: dict[res.users, res.users]
        """
        # sudo: who represents whom decides who may sign, whoever asks
        rows = self.sudo().search(
            Domain("substitute_id", "in", users.ids)
            & Domain("date_from", "<=", day)
            & Domain("date_until", ">=", day)
        )
        return {
            user: own.user_id for user, own in rows.grouped("substitute_id").items()
        }

    @api.model
    def _substitutes(self, users, day):
        """Return who represents one of these users on a day."""
        # sudo: as above
        rows = self.sudo().search(
            Domain("user_id", "in", users.ids)
            & Domain("date_from", "<=", day)
            & Domain("date_until", ">=", day)
        )
        return rows.substitute_id
