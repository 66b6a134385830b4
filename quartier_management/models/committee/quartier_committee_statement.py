from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# what a draft writes, and nobody else: it says where a statement comes from
_DERIVED = (
    "key",
    "derived_text",
    "basis_text",
    "derived_duty_id",
    "record_total",
    "origin",
    "outdated",
)


class QuartierCommitteeStatement(models.Model):
    """A passage of a committee paper: drawn from records, or in its author's words."""

    _name = "quartier.committee.statement"
    _description = "Statement of a Committee Paper"
    _inherit = ("quartier.team.mixin",)
    _order = "paper_id, sequence, id"
    _rec_name = "text"
    _quartier_team_fields = ("paper_id",)

    paper_id = fields.Many2one(
        "quartier.committee.paper",
        string="Committee Paper",
        required=True,
        index=True,
        ondelete="cascade",
    )
    section_id = fields.Many2one(
        "quartier.committee.section",
        required=True,
        ondelete="restrict",
        default=lambda self: self._default_section(),
    )
    duty_id = fields.Many2one(
        "quartier.duty", string="Standing Duty", ondelete="restrict"
    )
    sequence = fields.Integer(default=10_000, help="Place in the whole paper.")
    text = fields.Text(required=True)
    key = fields.Char(
        readonly=True,
        copy=True,
        help="Names what the statement was drawn from. Empty: an author wrote it.",
    )
    derived_text = fields.Text(
        string="From the Records",
        readonly=True,
        help="What the records said when the paper was last drafted.",
    )
    basis_text = fields.Text(
        readonly=True,
        help="What the records said when the author last looked at them.",
    )
    derived_duty_id = fields.Many2one(
        "quartier.duty",
        string="Duty of the Records",
        readonly=True,
        ondelete="set null",
        help="Under which duty the records would be reported.",
    )
    origin = fields.Selection(
        [
            ("derived", "From records"),
            ("rewritten", "Reworded"),
            ("authored", "Written"),
        ],
        compute="_compute_origin",
        store=True,
        help="From records: the next draft updates it. Reworded and written statements"
        " are never changed by a draft.",
    )
    outdated = fields.Boolean(
        string="Records Changed",
        compute="_compute_outdated",
        store=True,
        help="The records behind a reworded statement have changed since.",
    )
    dropped = fields.Boolean(
        string="Left Out", help="Not printed; stays left out when drafted again."
    )
    event_ids = fields.Many2many("calendar.event", string="Events")
    project_ids = fields.Many2many("project.project", string="Projects")
    position_ids = fields.Many2many("quartier.position", string="Positions")
    series_ids = fields.Many2many("quartier.series", string="Regular Offers")
    conversation_ids = fields.Many2many("quartier.conversation", string="Conversations")
    record_total = fields.Integer(
        string="Records",
        readonly=True,
        help="From how many records the statement was drawn.",
    )

    _key_uniq = models.UniqueIndex(
        "(paper_id, key) WHERE key IS NOT NULL",
        "The paper has this statement already.",
    )

    @api.depends("key", "text", "basis_text")
    def _compute_origin(self):
        for statement in self:
            if not statement.key:
                statement.origin = "authored"
            elif statement.text == statement.basis_text:
                statement.origin = "derived"
            else:
                statement.origin = "rewritten"

    @api.depends("key", "derived_text", "basis_text")
    def _compute_outdated(self):
        for statement in self:
            statement.outdated = bool(
                statement.key and statement.derived_text != statement.basis_text
            )

    @api.model_create_multi
    def create(self, vals_list):
        statements = super().create(vals_list)
        statements._check_authored()
        statements.paper_id._touch()
        return statements

    def write(self, vals):
        if not vals.keys().isdisjoint({*_DERIVED, *self._source_fields().values()}):
            self._check_may_derive()
        papers = self.paper_id
        result = super().write(vals)
        (papers + self.paper_id)._touch()
        return result

    def unlink(self):
        self.paper_id._touch()
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_derived(self):
        if not self.env.su and self.filtered("key"):
            raise UserError(
                self.env._(
                    "What was drawn from records comes back with the next draft. Please"
                    " leave the statement out instead."
                )
            )

    @api.constrains("text")
    def _check_text(self):
        if any(not statement.text.strip() for statement in self):
            raise ValidationError(
                self.env._(
                    "A statement needs words. Please write some, or leave it out."
                )
            )

    def _check_authored(self):
        """Judge new statements as they are: values may come from the context as well.

        :raise AccessError: one claims to be drawn from records
        """
        names = [name for name in _DERIVED if name != "origin"]
        # sudo: links may be for some groups only, and are judged all the same
        for statement in self.sudo():
            if statement.origin != "authored" or any(
                statement[name] for name in (*names, *self._source_fields().values())
            ):
                self._check_may_derive()

    def _check_may_derive(self):
        """Whether a statement comes from records is for the draft to say."""
        if not self.env.su:
            raise AccessError(
                self.env._(
                    "Which records a statement was drawn from cannot be changed by"
                    " hand. Please draft the paper again."
                )
            )

    @api.model
    def _default_section(self):
        return self.env["quartier.committee.section"].search([])._by_code("facts")

    @api.model
    def _source_fields(self):
        """Return which many2many links records of which model.

        Hook: whoever draws statements from records of a model of their own adds a
        many2many and names it here.

        :return: ``{model name: field name}``
        """
        return {
            "calendar.event": "event_ids",
            "project.project": "project_ids",
            "quartier.conversation": "conversation_ids",
            "quartier.position": "position_ids",
            "quartier.series": "series_ids",
        }

    def _sources(self):
        """Return the records behind, by field: only those that there are."""
        self.ensure_one()
        everything = self.with_context(active_test=False)
        return {
            name: everything[name]
            for name in self._source_fields().values()
            # some are for those only who work with such records
            if self._has_field_access(self._fields[name], "read") and everything[name]
        }

    def _blocks(self):
        """Return the text as it is printed: paragraphs and lists.

        :return: ``[("p", line) | ("ul", [line, …])]``
        """
        blocks = []
        for line in filter(None, map(str.strip, (self.text or "").splitlines())):
            if not line.startswith("- "):
                blocks.append(("p", line))
            elif blocks and blocks[-1][0] == "ul":
                blocks[-1][1].append(line[2:])
            else:
                blocks.append(("ul", [line[2:]]))
        return blocks

    def _resequence(self):
        """Sort statements by section and duty, else as they were.

        What belongs to no duty stands first.
        """
        ordered = self.sorted(
            lambda row: (
                (row.section_id.sequence, row.section_id.id),
                (row.duty_id.sequence, row.duty_id.id) if row.duty_id else (-1, 0),
                row.sequence,
                row.id,
            )
        )
        for sequence, statement in enumerate(ordered, start=1):
            if statement.sequence != sequence:
                statement.sequence = sequence

    def _copy_to(self, paper):
        """Copy statements into another paper, with the records behind them."""
        paper.check_access("write")
        # sudo: a copy was drawn from the same records
        return self.sudo().create(
            [{**vals, "paper_id": paper.id} for vals in self.sudo().copy_data()]
        )

    def action_adopt(self):
        """Take over what the records say, in place of the author's words."""
        self.check_access("write")
        # sudo: the rights are checked; only a statement's own texts are exchanged
        for statement in self.sudo():
            if not statement.derived_text:
                raise UserError(
                    self.env._(
                        "There is no longer any record behind this statement. Please"
                        " leave it out or keep your own words."
                    )
                )
            statement.write(
                {"text": statement.derived_text, "basis_text": statement.derived_text}
            )

    def action_keep(self):
        """Keep the author's words although records changed."""
        self.check_access("write")
        # sudo: as in action_adopt
        for statement in self.sudo():
            statement.basis_text = statement.derived_text

    def action_drop(self):
        """Leave statements out; those that no record brings back are deleted."""
        authored = self.filtered(lambda statement: not statement.key)
        (self - authored).dropped = True
        authored.unlink()

    def action_restore(self):
        self.dropped = False

    def action_view_records(self):
        """Open the records behind the statement."""
        self.ensure_one()
        sources = self._sources()
        if not sources:
            raise UserError(
                self.env._(
                    "There are no records behind this statement, or they have been"
                    " deleted since."
                )
            )
        name, records = next(iter(sources.items()))
        return {
            "type": "ir.actions.act_window",
            "name": self._fields[name].get_description(self.env, ["string"])["string"],
            "res_model": records._name,
            "view_mode": "list,form",
            "domain": [("id", "in", records.ids)],
            "context": {"active_test": False},
        }
