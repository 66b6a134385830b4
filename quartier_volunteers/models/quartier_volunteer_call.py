from datetime import timedelta

from odoo import api, fields, models

# what was told, or is too late to tell, is kept for so long
KEPT = timedelta(days=90)


class QuartierVolunteerCall(models.Model):
    """What somebody must be told who is not reached by e-mail."""

    _name = "quartier.volunteer.call"
    _description = "To Be Told by Phone or Letter"
    _inherit = ("quartier.noted.mixin", "quartier.team.mixin")
    _order = "done_on desc, start, id"
    _rec_name = "volunteer_id"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    quartier_id = fields.Many2one(
        related="volunteer_id.quartier_id", store=True, index=True, precompute=True
    )
    # under the reader's rights, as on the volunteer
    phone = fields.Char(related="volunteer_id.phone", related_sudo=False)
    reached_by = fields.Selection(related="volunteer_id.reached_by")
    assignment_id = fields.Many2one(
        "quartier.volunteer.assignment",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    start = fields.Datetime(readonly=True, index=True)
    text = fields.Char(string="What to Tell", required=True, readonly=True)
    done_on = fields.Datetime(string="Told on", readonly=True)
    done_by = fields.Many2one("res.users", string="Told by", readonly=True)

    _open_idx = models.Index("(quartier_id, start) WHERE done_on IS NULL")

    def action_done(self):
        """The person has been told."""
        self.check_access("write")
        # sudo: no client notes who told whom; rights were checked above
        self.sudo().filtered(lambda call: not call.done_on).write(
            {"done_on": fields.Datetime.now(), "done_by": self.env.uid}
        )

    @api.autovacuum
    def _gc_told(self):
        """Forget what is of no use any more (Art. 5 (1) e GDPR)."""
        long_ago = fields.Datetime.now() - KEPT
        self.search([("start", "<", long_ago)]).unlink()
