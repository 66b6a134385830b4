from odoo import api, fields, models


class QuartierGrant(models.Model):
    """What an application said earlier is kept, to be compared with."""

    _inherit = "quartier.grant"

    # it stands with the version that was handed in: nobody writes those, nor their files
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

    def _keep_version(self, reason, **values):
        """Keep what the application says now; versions are only added.

        :param str reason: why it is kept
        :param values: of further fields of the version
        """
        self.ensure_one()
        # sudo: nobody may write versions; who gets here was checked
        versions = self.sudo().version_ids
        number = max(versions.mapped("number"), default=0) + 1
        self.env["quartier.grant.version"].sudo().create(
            {
                "grant_id": self.id,
                "number": number,
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
            grant._keep_version(self.env._("Kept by hand"))
        return True

    def _version_content(self):
        """Return what can be compared, in words and in the office's language.

        :return: for each heading a dict of a line's key to its label and value
        """
        grant = self._in_office_language()
        return {
            "facts": grant._version_facts(),
            "texts": {
                str(row.id): [row.name, row.text or ""] for row in grant.section_ids
            },
            "costs": {
                str(row.id): [row.name, row.amount] for row in grant.budget_line_ids
            },
            "financing": grant._version_financing(),
            "documents": {
                str(row.id): [row.name, row.file_name or row.waived or ""]
                for row in grant.document_ids
            },
        }

    def _version_facts(self):
        names = ("name", "summary", "date_from", "date_to", "follow_up_cost")
        facts = {
            name: [self._fields[name]._description_string(self.env), self[name] or ""]
            for name in names
        }
        for name in ("program_id", "call_id", "project_id"):
            label = self._fields[name]._description_string(self.env)
            facts[name] = [label, self[name].display_name or ""]
        return {
            key: [label, value if isinstance(value, float) else str(value)]
            for key, (label, value) in facts.items()
        }

    def _version_financing(self):
        kinds = dict(
            self.funding_line_ids._fields["kind"]._description_selection(self.env)
        )
        return {
            str(row.id): [
                ": ".join(filter(None, (kinds[row.kind], row.name))),
                row.amount,
            ]
            for row in self.funding_line_ids
        }
