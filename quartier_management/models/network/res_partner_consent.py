from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

READER = "quartier_management.group_quartier_reader"


class ResPartner(models.Model):
    """What somebody has agreed to."""

    _inherit = "res.partner"

    quartier_consent_ids = fields.One2many(
        "quartier.consent", "partner_id", string="History of Consents", groups=READER
    )
    quartier_current_consent_ids = fields.Many2many(
        "quartier.consent",
        string="Current Consents",
        compute="_compute_quartier_consents",
        groups=READER,
    )
    quartier_consented_purpose_ids = fields.Many2many(
        "quartier.consent.purpose",
        string="Has Agreed to",
        compute="_compute_quartier_consents",
        search="_search_quartier_consented_purpose_ids",
        groups=READER,
    )

    @api.depends("quartier_consent_ids.decision", "email_normalized")
    def _compute_quartier_consents(self):
        consents = self.env["quartier.consent"]
        # persons who are being entered have agreed to nothing yet
        current = consents._current_where(Domain("partner_id", "in", self._origin.ids))
        by_partner = current.grouped("partner_id")
        for partner in self:
            own = by_partner.get(partner._origin, consents)
            partner.quartier_current_consent_ids = own.sorted(
                lambda row: (row.purpose_id.sequence, row.purpose_id.id)
            )
            partner.quartier_consented_purpose_ids = own._allowing().purpose_id

    def _search_quartier_consented_purpose_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        if operator == "any":
            return self._quartier_agreed(Domain("purpose_id", "any", value))
        ids = [purpose for purpose in value if purpose]
        found = self._quartier_agreed(Domain("purpose_id", "in", ids))
        if len(ids) < len(value):  # asks for those who have agreed to nothing, too
            found |= ~self._quartier_agreed(Domain.TRUE)
        return found

    @api.model
    def _quartier_agreed(self, wanted):
        """Return the domain of who has agreed to one of the purposes of a domain.

        :param wanted: domain of ``quartier.consent``
        """
        current = self.env["quartier.consent"]._current_where(wanted)
        return Domain("id", "in", current._allowing().partner_id.ids)

    def _quartier_may(self, code):
        """Return those who have agreed to a purpose, as far as the user may know.

        One query for the decisions of any number of persons. An address that was
        confirmed by e-mail must still be the person's.

        :param str code: technical name of a ``quartier.consent.purpose``
        """
        current = self.env["quartier.consent"]._current_where(
            Domain("partner_id", "in", self.ids)
            & Domain("purpose_id.code", "=", code)
            & Domain("purpose_id.active", "=", True)
        )
        return self & current._allowing().partner_id

    # -- what the buttons of the contact do

    def action_quartier_record_consent(self):
        self.ensure_one()
        return self._quartier_consent_form(self.env._("Record Consent"))

    def action_quartier_withdraw_consent(self):
        self.ensure_one()
        allowed = self.quartier_consented_purpose_ids
        if not allowed:
            raise UserError(
                self.env._("There is no consent in force that could be withdrawn.")
            )
        return self._quartier_consent_form(
            self.env._("Record Withdrawal"),
            decision="withdrawn",
            purpose_id=allowed.id if len(allowed) == 1 else False,
        )

    def action_quartier_ask_consent(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_consent_ask_action"
        )
        return {**action, "context": {"default_partner_id": self.id}}

    def _quartier_consent_form(self, title, **defaults):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_consent_action_record"
        )
        context = {f"default_{name}": value for name, value in defaults.items()}
        return {
            **action,
            "name": title,
            "context": {"default_partner_id": self.id, **context},
        }
