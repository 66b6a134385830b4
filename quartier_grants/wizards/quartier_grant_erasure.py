from odoo import api, fields, models

# more than that are deleted by a job
DIRECTLY = 3


class QuartierGrantErasure(models.TransientModel):
    """Shows what is deleted with grants, asks once more, and has it done."""

    _name = "quartier.grant.erasure"
    _description = "Deletion of Grants after Their Retention"
    _rec_name = "step"

    grant_ids = fields.Many2many("quartier.grant", string="Grants", readonly=True)
    step = fields.Selection(
        [("preview", "What Is Deleted"), ("sure", "Are You Sure?")],
        required=True,
        readonly=True,
        default="preview",
    )
    preview = fields.Html(
        compute="_compute_preview", compute_sudo=False, sanitize=False
    )
    obstacles = fields.Text(compute="_compute_preview", compute_sudo=False)
    names = fields.Html(compute="_compute_preview", compute_sudo=False, sanitize=False)

    @api.depends("grant_ids")
    def _compute_preview(self):
        render = self.env["ir.qweb"]._render
        for wizard in self:
            grants = wizard.grant_ids._origin
            # who may not delete is not shown what there is either
            grants._check_manager()
            grants.check_access("unlink")
            rows = grants._erasure_rows() if grants else []
            wizard.obstacles = "\n".join(grants._erasure_obstacles()) or False
            wizard.preview = render(
                "quartier_grants.grant_erasure_preview", {"rows": rows}
            )
            wizard.names = render(
                "quartier_grants.grant_erasure_names", {"grants": grants}
            )

    def action_next(self):
        """Look once more at what goes, by name."""
        self.ensure_one()
        self.grant_ids._check_erasable()
        self.step = "sure"
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Are You Sure?"),
        }

    def action_erase(self):
        """Delete few of them at once, many by a job.

        :raise UserError: says all that stands against it
        """
        self.ensure_one()
        grants = self.grant_ids
        grants._check_erasable()
        if len(grants) > DIRECTLY:
            grants._ask_for_erasure()
        else:
            grants._erase()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_grants.quartier_grant_erasure_log_action"
        )
        return {**action, "target": "main"}
