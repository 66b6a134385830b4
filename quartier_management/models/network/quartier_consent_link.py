import hashlib
import secrets

from odoo import api, fields, models
from odoo.api import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.tools import consteq


class QuartierConsentLink(models.Model):
    """The page on which a person sees, confirms and withdraws, without a login.

    Only the digest of the token is stored: the link stands in the e-mail alone. Nobody
    has rights to this model; the public page acts for whoever knows a token.
    """

    _name = "quartier.consent.link"
    _description = "Link to Somebody's Consents"

    partner_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="cascade"
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="cascade",
    )
    email = fields.Char(string="Sent to", required=True)
    digest = fields.Char(required=True, index=True)
    request_ids = fields.One2many("quartier.consent", "link_id", string="Questions")

    @api.model
    def _digest(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _issue(self, partner, quartier):
        """Create a link for a person, as the system.

        :return: the link and its token, which is known here and in the e-mail only
        """
        token = secrets.token_urlsafe(32)
        links = self.with_user(SUPERUSER_ID)
        link = links.create(
            {
                "partner_id": partner.id,
                "quartier_id": quartier.id,
                "email": partner.email_normalized,
                "digest": self._digest(token),
            }
        )
        return link, token

    @api.model
    def _find_by_token(self, quartier, token):
        """Return the link that somebody followed, as the system; or nothing.

        :param quartier: ``quartier.quartier`` that the address names
        :param str token: from the address
        """
        digest = self._digest(token)
        found = self.with_user(SUPERUSER_ID).search(
            [("digest", "=", digest), ("quartier_id", "=", quartier.id)], limit=1
        )
        # by the digest it is looked up: how long that takes says nothing of the token
        return found if found and consteq(found.digest, digest) else found.browse()

    def _url(self, token):
        self.ensure_one()
        slug = self.quartier_id.slug
        return f"{self.get_base_url()}/quartier/{slug}/einwilligung/{token}"

    def _office(self):
        """Return whose team looks after the person by now."""
        self.ensure_one()
        if self.partner_id.quartier_confidential:
            return self.partner_id.quartier_owner_id
        return self.quartier_id

    def _shown(self):
        """Return the current state of each purpose of the person, in order.

        What rests on the law or a contract was never agreed to, and is not withdrawn.
        """
        self.ensure_one()
        current = self.partner_id.quartier_current_consent_ids
        return current.filtered(lambda row: row.legal_basis == "consent")

    def _open_request(self, consent):
        """Return the question that may still be answered with this link, or nothing.

        :param consent: current row of the person
        """
        self.ensure_one()
        if consent.link_id == self and consent._is_open():
            return consent
        return consent.browse()

    def _days_to_answer(self):
        """Return for how many days the questions may be answered; None if for ever."""
        return self.env["quartier.consent"]._request_days()

    def _send(self, token):
        """Put the e-mail into the queue; the link is nowhere else."""
        self.ensure_one()
        office = self.quartier_id
        # the system: the mail holds the token, which is for the person alone. It is
        # therefore neither a message of the person nor one of whoever asked.
        system = self.with_user(SUPERUSER_ID).with_context(lang=office.lang)
        template = system.env.ref("quartier_management.mail_template_consent_link")
        template.with_context(consent_url=self._url(token)).send_mail(
            self.id,
            email_values={
                "model": False,
                "res_id": False,
                "author_id": office.partner_id.id,
                "auto_delete": True,
            },
        )
        # the queue would wait for up to an hour otherwise
        system.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    # -- what the person does

    def _agree(self, consent):
        """Answer a question with yes; a second time changes nothing.

        :param consent: a row of the person, as the system
        :raise UserError: the question is too old, or was not asked by this link
        """
        self._answer(consent, "given")

    def _refuse(self, consent):
        """Answer a question with no, or withdraw; a second time changes nothing."""
        if self._open_request(consent):
            self._answer(consent, "withdrawn")
            return
        current = consent._current(self.partner_id, consent.purpose_id)
        if current.decision != "withdrawn":
            self._decide(current, "withdrawn")

    def _answer(self, consent, decision):
        self.ensure_one()
        if consent.answer_ids or consent.decision == decision:
            return
        if not self._open_request(consent):
            raise UserError(
                self.env._(
                    "This question cannot be answered any more, because it is too old"
                    " or your e-mail address has changed. Please ask the office for a"
                    " new e-mail."
                )
            )
        self._decide(consent, decision, request_id=consent.id)

    def _decide(self, consent, decision, **values):
        office = self._office()
        # what is noted is for the office: in its language, whatever the visitor's is
        consents = consent.with_context(lang=office.lang)
        consents.create(
            {
                "partner_id": self.partner_id.id,
                "purpose_id": consent.purpose_id.id,
                "text_id": consent.text_id.id,
                "legal_basis": consent.legal_basis,
                "decision": decision,
                "how": "web",
                "email": self.email,
                **values,
            }
        )
