from odoo import fields, models

COORDINATOR = "quartier_volunteers.group_volunteer_coordinator"


class QuartierQuartier(models.Model):
    _inherit = "quartier.quartier"

    volunteer_reminder_days = fields.Integer(
        string="Remind Volunteers",
        default=2,
        help="So many days before their shift volunteers get an e-mail. 0: none.",
    )

    _volunteer_reminder_check = models.Constraint(
        "CHECK (volunteer_reminder_days BETWEEN 0 AND 30)",
        "Volunteers are reminded up to 30 days before their shift.",
    )

    def _volunteer_coordinator(self, opportunity):
        """Return who of the team looks after newcomers, may be nobody.

        :param opportunity: what they came for; whoever is responsible goes first
        """
        self.ensure_one()
        users = opportunity.user_id | self.manager_id | self.member_ids
        users = users.filtered(lambda user: user in self.member_ids)
        return users.filtered(lambda user: user.has_group(COORDINATOR))[:1]

    def action_open_board(self):
        """Show what the public sees of volunteering."""
        self.ensure_one()
        return self._open_public_page("mitmachen")
