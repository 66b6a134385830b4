from odoo import models


class QuartierTeamMixin(models.AbstractModel):
    """A record that only a neighbourhood's team may change.

    The record rule of the concrete model says who that is. The ORM asks it before a
    write only: without a second look a record without neighbourhood, which anybody
    may write, could be written into somebody else's.
    """

    _name = "quartier.team.mixin"
    _description = "Belongs to a Neighbourhood's Team"

    # what decides to which team a record belongs
    _quartier_team_fields = ("quartier_id",)
    # which right is needed for the record as it has become
    _quartier_team_operation = "write"

    def write(self, vals):
        result = super().write(vals)
        if not self.env.su and self._quartier_changes_team(vals):
            records = self._quartier_of_teams()
            records.check_access(self._quartier_team_operation)
        return result

    def _quartier_changes_team(self, vals):
        """Tell whether values decide to which team a record belongs."""
        return not vals.keys().isdisjoint(self._quartier_team_fields)

    def _quartier_of_teams(self):
        """Hook: return those of these records that are looked at a second time.

        Core lets records move that its own rules would refuse afterwards. Models that
        core moves like that return the records of neighbourhoods only.
        """
        return self

    def _quartier_default(self):
        """Return the neighbourhood of a new record: the menus of the app propose the
        user's own, everywhere else it is left open."""
        own = self.env.context.get("quartier_own")
        return self.env.user.quartier_ids[:1] if own else False
