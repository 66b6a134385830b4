from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date


class QuartierVolunteerProof(models.Model):
    """A paper that somebody has: first aid, briefing, own types.

    Extended certificates of conduct are never here: see the inspections.

    The infection protection briefing (§ 43 IfSG) is a chain: the first certificate of
    the health office, with which the work must begin in time (``begun_on``), then one
    follow-up after the other. Or a signed information sheet, for one event alone.
    """

    _name = "quartier.volunteer.proof"
    _description = "Proof"
    _inherit = (
        "quartier.volunteer.renewal.mixin",
        "quartier.noted.mixin",
        "quartier.team.mixin",
    )
    _order = "date desc, id desc"
    _rec_name = "type_id"
    _quartier_team_fields = ("volunteer_id",)

    volunteer_id = fields.Many2one(
        "quartier.volunteer", required=True, index=True, ondelete="cascade"
    )
    quartier_id = fields.Many2one(
        related="volunteer_id.quartier_id", store=True, index=True, precompute=True
    )
    type_id = fields.Many2one(
        "quartier.volunteer.proof.type",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('nature', '!=', 'conduct')]",
    )
    nature = fields.Selection(related="type_id.nature")
    form = fields.Selection(
        [
            ("first", "Certificate"),
            ("follow_up", "Follow-up"),
            ("sheet", "Information sheet, signed"),
        ],
        required=True,
        default="first",
    )
    date = fields.Date(string="Issued on", required=True)
    begun_on = fields.Date(
        string="Work Begun on",
        help="Infection protection: the first day of such work, on which whoever is"
        " responsible briefs anew. The certificate must not be too old then.",
    )
    event_id = fields.Many2one(
        "calendar.event",
        string="For the Event",
        index="btree_not_null",
        ondelete="cascade",
        help="A signed information sheet counts for this event alone.",
    )
    valid_until = fields.Date(
        compute="_compute_valid_until",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        help="By the rule of its type; another day may be entered, if the paper says"
        " so. Empty: as long as it is kept.",
    )
    note = fields.Char()

    _begun_check = models.Constraint(
        "CHECK (begun_on IS NULL OR begun_on >= date)",
        "The work cannot begin before the certificate was issued.",
    )
    _sheet_check = models.Constraint(
        "CHECK ((form = 'sheet') = (event_id IS NOT NULL))",
        "An information sheet is signed for one event: please choose it, and no event"
        " for other proofs.",
    )

    @api.depends("type_id", "form", "date", "begun_on")
    def _compute_valid_until(self):
        for proof in self:
            kind = proof.type_id
            if not proof.date or not kind or proof.form == "sheet":
                proof.valid_until = False
            elif kind.nature != "infection" or proof.form == "follow_up":
                proof.valid_until = kind._valid_until(proof.date)
            elif proof.begun_on:
                proof.valid_until = kind._valid_until(proof.begun_on)
            else:
                proof.valid_until = kind._show_until(proof.date)

    @api.constrains("type_id", "form")
    def _check_form(self):
        for proof in self:
            kind = proof.type_id
            if kind.nature == "conduct":
                raise ValidationError(
                    self.env._(
                        "Certificates of conduct are neither kept nor noted here. The"
                        " inspecting role notes that one was shown."
                    )
                )
            if proof.form != "first" and kind.nature != "infection":
                raise ValidationError(
                    self.env._(
                        "Follow-ups and information sheets belong to the infection"
                        " protection briefing. Please enter “%s” as a certificate.",
                        kind.name,
                    )
                )
            if proof.form == "sheet" and not kind.sheet_allowed:
                raise ValidationError(
                    self.env._(
                        "An information sheet is not enough for “%s”. If the health"
                        " office agrees, please say so with the type of proof.",
                        kind.name,
                    )
                )

    @api.constrains("type_id", "form", "date", "begun_on")
    def _check_begun_on(self):
        for proof in self.filtered("begun_on"):
            if proof.form != "first" or proof.nature != "infection":
                raise ValidationError(
                    self.env._(
                        "When the work began is noted with the first certificate of the"
                        " infection protection briefing only."
                    )
                )
            latest = proof.type_id._show_until(proof.date)
            if latest and proof.begun_on > latest:
                raise ValidationError(
                    self.env._(
                        "The certificate was too old when the work began: it counted"
                        " until %(day)s (rule: %(rule)s). A new one is needed.",
                        day=format_date(self.env, latest),
                        rule=proof.type_id._rule(
                            proof.type_id.first_rule, proof.date
                        ).source,
                    )
                )

    @api.constrains("event_id", "volunteer_id")
    def _check_event(self):
        for proof in self.filtered("event_id"):
            # sudo: whoever may not read the event is refused as well
            if proof.sudo().event_id.quartier_id != proof.volunteer_id.quartier_id:
                raise ValidationError(
                    self.env._("Please choose an event of the volunteer’s office.")
                )

    def _begin(self, day):
        """Note when the work began; a validity that the paper names stays.

        :param date day: not before the certificates, nor too late for them
        """
        by_hand = {
            proof: proof.valid_until
            for proof in self
            if proof.valid_until != (proof.type_id._show_until(proof.date) or False)
        }
        self.write({"begun_on": day})
        for proof, until in by_hand.items():
            proof.valid_until = until

    @api.model
    def _renewable(self):
        return Domain("form", "!=", "sheet")
