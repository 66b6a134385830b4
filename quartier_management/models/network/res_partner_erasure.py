from odoo import fields, models
from odoo.tools import formataddr

from .person_file import ANONYMISE, DELETE, KEEP, Step


class ResPartner(models.Model):
    """Erasure of a person (Art. 17 GDPR): a plan, which is shown, and its execution.

    Both read the same steps, so that what was shown is what happens.
    """

    _inherit = "res.partner"

    quartier_neutral = fields.Boolean(
        string="Stands for Erased Persons",
        copy=False,
        readonly=True,
        help="Takes the place of erased persons where the fact is kept without them.",
        prefetch="quartier",
    )

    def _quartier_erasure_plan(self):
        """Hook: return what becomes of each kind of record, later wings append.

        They are carried out from the last to the first: the contact goes at the end.

        :rtype: list[Step]
        """
        self.ensure_one()
        scope = self._quartier_file_scope()
        below = scope.filtered(lambda partner: partner.id != self.id)
        return [
            self._quartier_delete_step(
                "contact",
                self.env._("Contact details"),
                scope - below,
                why=self.env._("With photo, history of changes and notes."),
            ),
            self._quartier_delete_step(
                "addresses",
                self.env._("Further addresses"),
                below,
                covers=(("res.partner", "parent_id"),),
            ),
            *self._quartier_plan_own(),
            *self._quartier_plan_messages(),
            *self._quartier_plan_traces(),
        ]

    def _quartier_neutral_links(self):
        """Hook: where a neutral contact takes the person's place.

        :return: ``(model, field, unique)``: a model, its field that names the person,
            and the field with which the contact must be unique, or None
        :rtype: list[tuple[str, str, str | None]]
        """
        return []

    def _quartier_delete_step(self, key, title, records, why="", covers=()):
        return Step(
            key, title, DELETE, records, why, lambda neutral: records.unlink(), covers
        )

    def _quartier_delete_links(self, model_name, title):
        """Return the step for records of which ``partner_id`` names the person.

        :return: a list, empty if the model is not installed
        """
        if model_name not in self.env:
            return []
        return [
            self._quartier_delete_step(
                model_name,
                title,
                self._quartier_linked(model_name, "partner_id"),
                covers=((model_name, "partner_id"),),
            )
        ]

    def _quartier_write_step(self, key, title, records, values, why, covers=()):
        """Make a step that leaves the records without what they say of the person."""
        return Step(
            key,
            title,
            ANONYMISE,
            records,
            why,
            lambda neutral: records.write(values),
            covers,
        )

    def _quartier_neutral_step(self, key, title, model_name, unique, values):
        """Make a step that keeps the fact and puts a neutral contact in the place.

        :param str unique: as in ``_quartier_neutral_links``
        :param dict values: what else is taken out of the records
        """
        records = self._quartier_linked(model_name, "partner_id")

        def apply(neutral):
            first = records
            if unique:
                # person and address below in the same thing would be there twice
                rows = records.grouped(unique).values()
                first = records.browse().concat(*(group[:1] for group in rows))
                (records - first).unlink()
            first.write({"partner_id": neutral.id, **values})

        why = self.env._(
            "The fact stays for the figures, without the person. Please look through"
            " titles and texts for the name."
        )
        covers = ((model_name, "partner_id"),)
        return Step(key, title, ANONYMISE, records, why, apply, covers)

    def _quartier_plan_own(self):
        return [
            self._quartier_delete_step(
                "documents",
                self.env._("Documents"),
                self._quartier_file_documents(),
                covers=(("ir.attachment", "res_id"),),
            ),
            *self._quartier_delete_links(
                "res.users", self.env._("Access to the portal")
            ),
            *self._quartier_delete_links(
                "res.partner.bank", self.env._("Bank accounts")
            ),
            *self._quartier_delete_links(
                "snailmail.letter", self.env._("Letters by a service provider")
            ),
            *self._quartier_delete_links("sms.sms", self.env._("Text messages")),
            Step(
                "blacklist",
                self.env._("Addresses that get no mail"),
                KEEP,
                self._quartier_blacklisted(),
                self.env._(
                    "The address alone, until the person wishes otherwise: so that no"
                    " mass mail reaches them again."
                ),
            ),
        ]

    def _quartier_plan_messages(self):
        about = self._quartier_about("mail.message", "model")
        by = self._quartier_linked("mail.message", "author_id") - about
        scheduled = self._quartier_linked("mail.scheduled.message", "author_id")
        scheduled |= self._quartier_about("mail.scheduled.message", "model")
        return [
            self._quartier_delete_step(
                "messages",
                self.env._("Notes and messages about the person"),
                about,
                covers=(("mail.message", "res_id"),),
            ),
            self._quartier_write_step(
                "messages_by",
                self.env._("Messages by the person"),
                by,
                self._quartier_neutral_sender(),
                self.env._(
                    "They stay with the matter that they are about, without the"
                    " sender. Please look through the texts for the name."
                ),
                covers=(
                    ("mail.message", "author_id"),
                    ("mail.notification", "author_id"),
                ),
            ),
            self._quartier_delete_step(
                "messages_scheduled",
                self.env._("Messages that wait to be sent"),
                scheduled,
                covers=(("mail.scheduled.message", "author_id"),),
            ),
            self._quartier_mails_step(about + by),
            self._quartier_write_step(
                "tracking",
                self.env._("Name of the person in the history of other documents"),
                self._quartier_tracked(),
                {
                    "old_value_char": self.env._("Erased person"),
                    "new_value_char": self.env._("Erased person"),
                },
                self.env._(
                    "That something was changed stays to be seen, without the name."
                ),
            ),
        ]

    def _quartier_mails_step(self, others):
        """Make a step for what was sent to the person alone.

        :param others: messages that other steps settle
        """
        mails = self._quartier_messages_to_address()
        mails |= self._quartier_linked(
            "mail.message", "partner_ids", [("message_type", "=", "user_notification")]
        ).filtered(lambda message: message.partner_ids <= self._quartier_file_scope())
        mails -= others

        def apply(neutral):
            # an invitation comes with a calendar entry, which names the invited
            invitations = mails.attachment_ids.filtered(
                lambda file: file.mimetype == "text/calendar"
            )
            mails.unlink()
            invitations.exists().unlink()

        title = self.env._("Mails and notices to the person alone")
        return Step("mails", title, DELETE, mails, apply=apply)

    def _quartier_neutral_sender(self):
        """Return what stands in a message in place of its sender."""
        office = self._quartier_file_office()
        address = office.email or self.env.ref("base.partner_root").sudo().email
        sender = formataddr((self.env._("Erased person"), address or ""))
        return {"author_id": False, "email_from": sender, "reply_to": False}

    def _quartier_tracked(self):
        """Return what the history of other documents says of the person's name."""
        # sudo: as in the scope; those of the person's own contact go with it
        changes = self.env["mail.tracking.value"].sudo()
        ids = self._quartier_file_scope().ids
        return changes.search(
            [
                ("field_id.relation", "=", self._name),
                "|",
                ("old_value_integer", "in", ids),
                ("new_value_integer", "in", ids),
            ]
        )

    def _quartier_plan_traces(self):
        ratings = self.env["rating.rating"].sudo().browse()
        for name in ("partner_id", "rated_partner_id", "publisher_id"):
            ratings |= self._quartier_linked("rating.rating", name)
        activities = self._quartier_about("mail.activity")
        return [
            self._quartier_delete_step(
                "activities",
                self.env._("Planned activities"),
                activities,
                covers=(("mail.activity", "res_id"),),
            ),
            *self._quartier_delete_links(
                "mail.followers", self.env._("Followed documents")
            ),
            *self._quartier_delete_links(
                "discuss.channel.member", self.env._("Conversations by chat")
            ),
            *self._quartier_delete_links(
                "mail.message.reaction", self.env._("Reactions to messages")
            ),
            *self._quartier_delete_links(
                "res.users.settings.volumes", self.env._("Settings of calls")
            ),
            *self._quartier_delete_links(
                "mail.push.device", self.env._("Browsers that show notifications")
            ),
            self._quartier_delete_step(
                "notifications",
                self.env._("Messages to the person"),
                self._quartier_linked("mail.notification", "res_partner_id"),
                self.env._(
                    "Only that the person got them: the messages stay where they are."
                ),
                covers=(
                    ("mail.notification", "res_partner_id"),
                    ("mail.message", "partner_ids"),
                    ("mail.message", "notified_partner_ids"),
                    ("mail.message", "starred_partner_ids"),
                    ("mail.mail", "recipient_ids"),
                    ("mail.scheduled.message", "partner_ids"),
                ),
            ),
            self._quartier_write_step(
                "ratings",
                self.env._("Ratings"),
                ratings,
                {
                    "partner_id": False,
                    "rated_partner_id": False,
                    "publisher_id": False,
                    "feedback": False,
                },
                self.env._(
                    "The rating stays for the figures, without person and text."
                ),
                covers=(
                    ("rating.rating", "partner_id"),
                    ("rating.rating", "rated_partner_id"),
                    ("rating.rating", "publisher_id"),
                ),
            ),
        ]
