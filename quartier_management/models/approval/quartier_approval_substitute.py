from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
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

    @api.constrains("substitute_id")
    def _check_internal(self):
        if any(row.substitute_id.share for row in self):
            raise ValidationError(
                self.env._("Only employees can sign for somebody, not outsiders.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        substitutes = super().create(vals_list)
        substitutes._check_own()
        substitutes._check_not_oneself()
        return substitutes

    def write(self, vals):
        self._check_own()
        signed = self._signed()
        result = super().write(vals)
        self._check_own()
        self._check_not_oneself()
        self._check_kept(signed)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_own()
        if self._signed():
            self._refuse_kept()

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

    def _check_not_oneself(self):
        """Who administers the app does not take signatures of others that way.

        :raise AccessError: somebody names themselves
        """
        if not self.env.su and self.env.user in self.substitute_id:
            raise AccessError(
                self.env._(
                    "Nobody can enter themselves as a substitute. Please have it done"
                    " by whom you represent, or by a colleague of the administration."
                )
            )

    # -- what shows that a signature was right is kept

    def _signed(self):
        """Return what was signed by these substitutes.

        :rtype: list[tuple[quartier.approval.substitute, quartier.approval.step]]
        """
        # sudo: signatures that the user may not read count as well
        steps = self.env["quartier.approval.step"].sudo()
        steps = steps.search(
            [
                ("decided_by", "in", self.substitute_id.ids),
                ("on_behalf_of", "in", self.user_id.ids),
            ]
        )
        return [(row, step) for row in self for step in steps if row._covers(step)]

    def _covers(self, step):
        day = step.quartier_id._localize(step.decided_on).date()
        return (
            step.decided_by == self.substitute_id
            and step.on_behalf_of == self.user_id
            and self.date_from <= day <= self.date_until
        )

    def _check_kept(self, signed):
        if not all(row._covers(step) for row, step in signed):
            self._refuse_kept()

    def _refuse_kept(self):
        raise UserError(
            self.env._(
                "Something was signed on the strength of this entry: it is kept. You"
                " can let it end today."
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
