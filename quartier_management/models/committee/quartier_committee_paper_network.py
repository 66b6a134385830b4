from collections import Counter

from odoo import models
from odoo.fields import Domain

from .period import Sentence
from .prose import Prose

NETWORK = "quartier_management.quartier_duty_network"
# so many actors are named
NAMED = 5


class QuartierCommitteePaper(models.Model):
    """What the paper says of the network: contacts in the period, and new actors."""

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        sentences = super()._collect_statements(period)
        conversations = self._reported_conversations(period)
        if not conversations:
            return sentences
        duty = self.env.ref(NETWORK, raise_if_not_found=False)
        text = self._text_contacts(conversations, period)
        return [
            *sentences,
            Sentence(
                "network:contacts",
                "facts",
                text,
                conversations,
                duty or self.env["quartier.duty"],
            ),
        ]

    def _reported_conversations(self, period):
        """Return the conversations of the office in the period.

        Those for the team only are left out: more people read a paper than them.
        """
        return self.env["quartier.conversation"].search(
            Domain("quartier_id", "=", self.quartier_id.id)
            & Domain("date", ">=", period.first)
            & Domain("date", "<=", period.last)
            & Domain("team_only", "=", False)
        )

    def _text_contacts(self, conversations, period):
        prose = Prose(self.env)
        actors = conversations.partner_ids.commercial_partner_id
        kinds = dict(conversations._fields["kind"]._description_selection(self.env))
        count = Counter(conversations.mapped("kind"))
        parts = [
            self.env._("%(kind)s: %(count)s", kind=kinds[kind], count=number)
            for kind, number in count.most_common()
        ]
        values = {
            "conversations": prose.number(len(conversations)),
            "actors": prose.number(len(actors)),
            "kinds": prose.names(parts),
        }
        if len(conversations) == 1:
            first = self.env._("The office recorded one contact (%(kinds)s).", **values)
        elif len(actors) == 1:
            first = self.env._(
                "The office recorded %(conversations)s contacts with one actor"
                " (%(kinds)s).",
                **values,
            )
        else:
            first = self.env._(
                "The office recorded %(conversations)s contacts with %(actors)s actors"
                " (%(kinds)s).",
                **values,
            )
        return prose.join(first, self._text_new_actors(conversations, period))

    def _text_new_actors(self, conversations, period):
        """Name the organisations that the office was never in touch with before.

        Confidential persons name no organisation that they belong to.
        """
        prose = Prose(self.env)
        shared = conversations.partner_ids.filtered(
            lambda partner: not partner.quartier_confidential
        )
        actors = shared.commercial_partner_id
        new = self.env["res.partner"].search(
            Domain("id", "in", actors.ids)
            & Domain("is_company", "=", True)
            & Domain("quartier_first_contact", ">=", period.first),
            order="name, id",
        )
        if not new:
            return ""
        return self.env._(
            "For the first time the office was in touch with: %(names)s.",
            names=prose.names(new.mapped("name"), most=NAMED),
        )
