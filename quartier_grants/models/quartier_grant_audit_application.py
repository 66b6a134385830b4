from odoo import models

from .audit_folder import Entry

_LETTER = (
    "kind",
    "reference",
    "date",
    "notified_on",
    "amount",
    "financing",
    "date_from",
    "date_to",
    "waiver_on",
    "final_on",
    "final_source",
    "file_name",
    "note",
)
_CONDITION = (
    "name",
    "kind",
    "clause",
    "page",
    "date_from",
    "due_on",
    "user_id",
    "done_on",
    "evidence",
    "evidence_file_name",
    "note",
    "wording",
)
_CHANGE = (
    "name",
    "state",
    "reason",
    "requested_on",
    "date_to",
    "difference",
    "award_id",
    "answer",
)


class QuartierGrant(models.Model):
    """Of an audit folder: application, signatures, award, conditions, changes."""

    _inherit = "quartier.grant"

    def _audit_entries(self):
        yield from super()._audit_entries()
        yield from self._audit_application()
        yield from self._audit_versions()
        yield from self._audit_approval()
        yield from self._audit_awards()
        yield from self._audit_conditions()
        yield from self._audit_changes()

    def _audit_application(self):
        yield self._audit_printed(
            "application",
            self.env._("Application"),
            "quartier_grants.quartier_grant_report",
            self,
            day=self.submitted_on,
        )
        yield from self._audit_files(
            "application",
            self.document_ids,
            lambda row: row.name,
            gap=lambda row, files: (
                self.env._("This document was not uploaded.")
                if row.required and not row.done
                else ""
            ),
        )
        yield from self._audit_files(
            "application",
            self,
            lambda _row: self.env._("Consent to the early start"),
            gap=lambda row, files: (
                self.env._("The funder's consent was not uploaded.")
                if row.early_start_granted_on and "early_start_file" not in files
                else ""
            ),
        )
        title = self.env._("Lists of the application")
        yield from self._audit_list(
            "application",
            title,
            (self.document_ids, ("name", "required", "file_name", "waived")),
            (
                self.question_ids,
                ("asked_on", "question", "due_on", "answered_on", "answer"),
            ),
        )

    def _audit_versions(self):
        versions = self.version_ids.sorted("number")
        for version in versions:
            yield self._audit_printed(
                "application",
                self.env._("Version %s", version.display_name),
                "quartier_grants.quartier_grant_version_report",
                version,
                day=self._audit_day(version.create_date),
                folder=self.env._("Versions"),
            )
        yield from self._audit_files(
            "application",
            versions,
            lambda row: self.env._(
                "Confirmation of receipt, version %s", row.display_name
            ),
        )

    def _audit_approval(self):
        if self.approval_step_ids:
            yield self._audit_printed(
                "approval",
                self._approval_sheet_name(),
                "quartier_grants.quartier_grant_sheet_report",
                self,
            )
            yield from self._audit_files(
                "approval", self.approval_step_ids, lambda row: row.name
            )

    def _audit_awards(self):
        awards = self.award_ids.sorted(lambda row: (row.notified_on, row.id))
        yield from self._audit_files(
            "award",
            awards,
            lambda row: self.env._("Letter %s", row.reference),
            lambda row: row.date,
            gap=lambda row, files: (
                "" if "file" in files else self.env._("The letter was not uploaded.")
            ),
        )
        title = self.env._("List of the letters")
        yield from self._audit_list(
            "award",
            title,
            (awards, _LETTER),
            (
                awards.line_ids,
                ("award_id", "budget_line_id", "funding_line_id", "amount"),
            ),
        )

    def _audit_conditions(self):
        conditions = self.condition_ids.sorted(lambda row: (not row.due_on, row.due_on))
        title = self.env._("List of the conditions")
        yield from self._audit_list(
            "condition",
            title,
            (conditions, _CONDITION),
        )
        yield from self._audit_files(
            "condition",
            conditions,
            lambda row: row.name,
            lambda row: row.done_on or row.due_on,
            lambda row: row.name,
            gap=self._audit_condition_gap,
        )

    def _audit_condition_gap(self, condition, files):
        if not condition.done_on:
            return self.env._("Not fulfilled yet.")
        if "evidence_file" not in files:
            return self.env._("Evidence without a file: %s", condition.evidence)
        return ""

    def _audit_changes(self):
        changes = self._changes().sorted("id")
        title = self.env._("List of the changes")
        yield from self._audit_list(
            "change",
            title,
            (changes, _CHANGE),
            (
                changes.line_ids,
                ("change_id", "budget_line_id", "approved_amount", "amount"),
            ),
        )
        yield from self._audit_files(
            "change", changes, lambda row: row.name, lambda row: row.requested_on
        )
        if not changes:
            return
        for change in changes.filtered(lambda row: row.state == "requested"):
            yield Entry(
                "change",
                change.name,
                day=change.requested_on,
                gap=self.env._("The funder has not answered yet."),
            )
