from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """What the network knows about a contact.

    Fields that only our own views show are read together, when one of them is needed
    (``prefetch``): nobody else's lists of contacts pay for them.
    """

    _inherit = "res.partner"

    # two departments edit the same contacts; core tracks name, address and numbers
    website = fields.Char(tracking=True)
    function = fields.Char(tracking=True)
    is_company = fields.Boolean(tracking=True)
    active = fields.Boolean(tracking=True)

    quartier_actor_type_id = fields.Many2one(
        "quartier.actor.type",
        string="Actor Type",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        domain="['|', ('kind', '=', False),"
        " ('kind', '=', is_company and 'organisation' or 'person')]",
        prefetch="quartier",
    )
    quartier_network_stage = fields.Selection(
        [
            ("identified", "Identified"),
            ("contacted", "Contacted"),
            ("met", "Met"),
            ("cooperating", "Cooperating"),
            ("dormant", "Dormant"),
        ],
        string="Network Stage",
        tracking=True,
        index="btree_not_null",
        help="How close the cooperation with this actor is.",
        prefetch="quartier",
    )
    quartier_topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    quartier_audience_ids = fields.Many2many("quartier.audience", string="Audiences")
    quartier_language_ids = fields.Many2many(
        "quartier.language", string="Spoken Languages"
    )
    quartier_function_from = fields.Date(
        string="In Function since",
        tracking=True,
        help="Since when the person has spoken for the organisation.",
        prefetch="quartier",
    )
    quartier_function_until = fields.Date(
        string="In Function until",
        tracking=True,
        help="The last day in this function. The person stays in the address book, and"
        " with it what was talked about.",
        prefetch="quartier",
    )
    quartier_function_ended = fields.Boolean(
        string="Former Contact Person",
        compute="_compute_quartier_function_ended",
        search="_search_quartier_function_ended",
    )

    _quartier_function_check = models.Constraint(
        "CHECK (quartier_function_until >= quartier_function_from)",
        "A function cannot end before it begins.",
    )

    @api.depends("quartier_function_until")
    def _compute_quartier_function_ended(self):
        today = fields.Date.context_today(self)
        for partner in self:
            until = partner.quartier_function_until
            partner.quartier_function_ended = bool(until and until < today)

    def _search_quartier_function_ended(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        ended = Domain("quartier_function_until", "<", today)
        return ended if True in value else ~ended
