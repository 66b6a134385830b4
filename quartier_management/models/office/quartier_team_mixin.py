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
        if any(name in vals for name in self._quartier_team_fields):
            self.check_access(self._quartier_team_operation)
        return result
