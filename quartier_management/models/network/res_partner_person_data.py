from odoo import models
from odoo.tools.mail import email_normalize_all

from .person_file import Entry, Value

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
            *self._quartier_data_messages(),
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

    def _quartier_data_messages(self):
        about = self._quartier_about("mail.message", "model")
        by = self._quartier_linked("mail.message", "author_id") - about
        scheduled = self._quartier_linked("mail.scheduled.message", "author_id")
        scheduled |= self._quartier_about("mail.scheduled.message", "model")
        return [
            self._quartier_section(
                "messages",
                self.env._("Notes and messages about the person"),
                self.env._("So that colleagues know what was said and agreed."),
                about,
                ("author_id", "subject", "body", "attachment_ids"),
                date_field="date",
                covers=(("mail.message", "res_id"),),
            ),
            self._quartier_section(
                "messages_by",
                self.env._("Messages by the person"),
                self.env._("Answering what the person wrote."),
                by,
                ("record_name", "email_from", "subject", "body", "attachment_ids"),
                date_field="date",
                covers=(("mail.message", "author_id"),),
            ),
            self._quartier_section(
                "messages_scheduled",
                self.env._("Messages that wait to be sent"),
                self.env._("Answering what the person wrote."),
                scheduled,
                ("subject", "body"),
                date_field="scheduled_date",
                covers=(
                    ("mail.scheduled.message", "author_id"),
                    ("mail.scheduled.message", "res_id"),
                ),
            ),
            self._quartier_section(
                "messages_to",
                self.env._("Messages to the person"),
                self.env._("Answers, invitations and notifications."),
                self._quartier_messages_to() - about - by,
                ("record_name", "subject", "author_id"),
                date_field="date",
                covers=(
                    ("mail.message", "partner_ids"),
                    ("mail.message", "notified_partner_ids"),
                    ("mail.notification", "res_partner_id"),
                    ("mail.notification", "author_id"),
                    ("mail.mail", "recipient_ids"),
                    ("mail.scheduled.message", "partner_ids"),
                ),
            ),
            *self._quartier_data_providers(),
        ]

    def _quartier_data_providers(self):
        """Letters and text messages, of apps that core installs by itself or not."""
        return [
            *self._quartier_sent(
                "letters",
                self.env._("Letters by a service provider"),
                model_name="snailmail.letter",
                names=("street", "zip", "city", "state"),
            ),
            *self._quartier_sent(
                "sms",
                self.env._("Text messages"),
                model_name="sms.sms",
                names=("number", "body", "state"),
            ),
        ]

    def _quartier_sent(self, key, title, model_name, names):
        """Return the section of a model, in a list that is empty without the model."""
        if model_name not in self.env:
            return []
        return [
            self._quartier_section(
                key,
                title,
                self.env._("Answers, invitations and notifications."),
                self._quartier_linked(model_name, "partner_id"),
                names,
                date_field="create_date",
                personal=True,
                covers=((model_name, "partner_id"),),
            )
        ]

    def _quartier_messages_to(self):
        """Return what was sent to the person, by contact or by address alone."""
        messages = self._quartier_linked("mail.message", "partner_ids")
        messages |= self._quartier_linked("mail.message", "notified_partner_ids")
        messages |= self._quartier_linked(
            "mail.notification", "res_partner_id"
        ).mail_message_id
        messages |= self._quartier_linked("mail.mail", "recipient_ids").mail_message_id
        return messages | self._quartier_messages_to_address()

    def _quartier_messages_to_address(self):
        """Return mails of no document that were sent to the person's address."""
        # sudo: only those to the very address are returned
        messages = self.env["mail.message"].sudo()
        found = messages.browse()
        for email in self._quartier_file_emails():
            likely = messages.search(
                [("model", "=", False), ("outgoing_email_to", "ilike", email)]
            )
            found |= likely.filtered(
                lambda message, email=email: (
                    email in email_normalize_all(message.outgoing_email_to)
                )
            )
        return found

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

    def _quartier_entry(self, record, names, date_field):
        entry = super()._quartier_entry(record, names, date_field)
        if record._name == "mail.followers":
            model = record.env["ir.model"]._get(record.res_model)
            return entry._replace(label=model.name or record.res_model)
        if record._name != "mail.message":
            return entry
        changes = record.tracking_value_ids.mapped(self._quartier_tell_change)
        if changes:
            label = self.env._("Changes")
            text = "; ".join(changes)
            entry.values.append(Value("tracking_value_ids", label, changes, text))
        label = record.subject or record.record_name or entry.label
        return Entry(*entry)._replace(label=label)

    def _quartier_tell_change(self, tracking):
        """Say in words what a logged change did."""
        kinds = ("char", "text", "datetime", "float", "integer")

        def first(when):
            values = (tracking[f"{when}_value_{kind}"] for kind in kinds)
            return self._quartier_file_text(next(filter(None, values), "")) or "–"

        label = tracking.field_id.field_description or "?"
        return f"{label}: {first('old')} → {first('new')}"
