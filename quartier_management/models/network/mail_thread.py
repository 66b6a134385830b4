from odoo import api, models
from odoo.tools.mail import email_normalize, email_normalize_all, email_split_and_format

# where a parsed mail names its recipients
ADDRESSES = ("to", "cc", "recipients", "to_filtered", "cc_filtered")


class MailThread(models.AbstractModel):
    """What arrives or happens by itself leaves confidential persons out.

    Refusing it, as with what users do, would lose mails.
    """

    _inherit = "mail.thread"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        if partner_ids and not self.env.su:
            self._quartier_exposed_persons(partner_ids)._quartier_check_linkable(
                self.env._(
                    "A confidential person cannot follow a document, because everyone"
                    " who reads it sees the names of its followers. Please write to"
                    " the person from their own contact instead."
                )
            )
        return super().message_subscribe(partner_ids, subtype_ids)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        exposed = self._quartier_exposed_persons(partner_ids or []).ids
        kept = [pid for pid in partner_ids or [] if pid not in exposed]
        return super()._message_subscribe(kept, subtype_ids, customer_ids)

    def message_post(self, *, message_type="notification", partner_ids=None, **kwargs):
        if message_type == "email" and partner_ids:
            exposed = self._quartier_exposed_persons(partner_ids).ids
            partner_ids = [pid for pid in partner_ids if pid not in exposed]
        return super().message_post(
            message_type=message_type, partner_ids=partner_ids, **kwargs
        )

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        # the thread of a contact is as protected as the contact, it keeps them all
        if any(model != "res.partner" for model, *_route in routes or ()):
            message_dict = self._quartier_without_persons(message_dict)
        return super()._message_route_process(message, message_dict, routes)

    @api.model
    def _quartier_without_persons(self, message_dict):
        """Return a parsed mail without the confidential persons among its recipients.

        Core notes their addresses in the document as plain text.
        """
        emails = {
            email
            for field in ADDRESSES
            for email in email_normalize_all(message_dict.get(field) or "")
        }
        # sudo: asks about recipients whom the gateway's user may not read
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        persons = partners.browse(message_dict.get("partner_ids") or [])
        persons |= partners.search([("email_normalized", "in", list(emails))])
        persons = persons.filtered("quartier_confidential")
        if not persons:
            return message_dict
        hidden = set(persons.mapped("email_normalized"))
        shown = {
            field: ",".join(
                address
                for address in email_split_and_format(message_dict[field])
                if email_normalize(address) not in hidden
            )
            for field in ADDRESSES
            if message_dict.get(field)
        }
        recipients = partners.browse(message_dict.get("partner_ids") or []) - persons
        return {**message_dict, **shown, "partner_ids": recipients.ids}

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        # sudo: the gateway asks about a sender whom its user may not read
        author = self.env["res.partner"].sudo().browse(msg_dict.get("author_id"))
        if author.quartier_confidential and self._name != author._name:
            # core would note the sender in the document as plain text
            msg_dict = {**msg_dict, "email_from": False}
        return super().message_new(msg_dict, custom_values=custom_values)

    def _notify_by_web_push_prepare_payload(self, message, msg_vals=False, **kwargs):
        # pushed to all recipients alike, and on the screen of a locked phone
        # sudo: asks about an author whom the user may not read
        author = message.sudo().author_id
        if author.quartier_confidential:
            msg_vals = {**(msg_vals or {}), "author_id": False}
        return super()._notify_by_web_push_prepare_payload(
            message, msg_vals=msg_vals, **kwargs
        )

    def _quartier_exposed_persons(self, partner_ids):
        """Return the confidential ones whose name this document would show."""
        partners = self.env["res.partner"].browse(partner_ids)
        if self._name == partners._name:
            return partners._quartier_exposed_to_readers_of(self)
        # sudo: asks about persons whom the user may not read
        return partners.sudo().filtered("quartier_confidential").with_env(self.env)
