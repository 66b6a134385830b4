from odoo import api, fields, models


class ProjectProject(models.Model):
    """Projects of a neighbourhood; its team alone writes them (record rule)."""

    _name = "project.project"
    _inherit = ("project.project", "quartier.team.mixin")

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        default=lambda self: self._quartier_default(),
    )
    quartier_goal = fields.Text(
        string="Goal",
        tracking=True,
        help="What will be different in the neighbourhood when the project is done.",
    )
    quartier_duty_id = fields.Many2one(
        "quartier.duty",
        string="Standing Duty",
        index="btree_not_null",
        ondelete="restrict",
        help="Under which duty the project is reported.",
    )
    quartier_topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    quartier_participation_ids = fields.One2many(
        "quartier.project.participation", "project_id", string="Actors Involved"
    )
    quartier_event_ids = fields.One2many(
        "calendar.event", "quartier_project_id", string="Neighbourhood Events"
    )
    quartier_event_count = fields.Integer(
        string="Events", compute="_compute_quartier_event_count"
    )

    def _compute_quartier_event_count(self):
        counts = dict(
            self.env["calendar.event"]._read_group(
                [("quartier_project_id", "in", self.ids)],
                ["quartier_project_id"],
                ["__count"],
            )
        )
        for project in self:
            project.quartier_event_count = counts.get(project, 0)

    @api.constrains("partner_id")
    def _check_quartier_confidential(self):
        self.partner_id._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be a project's customer, because"
                " everyone who reads the project sees the name. Please enter the"
                " person under “Actors involved” of the project instead."
            )
        )

    def action_view_quartier_events(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.calendar_event_action"
        )
        action["domain"] = [("quartier_project_id", "=", self.id)]
        action["context"] = {
            "default_quartier_id": self.quartier_id.id,
            "default_quartier_project_id": self.id,
        }
        return action

    def _quartier_work(self, date_from, date_to):
        """Hook: return the unpaid work for these projects that other records know of.

        Without names of people: whoever counts it need not know who gave it.

        :param date_from, date_to: both days included
        :return: for each row a dict with ``origin`` (a key that stays the same),
            ``date``, ``name`` (what was done) and ``hours``
        :rtype: list[dict]
        """
        return []

    def _quartier_work_reported(self, origins, note):
        """Hook: this work was reported to somebody; from now on it must not change.

        :param origins: keys of rows of :meth:`_quartier_work`
        :param str note: to whom, in the office's language
        """
