from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What an event's invitees may see of it is not what a neighbourhood's team and
# Amt 502 note about it.
INTERNAL = "quartier_management.group_quartier_reader"


class CalendarEvent(models.Model):
    """Events of a neighbourhood.

    Record rules (``quartier_rules.xml``) let the neighbourhood's team alone write
    them, and show unpublished ones to team, readers and invitees only.
    """

    _name = "calendar.event"
    _inherit = ("calendar.event", "quartier.team.mixin")

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        default=lambda self: self._quartier_default(),
    )
    quartier_category_id = fields.Many2one(
        "quartier.event.category",
        string="Category",
        index="btree_not_null",
        ondelete="restrict",
    )
    quartier_color = fields.Integer(related="quartier_category_id.color")
    quartier_duty_id = fields.Many2one(
        "quartier.duty",
        string="Standing Duty",
        compute="_compute_quartier_duty_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Under which duty the event is reported.",
    )
    quartier_topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    quartier_published = fields.Boolean(
        string="Published",
        tracking=True,
        copy=False,
        help="Everyone in the city administration may see the event, and it may appear"
        " on public pages.",
    )
    quartier_participation_ids = fields.One2many(
        "quartier.event.participation",
        "event_id",
        string="Actors Involved",
        copy=True,
    )
    quartier_headcount = fields.Integer(
        string="Headcount",
        tracking=True,
        copy=False,
        groups=INTERNAL,
        help="How many people came. 0 means: not counted.",
    )
    quartier_to_count = fields.Boolean(
        string="To Count", compute="_compute_quartier_to_count", groups=INTERNAL
    )
    quartier_assessment = fields.Text(
        string="Assessment",
        copy=False,
        groups=INTERNAL,
        help="How it went, and what to do differently next time.",
    )
    quartier_cancelled_on = fields.Datetime(
        string="Cancelled on", readonly=True, copy=False, tracking=True
    )
    quartier_cancel_reason = fields.Char(
        string="Reason for Cancelling", readonly=True, copy=False, tracking=True
    )

    _quartier_headcount_check = models.Constraint(
        "CHECK (COALESCE(quartier_headcount, 0) >= 0)",
        "A headcount cannot be negative.",
    )
    _quartier_cancel_check = models.Constraint(
        "CHECK (quartier_cancelled_on IS NULL OR quartier_cancel_reason IS NOT NULL)",
        "Please say why the event is cancelled.",
    )
    _quartier_start_idx = models.Index(
        "(quartier_id, start) WHERE quartier_id IS NOT NULL"
    )

    @api.depends("quartier_category_id")
    def _compute_quartier_duty_id(self):
        for event in self:
            event.quartier_duty_id = (
                event.quartier_category_id.duty_id or event.quartier_duty_id
            )

    @api.depends("stop", "quartier_headcount", "quartier_cancelled_on", "quartier_id")
    @api.depends_context("uid")
    def _compute_quartier_to_count(self):
        now = fields.Datetime.now()
        for event in self:
            event.quartier_to_count = (
                bool(event.stop and event.stop < now)
                and event.quartier_id in self.env.user.quartier_ids
                and not event.quartier_headcount
                and not event.quartier_cancelled_on
            )

    @api.depends("quartier_id")
    def _compute_user_can_edit(self):
        own = self.env.user.quartier_ids
        # What is saved decides: the wrong choice of a neighbourhood would lock the form
        # that it is made in. Saving says what is wrong.
        foreign = self.filtered(lambda event: event._origin.quartier_id - own)
        foreign.user_can_edit = False
        of_team = self.filtered(
            lambda event: (event._origin.quartier_id or event.quartier_id) & own
        )
        of_team.user_can_edit = True
        rest = self - foreign - of_team
        return super(CalendarEvent, rest)._compute_user_can_edit()

    @api.constrains("partner_ids")
    def _check_quartier_confidential(self):
        self.partner_ids._quartier_check_linkable(
            self.env._(
                "A confidential person cannot be an attendee, because the whole city"
                " administration sees the names of attendees. Please enter the person"
                " under “Actors involved” of the event instead."
            )
        )

    @api.constrains("quartier_published", "quartier_id", "privacy", "user_id")
    def _check_quartier_published(self):
        for event in self.filtered("quartier_published"):
            if not event.quartier_id:
                raise ValidationError(
                    self.env._(
                        "“%(event)s” can be published once it belongs to a"
                        " neighbourhood.",
                        event=event.name,
                    )
                )
            if event.effective_privacy == "private":
                raise ValidationError(
                    self.env._(
                        "“%(event)s” is private and is therefore never published."
                        " Please change its privacy to “Public” first.",
                        event=event.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        if any(vals.get("quartier_published") for vals in vals_list):
            events._quartier_keep_public()
        return events

    def write(self, vals):
        if set(vals) == {"current_status"} and not self.has_access("write"):
            # invitees answer; the attendee checks that it is their own answer
            self.check_access("read")
            return self.current_attendee.write({"state": vals["current_status"]})
        publishes = not vals.keys().isdisjoint(("quartier_published", "privacy"))
        result = super().write(vals)
        if "quartier_id" in vals and not self.env.su:
            # sudo: asks which rooms it has; their team would be locked out of them
            bookings = self.sudo().exists().quartier_room_booking_ids
            bookings.with_env(self.env).check_access("write")
        if publishes:
            # editing a whole series replaces its events
            self.exists()._quartier_keep_public()
        return result

    @api.model
    def _quartier_moving(self, vals):
        # a cancelled event needs no room, and one that takes place after all does
        return super()._quartier_moving(vals) or "quartier_cancelled_on" in vals

    def _quartier_keep_public(self):
        """Published events say themselves that they are public.

        Without a privacy of their own they would follow the organiser's calendar and
        turn private with it, while the world still reads them.
        """
        following = self.filtered(
            lambda event: event.quartier_published and not event.privacy
        )
        if following:
            following.privacy = "public"

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Whoever may read a neighbourhood's event may comment on it.

        Core asks for write access, which only the team has.
        """
        operations = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        if message_operation == "create":
            # sudo: decides only which right is asked for, the check itself follows
            for event in self.sudo().filtered("quartier_id"):
                if event.with_env(self.env)._check_private_event_conditions():
                    continue
                operations[self.browse(event.id)] = "read"
        return operations

    def action_quartier_cancel(self, reason):
        """Cancel events; they stay in the calendar as cancelled.

        :param str reason: is shown wherever the event is
        :raise UserError: no reason given
        """
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Please say why the event is cancelled."))
        # those already cancelled keep their date and their reason
        self.filtered(lambda event: not event.quartier_cancelled_on).write(
            {
                "quartier_cancelled_on": fields.Datetime.now(),
                "quartier_cancel_reason": reason,
            }
        )

    def action_quartier_ask_reason(self):
        """Open the dialog that asks why the events are cancelled."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_event_cancel_action"
        )
        action["context"] = {"default_event_ids": self.ids}
        return action

    def action_quartier_count(self):
        """Open the dialog that asks how many people came."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("How many came?"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [
                (
                    self.env.ref(
                        "quartier_management.calendar_event_view_form_count"
                    ).id,
                    "form",
                )
            ],
            "target": "new",
        }

    def action_quartier_reinstate(self):
        """Take the cancellation of events back."""
        self.write({"quartier_cancelled_on": False, "quartier_cancel_reason": False})

    def action_quartier_publish(self):
        """Publish the selected events of neighbourhoods."""
        self.write({"quartier_published": True})

    def action_quartier_withdraw(self):
        """Take the selected events off the public pages."""
        self.write({"quartier_published": False})
