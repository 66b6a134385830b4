from odoo import models

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

# models of other apps on whose rows ours set conditions
_EXTENDED = frozenset(
    (
        "account.analytic.line",
        "calendar.event",
        "ir.attachment",
        "project.project",
        "project.task",
        "res.partner",
    )
)


class Base(models.AbstractModel):
    """What refuses a deletion cannot be switched off from outside.

    Core leaves ``api.ondelete(at_uninstall=False)`` out when the context says that an
    addon is being uninstalled, and takes any client's word for it. Uninstalling runs as
    superuser; from everybody else the key means nothing here.
    """

    _inherit = "base"

    def unlink(self):
        ours = self._name.startswith("quartier.") or self._name in _EXTENDED
        if ours and not self.env.su and self.env.context.get(MODULE_UNINSTALL_FLAG):
            self = self.with_context(**{MODULE_UNINSTALL_FLAG: False})
        return super().unlink()
