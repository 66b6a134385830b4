from odoo import api, fields, models


class QuartierGrantVersion(models.Model):
    """What an application said at a moment: when it was signed, released, handed in."""

    _name = "quartier.grant.version"
    _description = "Version of an Application"
    _inherit = ("quartier.grant.closed.mixin", "quartier.grant.noted.mixin")
    _order = "grant_id, number desc"

    grant_id = fields.Many2one(
        "quartier.grant",
        string="Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    number = fields.Integer(string="Version", required=True, readonly=True)
    name = fields.Char(string="Occasion", required=True, readonly=True)
    occasion = fields.Selection(
        [
            ("hand", "Kept by Hand"),
            ("signoff", "Signatures Asked for"),
            ("released", "Released"),
            ("submitted", "Handed In"),
        ],
        string="Kept when",
        readonly=True,
    )
    kept_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    content = fields.Json(readonly=True)
    fingerprint = fields.Char(readonly=True)
    currency_id = fields.Many2one(related="grant_id.currency_id")
    total_cost = fields.Monetary(readonly=True)
    requested_amount = fields.Monetary(string="Grant Asked for", readonly=True)

    receipt_file = fields.Binary(
        string="Confirmation of Receipt", attachment=True, readonly=True
    )
    receipt_file_name = fields.Char(string="File Name of the Receipt", readonly=True)

    _number_uniq = models.Constraint(
        "UNIQUE (grant_id, number)", "There is a version with this number."
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for version in self:
            version.display_name = f"{version.number} – {version.name}"

    def _differences(self, other):
        """Return what an other version says otherwise.

        :return: for each kind of content the lines that differ, as
            ``(label, value here, value there)``; False where a line is missing
        :rtype: dict[str, list[tuple]]
        """
        self.ensure_one()
        mine, theirs = self.content or {}, other.content or {}
        differences = {}
        for part in ("facts", "texts", "costs", "financing", "documents"):
            here, there = mine.get(part, {}), theirs.get(part, {})
            rows = [
                (
                    self._label(part, key, there.get(key) or here[key]),
                    key in here and here[key][1],
                    key in there and there[key][1],
                )
                for key in {**here, **there}
                if here.get(key) != there.get(key)
            ]
            if rows:
                differences[part] = rows
        return differences

    @api.model
    def _label(self, part, key, line):
        """Return what a line is called, in the reader's language."""
        name, _value, kind = line
        if part == "facts":
            field = self.env["quartier.grant"]._fields[key]
            return field._description_string(self.env)
        if part == "financing":
            field = self.env["quartier.grant.funding.line"]._fields["kind"]
            kinds = dict(field._description_selection(self.env))
            return ": ".join(filter(None, (kinds[kind], name)))
        return name
