from odoo import models
from odoo.fields import Command

from .person_file import ANONYMISE, DELETE, Step


class ResPartner(models.Model):
    """What the network says of a person, and what an erasure leaves of it."""

    _inherit = "res.partner"

    def _quartier_contact_fields(self):
        return (
            *super()._quartier_contact_fields(),
            "quartier_audience_ids",
            "quartier_language_ids",
            "quartier_function_from",
            "quartier_function_until",
        )

    def _quartier_impersonal_links(self):
        return {
            **super()._quartier_impersonal_links(),
            (
                "quartier.duplicate",
                "partner_id",
            ): "a guess that two contacts are one, no fact about the person",
            ("quartier.duplicate", "other_id"): "as partner_id",
            (
                "quartier.relation",
                "faction_id",
            ): "only organisations are factions",
        }

    def _quartier_relations(self):
        relations = self._quartier_linked("quartier.relation", "partner_id")
        return relations | self._quartier_linked("quartier.relation", "other_id")

    def _quartier_import_lines(self):
        lines = self._quartier_linked("quartier.partner.import.line", "partner_id")
        return lines | self._quartier_linked("quartier.partner.import.line", "match_id")

    def _quartier_personal_data(self):
        consents = self._quartier_linked("quartier.consent", "partner_id")
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "conversations",
                self.env._("Conversations"),
                self.env._("So that colleagues know what was said and agreed."),
                self._quartier_linked("quartier.conversation", "partner_ids"),
                ("kind", "user_id", "topic_ids", "note", "next_step", "next_date"),
                date_field="date",
                covers=(("quartier.conversation", "partner_ids"),),
            ),
            self._quartier_section(
                "relations",
                self.env._("Relations and mandates"),
                self.env._("Knowing who works with whom in the neighbourhood."),
                self._quartier_relations(),
                ("role", "faction_id", "date_from", "date_to", "note"),
                covers=(
                    ("quartier.relation", "partner_id"),
                    ("quartier.relation", "other_id"),
                ),
            ),
            self._quartier_section(
                "consents",
                self.env._("Consents"),
                self.env._("Proving who agreed to what (Art. 7 para. 1 GDPR)."),
                consents,
                ("legal_basis", "how", "email", "text", "remark", "recorded_by"),
                date_field="decided_on",
                personal=True,
                covers=(
                    ("quartier.consent", "partner_id"),
                    ("quartier.consent.link", "partner_id"),
                ),
            ),
            self._quartier_section(
                "address_lists",
                self.env._("Address lists"),
                self.env._("Taking over addresses from lists of the city."),
                self._quartier_import_lines(),
                ("import_id", "function", "email", "phone", "street", "comment"),
                date_field="create_date",
                covers=(
                    ("quartier.partner.import.line", "partner_id"),
                    ("quartier.partner.import.line", "match_id"),
                ),
            ),
        ]

    def _quartier_neutral_links(self):
        return [
            *super()._quartier_neutral_links(),
            ("quartier.conversation", "partner_ids", None),
        ]

    def _quartier_erasure_plan(self):
        return [
            *super()._quartier_erasure_plan(),
            *self._quartier_plan_conversations(),
            self._quartier_delete_step(
                "relations",
                self.env._("Relations and mandates"),
                self._quartier_relations(),
                covers=(
                    ("quartier.relation", "partner_id"),
                    ("quartier.relation", "other_id"),
                ),
            ),
            self._quartier_plan_consents(),
            self._quartier_delete_step(
                "address_lists",
                self.env._("Address lists"),
                self._quartier_import_lines(),
                self.env._("The files themselves are deleted after 30 days."),
                covers=(
                    ("quartier.partner.import.line", "partner_id"),
                    ("quartier.partner.import.line", "match_id"),
                ),
            ),
            self._quartier_delete_step(
                "duplicates",
                self.env._("Guesses of duplicates"),
                self._quartier_linked("quartier.duplicate", "partner_id")
                | self._quartier_linked("quartier.duplicate", "other_id"),
                covers=(
                    ("quartier.duplicate", "partner_id"),
                    ("quartier.duplicate", "other_id"),
                ),
            ),
        ]

    def _quartier_plan_conversations(self):
        """Return what becomes of talks with the person alone, and with others."""
        scope = self._quartier_file_scope()
        talks = self._quartier_linked("quartier.conversation", "partner_ids")
        alone = talks.filtered(lambda talk: talk.partner_ids <= scope)
        together = talks - alone

        def empty(neutral):
            nothing = dict.fromkeys(("note", "next_step", "next_date"), False)
            alone.write({"partner_ids": [Command.set(neutral.ids)], **nothing})
            alone.message_ids.unlink()
            alone.activity_ids.unlink()

        def leave(neutral):
            together.write(
                {"partner_ids": [Command.unlink(person.id) for person in scope]}
            )

        covers = (("quartier.conversation", "partner_ids"),)
        return [
            Step(
                "conversations",
                self.env._("Conversations with the person"),
                ANONYMISE,
                alone,
                self.env._(
                    "Day, kind and topic stay for the figures, without the person and"
                    " without what was said."
                ),
                empty,
                covers,
            ),
            Step(
                "conversations_together",
                self.env._("Conversations with the person and others"),
                ANONYMISE,
                together,
                self.env._(
                    "They stay, without the person. Please look through the texts."
                ),
                leave,
                covers,
            ),
        ]

    def _quartier_plan_consents(self):
        consents = self._quartier_linked("quartier.consent", "partner_id")
        links = self._quartier_linked("quartier.consent.link", "partner_id")

        def erase(neutral):
            consents._erase()
            links.exists().unlink()

        return Step(
            "consents",
            self.env._("Consents"),
            DELETE,
            consents,
            self.env._(
                "Whether proofs have to be kept is to be confirmed by the data"
                " protection officer."
            ),
            erase,
            (
                ("quartier.consent", "partner_id"),
                ("quartier.consent.link", "partner_id"),
            ),
        )
