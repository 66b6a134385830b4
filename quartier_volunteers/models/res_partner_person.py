from odoo import models
from odoo.fields import Command

from odoo.addons.quartier_management.models.network.person_file import ANONYMISE, Step

SHOWN = (
    *("quartier_id", "state", "user_id", "started_on", "paused_until", "pause_reason"),
    *("ended_on", "end_reason", "language_ids", "topic_ids", "kind_ids", "mobility"),
    *("wished_hours", "wished_per", "age_class", "age_valid_until", "emergency_name"),
    *("emergency_phone", "reached_by", "guardian_name", "guardian_how", "guardian_on"),
    *("guardian_phone", "guardian_email", "supervisor_name", "allowed_from"),
    *("guardian_asked_on", "guardian_answer", "guardian_terms", "allowed_until"),
    "note",
)
# what is left of somebody for the figures: office, dates, age class, topics
EMPTIED = (
    *("partner_id", "user_id", "pause_reason", "paused_until", "end_reason"),
    *("age_valid_until", "emergency_name", "emergency_phone", "guardian_name"),
    *("guardian_how", "guardian_on", "guardian_phone", "guardian_email"),
    *("guardian_asked_on", "guardian_answer", "guardian_terms", "guardian_from"),
    *(
        "guardian_until",
        "supervisor_name",
        "allowed_from",
        "allowed_until",
        "note",
        "mobility",
    ),
    *("wished_hours", "wished_per"),
)


class ResPartner(models.Model):
    """What is kept of a volunteer, and what an erasure leaves of it."""

    _inherit = "res.partner"

    def _quartier_volunteers(self):
        return self._quartier_linked("quartier.volunteer", "partner_id")

    def _quartier_of_volunteers(self, model_name):
        """Return the rows of a model that belong to the person, with sudo."""
        rows = self.env[model_name].sudo().with_context(active_test=False)
        return rows.search([("volunteer_id", "in", self._quartier_volunteers().ids)])

    def _quartier_personal_data(self):
        working = self.env._("Finding work that fits, and being there for each other.")
        rows = self._quartier_of_volunteers
        law = self.env._("Proving that the work may be done.")
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "volunteer",
                self.env._("Voluntary work"),
                working,
                self._quartier_volunteers(),
                SHOWN,
                date_field="since",
                personal=True,
                covers=(("quartier.volunteer", "partner_id"),),
            ),
            self._quartier_section(
                "volunteer_skills",
                self.env._("Skills"),
                working,
                rows("quartier.volunteer.ability"),
                ("level", "note"),
                personal=True,
            ),
            self._quartier_section(
                "volunteer_availability",
                self.env._("Usually has time"),
                working,
                rows("quartier.volunteer.availability"),
                (),
                personal=True,
            ),
            self._quartier_section(
                "volunteer_absences",
                self.env._("Exceptions of the availability"),
                working,
                rows("quartier.volunteer.absence"),
                ("kind", "date_to", "note"),
                date_field="date_from",
                personal=True,
            ),
            self._quartier_section(
                "volunteer_proofs",
                self.env._("Proofs"),
                law,
                rows("quartier.volunteer.proof"),
                ("form", "begun_on", "event_id", "valid_until", "note"),
                date_field="date",
                personal=True,
            ),
            self._quartier_inspection_section(law),
            self._quartier_section(
                "volunteer_assignments",
                self.env._("Assignments"),
                working,
                rows("quartier.volunteer.assignment"),
                ("shift_id", "stop", "state", "commissioner_id", "reason"),
                date_field="start",
                personal=True,
            ),
            self._quartier_section(
                "volunteer_hours",
                self.env._("Hours given"),
                self.env._("Thanking, and telling funders what was given."),
                rows("quartier.volunteer.hours"),
                ("name", "hours", "state", "reason"),
                date_field="date",
                personal=True,
            ),
        ]

    def _quartier_inspection_section(self, purpose):
        """Show the inspecting role what it noted, and tell everybody else to ask there:
        whether there is anything is not told either."""
        rows = self._quartier_of_volunteers("quartier.volunteer.inspection")
        readable = rows.sudo(False).has_access("read")
        section = self._quartier_section(
            "volunteer_inspections",
            self.env._("Inspected certificates of conduct"),
            purpose,
            rows if readable else rows.browse(),
            (
                *("type_id", "certificate_date", "has_entry", "inspected_by_id"),
                "unneeded_since",
            ),
            date_field="inspected_on",
        )
        if readable or not self._quartier_volunteers():
            return section
        return section._replace(withheld=1)

    def _quartier_impersonal_links(self):
        organisation = "only organisations commission work or have places for it"
        return {
            **super()._quartier_impersonal_links(),
            ("quartier.volunteer.opportunity", "partner_id"): organisation,
            ("quartier.volunteer.opportunity", "commissioner_id"): organisation,
            ("quartier.volunteer.assignment", "commissioner_id"): organisation,
        }

    def _quartier_erasure_obstacles(self, plan):
        obstacles = super()._quartier_erasure_obstacles(plan)
        going = self._quartier_volunteers().filtered(lambda row: row.state != "ended")
        if going:
            obstacles.append(
                self.env._(
                    "The person is still a volunteer. Please let the coordination end"
                    " the voluntary work first."
                )
            )
        return obstacles

    def _quartier_erasure_plan(self):
        return [
            *super()._quartier_erasure_plan(),
            self._quartier_plan_volunteer(),
            self._quartier_plan_part(
                "quartier.volunteer.ability", self.env._("Skills")
            ),
            self._quartier_plan_part(
                "quartier.volunteer.availability", self.env._("Usually has time")
            ),
            self._quartier_plan_part(
                "quartier.volunteer.absence",
                self.env._("Exceptions of the availability"),
            ),
            self._quartier_plan_part("quartier.volunteer.proof", self.env._("Proofs")),
            self._quartier_write_step(
                "volunteer_hours",
                self.env._("Hours given"),
                self._quartier_of_volunteers("quartier.volunteer.hours"),
                {"name": self.env._("Erased"), "reason": False},
                self.env._("Day and number stay for the figures, without the person."),
            ),
            self._quartier_write_step(
                "volunteer_assignments",
                self.env._("Assignments"),
                self._quartier_of_volunteers("quartier.volunteer.assignment"),
                {"reason": False},
                self.env._("Shift and status stay for the figures."),
            ),
        ]

    def _quartier_plan_part(self, model_name, title):
        """Make a step for rows that only the living person needs."""
        rows = self._quartier_of_volunteers(model_name)
        return self._quartier_delete_step(model_name, title, rows)

    def _quartier_plan_volunteer(self):
        volunteers = self._quartier_volunteers()

        def forget(neutral):
            # no step of its own: the preview would count them for who may not know
            self._quartier_of_volunteers("quartier.volunteer.inspection").unlink()
            volunteers.activity_ids.unlink()
            volunteers.message_ids.unlink()
            volunteers.message_follower_ids.unlink()
            volunteers.with_context(tracking_disable=True).write(
                {
                    **dict.fromkeys(EMPTIED, False),
                    "language_ids": [Command.clear()],
                    "guardian_kind_ids": [Command.clear()],
                    "state": "anonymised",
                }
            )

        return Step(
            "volunteer",
            self.env._("Voluntary work"),
            ANONYMISE,
            volunteers,
            self.env._(
                "Office, dates, age class and topics stay for the figures, without the"
                " person."
            ),
            forget,
            (("quartier.volunteer", "partner_id"),),
        )
