from odoo import models


class QuartierGrantVersion(models.Model):
    """What an application said at a moment, on paper."""

    _inherit = "quartier.grant.version"

    def _document_name(self):
        """Title and file name of the printed version, without suffix."""
        self.ensure_one()
        return self.env._("Version %s", self.display_name)

    def _in_office_language(self):
        self.ensure_one()
        return self.with_context(lang=self.grant_id.quartier_id.lang)

    def _printed_parts(self):
        """Return what was kept, by kind of content, as pairs of label and text.

        :rtype: list[tuple[str, list[tuple[str, str]]]]
        """
        self.ensure_one()
        content = self.content or {}
        headings = {
            "facts": self.env._("Application"),
            "texts": self.env._("Texts"),
            "costs": self.env._("Cost Plan"),
            "financing": self.env._("Financing Plan"),
            "documents": self.env._("Documents"),
        }
        parts = (
            (
                heading,
                [
                    (self._label(part, key, line), self._printed_value(part, line))
                    for key, line in content.get(part, {}).items()
                ],
            )
            for part, heading in headings.items()
        )
        return [(heading, rows) for heading, rows in parts if rows]

    def _printed_value(self, part, line):
        value = line[1]
        if part in ("costs", "financing"):
            return self.grant_id._amount_text(value)
        return str(value or "–")
