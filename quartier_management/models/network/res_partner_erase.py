from odoo import models
from odoo.exceptions import AccessError, UserError

from .person_file import ANONYMISE, DELETE, KEEP

MANAGER = "quartier_management.group_quartier_manager"
# follow from the contact itself or go with it, whatever else becomes of it
TECHNICAL = {
    ("res.partner", "commercial_partner_id"),
    ("res.partner.category", "partner_ids"),
    ("discuss.channel.rtc.session", "partner_id"),
    ("res.users.settings.volumes", "guest_id"),
}


class ResPartner(models.Model):
    """Who may erase a person, what stands against it, and how the plan is executed."""

    _inherit = "res.partner"

    def _quartier_check_erase(self):
        """Refuse to plan or execute an erasure.

        :raise AccessError: the user does not manage the owning office
        :raise UserError: the person is gone already
        """
        if not self.exists():
            raise UserError(self.env._("This person has been erased already."))
        self.ensure_one()
        self.check_access("unlink")
        if not (self.env.user.has_group(MANAGER) and self._quartier_is_own()):
            raise AccessError(
                self.env._(
                    "Only a manager of the owning office can erase a person. Please"
                    " pass the request on to the office."
                )
            )

    def _quartier_erasure_obstacles(self, plan):
        """Say in whole sentences what has to be settled before the erasure.

        :param plan: the person's steps
        :rtype: list[str]
        """
        self.ensure_one()
        obstacles = self._quartier_file_obstacles()
        # sudo: that there is a login is no secret to who may erase its person
        if self._quartier_file_scope().user_ids.filtered("active"):
            obstacles.append(
                self.env._(
                    "The person can still sign in to the portal. Please withdraw the"
                    " access first (Action › Grant portal access › Revoke Access)."
                )
            )
        if self.sudo().quartier_neutral:
            obstacles.append(
                self.env._("This contact stands for erased persons and names nobody.")
            )
        if others := self._quartier_other_uses(plan):
            obstacles.append(
                self.env._(
                    "Others in the city still use this contact: %(uses)s. Please ask"
                    " them to settle it, or the data protection officer whether a"
                    " legal period demands that it is kept.",
                    uses=", ".join(others),
                )
            )
        return obstacles

    def _quartier_other_uses(self, plan):
        """Return the records that no step settles, a text for each kind of link.

        Deleting the contact would fail at them, or take them along unseen.
        """
        settled = TECHNICAL.union(*(step.covers for step in plan))
        # sudo: only kinds and numbers are told
        env = self.sudo().with_context(active_test=False).env
        scope = self._quartier_file_scope()
        uses = []
        for model in env.registry.values():
            if model._abstract or model._transient or not model._auto:
                continue
            for name, field in model._fields.items():
                if (
                    field.comodel_name == self._name
                    and field.type in ("many2one", "many2many")
                    and field.store
                    and (model._name, name) not in settled
                ):
                    domain = [(name, "in", scope.ids)]
                    if count := env[model._name].search_count(domain):
                        label = env["ir.model"]._get(model._name).name
                        uses.append(f"{label} ({count})")
        return uses

    def _quartier_erasure_preview(self):
        """Return the plan and what stands against it, for who may execute it.

        :return: the steps that have records, and a list of sentences
        """
        self._quartier_check_erase()
        person = self._quartier_in_file_language()
        plan = person._quartier_erasure_plan()
        obstacles = person._quartier_erasure_obstacles(plan)
        return [step for step in plan if step.records], obstacles

    def _quartier_erase(self, reason):
        """Erase a person as the plan says, all of it or nothing.

        :param str reason: a value of ``quartier.erasure.log``'s ``reason``
        :return: the ``quartier.erasure.log``, which names nobody
        """
        plan, obstacles = self._quartier_erasure_preview()
        if obstacles:
            raise UserError("\n".join(obstacles))
        counts = [(step, len(step.records)) for step in plan]
        values = {
            "quartier_id": self._quartier_file_office().id,
            "user_id": self.env.uid,
            "reason": reason,
            "deleted": self._quartier_tell_counts(counts, DELETE),
            "anonymised": self._quartier_tell_counts(counts, ANONYMISE),
            "kept": self._quartier_tell_counts(counts, KEEP),
        }
        with self.env.cr.savepoint():
            neutral = self._quartier_neutral()
            for step in reversed(plan):
                if step.apply:
                    step.apply(neutral)
            # sudo: nobody writes the log by hand
            return self.env["quartier.erasure.log"].sudo().create(values).sudo(False)

    def _quartier_tell_counts(self, counts, fate):
        return "\n".join(
            f"{step.title}: {count}" for step, count in counts if step.fate == fate
        )

    def _quartier_neutral(self):
        """Return the contact that takes the person's place, with sudo.

        One for all that the person took part in, and for other erased persons too: a
        further one only where two of them took part in the same. Figures stay as
        they are, and nobody can tell the persons apart. It is as confidential as the
        person was, so that nothing comes to light by the erasure.

        :return: empty where nothing has to be kept
        """
        links = [
            (unique, self._quartier_linked(model, field))
            for model, field, unique in self._quartier_neutral_links()
        ]
        if not any(records for _unique, records in links):
            return self.browse()
        # sudo: clients may create no such contacts
        person = self.sudo().with_context(active_test=False)
        values = {
            "quartier_neutral": True,
            "quartier_confidential": person.quartier_confidential,
            "quartier_owner_id": person.quartier_confidential
            and person.quartier_owner_id.id,
        }
        candidates = person.search(
            [(name, "=", value) for name, value in values.items()], order="id"
        )
        for unique, records in links:
            if unique:
                domain = [
                    (unique, "in", records[unique].ids),
                    ("partner_id", "in", candidates.ids),
                ]
                rows = records.with_context(active_test=False)
                candidates -= rows.search(domain).partner_id
        name = self._quartier_in_file_language().env._("Erased person")
        fresh = {**values, "name": name, "active": False}
        return candidates[:1] or person.with_context(
            tracking_disable=True, mail_create_nolog=True
        ).create(fresh)
