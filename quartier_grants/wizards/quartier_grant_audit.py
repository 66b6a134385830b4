import os

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.audit_folder import Stored


class QuartierGrantAudit(models.TransientModel):
    """Asks what goes into an audit folder, and says before what is missing."""

    _name = "quartier.grant.audit"
    _description = "Audit Folder"
    _inherit = ("quartier.grant.wizard.mixin",)
    _rec_name = "grant_id"

    part_ids = fields.One2many(
        "quartier.grant.audit.part", "audit_id", string="What Goes into It"
    )
    summary = fields.Char(string="All in All", compute="_compute_summary")
    lost = fields.Text(string="Missing or Damaged", readonly=True)
    gaps = fields.Text(string="Never Filed", readonly=True)

    @api.depends("part_ids.chosen")
    def _compute_summary(self):
        for wizard in self:
            parts = wizard.part_ids.filtered("chosen")
            wizard.summary = self.env._(
                "%(count)s documents, %(size)s and what is printed for the folder",
                count=sum(parts.mapped("file_count")),
                size=wizard.grant_id._audit_size(sum(parts.mapped("size"))),
            )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard._prepare()
        return wizards

    def _prepare(self):
        """Note what the folder would hold now, and what not."""
        self.ensure_one()
        plan = self.grant_id._audit_plan()
        entries = plan.entries
        # sudo: what there is to choose from is noted by the system
        self.sudo().write(
            {
                "part_ids": [
                    fields.Command.create(self._part_vals(number, key, name, entries))
                    for number, (key, name) in enumerate(plan.sections.items())
                ],
                "lost": self._listed(
                    plan,
                    (
                        (entry, self.grant_id._audit_problem("lost"))
                        for entry in entries
                        if _is_lost(entry)
                    ),
                ),
                "gaps": self._listed(
                    plan, ((entry, entry.gap) for entry in entries if entry.gap)
                ),
            }
        )

    def _part_vals(self, number, key, name, entries):
        mine = [entry for entry in entries if entry.section == key]
        return {
            "sequence": number,
            "key": key,
            "name": name,
            "file_count": sum(bool(entry.source) for entry in mine),
            "size": sum(entry.size for entry in mine),
            "gap_count": sum(bool(entry.gap) or _is_lost(entry) for entry in mine),
        }

    def _listed(self, plan, rows):
        return "\n".join(
            f"{plan.sections[entry.section]}: {entry.title} – {problem}"
            for entry, problem in rows
        )

    def action_download(self):
        """Download the folder with the parts that are chosen."""
        self.ensure_one()
        chosen = self.part_ids.filtered("chosen").mapped("key")
        if not chosen:
            raise UserError(self.env._("Please choose what goes into the folder."))
        whole = len(chosen) == len(self.part_ids)
        query = "" if whole else f"?teile={','.join(chosen)}"
        return {
            "type": "ir.actions.act_url",
            "url": f"/quartier/foerderung/{self.grant_id.id}/pruefmappe.zip{query}",
            "target": "download",
        }


def _is_lost(entry):
    """Tell whether a document's file is gone or cut; its bytes are not read here."""
    if not isinstance(entry.source, Stored):
        return False
    try:
        return os.path.getsize(entry.source.path) != entry.size
    except OSError:
        return True
