from odoo import models
from odoo.fields import Domain


class QuartierGrant(models.Model):
    """Nothing of a closed grant changes, except how long it is kept."""

    _name = "quartier.grant"
    _inherit = ("quartier.grant", "quartier.grant.closed.mixin")

    # whoever takes a step from one status to the next checks it, on the locked row
    _noted_when_closed = frozenset(
        (
            "state",
            "closed_on",
            "binding_until",
            "retention_until",
            "retention_source",
            "erasure_asked_on",
            "erasure_user_id",
            "approval_stamp",
            "reminded_for",
            "message_main_attachment_id",
        )
    )

    def _owning_grants(self):
        return self.sudo()  # sudo: whether it is closed counts, whoever may read it

    def _owned_domain(self, grants):
        return Domain("id", "in", grants.ids)

    def _hold_open(self):
        self._check_not_closed()  # the row itself is written anyway

    def _check_editable(self):
        self._check_not_closed()
        return super()._check_editable()

    def _closed_texts(self, env):
        """Say of each of these closed grants that nothing of it changes.

        :param env: of whoever asks; grants that they do not see are not named
        :rtype: list[str]
        """
        states = dict(self._fields["state"]._description_selection(env))
        return [
            env._(
                "“%(grant)s” has the status “%(state)s”: nothing of it is changed,"
                " added or deleted any more. If something has to be corrected, somebody"
                " who manages grants can use “Take Up Again”.",
                grant=grant.name
                if grant.with_env(env(su=False)).has_access("read")
                else env._("A grant of another office"),
                state=states[grant.state],
            )
            for grant in self
        ]
