from odoo import models
from odoo.tools import SQL

from .quartier_grant_reminder import BEFORE


class QuartierGrantDeadline(models.Model):
    """Deadlines until the award can no longer be objected to."""

    _inherit = "quartier.grant.deadline"
    _depends = {
        "quartier.quartier": ["tz"],
        "quartier.grant.program": ["active", "currency_id", "decision", "user_id"],
        "quartier.grant.call": [
            "company_id",
            "deadline",
            "name",
            "program_id",
        ],
        "quartier.grant": [
            "active",
            "call_id",
            "company_id",
            "currency_id",
            "deadline",
            "program_id",
            "quartier_id",
            "requested_amount",
            "state",
            "submitted_on",
            "user_id",
        ],
        "quartier.grant.question": [
            "answered_on",
            "due_on",
            "grant_id",
            "question",
        ],
        "quartier.grant.award": [
            "amount",
            "final_on",
            "grant_id",
            "notified_on",
            "reference",
            "waiver_on",
        ],
    }

    def _deadline_queries(self):
        return [
            *super()._deadline_queries(),
            self._call_query(),
            self._application_query(),
            self._question_query(),
            self._award_query(),
        ]

    def _call_query(self):
        """Calls of the programmes that the office has not decided against."""
        return SQL(
            """
            SELECT %(id)s AS id, 'call' AS kind, call.name AS subject,
                   call.deadline AS date, FALSE AS done, NULL::date AS done_on,
                   TRUE AS lapses, NULL::int AS grant_id, call.program_id,
                   NULL::int AS quartier_id, call.company_id, program.user_id,
                   NULL AS clause, NULL::int AS page, program.currency_id,
                   NULL::numeric AS amount, program.active,
                   call.write_date AS changed_on,
                   'quartier.grant.call' AS res_model, call.id AS res_id
              FROM quartier_grant_call call
              JOIN quartier_grant_program program ON program.id = call.program_id
             WHERE call.deadline IS NOT NULL AND program.decision <> 'no_go'
            """,
            id=self._row_id("call", "call"),
        )

    def _application_query(self):
        """Applications for a call, unless they were given up before."""
        return SQL(
            """
            SELECT %(id)s, 'application', call.name, app.deadline,
                   app.submitted_on IS NOT NULL, app.submitted_on, FALSE, app.id,
                   app.program_id, app.quartier_id, app.company_id, app.user_id,
                   NULL, NULL::int, app.currency_id, app.requested_amount, app.active,
                   app.write_date, 'quartier.grant', app.id
              FROM quartier_grant app
              JOIN quartier_grant_call call ON call.id = app.call_id
             WHERE app.deadline IS NOT NULL
               AND (app.submitted_on IS NOT NULL OR app.state IN %(before)s)
            """,
            id=self._row_id("application", "app"),
            before=BEFORE,
        )

    def _question_query(self):
        """What the funder asked for, as long as the application is worked on."""
        return SQL(
            """
            SELECT %(id)s, 'question', question.question, question.due_on,
                   question.answered_on IS NOT NULL, question.answered_on, FALSE,
                   app.id, app.program_id, app.quartier_id, app.company_id,
                   app.user_id, NULL, NULL::int, app.currency_id,
                   app.requested_amount, app.active, question.write_date,
                   'quartier.grant', app.id
              FROM quartier_grant_question question
              JOIN quartier_grant app ON app.id = question.grant_id
             WHERE question.due_on IS NOT NULL
               AND (question.answered_on IS NOT NULL OR app.state IN %(asked)s)
            """,
            id=self._row_id("question", "question"),
            asked=(*BEFORE, "further_request"),
        )

    def _award_query(self):
        """The last day for an objection, the one before the award is final."""
        return SQL(
            """
            SELECT %(id)s, 'objection', award.reference, award.final_on - 1, FALSE,
                   NULL::date, TRUE, app.id, app.program_id, app.quartier_id,
                   app.company_id, app.user_id, award.final_source, NULL::int,
                   app.currency_id, award.amount, app.active, award.write_date,
                   'quartier.grant', app.id
              FROM quartier_grant_award award
              JOIN quartier_grant app ON app.id = award.grant_id
             WHERE award.waiver_on IS NULL AND award.final_on > award.notified_on
            """,
            id=self._row_id("award", "award"),
        )
