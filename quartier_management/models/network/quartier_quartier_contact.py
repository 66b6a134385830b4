from dateutil.relativedelta import relativedelta

from odoo import fields, models

# months until a contact is due, by network stage
DEFAULT_MONTHS = {"identified": 3, "contacted": 6, "met": 9, "cooperating": 6}


class QuartierQuartier(models.Model):
    """How long the office may be out of touch with whom."""

    _inherit = "quartier.quartier"

    contact_months_identified = fields.Integer(
        string="Months until contact: identified", default=DEFAULT_MONTHS["identified"]
    )
    contact_months_contacted = fields.Integer(
        string="Months until contact: contacted", default=DEFAULT_MONTHS["contacted"]
    )
    contact_months_met = fields.Integer(
        string="Months until contact: met", default=DEFAULT_MONTHS["met"]
    )
    contact_months_cooperating = fields.Integer(
        string="Months until contact: cooperating",
        default=DEFAULT_MONTHS["cooperating"],
    )

    _contact_months_check = models.Constraint(
        """CHECK (contact_months_identified BETWEEN 0 AND 120
              AND contact_months_contacted BETWEEN 0 AND 120
              AND contact_months_met BETWEEN 0 AND 120
              AND contact_months_cooperating BETWEEN 0 AND 120)""",
        "Contacts are due after 1 to 120 months; 0 means never.",
    )

    def _contact_due_since(self):
        """Return, for each stage, the day since which there should have been contact.

        Stages of which the office never reminds are left out.

        :rtype: dict[str, date]
        """
        self.ensure_one()
        today = self._today()
        months = {stage: self[f"contact_months_{stage}"] for stage in DEFAULT_MONTHS}
        return {
            stage: today - relativedelta(months=count)
            for stage, count in months.items()
            if count
        }

    def action_record_conversation(self):
        """Open the short form for this office."""
        self.ensure_one()
        return self.env["quartier.conversation"]._open_short_form(
            {"quartier_id": self.id}
        )

    def action_open_network_map(self):
        """Show the map of this neighbourhood's actors."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "quartier_management.quartier_network_map_action"
        )
        action["context"] = {"quartier_id": self.id}
        return action

    def _members_left(self, users):
        """What former members were reminded of passes to the office's manager."""
        for quartier in self:
            # sudo: the activities are those of others
            activities = self.env["mail.activity"].sudo()
            conversations = (
                self.env["quartier.conversation"]
                .sudo()
                ._search([("quartier_id", "=", quartier.id)])
            )
            open_ones = activities.search(
                [
                    ("res_model", "=", "quartier.conversation"),
                    ("res_id", "in", conversations),
                    ("user_id", "in", users.ids),
                ]
            )
            if quartier.manager_id and quartier.manager_id not in users:
                open_ones.user_id = quartier.manager_id
            # sudo: they are out of the former members' sight
            team_only = self.env["quartier.conversation"].sudo()
            team_only.search(
                [("quartier_id", "=", quartier.id), ("team_only", "=", True)]
            )._quartier_part_outsiders()
        return super()._members_left(users)
