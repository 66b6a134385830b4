from odoo import models
from odoo.tools import SQL


class QuartierGrantDeadline(models.Model):
    """Deadlines of money that was drawn, and of what the funder wants back."""

    _inherit = "quartier.grant.deadline"
    _depends = {
        "quartier.grant.drawdown": [
            "grant_id",
            "left_amount",
            "number",
            "state",
            "use_by",
            "use_by_source",
        ],
        "quartier.grant.repayment": [
            "amount",
            "answer_by",
            "demanded_amount",
            "demanded_interest",
            "grant_id",
            "notice_on",
            "object_by",
            "objection_on",
            "paid_on",
            "pay_by",
            "reference",
            "state",
        ],
    }

    def _deadline_queries(self):
        return [
            *super()._deadline_queries(),
            self._drawdown_query(),
            self._hearing_query(),
            self._notice_query(),
            self._repayment_query(),
        ]

    def _drawdown_query(self):
        return SQL(
            """
            SELECT %(id)s, 'use', drawdown.number::varchar, drawdown.use_by,
                   COALESCE(drawdown.left_amount, 0) = 0, NULL::date, FALSE, app.id,
                   app.program_id, app.quartier_id, app.company_id, app.user_id,
                   drawdown.use_by_source, NULL::int, app.currency_id,
                   drawdown.left_amount, app.active, drawdown.write_date,
                   'quartier.grant.drawdown', drawdown.id
              FROM quartier_grant_drawdown drawdown
              JOIN quartier_grant app ON app.id = drawdown.grant_id
             WHERE drawdown.use_by IS NOT NULL AND drawdown.state = 'paid'
            """,
            id=self._row_id("drawdown", "drawdown"),
        )

    def _hearing_query(self):
        return SQL(
            """
            SELECT %(id)s, 'hearing', claim.reference, claim.answer_by,
                   claim.state <> 'hearing', NULL::date, FALSE, app.id,
                   app.program_id, app.quartier_id, app.company_id, app.user_id,
                   NULL, NULL::int, app.currency_id, claim.amount, app.active,
                   claim.write_date, 'quartier.grant.repayment', claim.id
              FROM quartier_grant_repayment claim
              JOIN quartier_grant app ON app.id = claim.grant_id
             WHERE claim.answer_by IS NOT NULL
            """,
            id=self._row_id("hearing", "claim"),
        )

    def _notice_query(self):
        """Whoever objects or pays does so before the period ends by itself."""
        return SQL(
            """
            SELECT %(id)s, 'objection', claim.reference, claim.object_by,
                   claim.state <> 'notice', claim.objection_on, TRUE, app.id,
                   app.program_id, app.quartier_id, app.company_id, app.user_id,
                   NULL, NULL::int, app.currency_id,
                   COALESCE(claim.demanded_amount, 0)
                   + COALESCE(claim.demanded_interest, 0), app.active,
                   claim.write_date, 'quartier.grant.repayment', claim.id
              FROM quartier_grant_repayment claim
              JOIN quartier_grant app ON app.id = claim.grant_id
             WHERE claim.object_by IS NOT NULL
            """,
            id=self._row_id("notice", "claim"),
        )

    def _repayment_query(self):
        """Nothing has to be paid while an objection is open, or after it was heard."""
        return SQL(
            """
            SELECT %(id)s, 'repayment', claim.reference, claim.pay_by,
                   claim.state = 'paid', claim.paid_on, FALSE, app.id,
                   app.program_id, app.quartier_id, app.company_id, app.user_id,
                   NULL, NULL::int, app.currency_id,
                   COALESCE(claim.demanded_amount, 0)
                   + COALESCE(claim.demanded_interest, 0), app.active,
                   claim.write_date, 'quartier.grant.repayment', claim.id
              FROM quartier_grant_repayment claim
              JOIN quartier_grant app ON app.id = claim.grant_id
             WHERE claim.pay_by IS NOT NULL AND claim.state IN ('notice', 'paid')
            """,
            id=self._row_id("repayment", "claim"),
        )
