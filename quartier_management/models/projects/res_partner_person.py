from odoo import models


class ResPartner(models.Model):
    """What projects say of a person, and what an erasure leaves of it."""

    _inherit = "res.partner"

    def _quartier_personal_data(self):
        working = self.env._("Working together in projects.")
        finance = self.env._("Keeping account of projects.")
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "project_participations",
                self.env._("Part in projects"),
                working,
                self._quartier_linked("quartier.project.participation", "partner_id"),
                ("project_id", "role", "note"),
                date_field="create_date",
                covers=(("quartier.project.participation", "partner_id"),),
            ),
            self._quartier_section(
                "projects",
                self.env._("Projects for the person"),
                working,
                self._quartier_linked("project.project", "partner_id"),
                (),
                date_field="create_date",
                covers=(("project.project", "partner_id"),),
            ),
            self._quartier_section(
                "tasks",
                self.env._("Tasks for the person"),
                working,
                self._quartier_linked("project.task", "partner_id"),
                ("project_id", "stage_id", "email_from"),
                date_field="create_date",
                covers=(("project.task", "partner_id"),),
            ),
            self._quartier_section(
                "collaborations",
                self.env._("Projects shared with the person"),
                working,
                self._quartier_linked("project.collaborator", "partner_id"),
                ("project_id",),
                personal=True,
                covers=(("project.collaborator", "partner_id"),),
            ),
            self._quartier_section(
                "analytic_lines",
                self.env._("Amounts and hours"),
                finance,
                self._quartier_linked("account.analytic.line", "partner_id"),
                ("name", "amount", "unit_amount"),
                date_field="date",
                covers=(("account.analytic.line", "partner_id"),),
            ),
            self._quartier_section(
                "analytic_accounts",
                self.env._("Cost accounts"),
                finance,
                self._quartier_linked("account.analytic.account", "partner_id"),
                (),
                covers=(("account.analytic.account", "partner_id"),),
            ),
        ]

    def _quartier_impersonal_links(self):
        return {
            **super()._quartier_impersonal_links(),
            (
                "account.analytic.distribution.model",
                "partner_id",
            ): "how amounts are divided, no fact about whom they are for",
        }

    def _quartier_neutral_links(self):
        return [
            *super()._quartier_neutral_links(),
            ("quartier.project.participation", "partner_id", "project_id"),
        ]

    def _quartier_erasure_plan(self):
        # amounts are accounts: a legal period may demand that they are kept, so that
        # no step settles them and they stand against the erasure
        without = self.env._(
            "They stay, without the person. Please look through the texts."
        )
        return [
            *super()._quartier_erasure_plan(),
            self._quartier_neutral_step(
                "project_participations",
                self.env._("Part in projects"),
                "quartier.project.participation",
                "project_id",
                {"note": False},
            ),
            self._quartier_write_step(
                "projects",
                self.env._("Projects for the person"),
                self._quartier_linked("project.project", "partner_id"),
                {"partner_id": False},
                without,
                covers=(("project.project", "partner_id"),),
            ),
            self._quartier_write_step(
                "tasks",
                self.env._("Tasks for the person"),
                self._quartier_linked("project.task", "partner_id"),
                {"partner_id": False, "email_from": False},
                without,
                covers=(("project.task", "partner_id"),),
            ),
            self._quartier_delete_step(
                "collaborations",
                self.env._("Projects shared with the person"),
                self._quartier_linked("project.collaborator", "partner_id"),
                covers=(("project.collaborator", "partner_id"),),
            ),
        ]
