from odoo import api, models

from .deadline_ical import Entry, to_ical

# whose names are the office's own; what funders wrote stays inside
_NAMED = ("application", "binding", "call", "condition", "proof", "use")


class QuartierGrantFeed(models.Model):
    """What the calendar of a person says of a deadline, and what it does not."""

    _inherit = "quartier.grant.feed"

    @api.model
    def _render_ical(self):
        """Return the user's deadlines as bytes, in the user's language."""
        # sudo: tells this database from others; it is no secret
        origin = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        language = (self.env.lang or "de").partition("_")[0]
        entries = [self._entry(row) for row in self._entries()]
        return to_ical(self.env._("Funding: deadlines"), entries, origin, language)

    def _entry(self, row):
        """Return a deadline without amounts, clauses and names of persons: calendars
        are copied to telephones and to other companies' servers."""
        kind = dict(row._fields["kind"]._description_selection(self.env))[row.kind]
        what = row.display_name if row.kind in _NAMED else kind
        owner = row.grant_id.name or row.program_id.name
        if row.state == "overdue":
            what = self.env._("Overdue: %s", what)
        return Entry(
            id=row.id,
            day=row.date,
            title=f"{what} ({owner})",
            text=row.quartier_id.name or "",
            category=kind,
            url=f"{self.get_base_url()}/odoo/{row.res_model}/{row.res_id}",
            changed=row.changed_on,
        )
