from odoo import models


class QuartierVolunteer(models.Model):
    """The onboarding plan, and the papers that are still needed, become activities."""

    _inherit = "quartier.volunteer"

    def _entered(self, state):
        result = super()._entered(state)
        if state == "onboarding":
            for volunteer in self._each_in_language():
                volunteer._schedule_onboarding()
        return result

    def _schedule_onboarding(self):
        """Plan what belongs to the kinds of work that somebody wants to do.

        A plan that several kinds share is planned once. Who is asked "at launch" by
        the plan is who looks after the person.
        """
        self.ensure_one()
        user = self._in_charge()
        if not user:
            return
        today = self.quartier_id._today()
        quiet = self.with_context(mail_activity_quick_update=True)
        # sudo: plans are everybody's to read, other companies' are not
        plans = self.kind_ids.sudo().plan_id.filtered("active")
        for step in plans.template_ids:
            named = step.responsible_id if step.responsible_type == "other" else user
            reads = self.with_user(named).has_access("read")
            quiet.activity_schedule(
                activity_type_id=step.activity_type_id.id,
                summary=step.summary,
                note=step.note,
                date_deadline=max(step._get_date_deadline(today), today),
                # who does not belong to the team may not read whom it is about
                user_id=(named if reads else user).id,
                automated=True,
            )
        for kind in self._missing_for_work().get(self, ()):
            quiet.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Ask for the proof: %s", kind.name),
                note=kind.description,
                date_deadline=today,
                user_id=user.id,
                automated=True,
            )
