from odoo import api, models
from odoo.api import SUPERUSER_ID
from odoo.fields import Domain

# What core shows as "Busy" keeps its place in the calendar: the neighbourhood and
# whether it is published (which private events never are) say no more than that.
BUSY_FIELDS = {"quartier_id", "quartier_published"}


class CalendarEvent(models.Model):
    """What unpublished and others' private events must not tell by the way."""

    _inherit = "calendar.event"

    @api.depends("quartier_id", "quartier_published", "partner_ids")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Core shows names of many2ones with ``sudo()``, whoever looks."""
        hidden = self._quartier_hidden()
        hidden.display_name = self.env._("Unpublished event")
        return super(CalendarEvent, self - hidden)._compute_display_name()

    def _quartier_hidden(self):
        """Return those of these events that the record rule hides from the user.

        Unlike the rule it also answers with ``sudo()``, which keeps the user; the
        system itself (``SUPERUSER_ID``) sees every event.
        """
        # sudo: asks about events that the user may not read
        unpublished = self.sudo().filtered(
            lambda event: event.quartier_id and not event.quartier_published
        )
        if not unpublished or self.env.uid == SUPERUSER_ID:
            return self.browse()
        user = self.env.user
        reader = user.has_group("quartier_management.group_quartier_reader")
        seen = unpublished.filtered(
            lambda event: (
                event.quartier_id in user.quartier_ids
                or user.partner_id in event.partner_ids
                or (reader and event.quartier_id.company_id in self.env.companies)
            )
        )
        return (unpublished - seen).with_env(self.env)

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Others' private events are not found by what core hides of them."""
        domain = Domain(domain)
        if not (self.env.su or bypass_access) and any(
            self._quartier_is_internal(condition.field_expr)
            for condition in domain.iter_conditions()
        ):
            domain &= Domain("partner_ids", "in", self.env.user.partner_id.id) | Domain(
                self._get_default_privacy_domain()
            )
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    @api.model
    def _quartier_is_internal(self, path):
        """Tell whether a search asks for what core hides of private events."""
        name = path.split(".")[0]
        return name.startswith("quartier_") and name not in BUSY_FIELDS
