from odoo import models
from odoo.tools import SQL

from .quartier_grant_award import WITH_MONEY
from .quartier_grant_closed_mixin import CLOSED


class QuartierGrantDeadline(models.Model):
    """Deadlines of awarded money, until the grant may be deleted."""

    _inherit = "quartier.grant.deadline"
    _depends = {
        "quartier.grant": [
            "award_id",
            "award_to",
            "closed_on",
            "drawn_amount",
            "open_amount",
            "proof_due_on",
            "retention_source",
            "retention_until",
        ],
        "quartier.grant.condition": [
            "clause",
            "done_on",
            "due_on",
            "grant_id",
            "kind",
            "name",
            "page",
            "user_id",
        ],
        "quartier.grant.proof": [
            "clause",
            "due_on",
            "grant_id",
            "kind",
            "page",
            "state",
            "submitted_on",
            "user_id",
        ],
        "quartier.grant.item": [
            "amount",
            "binding_until",
            "gone_on",
            "grant_id",
            "name",
            "user_id",
        ],
    }

    def _deadline_queries(self):
        return [
            *super()._deadline_queries(),
            self._period_query(),
            self._condition_query(),
            self._proof_query(),
            self._no_proof_query(),
            self._item_query(),
            self._retention_query(),
        ]

    def _period_query(self):
        """What is not drawn and spent by then, is lost."""
        return SQL(
            """
            SELECT %(id)s, 'period', NULL, app.award_to,
                   app.state NOT IN %(money)s, NULL::date, TRUE, app.id,
                   app.program_id, app.quartier_id, app.company_id, app.user_id,
                   NULL, NULL::int, app.currency_id, app.open_amount, app.active,
                   app.write_date, 'quartier.grant', app.id
              FROM quartier_grant app
             WHERE app.award_to IS NOT NULL
            """,
            id=self._row_id("period", "app"),
            money=WITH_MONEY,
        )

    def _condition_query(self):
        """What binds to the purpose ends by itself, the others have to be fulfilled;
        those that last until the closing are over with it."""
        return SQL(
            """
            SELECT %(id)s,
                   CASE WHEN duty.kind = 'binding' THEN 'binding'
                        ELSE 'condition' END,
                   duty.name, duty.due_on,
                   duty.done_on IS NOT NULL
                   OR (duty.kind <> 'binding' AND app.state IN %(closed)s),
                   COALESCE(duty.done_on, CASE WHEN duty.kind <> 'binding'
                                               THEN app.closed_on END),
                   duty.kind = 'binding', app.id, app.program_id, app.quartier_id,
                   app.company_id, COALESCE(duty.user_id, app.user_id), duty.clause,
                   duty.page, app.currency_id, NULL::numeric, app.active,
                   duty.write_date, 'quartier.grant.condition', duty.id
              FROM quartier_grant_condition duty
              JOIN quartier_grant app ON app.id = duty.grant_id
             WHERE duty.due_on IS NOT NULL
            """,
            id=self._row_id("condition", "duty"),
            closed=CLOSED,
        )

    def _proof_query(self):
        return SQL(
            """
            SELECT %(id)s, 'proof', proof.kind, proof.due_on,
                   proof.state IN ('submitted', 'examined'), proof.submitted_on,
                   FALSE, app.id, app.program_id, app.quartier_id, app.company_id,
                   COALESCE(proof.user_id, app.user_id), proof.clause, proof.page,
                   app.currency_id, app.drawn_amount, app.active, proof.write_date,
                   'quartier.grant.proof', proof.id
              FROM quartier_grant_proof proof
              JOIN quartier_grant app ON app.id = proof.grant_id
             WHERE proof.due_on IS NOT NULL
            """,
            id=self._row_id("proof", "proof"),
        )

    def _no_proof_query(self):
        """The final proof is due, whether somebody has begun it or not."""
        return SQL(
            """
            SELECT %(id)s, 'proof', 'final', app.proof_due_on, FALSE, NULL::date,
                   FALSE, app.id, app.program_id, app.quartier_id, app.company_id,
                   app.user_id, NULL, NULL::int, app.currency_id, app.drawn_amount,
                   app.active, app.write_date, 'quartier.grant', app.id
              FROM quartier_grant app
             WHERE app.proof_due_on IS NOT NULL AND app.state IN %(money)s
               AND NOT EXISTS (SELECT FROM quartier_grant_proof proof
                                WHERE proof.grant_id = app.id
                                  AND proof.kind = 'final')
            """,
            id=self._row_id("no_proof", "app"),
            money=WITH_MONEY,
        )

    def _item_query(self):
        return SQL(
            """
            SELECT %(id)s, 'binding', item.name, item.binding_until,
                   item.gone_on IS NOT NULL, item.gone_on, TRUE, app.id,
                   app.program_id, app.quartier_id, app.company_id,
                   COALESCE(item.user_id, app.user_id), NULL, NULL::int,
                   app.currency_id, item.amount, app.active, item.write_date,
                   'quartier.grant.item', item.id
              FROM quartier_grant_item item
              JOIN quartier_grant app ON app.id = item.grant_id
             WHERE item.binding_until IS NOT NULL
            """,
            id=self._row_id("item", "item"),
        )

    def _retention_query(self):
        return SQL(
            """
            SELECT %(id)s, 'retention', NULL, app.retention_until, FALSE, NULL::date,
                   TRUE, app.id, app.program_id, app.quartier_id, app.company_id,
                   app.user_id, app.retention_source, NULL::int, app.currency_id,
                   NULL::numeric, app.active, app.write_date, 'quartier.grant', app.id
              FROM quartier_grant app
             WHERE app.retention_until IS NOT NULL AND app.state IN %(closed)s
            """,
            id=self._row_id("retention", "app"),
            closed=CLOSED,
        )
