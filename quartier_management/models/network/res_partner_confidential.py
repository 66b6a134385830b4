from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class ResPartner(models.Model):
    """Residents are confidential to the team of one office.

    Who may see a confidential person is decided by one global record rule over
    ``quartier_confidential`` and ``quartier_owner_id`` (``quartier_rules.xml``). This
    class keeps both fields honest: they pass from a person to the addresses below,
    the owner changes by a logged handover only, and whatever core shows without
    asking for rights (attendees, followers, customers) refuses the link.
    """

    _inherit = "res.partner"

    quartier_confidential = fields.Boolean(
        string="Confidential",
        compute="_compute_quartier_confidential",
        store=True,
        readonly=False,
        precompute=True,
        recursive=True,
        tracking=True,
        help="Only the team of the owning office sees this person.",
    )
    quartier_owner_id = fields.Many2one(
        "quartier.quartier",
        string="Owning Office",
        compute="_compute_quartier_owner_id",
        store=True,
        precompute=True,
        recursive=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        tracking=True,
        help="The office whose team reads and edits the person if confidential. It"
        " changes by handover only.",
    )

    @api.depends("parent_id.quartier_confidential")
    def _compute_quartier_confidential(self):
        # a person above hides the addresses below; nothing but the owning office's own
        # decision shows anybody (_quartier_check_may_hide)
        for partner in self:
            partner.quartier_confidential = (
                partner.parent_id.quartier_confidential or partner.quartier_confidential
            )

    @api.depends("quartier_confidential", "parent_id.quartier_owner_id")
    def _compute_quartier_owner_id(self):
        for partner in self:
            if partner.parent_id.quartier_confidential:
                partner.quartier_owner_id = partner.parent_id.quartier_owner_id
            elif partner.quartier_owner_id or partner.is_company:
                partner.quartier_owner_id = partner.quartier_owner_id
            else:
                partner.quartier_owner_id = partner._quartier_default_owner()

    def _quartier_default_owner(self):
        """Return the office that owns a new person.

        The office of the address where the creator works there too; else the creator's
        own office, who would lose sight of the person otherwise; else (imports, mail
        gateway, Amt 502) the office of the address.
        """
        self.ensure_one()
        offices = self.env.user.quartier_ids
        if self.quartier_id in offices or not offices:
            return self.quartier_id
        return offices[:1]

    @api.constrains("quartier_confidential", "is_company", "quartier_owner_id")
    def _check_quartier_confidential(self):
        for partner in self.filtered("quartier_confidential"):
            if partner.is_company:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is an organisation. Only persons can be"
                        " confidential.",
                        name=partner.name,
                    )
                )
            if not partner.partner_share:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is an employee. Employees cannot be confidential.",
                        name=partner.name,
                    )
                )
            if not partner.quartier_owner_id:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” cannot be confidential without an owning office."
                        " Please let somebody of the office's team enter the person.",
                        name=partner.name,
                    )
                )

    @api.constrains("quartier_confidential", "quartier_owner_id", "parent_id")
    def _check_quartier_confidential_children(self):
        # sudo: addresses that the user may not see have to follow as well
        partners = self.sudo().with_context(active_test=False)
        for partner in partners | partners.child_ids:
            parent = partner.parent_id
            if parent.quartier_confidential and (
                not partner.quartier_confidential
                or partner.quartier_owner_id != parent.quartier_owner_id
            ):
                raise ValidationError(
                    self.env._(
                        "“%(child)s” would show the name of the confidential person"
                        " above it. Please keep both confidential, or remove the link.",
                        child=partner.name or partner.type_address_label,
                    )
                )

    @api.constrains("quartier_confidential")
    def _check_quartier_exposed(self):
        confidential = self.filtered("quartier_confidential")
        for partner, places in confidential._quartier_exposing_links().items():
            raise ValidationError(
                self.env._(
                    "“%(name)s” cannot become confidential while the name is shown"
                    " elsewhere: %(places)s. Please remove the person there first.",
                    name=partner.name,
                    places=", ".join(places),
                )
            )

    @api.model
    def _quartier_exposing_fields(self):
        """Where core shows a contact's name without asking for rights.

        :return: ``(model, field)`` of many2one or many2many fields to ``res.partner``;
            later wings and other addons add theirs
        :rtype: list[tuple[str, str]]
        """
        return [
            ("quartier.quartier", "partner_id"),
            ("quartier.quartier", "department_id"),
            ("quartier.approval.rule", "department_id"),
            ("discuss.channel.member", "partner_id"),
            ("rating.rating", "partner_id"),
            ("rating.rating", "rated_partner_id"),
            ("rating.rating", "publisher_id"),
        ]

    def _quartier_exposing_links(self):
        """Find the links that show these persons to others.

        :return: for each exposed person one text for each kind of link
        :rtype: dict[res.partner, list[str]]
        """
        places = defaultdict(list)
        if not self:
            return places
        # sudo: links in documents that the user may not read show the name too
        env = self.sudo().with_context(active_test=False).env
        for model_name, field_name in self._quartier_exposing_fields():
            label = env["ir.model"]._get(model_name).name
            for partner, count in env[model_name]._read_group(
                [(field_name, "in", self.ids)], [field_name], ["__count"]
            ):
                places[partner.with_env(self.env)].append(f"{label} ({count})")
        followers = env["mail.followers"].search([("partner_id", "in", self.ids)])
        for follower in followers - followers.filtered(self._quartier_follows_self):
            label = env["ir.model"]._get(follower.res_model).name
            places[follower.partner_id.with_env(self.env)].append(label)
        return places

    @api.model
    def _quartier_follows_self(self, follower):
        """A person's own contact is as protected as the person."""
        return follower.res_model == self._name and (
            follower.res_id == follower.partner_id.id
        )

    def _quartier_exposed_to_readers_of(self, documents):
        """Return the confidential ones whom readers of these contacts may not see.

        :param documents: ``res.partner`` whose thread would name the persons
        """
        # sudo: asks about persons whom the user may not read
        persons = self.sudo().filtered("quartier_confidential") - documents.sudo()
        if all(document.quartier_confidential for document in documents.sudo()):
            owners = documents.sudo().quartier_owner_id
            if len(owners) == 1:  # who reads one of an office's persons reads them all
                persons -= persons.filtered(lambda row: row.quartier_owner_id == owners)
        return persons.with_env(self.env)

    def _quartier_check_linkable(self, message):
        """Refuse a link to a confidential person.

        :param str message: says in whole sentences why, and which way is right
        :raise ValidationError: one of the contacts is confidential
        """
        # sudo: the link is refused above all for those who may not see the person
        if any(partner.quartier_confidential for partner in self.sudo()):
            raise ValidationError(message)

    def write(self, vals):
        if "quartier_owner_id" in vals and not self.env.su:
            raise AccessError(
                self.env._(
                    "The owning office changes by handover only. Please use the action"
                    " “Hand over to another office”."
                )
            )
        if "quartier_confidential" in vals:
            self._quartier_check_may_hide(bool(vals["quartier_confidential"]))
        return super().write(vals)

    def _quartier_check_may_hide(self, confidential):
        """Only the owning office hides a person from others or shows them.

        :raise AccessError: the user does not belong to the owning office
        """
        if self.env.su:
            return
        for partner in self:
            if partner.quartier_confidential != confidential and (
                not partner._quartier_is_own()
            ):
                # sudo: the owner of a contact that the user may edit is no secret
                owner = partner.sudo().quartier_owner_id
                raise AccessError(
                    self.env._(
                        "Only the team of the owning office (%(office)s) decides"
                        " whether “%(name)s” is confidential.",
                        office=owner.name or self.env._("none yet"),
                        name=partner.name,
                    )
                )

    def _quartier_is_own(self):
        """Return whether the user's office owns the person.

        A person without office, whom Amt 502 or another office entered, is theirs: they
        would lose sight of the person, if somebody else hid them.
        """
        self.ensure_one()
        offices = self.env.user.quartier_ids
        # sudo: as above
        partner = self.sudo()
        if not offices or partner.quartier_owner_id:
            return partner.quartier_owner_id in offices
        creator = partner.create_uid
        return (
            creator in offices.sudo().member_ids
            or creator._is_superuser()
            or not creator.has_group("quartier_management.group_quartier_reader")
        )

    def _quartier_check_mergeable(self):
        """Merged contacts become one: so must be who sees them.

        :raise UserError: some are confidential and others not, or another office's
        """
        # sudo: asks about persons whom the user may not read
        partners = self.sudo()
        hidden = partners.filtered("quartier_confidential")
        if hidden and (hidden != partners or len(hidden.quartier_owner_id) > 1):
            raise UserError(
                self.env._(
                    "Confidential persons can only be merged with each other, and only"
                    " within one office. Please make all of them confidential first,"
                    " or none."
                )
            )

    def _fields_sync(self, values):
        # core takes a contact's address and tax number over to the organisation above
        if self.quartier_confidential and not self.parent_id.quartier_confidential:
            return self._children_sync(values)
        return super()._fields_sync(values)

    def _handle_first_contact_creation(self):
        if self.quartier_confidential:
            return None
        return super()._handle_first_contact_creation()

    def _quartier_handover(self, office, reason):
        """Hand persons over to another office, addresses below included.

        :param office: ``quartier.quartier`` that owns the persons from now on
        :param str reason: is logged with each person
        :raise AccessError: the user does not belong to a person's present office
        """
        self.check_access("write")
        for partner in self:
            if partner.quartier_owner_id not in self.env.user.quartier_ids:
                raise AccessError(
                    self.env._(
                        "Only the team of the owning office can hand “%(name)s” over.",
                        name=partner.name,
                    )
                )
        message = self.env._(
            "Handed over to %(office)s. Reason: %(reason)s",
            office=office.name,
            reason=reason,
        )
        author = self.env.user.partner_id
        # sudo: no client may write the owner; membership was checked above, and
        # after the write the person is out of the user's sight
        persons = self.sudo()
        former = persons.quartier_owner_id.member_ids - office.member_ids
        persons.write({"quartier_owner_id": office.id})
        persons._quartier_detach(former, office.manager_id)
        persons._message_log_batch(
            bodies=dict.fromkeys(persons.ids, message), author_id=author.id
        )

    def _quartier_detach(self, users, successor):
        """Part persons from users who do not see them any more.

        They stop following and lose what they were notified of; their activities pass
        to the successor, or end where there is none.

        :param users: ``res.users`` that lost access
        :param successor: ``res.users`` of the owning office, may be empty
        """
        # sudo: addresses below, archived ones too, pass with the person
        everybody = self.sudo().with_context(active_test=False)
        ids = everybody.search([("id", "child_of", self.ids)]).ids
        of_persons = [("res_model", "=", self._name), ("res_id", "in", ids)]
        # sudo: removes what is left in the hands of others
        followers = self.env["mail.followers"].sudo()
        followers.search(
            [*of_persons, ("partner_id", "in", users.partner_id.ids)]
        ).unlink()
        notifications = self.env["mail.notification"].sudo()
        notifications.search(
            [
                ("res_partner_id", "in", users.partner_id.ids),
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "in", ids),
            ]
        ).unlink()
        # sudo: as above; done ones bear the name as well
        activities = self.env["mail.activity"].sudo().with_context(active_test=False)
        orphans = activities.search([*of_persons, ("user_id", "in", users.ids)])
        if not successor or successor in users:
            successor = successor.browse()
            orphans.filtered("active").unlink()
            orphans = orphans.exists()
        orphans.with_context(mail_activity_quick_update=True).user_id = successor
