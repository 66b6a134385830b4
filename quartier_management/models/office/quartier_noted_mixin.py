from odoo import api, models
from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS


class QuartierNotedMixin(models.AbstractModel):
    """What the system notes is written by its methods alone.

    The ORM takes values for readonly fields from any client: a sum, a state or the day
    of an approval could be sent by RPC, an import, the context's defaults or a user's
    own default values. Here readonly means readonly unless a method writes with
    ``sudo()`` after its checks.
    """

    _name = "quartier.noted.mixin"
    _description = "Has Fields That Only the System Writes"

    # readonly fields that a record may have from its creation on
    _noted_except = ()

    def _expand_states(self, states, domain):
        """Show the columns that have cards in the order of the work."""
        order = [state for state, _label in self._fields["state"].selection]
        return [state for state in order if state in states]

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if not self.env.su:
            records._check_nothing_noted()
        return records

    def write(self, vals):
        noted = self._noted_fields()
        if not self.env.su and any(name in noted for name in vals):
            self._refuse_noted()
        return super().write(vals)

    @api.model
    def _note(self, vals):
        """Create a record that nobody but the system may write.

        Its values come from nowhere else: neither from defaults of the context nor from
        a user's own, which reach what is created with ``sudo()`` as well.

        :param dict vals: values; what is not among them is empty
        """
        return self._note_all([vals])

    @api.model
    def _note_all(self, vals_list):
        """Do the same for several records.

        :param vals_list: one dict of values for each
        """
        empty = {
            name: False
            for name, field in self._noted_fields().items()
            if not field.compute and field.type not in ("one2many", "many2many")
        }
        # sudo: no client may create it; who gets here was checked
        return self.sudo().create([{**empty, **vals} for vals in vals_list])

    @api.model
    def _noted_fields(self):
        """Return the stored fields that no client writes.

        :rtype: dict[str, odoo.fields.Field]
        """
        return {
            name: field
            for name, field in self._fields.items()
            if field.readonly
            and field.store
            and name not in MAGIC_COLUMNS
            and not field.inherited
        }

    def _check_nothing_noted(self):
        """Judge new records as they have become, wherever values came from."""
        for name, field in self._noted_fields().items():
            if name in self._noted_except:
                continue
            if field.compute:
                # a sum that was sent is replaced by what it is
                self.env.add_to_compute(field, self)
                continue
            expected = field.default(self) if field.default else False
            if any((record[name] or False) != (expected or False) for record in self):
                self._refuse_noted()

    def _refuse_noted(self):
        raise AccessError(
            self.env._(
                "Status, decisions and sums are noted by the system. Please use the"
                " buttons."
            )
        )
