from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from .dossier import Deadline, Table

# actors whom the office was in touch with for so long count as key people
KEY_MONTHS = 24
# as much of a note stands in the dossier
NOTE_LENGTH = 300


class QuartierQuartier(models.Model):
    """What a successor has to know: the dossier's hooks and the network's part."""

    _inherit = "quartier.quartier"

    def _dossier_tables(self, scope):
        """Hook: each wing appends its sections, under the rights of who prints.

        :param Scope scope: whose work, and whether residents are named
        :rtype: list[Table]
        """
        self.ensure_one()
        return [self._dossier_promises(scope), self._dossier_people(scope)]

    def _dossier_deadlines(self, scope):
        """Hook: each wing appends what is due; the dossier sorts it by day.

        :rtype: list[Deadline]
        """
        return [
            Deadline(
                activity.date_deadline,
                self._tell_activity(activity),
                activity.user_id.name,
            )
            for activity in self._dossier_activities(scope)
        ]

    def _dossier_records(self, scope):
        """Hook: of which records activities belong into the dossier.

        :return: domain by model
        :rtype: dict[str, Domain]
        """
        own = Domain("quartier_id", "=", self.id)
        return {
            "quartier.conversation": self._dossier_talks(scope) & own,
            "res.partner": self._dossier_nameable(scope),
        }

    def _dossier_nameable(self, scope):
        """Return the domain of contacts whom the dossier names.

        Whoever prints may belong to two offices, and their successor to one of them.
        """
        shared = Domain("quartier_confidential", "=", False)
        own = Domain("quartier_owner_id", "=", self.id)
        return shared | own if scope.residents else shared

    def _dossier_talks(self, scope):
        """Return the domain of conversations of which the dossier tells.

        Without residents it is for somebody outside the team.
        """
        talks = Domain("partner_ids", "not any", ~self._dossier_nameable(scope))
        if not scope.residents:
            talks &= Domain("team_only", "=", False)
        return talks

    def _dossier_activities(self, scope):
        """Return open activities of the team, the oldest first."""
        users = scope.colleague or self.member_ids
        belonging = Domain.OR(
            Domain("res_model", "=", model)
            & Domain("res_id", "in", self.env[model]._search(domain))
            for model, domain in self._dossier_records(scope).items()
        )
        return self.env["mail.activity"].search(
            belonging & Domain("user_id", "in", users.ids),
            order="date_deadline, id",
        )

    def _tell_activity(self, activity):
        what = activity.summary or activity.activity_type_id.name
        return ": ".join(filter(None, (self._tell_record(activity), what)))

    def _tell_record(self, activity):
        """Name the record in the office's language; core keeps the creator's."""
        return self.env[activity.res_model].browse(activity.res_id).display_name

    def _dossier_promises(self, scope):
        """What was agreed in conversations and is still to be done."""
        rows = [
            (
                format_date(self.env, activity.date_deadline),
                self._tell_record(activity),
                activity.summary or activity.activity_type_id.name or "",
                activity.user_id.name,
            )
            for activity in self._dossier_activities(scope)
            if activity.res_model == "quartier.conversation"
        ]
        return Table(
            self.env._("Open promises"),
            (
                self.env._("By"),
                self.env._("Conversation"),
                self.env._("Agreed"),
                self.env._("Colleague"),
            ),
            rows,
            self.env._("Nothing that was promised in a conversation is open."),
        )

    def _dossier_people(self, scope):
        """The actors that the office cooperates with, who speaks for them, and what
        was said last."""
        actors = self._dossier_actors(scope)
        talks = actors._quartier_last_conversations(self._dossier_talks(scope))
        nameable = self._dossier_nameable(scope)
        people = (
            actors.child_ids.filtered_domain(nameable)
            .filtered(
                lambda row: (
                    row.type == "contact"
                    and not row.is_company
                    and not row.quartier_function_ended
                )
            )
            .grouped("parent_id")
        )
        rows = [
            (
                actor.name or "",
                "\n".join(map(self._tell_person, people.get(actor, actor))),
                format_date(self.env, actor.quartier_last_contact) or "–",
                self._tell_talk(talks.get(actor.id)),
            )
            for actor in actors
        ]
        return Table(
            self.env._("Key people"),
            (
                self.env._("Actor"),
                self.env._("Contact person"),
                self.env._("Last contact"),
                self.env._("Said last"),
            ),
            rows,
            self.env._("No actor has been in touch with the office for a long time."),
        )

    def _dossier_actors(self, scope):
        since = self._today() - relativedelta(months=KEY_MONTHS)
        touched = self.env["res.partner"]._quartier_in_touch(
            Domain("quartier_id", "=", self.id) & Domain("date", ">=", since)
        )
        domain = Domain("quartier_network_stage", "=", "cooperating") & (
            Domain("quartier_id", "in", (self.id, False))
        )
        domain |= touched
        # whoever speaks for an organisation is named with it
        domain &= Domain("parent_id", "=", False) | Domain("is_company", "=", True)
        domain &= Domain("id", "!=", self.partner_id.id)
        domain &= self._dossier_nameable(scope)
        if scope.colleague:
            domain &= Domain("user_id", "=", scope.colleague.id) | (
                self.env["res.partner"]._quartier_in_touch(
                    [("user_id", "=", scope.colleague.id)]
                )
            )
        return self.env["res.partner"].search(domain, order="name, id")

    def _tell_person(self, person):
        name = "" if person.is_company or not person.parent_id else person.name
        if person.function and name:
            name = f"{name} ({person.function})"
        return ", ".join(filter(None, (name, person.phone, person.email)))

    def _tell_talk(self, conversation):
        if not conversation:
            return ""
        note = " ".join((conversation.note or "").split())
        if len(note) > NOTE_LENGTH:
            note = f"{note[:NOTE_LENGTH].rstrip()} …"
        head = (
            f"{format_date(self.env, conversation.date)}, {conversation.user_id.name}"
        )
        return ": ".join(filter(None, (head, note)))
