from odoo import fields, models


class QuartierVolunteerInterest(models.Model):
    """Somebody came through the public board: when, and for which opportunity.

    Name, phone and message are what was typed there; the contact may say otherwise.
    """

    _name = "quartier.volunteer.interest"
    _description = "Interest from the Public Board"
    _inherit = ("quartier.noted.mixin", "quartier.team.mixin")
    _order = "date desc, id desc"
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
    opportunity_id = fields.Many2one(
        "quartier.volunteer.opportunity",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Empty: interested in whatever fits.",
    )
    date = fields.Datetime(
        string="Confirmed on", required=True, readonly=True, default=fields.Datetime.now
    )
    name = fields.Char(string="Name Typed", readonly=True)
    phone = fields.Char(string="Phone Typed", readonly=True)
    message = fields.Text(readonly=True)
    state = fields.Selection(related="volunteer_id.state", string="Status")

    def _remind_coordinator(self):
        """Give somebody of the team the task to answer; the system calls it."""
        for interest in self:
            volunteer = interest.volunteer_id
            user = interest.quartier_id._volunteer_coordinator(interest.opportunity_id)
            if not user:
                continue
            what = interest.opportunity_id.name or self.env._("whatever fits")
            volunteer.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Answer: is interested in %s", what),
                user_id=user.id,
            )
