from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

# how close somebody has come who was talked to like that
STAGE_OF_KIND = {
    "talk": "met",
    "visit": "met",
    "event": "met",
    "phone": "contacted",
    "mail": "contacted",
    "press": "contacted",
}
DAYS_TO_NEXT_STEP = 7


class QuartierConversation(models.Model):
    """One conversation: when, how, with whom, about what, what next.

    Whoever reads the app reads it, unless it is for the team only or a confidential
    person took part (``quartier_rules.xml``).
    """

    _name = "quartier.conversation"
    _description = "Conversation"
    _inherit = (
        "quartier.hidden.mixin",
        "mail.activity.mixin",
        "quartier.team.mixin",
    )
    _rec_names_search = ("partner_ids", "note")
    _order = "date desc, id desc"
    _quartier_team_fields = ("quartier_id", "partner_ids")

    date = fields.Date(
        required=True,
        index=True,
        default=fields.Date.context_today,
        tracking=True,
    )
    kind = fields.Selection(
        [
            ("talk", "Talk"),
            ("visit", "Visit"),
            ("phone", "Phone Call"),
            ("mail", "E-Mail or Letter"),
            ("event", "Event"),
            ("press", "Press"),
        ],
        required=True,
        default="talk",
        tracking=True,
    )
    partner_ids = fields.Many2many(
        "res.partner",
        string="With",
        required=True,
        # whoever is archived took part all the same, and hides as much
        context={"active_test": False},
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Colleague",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    note = fields.Text(string="What was said")
    next_step = fields.Char(
        help="What was promised or agreed. It becomes an activity of the colleague.",
    )
    next_date = fields.Date(
        string="By",
        compute="_compute_next_date",
        store=True,
        readonly=False,
        precompute=True,
    )
    team_only = fields.Boolean(
        string="For the team only",
        tracking=True,
        help="The responsible department does not read it.",
    )

    @api.depends("next_step")
    def _compute_next_date(self):
        today = fields.Date.context_today(self)
        for conversation in self:
            if not conversation.next_step:
                conversation.next_date = False
            elif not conversation.next_date:
                conversation.next_date = today + timedelta(days=DAYS_TO_NEXT_STEP)

    @api.depends("kind", "partner_ids.display_name")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for conversation in self:
            names = conversation.partner_ids.mapped("display_name")
            conversation.display_name = ": ".join(
                filter(None, (kinds.get(conversation.kind), ", ".join(names)))
            )

    @api.constrains("partner_ids")
    def _check_partner_ids(self):
        # sudo: a person whom the user may not see took part all the same
        if any(not conversation.partner_ids for conversation in self.sudo()):
            raise ValidationError(self.env._("Please say with whom you were in touch."))

    @api.constrains("date")
    def _check_date(self):
        for conversation in self:
            # whoever travels may be a day ahead of the office
            today = fields.Date.context_today(conversation)
            if conversation.date > max(today, conversation.quartier_id._today()):
                raise ValidationError(
                    self.env._(
                        "The day of a conversation cannot be in the future. Please plan"
                        " what is still to come as an event or an activity."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        # who records a conversation reads it when needed: no need to follow it
        quiet = self.with_context(mail_create_nosubscribe=True)
        conversations = super(QuartierConversation, quiet).create(vals_list)
        conversations = conversations.with_env(self.env)
        self.env["res.partner"]._quartier_contacts_changed()
        conversations._raise_stages()
        conversations._schedule_next_steps()
        return conversations

    def write(self, vals):
        result = super().write(vals)
        self.env["res.partner"]._quartier_contacts_changed()
        if not {"kind", "partner_ids"}.isdisjoint(vals):
            self._raise_stages()
        if not {"partner_ids", "quartier_id", "team_only"}.isdisjoint(vals):
            self._quartier_part_outsiders()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["res.partner"]._quartier_contacts_changed()
        return result

    def _quartier_successor(self):
        return self.quartier_id.manager_id

    def _raise_stages(self):
        """What is recorded brings actors closer, and wakes dormant ones."""
        for stage in set(STAGE_OF_KIND.values()):
            reached = self.filtered(lambda row, s=stage: STAGE_OF_KIND[row.kind] == s)
            reached.partner_ids._quartier_reach(
                stage, max(reached.mapped("date"), default=None)
            )

    def _schedule_next_steps(self):
        """What was agreed becomes an activity of the colleague."""
        todo = self.env.ref("mail.mail_activity_data_todo", raise_if_not_found=False)
        self.env["mail.activity"].create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": conversation.id,
                    "activity_type_id": todo.id if todo else False,
                    "summary": conversation.next_step,
                    "date_deadline": conversation.next_date,
                    "user_id": conversation.user_id.id,
                }
                for conversation in self
                if conversation.next_step
            ]
        )

    @api.model
    def action_record(self):
        """Open the short form, from wherever the user is."""
        return self._open_short_form({})

    @api.model
    def _open_short_form(self, defaults):
        """Open the short form as a dialog.

        :param dict defaults: values of the new conversation by field
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_conversation_action_record"
        )
        action["context"] = {f"default_{key}": value for key, value in defaults.items()}
        return action
