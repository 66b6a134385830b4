from odoo import models

CONTACT_FIELDS = (
    "name",
    "parent_id",
    "function",
    "street",
    "street2",
    "zip",
    "city",
    "state_id",
    "country_id",
    "email",
    "phone",
    "website",
    "vat",
    "company_registry",
    "company_name",
    "ref",
    "barcode",
    "lang",
    "tz",
    "type",
    "category_id",
    "industry_id",
    "comment",
    "user_id",
    "company_id",
    "partner_latitude",
    "partner_longitude",
    "quartier_id",
    "quartier_owner_id",
    "quartier_confidential",
    "quartier_actor_type_id",
    "quartier_network_stage",
    "quartier_topic_ids",
    "active",
    "create_date",
    "create_uid",
    "write_date",
)


class ResPartner(models.Model):
    """What is stored about a person, as far as the network and core know."""

    _inherit = "res.partner"

    def _quartier_personal_data(self):
        """Hook: gather what is stored about one person, addresses below included.

        Called in the language of the office, after the right to it was checked. Later
        wings and other addons append their sections. A relation to ``res.partner``
        stands in the ``covers`` of a section or in ``_quartier_impersonal_links``:
        ``tests/network/test_person_relations.py`` finds those that do not.

        :rtype: list[Section]
        """
        self.ensure_one()
        return [
            *self._quartier_data_contact(),
            *self._quartier_data_traces(),
        ]

    def _quartier_impersonal_links(self):
        """Hook: relations to contacts that tell nothing about a person, and why not.

        :return: the reason for each ``(model, field)``
        :rtype: dict[tuple[str, str], str]
        """
        own = "the address of a company or an office, not a person's"
        office = "who is told by an automation is how the city works, not whom it knows"
        return {
            ("res.company", "partner_id"): own,
            ("quartier.quartier", "partner_id"): own,
            ("quartier.quartier", "department_id"): own,
            ("quartier.approval.rule", "department_id"): own,
            ("ir.actions.server", "partner_ids"): office,
            (
                "res.partner",
                "commercial_partner_id",
            ): "computed from the organisation above, which the contact names",
            (
                "mail.push.device",
                "partner_id",
            ): "a technical address of the person's own browser",
            (
                "mail.message",
                "starred_partner_ids",
            ): "a mark that the person has set, on messages that the file lists",
            (
                "discuss.channel.rtc.session",
                "partner_id",
            ): "lasts as long as a call, and follows the channel's member",
            (
                "res.users.settings.volumes",
                "guest_id",
            ): "a guest of a call: the row names the contact itself in partner_id",
        }

    def _quartier_contact_fields(self):
        """Hook: names of the contact's fields that the file shows."""
        return CONTACT_FIELDS

    def _quartier_data_contact(self):
        scope = self._quartier_file_scope()
        names = self._quartier_contact_fields()
        contact = self.env._(
            "Contact with the neighbourhood office and cooperation in the"
            " neighbourhood."
        )
        return [
            self._quartier_section(
                "contact",
                self.env._("Contact details"),
                contact,
                scope.filtered(lambda partner: partner.id == self.id),
                names,
                personal=True,
                covers=(("res.partner.category", "partner_ids"),),
            ),
            self._quartier_section(
                "addresses",
                self.env._("Further addresses"),
                contact,
                scope.filtered(lambda partner: partner.id != self.id),
                names,
                personal=True,
                covers=(("res.partner", "parent_id"),),
            ),
            self._quartier_section(
                "logins",
                self.env._("Access to the portal"),
                self.env._("Signing in, to follow one's own requests."),
                self._quartier_linked("res.users", "partner_id"),
                ("login", "login_date", "lang", "active"),
                date_field="create_date",
                personal=True,
                covers=(("res.users", "partner_id"),),
            ),
            self._quartier_section(
                "banks",
                self.env._("Bank accounts"),
                self.env._("Payments to the person or by the person."),
                self._quartier_linked("res.partner.bank", "partner_id"),
                ("acc_number", "acc_holder_name", "bank_id"),
                personal=True,
                covers=(("res.partner.bank", "partner_id"),),
            ),
            self._quartier_section(
                "documents",
                self.env._("Documents"),
                self.env._("Papers that belong to the contact."),
                self._quartier_file_documents(),
                ("mimetype", "create_uid"),
                date_field="create_date",
                personal=True,
                covers=(("ir.attachment", "res_id"),),
            ),
        ]

    def _quartier_data_traces(self):
        working = self.env._("Working together in this system.")
        ratings = self.env["rating.rating"].sudo().browse()
        for name in ("partner_id", "rated_partner_id", "publisher_id"):
            ratings |= self._quartier_linked("rating.rating", name)
        reactions = self._quartier_linked("mail.message.reaction", "partner_id")
        return [
            self._quartier_section(
                "activities",
                self.env._("Planned activities"),
                self.env._("Reminding colleagues of what was promised."),
                self._quartier_about("mail.activity"),
                ("summary", "note", "user_id", "date_done"),
                date_field="date_deadline",
                covers=(("mail.activity", "res_id"),),
            ),
            self._quartier_section(
                "followers",
                self.env._("Followed documents"),
                working,
                self._quartier_linked("mail.followers", "partner_id"),
                ("res_model",),
                personal=True,
                covers=(("mail.followers", "partner_id"), ("mail.followers", "res_id")),
            ),
            self._quartier_section(
                "channels",
                self.env._("Conversations by chat"),
                working,
                self._quartier_linked("discuss.channel.member", "partner_id"),
                ("channel_id",),
                date_field="create_date",
                covers=(
                    ("discuss.channel.member", "partner_id"),
                    ("res.users.settings.volumes", "partner_id"),
                ),
            ),
            self._quartier_section(
                "reactions",
                self.env._("Reactions to messages"),
                working,
                reactions,
                ("content",),
                personal=True,
                covers=(("mail.message.reaction", "partner_id"),),
            ),
            self._quartier_section(
                "ratings",
                self.env._("Ratings"),
                self.env._("Improving the work of the city."),
                ratings,
                ("rating", "feedback", "publisher_comment"),
                date_field="create_date",
                covers=(
                    ("rating.rating", "partner_id"),
                    ("rating.rating", "rated_partner_id"),
                    ("rating.rating", "publisher_id"),
                    ("rating.rating", "res_id"),
                ),
            ),
            self._quartier_section(
                "blacklist",
                self.env._("Addresses that get no mail"),
                self.env._("Respecting the wish not to be written to."),
                self._quartier_blacklisted(),
                ("email", "active"),
                date_field="create_date",
                personal=True,
            ),
        ]

    def _quartier_blacklisted(self):
        """Return the rows that keep mass mail from the person's addresses."""
        # sudo: found by the person's own address only
        rows = self.env["mail.blacklist"].sudo().with_context(active_test=False)
        return rows.search([("email", "in", self._quartier_file_emails())])
