from odoo import models


class QuartierGrantNotedMixin(models.AbstractModel):
    _name = "quartier.grant.noted.mixin"
    _description = "Has Fields That Only the System Writes"
    _inherit = ("quartier.noted.mixin",)

    # counted up by whatever changes the record, its creation included
    _noted_except = ("approval_stamp",)
