from odoo import models


class QuartierRule(models.Model):
    _inherit = "quartier.rule"

    def _quartier_grant_source(self):
        """Return where a value comes from, for texts that explain a figure."""
        self.ensure_one()
        if self.status == "verified":
            return self.source
        return self.env._("%(where)s, to be confirmed", where=self.source)
