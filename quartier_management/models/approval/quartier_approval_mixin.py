import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class QuartierApprovalMixin(models.AbstractModel):
    """A document that others have to sign.

    The concrete model supplies ``approval_step_ids`` (the inverse of its column in
    ``quartier.approval.step``), ``_approval_content`` and ``_approval_summary``, and
    calls ``_approval_check_changed`` after a write of whatever is signed.
    """

    _name = "quartier.approval.mixin"
    _description = "Document to be signed"

    # written by each decision: a decision and a change of the document cannot both win
    approval_stamp = fields.Integer(readonly=True, copy=False)
    approval_state = fields.Selection(
        selection="_selection_approval_state",
        string="Approval",
        compute="_compute_approval_state",
    )
    approval_blocked_by = fields.Char(
        string="Waiting for", compute="_compute_approval_blocked_by"
    )

    # -- what the concrete model says

    def _approval_content(self):
        """Hook: return what is signed, as something that JSON can write.

        Whatever changes it voids the signatures.
        """
        raise NotImplementedError

    def _approval_summary(self):
        """Hook: return what signatories see of the document, as Markup."""
        raise NotImplementedError

    def _approval_amount(self):
        """Hook: return the amount that decides who signs, in the company's currency."""
        return 0.0

    def _approval_authors(self):
        """Hook: return the users who wrote the document, and so do not sign it."""
        return self.create_uid

    def _approval_obstacles(self):
        """Hook: say in whole sentences why signatures cannot be asked for.

        :rtype: list[str]
        """
        return []

    def _approval_ended(self, decision):
        """Hook: all have signed (``approved``), or one has refused or returned it."""

    # -- what is there

    @api.model
    def _selection_approval_state(self):
        # a method: labels of a mixin's list stay untranslated in other addons' models
        labels = {
            "none": self.env._("Not asked for"),
            "asked": self.env._("Waiting for signatures"),
            "approved": self.env._("Signed by all"),
            "refused": self.env._("Refused"),
            "returned": self.env._("Returned"),
            "void": self.env._("Void: changed since"),
        }
        return list(labels.items())

    @api.depends(
        "approval_step_ids.state", "approval_step_ids.decided_by", "approval_stamp"
    )
    def _compute_approval_state(self):
        for document in self:
            # sudo: how far a document is may be read by whoever reads it
            steps = document.sudo()._approval_current()
            document.approval_state = document._approval_state_of(steps)

    @api.depends("approval_step_ids.state", "approval_step_ids.opened_on")
    def _compute_approval_blocked_by(self):
        """Lists show it: unlike the state it does not look at what is signed."""
        for document in self:
            # sudo: as above
            steps = document.sudo()._approval_current()
            open_steps = steps.filtered(lambda step: step.state == "open")
            document.approval_blocked_by = ", ".join(
                self.env._(
                    "%(step)s (since %(day)s)",
                    step=step.name,
                    day=format_date(
                        self.env, step.quartier_id._localize(step.opened_on).date()
                    ),
                )
                for step in open_steps
            )

    def _approval_state_of(self, steps):
        states = set(steps.mapped("state"))
        if not states:
            return "none"
        for state in ("refused", "returned"):
            if state in states:
                return state
        if "void" in states or self.sudo()._approval_changed():
            return "void"
        return "approved" if states == {"approved"} else "asked"

    def _approval_current(self):
        """Return the steps of the last request."""
        self.ensure_one()
        steps = self.approval_step_ids
        last = max(steps.mapped("round"), default=0)
        return steps.filtered(lambda step: step.round == last)

    def _approval_fingerprint(self):
        content = json.dumps(self._approval_content(), sort_keys=True, default=str)
        return hashlib.sha256(content.encode()).hexdigest()

    def _approval_changed(self):
        """Return whether the document says something else than when it was asked."""
        steps = self._approval_current()
        return bool(steps) and steps[0].fingerprint != self._approval_fingerprint()

    def _approval_rules(self):
        """Return the rules that hold for this document."""
        self.ensure_one()
        return self.env["quartier.approval.rule"]._rules_for(
            self._name, self._approval_amount(), self.quartier_id
        )

    def _approval_missing(self):
        """Return whether signatures are demanded that the document does not have.

        What was asked for is waited for, even if no rule demands it any more.
        """
        self.ensure_one()
        if self.approval_state in ("approved", "asked"):
            return self.approval_state == "asked"
        return bool(self._approval_rules())

    # -- asking

    def action_request_approval(self):
        """Ask everybody who has to sign, the first of them at once.

        :raise AccessError: the user may not write the document
        :raise UserError: there is nobody to ask, or nothing to sign
        """
        for document in self:
            document.check_access("write")
            document._approval_request()
        return True

    def action_withdraw_approval(self):
        """Take the request back; what was signed stays to be seen.

        :raise UserError: nothing is waiting for a signature
        """
        for document in self:
            document.check_access("write")
            # sudo: nobody may write steps; the right to the document was checked
            record = document.sudo()
            record.lock_for_update()
            live = record._approval_live()
            if not live or record.approval_state not in ("asked", "void"):
                raise UserError(
                    self.env._("Nothing is waiting for a signature that is asked for.")
                )
            record._approval_end_request(
                live,
                self.env._(
                    "%s has withdrawn the request for signatures.", self.env.user.name
                ),
            )
        return True

    def _approval_request(self):
        # sudo: nobody may create steps; the right to the document was checked
        document = self.sudo()
        document.lock_for_update()
        rules = document._approval_rules()
        if obstacles := self._approval_request_obstacles(rules):
            raise UserError("\n".join(obstacles))
        steps = document._approval_current()
        steps.filtered(lambda step: step.state in ("waiting", "open"))._close()
        number = max(document.approval_step_ids.mapped("round"), default=0) + 1
        new = self.env["quartier.approval.step"].sudo()
        new = new.create(
            [
                new._as_asked(document._approval_step_vals(rule, number))
                for rule in rules
            ]
        )
        document._approval_touch()
        new._open_next()
        document._message_log(
            body=self.env._("%s has asked for signatures.", self.env.user.name),
            author_id=self.env.user.partner_id.id,
        )

    def _approval_request_obstacles(self, rules):
        self.ensure_one()
        obstacles = list(self._approval_obstacles())
        if not rules:
            obstacles.append(
                self.env._("No rule demands a signature for this document.")
            )
        if self.approval_state in ("asked", "approved"):
            obstacles.append(self.env._("The signatures have been asked for already."))
        obstacles += [
            self.env._(
                "Nobody is entered who could sign for “%s”. Please have a person"
                " entered under Configuration › Approval Rules.",
                rule.name,
            )
            for rule in rules
            if not rule._signatories()
        ]
        return obstacles

    def _approval_step_vals(self, rule, number):
        """Return the values of a step: all that later decides is copied into it."""
        return {
            self._approval_link(): self.id,
            "rule_id": rule.id,
            "name": rule.role_id.name or rule.name,
            "kind": rule.kind,
            "sequence": rule.sequence,
            "round": number,
            "quartier_id": self.quartier_id.id,
            "document_name": self.display_name,
            "amount": self._approval_amount(),
            "currency_id": rule.currency_id.id,
            "signatory_ids": rule._signatories().ids,
            "requested_by_id": self.env.uid,
            "asked_on": fields.Datetime.now(),
            "days": rule.days,
            "escalation_role_id": rule.escalation_role_id.id,
            "escalation_days": rule.escalation_days,
            "state": "waiting",
            "fingerprint": self._approval_fingerprint(),
        }

    def _approval_sheet_name(self):
        """Return title and file name of the printed signatures."""
        self.ensure_one()
        return self.env._("Signatures: %s", self.display_name)

    def _approval_link(self):
        """Return the name of the column by which steps link this kind of document."""
        return self._fields["approval_step_ids"].inverse_name

    # -- afterwards

    def _approval_check_changed(self):
        """Void the signatures of what was changed; they stay to be seen."""
        # sudo: whoever changes the document voids what others signed
        for document in self.sudo():
            live = document._approval_live()
            if live and document._approval_changed():
                document._approval_end_request(
                    live,
                    self.env._(
                        "The document was changed: signatures are void and have to be"
                        " asked for again."
                    ),
                )

    def _approval_live(self):
        """Return the steps of the last request that are open or count."""
        return self._approval_current().filtered(
            lambda step: step.state in ("waiting", "open", "approved")
        )

    def _approval_end_request(self, steps, note):
        """Void steps; decisions stay to be seen."""
        steps._close()
        self._approval_touch()
        self._message_log(body=note, author_id=self.env.user.partner_id.id)

    def _approval_touch(self):
        """Write the row, so that PostgreSQL lets only one of two changes through."""
        # the stamp is nothing to keep a history of; core would read all tracked fields
        for document in self.with_context(tracking_disable=True):
            document.approval_stamp += 1

    def _approval_log(self, step):
        """Note a decision in the document's history."""
        labels = dict(step._fields["decision"]._description_selection(self.env))
        represented = step.on_behalf_of
        body = self.env._(
            "%(step)s: %(decision)s by %(user)s%(for)s. %(reason)s",
            step=step.name,
            decision=labels[step.decision],
            user=step.decided_by.name,
            reason=step.reason or "",
            **{
                "for": self.env._(" on behalf of %s", represented.name)
                if represented
                else ""
            },
        )
        self._message_log(body=body.strip(), author_id=step.decided_by.partner_id.id)

    def write(self, vals):
        if not self.env.su and "approval_stamp" in vals:
            raise AccessError(self.env._("Signatures are given by the buttons."))
        return super().write(vals)
