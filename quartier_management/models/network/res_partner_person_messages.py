from odoo import models
from odoo.tools.mail import email_normalize_all

from .person_file import Entry, Value


class ResPartner(models.Model):
    """What messages say of a person: about them, by them, to them."""

    _inherit = "res.partner"

    def _quartier_personal_data(self):
        return [*super()._quartier_personal_data(), *self._quartier_data_messages()]

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
