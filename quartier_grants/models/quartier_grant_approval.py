from odoo import api, fields, models
from odoo.exceptions import UserError

# what is signed of the application itself
_SIGNED = (
    "name",
    "summary",
    "date_from",
    "date_to",
    "deducts_input_tax",
    "follow_up_cost",
)
_SIGNED_LINKS = ("quartier_id", "project_id", "program_id", "call_id")
# what is signed of its parts
_PARTS = {
    "section_ids": ("name", "text"),
    "budget_line_ids": (
        "name",
        "kind_id",
        "quantity",
        "unit",
        "price",
        "price_is_gross",
        "tax_rate",
        "amount",
        "eligible",
        "year",
    ),
    "funding_line_ids": ("name", "kind", "amount", "confirmed", "year"),
    "document_ids": ("name", "file_name", "waived"),
}


class QuartierGrant(models.Model):
    """An application is signed as a whole before it is handed in."""

    _name = "quartier.grant"
    _inherit = ("quartier.grant", "quartier.approval.mixin")

    approval_step_ids = fields.One2many(
        "quartier.approval.step", "grant_id", string="Sign-off", readonly=True
    )
    approval_needed = fields.Boolean(compute="_compute_approval_needed")
    released_on = fields.Date(readonly=True, copy=False, tracking=True)
    version_ids = fields.One2many(
        "quartier.grant.version", "grant_id", string="Versions", readonly=True
    )

    @api.depends("total_cost", "own_amount", "follow_up_cost", "quartier_id")
    def _compute_approval_needed(self):
        for grant in self:
            grant.approval_needed = bool(grant._approval_rules())

    # -- what is signed

    def _approval_amount(self):
        """The highest of all that the city may have to pay decides who signs."""
        self.ensure_one()
        return max(self.total_cost, self.own_amount, self.follow_up_cost)

    def _approval_content(self):
        self.ensure_one()
        return {
            "facts": {name: self[name] for name in _SIGNED}
            | {name: self[name].id for name in _SIGNED_LINKS},
            **{
                field: self[field]._signed_values(names)
                for field, names in _PARTS.items()
            },
        }

    def _approval_authors(self):
        """Of what a job or an import created, who wrote its parts is the author."""
        authors = super()._approval_authors()
        if authors == self.env.ref("base.user_root"):
            for field in _PARTS:
                authors |= self[field].create_uid
        return authors

    def _approval_summary(self):
        return self.env["ir.qweb"]._render(
            "quartier_grants.grant_approval_summary", {"grant": self}
        )

    def _approval_pdf(self):
        return self._render_document()

    def _approval_obstacles(self):
        """Only what is complete is signed."""
        self.ensure_one()
        obstacles = []
        if self.state not in ("draft", "further_request"):
            obstacles.append(
                self.env._(
                    "Signatures are asked for while the application is a draft, or"
                    " the funder has asked for something."
                )
            )
        if not self.program_id:
            obstacles.append(self.env._("Please choose the programme."))
        obstacles += [
            finding.text for finding in self._plan_findings() if finding.blocking
        ]
        obstacles += self.section_ids._obstacles()
        obstacles += self.document_ids._obstacles()
        return [*obstacles, *self._start_obstacles()]

    # -- what becomes of it

    def _approval_request(self):
        result = super()._approval_request()
        # sudo: no client writes the status; the right to the application was checked
        grant = self.sudo()
        grant.state = "signoff"
        grant._keep_version("signoff", self.env._("Signatures asked for"))
        return result

    def _approval_ended(self, decision):
        result = super()._approval_ended(decision)
        if decision == "approved":
            self._release()
        elif decision == "refused" and not self.submitted_on:
            reason = self._approval_current().filtered(
                lambda step: step.decision == "refused"
            )[:1]
            self.write({"state": "withdrawn", "outcome_reason": reason.reason})
        else:
            self.state = self._state_of_work()
        return result

    def action_release(self):
        """Release what no rule demands a signature for.

        :raise UserError: says all that stands against it
        """
        self._check_manager()
        for record in self:
            grant = record._lock(("draft", "further_request"))
            obstacles = grant._approval_obstacles()
            if grant._approval_missing():
                obstacles.append(
                    self.env._("Signatures are needed. Please ask for them.")
                )
            if obstacles:
                raise UserError("\n".join(obstacles))
            grant._release()
            grant._approval_touch()
        return True

    def _release(self):
        day = self.quartier_id._today()
        self.write({"state": "released", "released_on": day})
        self._keep_version("released", self.env._("Released"))

    def _approval_end_request(self, steps, note):
        """What was signed is a draft again when its signatures are void."""
        result = super()._approval_end_request(steps, note)
        if self.state in ("signoff", "released"):
            self.write({"state": self._state_of_work(), "released_on": False})
        return result

    def _state_of_work(self):
        """Return the status in which the office works on the application."""
        return "further_request" if self.submitted_on else "draft"

    def _void_signatures(self):
        """End a request for signatures because the application ends.

        Of what was handed in the signatures stay as they were given.
        """
        live = self._approval_live()
        if live and self.state in ("signoff", "released"):
            self._approval_end_request(
                live, self.env._("The application was withdrawn.")
            )

    # -- changes

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint((*_SIGNED, *_SIGNED_LINKS)):
            self._approval_check_changed()
            self._unreleased_again()
        return result

    def _part_changed(self):
        """A part of these applications was added, changed or deleted.

        The row is written, so that of a change and a signature at the same time
        PostgreSQL lets one through.
        """
        # sudo: whoever may change the part was checked; the stamp is the system's
        grants = self.sudo()
        grants._approval_touch()
        grants._approval_check_changed()
        grants._unreleased_again()

    def _unreleased_again(self):
        """What was released without signatures is a draft again, too."""
        # sudo: no client writes the status
        for grant in self.sudo():
            if grant.state == "released" and grant._changed_since("released"):
                grant.write({"state": grant._state_of_work(), "released_on": False})
