from odoo import api, fields, models
from odoo.tools import SQL

# what is numbered at the end of an id: a row keeps its id as long as its source
SOURCES = {
    "call": 1,
    "application": 2,
    "question": 3,
    "award": 4,
    "period": 5,
    "drawdown": 6,
    "condition": 7,
    "proof": 8,
    "no_proof": 9,
    "hearing": 10,
    "notice": 11,
    "repayment": 12,
    "item": 13,
    "retention": 14,
}
_BITS = 4
# nobody has done yet what has to be done until then
PENDING = ("open", "overdue")


class QuartierGrantDeadline(models.Model):
    """All duties of all grants on one timeline: a row for each date.

    A query over the records that set the dates, not a table: nothing is entered twice,
    and nothing can be out of step. The rows are read under rules of their own, which
    say the same as those of the records (``tests/test_grant_deadline_access.py``).
    """

    _name = "quartier.grant.deadline"
    _description = "Deadline of Funding"
    _auto = False
    _order = "date, id"
    _rec_names_search = ("subject", "grant_id", "program_id")

    date = fields.Date(string="Due on", readonly=True)
    kind = fields.Selection(
        [
            ("call", "Call Closes"),
            ("application", "Application Closes"),
            ("question", "Answer to the Funder"),
            ("objection", "Objection"),
            ("period", "Award Period Ends"),
            ("use", "Use of Drawn Money"),
            ("condition", "Condition"),
            ("proof", "Proof of Use"),
            ("hearing", "Answer to a Hearing"),
            ("repayment", "Pay Back"),
            ("binding", "Bound to the Purpose"),
            ("retention", "Retention"),
        ],
        readonly=True,
    )
    subject = fields.Char(readonly=True, help="The name of what has to be done.")
    state = fields.Selection(
        [
            ("open", "Open"),
            ("overdue", "Overdue"),
            ("done", "Done"),
            ("over", "Past"),
        ],
        string="Status",
        readonly=True,
        help="By the office's clock. Past: a period that ended by itself, such as the"
        " time for an objection.",
    )
    done_on = fields.Date(readonly=True)
    grant_id = fields.Many2one("quartier.grant", readonly=True)
    program_id = fields.Many2one(
        "quartier.grant.program", string="Programme", readonly=True
    )
    quartier_id = fields.Many2one(
        "quartier.quartier", string="Neighbourhood", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Owner", readonly=True)
    clause = fields.Char(
        readonly=True, help="Where it stands: in the award letter, or in the rules."
    )
    page = fields.Integer(readonly=True, aggregator=None, help="Of the award letter.")
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(
        string="At Stake", readonly=True, help="The money that depends on it."
    )
    active = fields.Boolean(readonly=True)
    changed_on = fields.Datetime(readonly=True)
    res_model = fields.Char(string="Source", readonly=True)
    res_id = fields.Many2oneReference(
        string="Record of the Source", model_field="res_model", readonly=True
    )

    @property
    def _table_query(self):
        """The state follows the clock of each office, calls that of who looks."""
        return SQL(
            """
            SELECT due.*,
                   CASE WHEN due.done THEN 'done'
                        WHEN due.date >= due.today THEN 'open'
                        WHEN due.lapses THEN 'over'
                        ELSE 'overdue' END AS state
              FROM (SELECT source.*,
                           COALESCE((%(now)s::timestamp AT TIME ZONE 'UTC'
                                     AT TIME ZONE office.tz)::date,
                                    %(today)s::date) AS today
                      FROM (%(sources)s) source
                 LEFT JOIN quartier_quartier office ON office.id = source.quartier_id
                   ) due
            """,
            now=fields.Datetime.now(),
            today=fields.Date.context_today(self),
            sources=SQL(" UNION ALL ").join(self._deadline_queries()),
        )

    def _deadline_queries(self):
        """Hook: queries of what has to be done until when, one for each source.

        Columns, in this order: id (:meth:`_row_id`), kind, subject, date, done
        (boolean), done_on, lapses (boolean: nothing has to be done, the period ends by
        itself), grant_id, program_id, quartier_id, company_id, user_id, clause, page,
        currency_id, amount, active, changed_on, res_model, res_id.

        :rtype: list[SQL]
        """
        return []

    @api.model
    def _row_id(self, source, table):
        """Return the id of a row as SQL.

        :param str source: a key of :data:`SOURCES`
        :param str table: alias of the table that the row comes from
        """
        return SQL("(%s.id << %s) + %s", SQL.identifier(table), _BITS, SOURCES[source])

    @api.model
    def _ids_of(self, source, records):
        """Return the ids of the rows that come from these records."""
        return [(record.id << _BITS) + SOURCES[source] for record in records]

    @api.depends("kind", "subject")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        proofs = self.env["quartier.grant.proof"]._fields["kind"]
        proofs = dict(proofs._description_selection(self.env))
        for row in self:
            subject = row.subject
            if row.kind == "use":
                subject = self.env._("Drawdown %s", subject)
            elif row.kind == "proof":
                subject = proofs.get(subject)
            row.display_name = ": ".join(filter(None, (kinds.get(row.kind), subject)))

    def action_open(self):
        """Open the record that sets the date."""
        self.ensure_one()
        # the rules of the record itself decide, whatever the timeline shows
        record = self.env[self.res_model].browse(self.res_id)
        record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
