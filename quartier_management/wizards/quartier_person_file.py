from odoo import fields, models


class QuartierPersonFile(models.TransientModel):
    """Shows what a file about a person will hold, and hands it out."""

    _name = "quartier.person.file"
    _description = "File about a Person"
    _rec_name = "id"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, readonly=True, ondelete="cascade"
    )
    overview = fields.Html(compute="_compute_overview", sanitize=False)

    def _compute_overview(self):
        for wizard in self:
            person = wizard.partner_id
            person._quartier_check_file()
            person = person.with_context(lang=self.env.lang)
            wizard.overview = self.env["ir.qweb"]._render(
                "quartier_management.person_file_overview",
                {"sections": person._quartier_personal_data()},
            )

    def action_print(self):
        """Hand the file out as an accessible PDF."""
        self.ensure_one()
        report = self.env.ref("quartier_management.res_partner_person_file_report")
        return {
            **report.report_action(self.partner_id),
            "close_on_report_download": True,
        }

    def action_download(self):
        """Hand the file out for machines, with all documents."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/quartier/person-file/{self.partner_id.id}",
            "target": "download",
        }
