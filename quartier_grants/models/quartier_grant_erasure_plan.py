from dataclasses import dataclass
from graphlib import TopologicalSorter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import human_size

# what hangs on records by model and id: model, field of the model
TRACES = (
    ("mail.message", "model"),
    ("mail.scheduled.message", "model"),
    ("mail.activity", "res_model"),
    ("mail.followers", "res_model"),
)
_COUNTED_TRACES = ("mail.message", "mail.activity")


@dataclass(frozen=True)
class ErasureRow:
    """What becomes of one kind of record.

    :ivar why: it is kept; empty: it is deleted
    """

    title: str
    count: int
    why: str = ""
    size: str = ""

    def __str__(self):
        text = f"{self.title}: {self.count}"
        return f"{text} ({self.size})" if self.size else text


class QuartierGrant(models.Model):
    """What is deleted with grants, and what is kept."""

    _inherit = "quartier.grant"

    def _erased_records(self):
        """Return all that is deleted with these grants, and the grants themselves.

        :return: a recordset for each model, those first that refer to others
        :rtype: list[odoo.models.Model]
        """
        # sudo: all of it goes, whoever may read it; who asks was checked
        env = self.sudo().with_context(active_test=False).env
        return [
            records
            for name in self._erased_models()
            if (records := env[name].search(env[name]._erased_domain(self)))
        ]

    @api.model
    def _erased_models(self):
        """Return the names of the models of what belongs to grants, in the order in
        which they can be deleted."""
        guard = self.env.registry["quartier.grant.closed.mixin"]
        referring = {
            name: set()
            for name, model in self.env.registry.items()
            if issubclass(model, guard) and not model._abstract
        }
        # what the grant refers to is let go first; its account is looked at afterwards
        del referring["account.analytic.account"]
        for name in referring.keys() - {self._name}:
            for field in self.env[name]._fields.values():
                to_other = field.store and field.comodel_name not in (None, name)
                if to_other and field.type == "many2one":
                    referring.get(field.comodel_name, set()).add(name)
        return tuple(TopologicalSorter(referring).static_order())

    def _erasure_rows(self):
        """Say what becomes of what is stored about these grants.

        :rtype: list[ErasureRow]
        """
        erased = self._erased_records()
        return [
            *(
                ErasureRow(self._kind_name(records._name), len(records))
                for records in reversed(erased)
            ),
            *self._trace_rows(erased),
            *self._file_rows(erased),
            *self._kept_rows(),
        ]

    @api.model
    def _kind_name(self, model):
        # sudo: what a kind of record is called is no secret
        return self.env["ir.model"].sudo()._get(model).name

    def _trace_rows(self, erased):
        rows = []
        for name, field in TRACES:
            if name in _COUNTED_TRACES:
                count = sum(len(self._traces(name, field, each)) for each in erased)
                if count:
                    rows.append(ErasureRow(self._kind_name(name), count))
        return rows

    @api.model
    def _traces(self, name, field, records):
        """Return what hangs on records."""
        # sudo: all of it goes with the records
        traces = self.env[name].sudo().with_context(active_test=False)
        return traces.search(
            [(field, "=", records._name), ("res_id", "in", records.ids)]
        )

    def _file_rows(self, erased):
        """Count the files, each with the records that it hangs on."""
        domain = Domain.OR(
            Domain("res_model", "=", records._name)
            & Domain("res_id", "in", records.ids)
            for records in erased
        )
        # sudo: all of it goes; the id lets core count files of fields as well
        files = self.env["ir.attachment"].sudo()
        [(count, size)] = files._read_group(
            domain & Domain("id", ">", 0), [], ["__count", "file_size:sum"]
        )
        if not count:
            return []
        title = self.env._("Files")
        return [ErasureRow(title, count, size=human_size(size or 0))]

    def _kept_rows(self):
        vouchers = self._kept_vouchers()
        lines = self._kept_lines()
        rows = [
            ErasureRow(
                self._kind_name(vouchers._name),
                len(vouchers),
                self.env._(
                    "Other grants bear a share, and need it as long as they are kept."
                    " Only the share of this one goes."
                ),
            ),
            ErasureRow(
                self._kind_name(lines._name),
                len(lines),
                self.env._(
                    "Other apps wrote them: they stay with the city's accounting, on"
                    " their account."
                ),
            ),
        ]
        return [row for row in rows if row.count]

    def _kept_vouchers(self):
        # sudo: vouchers of all offices count
        vouchers = self.env["quartier.grant.voucher"].sudo()
        return vouchers.search(vouchers._kept_domain(self))

    def _kept_lines(self):
        # sudo: lines of all apps count
        lines = self.env["account.analytic.line"].sudo()
        owned = lines._owned_domain(self)
        return lines.search(owned & ~lines._erased_domain(self))
