from odoo import api, fields, models
from odoo.exceptions import UserError

from .quartier_volunteer_shift_template import SHARED

FOLLOWED = {*SHARED, "start", "stop"}


class QuartierVolunteerShift(models.Model):
    """Shifts of the dates of a regular offer follow their template."""

    _inherit = "quartier.volunteer.shift"

    template_id = fields.Many2one(
        "quartier.volunteer.shift.template",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    by_hand = fields.Boolean(
        string="Edited by Hand",
        readonly=True,
        copy=False,
        help="Somebody changed this shift: changes of the regular offer leave it"
        " alone.",
    )

    _template_uniq = models.UniqueIndex(
        "(template_id, event_id) WHERE template_id IS NOT NULL",
        "Each date has one shift of a template.",
    )

    def write(self, vals):
        result = super().write(vals)
        if not FOLLOWED.isdisjoint(vals):
            # sudo: notes that somebody edited a shift, whoever may
            for shift in self.sudo().filtered("template_id"):
                differs = shift._differs(shift.template_id._shift_vals(shift.event_id))
                if shift.by_hand != differs:
                    shift.by_hand = differs
        return result

    def unlink(self):
        self._check_not_again()
        return super().unlink()

    def _check_not_again(self):
        """:raise UserError: a date of a regular offer would get the shift again"""
        if self.env.su:
            return
        # sudo: the template belongs to the same office
        for shift in self.sudo()._to_come().filtered("template_id"):
            raise UserError(
                self.env._(
                    "“%s” would be entered again, because each date of the regular"
                    " offer has it. Please cancel it, or delete it there.",
                    shift.display_name,
                )
            )

    def _to_come(self):
        now = fields.Datetime.now()
        return self.filtered(lambda shift: shift.start > now)

    def _differs(self, vals):
        """Tell whether a shift says something else than these values to write."""
        self.ensure_one()
        for name, value in vals.items():
            field = self._fields[name]
            if field.type == "many2many":
                if set(self[name].ids) != set(value[0][2]):
                    return True
            elif field.convert_to_write(self[name], self) != value:
                return True
        return False

    def action_follow_template(self):
        """Let shifts that were edited by hand follow the regular offer again."""
        self.check_access("write")
        # sudo: no client writes this; rights were checked above
        self.sudo().write({"by_hand": False})
        self.event_id.quartier_series_id._apply_shifts()

    @api.model
    def _follow_template(self, template, shifts):
        """Bring shifts up to their template.

        Where more people have a place than the template has by now, places stay.
        """
        for shift in shifts:
            vals = template._shift_vals(shift.event_id)
            taken = shift.max_count - len(shift._free_seats()[shift])
            vals["max_count"] = max(vals["max_count"], taken)
            differing = {
                name: value
                for name, value in vals.items()
                if shift._differs({name: value})
            }
            if differing:
                shift.write(differing)
