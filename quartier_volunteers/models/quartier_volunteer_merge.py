from odoo import models
from odoo.exceptions import UserError

from .quartier_volunteer_assignment import OVER

# the way somebody has gone; whoever is further on stays there
ORDER = ("interested", "talk", "onboarding", "ended", "paused", "active")
# what a person has once only, by the fields that must differ
ONCE = {
    "quartier.volunteer.ability": ("skill_id",),
    "quartier.volunteer.availability": ("weekday", "daypart"),
}


class QuartierVolunteer(models.Model):
    """One of two entries of the same person takes over what belongs to the other."""

    _inherit = "quartier.volunteer"

    def _take_over(self, others):
        """Move everything here, with sudo, and delete the other entries.

        :param others: entries of the same person
        :raise UserError: both are on the list of one shift
        """
        self.ensure_one()
        self._check_shifts_differ(others)
        for other in others.sorted("started_on"):
            if ORDER.index(other.state) > ORDER.index(self.state):
                self.write(other._state_values())
            self.write(self._fill_empty(other))
        for model_name, field_name in self._links():
            self._move_links(others, model_name, field_name)
        for model_name, field_name in (
            ("mail.message", "model"),
            ("mail.activity", "res_model"),
        ):
            rows = self.env[model_name].search(
                [(field_name, "=", self._name), ("res_id", "in", others.ids)]
            )
            rows.write({"res_id": self.id})
        others.unlink()

    def _links(self):
        """Yield every many2one to a volunteer, of whatever addon."""
        for model in self.env.registry.values():
            if model._abstract or model._transient or not model._auto:
                continue
            for name, field in model._fields.items():
                if (
                    field.comodel_name == self._name
                    and field.type == "many2one"
                    and field.store
                    and not field.related
                    and not field.compute
                ):
                    yield model._name, name

    def _move_links(self, others, model_name, field_name):
        # sudo: who may merge the persons need not see all that hangs on them
        rows = self.env[model_name].sudo().with_context(active_test=False)
        moving = rows.search([(field_name, "in", others.ids)])
        if keys := ONCE.get(model_name):
            there = {
                tuple(row[key] for key in keys)
                for row in rows.search([(field_name, "=", self.id)])
            }
            for row in moving:
                key = tuple(row[name] for name in keys)
                if key in there:
                    row.unlink()
                there.add(key)
        moving.exists().write({field_name: self.id})

    def _check_shifts_differ(self, others):
        rows = self.env["quartier.volunteer.assignment"].search(
            [("volunteer_id", "in", (self | others).ids), ("state", "not in", OVER)]
        )
        for shift, twice in rows.grouped("shift_id").items():
            if len(twice) > 1:
                raise UserError(
                    self.env._(
                        "Both entries of “%(name)s” are on the list of the shift"
                        " “%(shift)s”. Please withdraw one of them first.",
                        name=self.display_name,
                        shift=shift.name,
                    )
                )

    def _state_values(self):
        names = (
            *("state", "started_on", "paused_until", "pause_reason"),
            *("ended_on", "end_reason"),
        )
        return {name: self[name] for name in names}

    def _fill_empty(self, other):
        """Return what only the other entry says, and all that both have several of."""
        values = {}
        for name, field in self._fields.items():
            if not field.store or field.compute or field.related or name == "id":
                continue
            if field.type == "many2many":
                values[name] = [(4, row.id) for row in other[name]]
            elif field.type in ("char", "text", "html", "date", "selection", "float"):
                if not self[name] and other[name]:
                    values[name] = other[name]
        return {**values, "since": min(self.since, other.since)}
