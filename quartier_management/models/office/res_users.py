from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    quartier_ids = fields.Many2many(
        "quartier.quartier",
        "quartier_quartier_res_users_rel",
        "user_id",
        "quartier_id",
        string="Neighbourhood Teams",
        copy=False,
    )

    @api.model_create_multi
    def create(self, vals_list):
        # what the commands say: an empty list of teams is one, too
        teams = self._fields["quartier_ids"]
        joins = any(
            teams.convert_to_cache(vals.get("quartier_ids"), self.browse())
            for vals in vals_list
        )
        if joins:
            self.env["quartier.quartier"]._check_may_change_team()
        users = super().create(vals_list)
        if joins:
            self.env["quartier.quartier"]._clear_team_cache()
        return users

    def write(self, vals):
        if "quartier_ids" not in vals:
            return super().write(vals)
        self.env["quartier.quartier"]._check_may_change_team()
        offices = {user: user.quartier_ids for user in self}
        result = super().write(vals)
        self.env["quartier.quartier"]._clear_team_cache()
        for user, before in offices.items():
            (before - user.quartier_ids)._members_left(user)
        return result
