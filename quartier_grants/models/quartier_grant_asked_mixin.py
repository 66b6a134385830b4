from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class QuartierGrantAskedMixin(models.AbstractModel):
    """A text or document that the programme asks for.

    It is copied into the application when the programme is chosen, and stays on its
    list as long as the programme does: what is missing would else be hidden by removing
    the line. The concrete model has ``origin_id``, ``sequence``, ``name`` and
    ``_written``.
    """

    _name = "quartier.grant.asked.mixin"
    _description = "Asked for by a Programme"
    _inherit = ("quartier.grant.part.mixin",)

    # what only the programme says of a line that it asks for
    _asked_fields = ("origin_id",)

    def write(self, vals):
        if not self.env.su and not vals.keys().isdisjoint(self._asked_fields):
            self.filtered(lambda row: row._asks_less(vals))._check_asked_for()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked_for(self):
        if not self.env.su:
            self._check_asked_for()

    def _asks_less(self, vals):
        """Return whether values change what the programme says of this line."""
        return any(
            self._fields[name].convert_to_write(self[name], self) != vals[name]
            for name in self._asked_fields
            if name in vals
        )

    def _asked_for(self):
        """Return the lines that their application's programme asks for."""
        return self.filtered(
            lambda row: (
                row.origin_id and row.origin_id.program_id == row.grant_id.program_id
            )
        )

    def _check_asked_for(self):
        if asked := self._asked_for():
            raise UserError(
                self.env._(
                    "The programme asks for this, so it stays on the list: %s. If"
                    " it is not needed, please say there why.",
                    ", ".join(asked.mapped("name")),
                )
            )

    def _written(self):
        """Hook: return whether somebody has filled in this line."""
        raise NotImplementedError

    def _from_program(self, wanted):
        """Return the commands that bring lines in line with a programme.

        :param wanted: what the programme asks for
        """
        here = self.mapped("origin_id.id")
        gone = self.filtered(
            lambda row: (
                row.origin_id
                and row.origin_id._origin not in wanted
                and not row._written()
            )
        )
        return [
            *(Command.delete(row.id) for row in gone),
            *(
                Command.create(
                    {
                        "origin_id": row.id,
                        "name": row.name,
                        "sequence": row.sequence,
                    }
                )
                for row in wanted
                if row._origin.id not in here
            ),
        ]
