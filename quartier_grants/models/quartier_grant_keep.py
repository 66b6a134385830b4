from odoo import api, fields, models

FACTS = ("name", "summary", "date_from", "date_to", "follow_up_cost")
LINKS = ("program_id", "call_id", "project_id")


class QuartierGrant(models.Model):
    """What an application said earlier is kept, to be compared with."""

    _inherit = "quartier.grant"

    # stands with the version that was handed in: nobody writes those, nor their files
    receipt_file = fields.Binary(
        string="Confirmation of Receipt", compute="_compute_receipt_file"
    )
    receipt_file_name = fields.Char(
        string="File Name of the Receipt", compute="_compute_receipt_file"
    )

    @api.depends("version_ids.receipt_file")
    def _compute_receipt_file(self):
        for grant in self:
            version = grant.version_ids.filtered("receipt_file_name")[:1]
            grant.receipt_file = version.receipt_file
            grant.receipt_file_name = version.receipt_file_name

    def _keep_version(self, occasion, reason, **values):
        """Keep what the application says now; versions are only added.

        :param str occasion: a value of the version's ``occasion``
        :param str reason: why it is kept, in words
        :param values: of further fields of the version
        """
        self.ensure_one()
        # sudo: only to number them on
        versions = self.sudo().version_ids
        number = max(versions.mapped("number"), default=0) + 1
        self.env["quartier.grant.version"]._note(
            {
                "grant_id": self.id,
                "number": number,
                "occasion": occasion,
                "name": reason,
                "kept_by_id": self.env.uid,
                "content": self._version_content(),
                "fingerprint": self._approval_fingerprint(),
                "total_cost": self.total_cost,
                "requested_amount": self.requested_amount,
                **values,
            }
        )
        self.invalidate_recordset(["version_ids"])

    def action_keep_version(self):
        """Keep what is written now, to compare with it later."""
        for grant in self:
            grant.check_access("write")
            grant._keep_version("hand", self.env._("Kept by hand"))
        return True

    def _changed_since(self, occasion):
        """Return whether the application says something else than it did when it was
        last released or handed in."""
        self.ensure_one()
        kept = self.version_ids.filtered(lambda version: version.occasion == occasion)
        return kept[:1].fingerprint != self._approval_fingerprint()

    def _version_content(self):
        """Return what can be compared, without words that depend on the language.

        :return: for each part its lines by id, as ``[name, value, kind]``; the facts by
            the name of their field
        """
        return {
            "facts": self._version_facts(),
            "texts": {
                str(row.id): [row.name, row.text or "", ""] for row in self.section_ids
            },
            "costs": {
                str(row.id): [row.name, row.amount, ""] for row in self.budget_line_ids
            },
            "financing": {
                str(row.id): [row.name or "", row.amount, row.kind]
                for row in self.funding_line_ids
            },
            "documents": {
                str(row.id): [row.name, row.file_name or row.waived or "", ""]
                for row in self.document_ids
            },
        }

    def _version_facts(self):
        # sudo: names that the form shows as well, of a private project for instance
        links = self.sudo()
        facts = {name: links[name].display_name or "" for name in LINKS}
        for name in FACTS:
            value = self[name]
            facts[name] = value if isinstance(value, float) else str(value or "")
        return {name: ["", value, ""] for name, value in facts.items()}
