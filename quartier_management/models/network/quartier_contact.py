from odoo import fields, models
from odoo.tools import SQL


class QuartierContact(models.Model):
    """When somebody was in touch with whom: a row for each conversation and partner.

    Later wings add what counts as contact too (``_contact_queries``). The rows are
    read under the reader's own rights: record rules hide what the reader may not
    know, and with it goes the date of the first or last contact.
    """

    _name = "quartier.contact"
    _description = "Contact in the Network"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _depends = {
        "quartier.conversation": [
            "date",
            "kind",
            "partner_ids",
            "quartier_id",
            "user_id",
        ],
        "res.partner": ["commercial_partner_id", "quartier_actor_type_id"],
    }

    date = fields.Date(readonly=True)
    kind = fields.Selection(
        lambda self: self.env["quartier.conversation"]._fields["kind"].selection,
        readonly=True,
    )
    partner_id = fields.Many2one("res.partner", string="Contact", readonly=True)
    commercial_partner_id = fields.Many2one(
        "res.partner",
        string="Actor",
        readonly=True,
        help="The organisation that the person speaks for, or the person.",
    )
    actor_type_id = fields.Many2one("quartier.actor.type", readonly=True)
    topic_ids = fields.Many2many(
        related="commercial_partner_id.quartier_topic_ids",
        string="Actor's Fields of Action",
    )
    conversation_id = fields.Many2one("quartier.conversation", readonly=True)
    conversation_topic_ids = fields.Many2many(
        related="conversation_id.topic_ids", string="Talked About"
    )
    quartier_id = fields.Many2one(
        "quartier.quartier", string="Neighbourhood", readonly=True
    )
    user_id = fields.Many2one("res.users", string="Colleague", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT contact.id, contact.date, contact.kind, contact.partner_id,
                   partner.commercial_partner_id,
                   COALESCE(partner.quartier_actor_type_id,
                            entity.quartier_actor_type_id) AS actor_type_id,
                   contact.quartier_id, contact.user_id, contact.conversation_id
                   %(columns)s
              FROM (%(contacts)s) contact
              JOIN res_partner partner ON partner.id = contact.partner_id
              JOIN res_partner entity ON entity.id = partner.commercial_partner_id
            """,
            columns=SQL("").join(
                SQL(", contact.%s", SQL.identifier(name))
                for name in self._more_columns()
            ),
            contacts=SQL(" UNION ALL ").join(self._contact_queries()),
        )

    def _more_columns(self):
        """Hook: names of the columns that later wings add to each query."""
        return []

    def _contact_queries(self):
        """Hook: queries of what counts as contact, one for each kind of source.

        Columns: ``id`` (unique over all queries: a number of 28 bits, the partner's
        of 24, one bit for the source), date, kind, partner_id, quartier_id, user_id,
        conversation_id, and those of :meth:`_more_columns` in their order.
        """
        return [
            SQL(
                """
                SELECT (conversation.id::bigint << 25)
                           + (row.res_partner_id::bigint << 1) AS id,
                       conversation.date, conversation.kind,
                       row.res_partner_id AS partner_id, conversation.quartier_id,
                       conversation.user_id, conversation.id AS conversation_id
                       %(nulls)s
                  FROM quartier_conversation conversation
                  JOIN quartier_conversation_res_partner_rel row
                    ON row.quartier_conversation_id = conversation.id
                """,
                nulls=SQL("").join(
                    SQL(", NULL::int AS %s", SQL.identifier(name))
                    for name in self._more_columns()
                ),
            )
        ]
