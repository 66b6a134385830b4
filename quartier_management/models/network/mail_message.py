from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize, formataddr


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._quartier_mask_senders()
        return messages

    def _quartier_mask_senders(self):
        """Keep confidential senders' names and addresses out of shared documents.

        Everyone who reads the document may read both as plain text. The author stays:
        who may see the person sees the name there.
        """
        address = self.env.company.email or self.env.ref("base.partner_root").email
        masked = defaultdict(self.browse)
        # sudo: asks about senders whom nobody else may read, and changes nothing else
        for message in self.sudo():
            person = message.author_id
            if not person.quartier_confidential or (
                message.model == person._name and message.res_id == person.id
            ):
                continue
            reply_to = email_normalize(message.reply_to)
            if not reply_to or reply_to == person.email_normalized:
                reply_to = address
            masked[reply_to] += message
        name = self.env._("Confidential person")
        for reply_to, messages in masked.items():
            messages.write(
                {
                    "email_from": formataddr((name, address)),
                    "reply_to": formataddr((name, reply_to)),
                }
            )

    def _portal_message_format(self, properties_names, options=None):
        """The portal's chatter reads the names of authors with ``sudo()``."""
        values_list = super()._portal_message_format(properties_names, options)
        # sudo: asks about persons whom the user may not read, to leave them out
        messages = self.sudo()
        persons = messages.author_id + messages.reaction_ids.partner_id
        names = {
            person.id: person.display_name
            for person in persons.with_env(self.env)._quartier_hidden()
        }
        for values in values_list if names else ():
            shown = [values["author_id"]]
            for reaction in values["reactions"]:
                shown += reaction["partners"]
            for person in shown:
                person["name"] = names.get(person["id"], person["name"])
        return values_list

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        # core shows authors and recipients their messages whatever became of the
        # document: those about a person end with the right to see the person
        if not (self.env.su or bypass_access):
            hidden = self.env["res.partner"]._quartier_search_hidden()
            domain = Domain(domain) & (
                Domain("model", "!=", "res.partner")
                | Domain("res_id", "not in", hidden)
            )
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        # sudo: reads what a message is about, to decide whether it may be read
        about = (self - forbidden).sudo().filtered(lambda m: m.model == "res.partner")
        if not about:
            return forbidden
        persons = self.env["res.partner"].browse(about.mapped("res_id"))
        hidden = set(persons.exists()._quartier_hidden().ids)
        return forbidden + about.filtered(lambda m: m.res_id in hidden).with_env(
            self.env
        )

    @api.constrains("partner_ids", "model", "res_id", "message_type")
    def _check_quartier_confidential(self):
        """Everyone who reads a document is shown the recipients of its messages."""
        for message in self.filtered("partner_ids"):
            recipients = message.partner_ids
            if message.message_type == "user_notification":
                # it is shown to its recipient alone, and to its sender
                recipients = recipients._quartier_hidden()
            elif message.model == recipients._name:
                document = recipients.browse(message.res_id)
                recipients = recipients._quartier_exposed_to_readers_of(document)
            recipients._quartier_check_linkable(
                self.env._(
                    "A confidential person cannot be the recipient of a message here,"
                    " because everyone who reads the document sees the name. Please"
                    " write to the person from their own contact instead."
                )
            )
