from odoo import api, fields, models
from odoo.fields import Domain


class QuartierApprovalStep(models.Model):
    """Who may sign a step, and why somebody may not."""

    _inherit = "quartier.approval.step"

    for_me = fields.Boolean(
        string="Waiting for Me", compute="_compute_for_me", search="_search_for_me"
    )
    obstacles = fields.Text(
        compute="_compute_obstacles", help="Why you cannot sign, if you cannot."
    )
    stuck = fields.Boolean(
        compute="_compute_obstacles", help="Nobody is left who may sign."
    )

    def _today(self):
        """Return the day of the office, whatever time zone a client sends."""
        self.ensure_one()
        return self.quartier_id._today()

    # -- work list

    @api.depends("state", "signatory_ids")
    @api.depends_context("uid")
    def _compute_for_me(self):
        found = self.search([("id", "in", self.ids), ("for_me", "=", True)])
        for step in self:
            step.for_me = step in found

    @api.model
    def _search_for_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = (
            Domain("state", "=", "open")
            & Domain.OR(self._represented_domains())
            & Domain("requested_by_id", "!=", self.env.uid)
        )
        return mine if True in value else ~mine

    @api.model
    def _represented_domains(self):
        """Return what waits for the user or those represented, for each day that the
        offices have now."""
        user = self.env.user
        # sudo: the day of each office is no secret
        offices = self.env["quartier.quartier"].sudo().with_context(active_test=False)
        days = offices.search([]).grouped(lambda office: office._today())
        domains = [Domain.FALSE]
        for day, of_day in days.items():
            represented = self.env["quartier.approval.substitute"]._represented(
                user, day
            )
            people = user | represented.get(user, user.browse())
            domain = Domain("signatory_ids", "in", people.ids)
            if len(days) > 1:
                domain &= Domain("quartier_id", "in", of_day.ids)
            domains.append(domain)
        return domains

    # -- who may sign

    def _signers(self):
        """Return signatories and their substitutes of today."""
        self.ensure_one()
        signatories = self.sudo().signatory_ids
        substitutes = self.env["quartier.approval.substitute"]
        return signatories | substitutes._substitutes(signatories, self._today())

    @api.depends("state", "signatory_ids", "decided_by")
    @api.depends_context("uid")
    def _compute_obstacles(self):
        for step in self:
            step.obstacles = "\n".join(step._obstacles(self.env.user)) or False
            step.stuck = step.state == "open" and not step._possible_signers()

    def _possible_signers(self):
        """Return who may sign this step now."""
        self.ensure_one()
        return self._signers().filtered(lambda user: not self._person_obstacles(user))

    def _obstacles(self, user):
        """Hook: say in whole sentences why a user cannot sign.

        :rtype: list[str]
        """
        self.ensure_one()
        return [*self._state_obstacles(), *self._person_obstacles(user)]

    def _state_obstacles(self):
        if self.state == "open":
            return []
        states = dict(self._fields["state"]._description_selection(self.env))
        if self.state == "waiting":
            return [self.env._("Others have to sign before.")]
        return [
            self.env._(
                "This signature is no longer open: %(state)s.", state=states[self.state]
            )
        ]

    def _person_obstacles(self, user):
        """Say why it cannot be this person, whatever the state is."""
        # sudo: names of those who took part stand in the step anyway
        step = self.sudo()
        obstacles = []
        if not user.active or user.share:
            obstacles.append(
                self.env._("%s no longer works in this system.", user.name)
            )
        if user not in step.signatory_ids:
            obstacles += step._substitute_obstacles(user)
        return [*obstacles, *step._four_eyes_obstacles(user)]

    def _substitute_obstacles(self, user):
        """Say why a user cannot sign for one of the signatories."""
        represented = self._represented_by(user)
        if not represented:
            return [
                self.env._(
                    "%s is neither signatory of this step nor a substitute today.",
                    user.name,
                )
            ]
        if self._on_behalf_of(user):
            return []
        # what somebody may not do, nobody does on their behalf
        return [
            obstacle
            for person in represented
            for obstacle in self._four_eyes_obstacles(person)
        ]

    def _four_eyes_obstacles(self, user):
        """Who signs neither asked for it, nor created the document, nor signed an
        earlier step, be it by a substitute."""
        document = self._document()
        others = self._others()
        if user == self.requested_by_id:
            return [self.env._("%s has asked for the signatures.", user.name)]
        if document and user in document._approval_authors():
            return [self.env._("%s has created the document.", user.name)]
        if user in others.decided_by | others.on_behalf_of:
            return [self.env._("%s has signed another step already.", user.name)]
        return []

    def _others(self):
        """Return the other steps of the same request."""
        self.ensure_one()
        document = self._document()
        steps = document.approval_step_ids if document else self
        return steps.filtered(lambda step: step.round == self.round) - self

    def _represented_by(self, user):
        """Return the signatories whom a user represents today."""
        represented = self.env["quartier.approval.substitute"]._represented(
            user, self._today()
        )
        return represented.get(user, user.browse()) & self.signatory_ids

    def _on_behalf_of(self, user):
        """Return whom a substitute signs for, or nobody."""
        self.ensure_one()
        step = self.sudo()
        if user in step.signatory_ids:
            return user.browse()
        return step._represented_by(user).filtered(
            lambda person: not step._four_eyes_obstacles(person)
        )[:1]
