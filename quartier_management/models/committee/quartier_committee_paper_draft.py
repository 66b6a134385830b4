from odoo import fields, models
from odoo.fields import Command


class QuartierCommitteePaper(models.Model):
    """How a paper is drafted: records → sentences → statements."""

    _inherit = "quartier.committee.paper"

    def _collect_statements(self, period):
        """Return what the records of the period say.

        Hook: each wing and each sister addon appends its sentences, in the order in
        which they are to stand, and writes them in the language of ``self.env``.

        :param Period period: the days to report
        :return: list of :class:`Sentence`
        """
        self.ensure_one()
        return []

    def action_draft(self):
        """Collect the period's records into statements.

        Statements from records are updated; reworded, written and dropped ones stay
        as they are, and are marked where their records have changed.
        """
        self.check_access("write")
        for paper in self:
            sentences = paper._sentences()
            # sudo: collected under the user's rights, who may write the paper; where
            # a statement comes from is written by drafts alone
            paper.sudo()._merge(sentences)
        # sudo: when a paper was drafted is noted here alone
        self.sudo().drafted_on = fields.Datetime.now()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The paper says what the records say now."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _sentences(self):
        """Return the sentences of the paper, by key."""
        paper = self._in_office_language()
        sentences = paper._collect_statements(paper._period())
        return {sentence.key: sentence for sentence in sentences}

    def _merge(self, sentences):
        """Bring the statements up to what the records say."""
        self.ensure_one()
        statements = {
            statement.key: statement
            for statement in self.statement_ids
            if statement.key
        }
        self._forget([statements[key] for key in statements.keys() - sentences.keys()])
        self._add(
            [
                (number, sentence)
                for number, sentence in enumerate(sentences.values())
                if sentence.key not in statements
            ]
        )
        for key in statements.keys() & sentences.keys():
            self._renew(statements[key], sentences[key])
        self.statement_ids._resequence()

    def _add(self, numbered):
        """Create statements of new sentences, in one go."""
        statement_model = self.env["quartier.committee.statement"]
        sections = self.env["quartier.committee.section"].search([])
        statement_model.create(
            [
                {
                    "paper_id": self.id,
                    "key": sentence.key,
                    "section_id": sections._by_code(sentence.section).id,
                    "duty_id": sentence.duty.id,
                    "derived_duty_id": sentence.duty.id,
                    "sequence": number,
                    "text": sentence.text,
                    "basis_text": sentence.text,
                    "derived_text": sentence.text,
                    **self._source_vals(sentence),
                }
                for number, sentence in numbered
            ]
        )

    def _renew(self, statement, sentence):
        """Update a statement from records; of a reworded one only what they say."""
        vals = {}
        if statement.derived_text != sentence.text:
            vals["derived_text"] = sentence.text
            if statement.origin == "derived":
                vals |= {"basis_text": sentence.text, "text": sentence.text}
        if statement.derived_duty_id != sentence.duty:
            vals["derived_duty_id"] = sentence.duty.id
            if statement.duty_id == statement.derived_duty_id:
                vals["duty_id"] = sentence.duty.id  # unless the author moved it
        sources = sum(len(records) for records in statement._sources().values())
        field = statement._source_fields().get(sentence.records._name)
        if field and (
            statement[field] != sentence.records or sources != statement.record_total
        ):
            vals |= self._source_vals(sentence)
        if vals:
            statement.write(vals)

    def _forget(self, statements):
        """Records are gone: so are their statements, except in an author's words."""
        gone = self.env["quartier.committee.statement"].union(*statements)
        reworded = gone.filtered(
            lambda statement: statement.origin == "rewritten" and not statement.dropped
        )
        reworded.write({"derived_text": False, "record_total": 0})
        (gone - reworded).unlink()

    def _source_vals(self, sentence):
        """Return the values that link a sentence's records."""
        fields_by_model = self.env["quartier.committee.statement"]._source_fields()
        field = fields_by_model.get(sentence.records._name)
        if not field:
            return {}
        return {
            field: [Command.set(sentence.records.ids)],
            "record_total": len(sentence.records),
        }

    def _touch(self):
        """Note that the text changes, so that a release at the same time fails.

        Both write the paper's row: PostgreSQL lets only one of two transactions do so,
        the other one starts again and finds a released paper, or the changed text.
        """
        # sudo: whoever may write a statement may have this counted
        for paper in self.sudo():
            paper.revision += 1
