from odoo import fields, models


class QuartierGrantQuestion(models.Model):
    """What the funder asked for after the submission, and what was answered."""

    _name = "quartier.grant.question"
    _description = "Further Request"
    _inherit = ("quartier.grant.closed.mixin", "quartier.grant.noted.mixin")
    _order = "asked_on desc, id desc"
    _rec_name = "question"

    grant_id = fields.Many2one(
        "quartier.grant",
        string="Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    asked_on = fields.Date(string="Noted on", required=True, readonly=True)
    question = fields.Text(required=True, readonly=True)
    due_on = fields.Date(string="Answer until", readonly=True)
    answered_on = fields.Date(readonly=True)
    answer = fields.Text(readonly=True)

    def _close(self, answer):
        """Note the answer to what is still open."""
        waiting = self.filtered(lambda question: not question.answered_on)
        day = self.grant_id.quartier_id._today() if waiting else None
        waiting.write({"answered_on": day, "answer": answer})
