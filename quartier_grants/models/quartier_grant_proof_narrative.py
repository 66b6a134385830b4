from odoo import models

from odoo.addons.quartier_management.models.committee.period import Period


class QuartierGrantProof(models.Model):
    """How a proof's report is drafted: from the hook that committee papers use.

    Whoever knows of events, shifts or consultations tells them there; what is not
    installed is absent.
    """

    _inherit = "quartier.grant.proof"

    def action_collect(self):
        """Collect what the records say of the measure; reworded statements stay."""
        for proof in self:
            if not proof.env.su:
                proof.check_access("write")
                proof._check_work()
            sentences = proof._sentences()
            # sudo: collected under the user's rights; what a statement was drawn from
            # is written here alone
            proof.sudo()._merge(sentences)
        return True

    def _sentences(self):
        """Return what the records of the period say of the grant's project, by key."""
        proof = self._in_office_language()
        period = proof._period()
        if not period:
            return {}
        paper = self.env["quartier.committee.paper"].with_context(proof.env.context)
        paper = paper.new({"quartier_id": self.quartier_id.id})
        return {
            sentence.key: sentence
            for sentence in paper._collect_statements(period)
            if proof._concerns(sentence)
        }

    def _period(self):
        """Return the days reported, of the grant's project alone; none without one."""
        project = self.grant_id.project_id
        today = self.quartier_id._today()
        if not (project and self.date_from and self.date_to):
            return None
        last = max(min(self.date_to, today), self.date_from)
        return Period(
            first=self.date_from,
            last=last,
            outlook=last,
            tz=self.quartier_id.tz,
            today=today,
            project_id=project.id,
        )

    def _concerns(self, sentence):
        """Whether all that a sentence was drawn from belongs to the project."""
        records, project = sentence.records, self.grant_id.project_id
        if not records:
            return False
        if records._name == "project.project":
            return records == project
        link = {"calendar.event": "quartier_project_id"}.get(records._name)
        return bool(link) and records[link] == project

    def _merge(self, sentences):
        """Bring the statements up to what the records say."""
        self.ensure_one()
        known = {row.key: row for row in self.statement_ids if row.key}
        gone = self.statement_ids.filtered(
            lambda row: row.key and row.key not in sentences
        )
        gone.filtered(lambda row: row.text == row.derived_text).unlink()
        gone.exists().write({"key": False, "derived_text": False})
        for key in known.keys() & sentences.keys():
            row, text = known[key], sentences[key].text
            if row.derived_text != text:
                untouched = row.text == row.derived_text
                row.write({"derived_text": text} | ({"text": text} if untouched else {}))
        self.statement_ids._note_all(
            [
                {
                    "proof_id": self.id,
                    "sequence": number,
                    "key": sentence.key,
                    "text": sentence.text,
                    "derived_text": sentence.text,
                }
                for number, sentence in enumerate(sentences.values(), 1)
                if sentence.key not in known
            ]
        )
        self.invalidate_recordset(["statement_ids"])

    def _report_parts(self):
        """Return the report as it is printed: headings with their texts.

        :rtype: list[tuple[str, list[str]]]
        """
        self.ensure_one()
        told = self.statement_ids.filtered(
            lambda row: not row.dropped and (row.text or "").strip()
        )
        labels = dict(told._fields["part"]._description_selection(self.env))
        return [
            (labels[part], rows.mapped("text"))
            for part, rows in told.sorted().grouped("part").items()
        ]
