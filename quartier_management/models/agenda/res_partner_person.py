from odoo import models


class ResPartner(models.Model):
    """What events and offers say of a person, and what an erasure leaves of it."""

    _inherit = "res.partner"

    def _quartier_personal_data(self):
        planning = self.env._("Planning events with those who take part in them.")
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "event_participations",
                self.env._("Part in events"),
                planning,
                self._quartier_linked("quartier.event.participation", "partner_id"),
                ("event_id", "role", "note"),
                date_field="start",
                covers=(("quartier.event.participation", "partner_id"),),
            ),
            self._quartier_section(
                "series_participations",
                self.env._("Part in regular offers"),
                planning,
                self._quartier_linked("quartier.series.participation", "partner_id"),
                ("series_id", "role", "note"),
                covers=(("quartier.series.participation", "partner_id"),),
            ),
            self._quartier_section(
                "attendances",
                self.env._("Invitations to events"),
                self.env._("Inviting to events, and knowing who comes."),
                self._quartier_linked("calendar.attendee", "partner_id"),
                ("event_id", "email", "phone", "state"),
                date_field="create_date",
                covers=(
                    ("calendar.attendee", "partner_id"),
                    ("calendar.event", "partner_ids"),
                ),
            ),
            self._quartier_section(
                "meetings",
                self.env._("Meetings that arose from a reminder"),
                planning,
                self._quartier_about("calendar.event"),
                (),
                date_field="start",
                covers=(("calendar.event", "res_id"),),
            ),
        ]

    def _quartier_impersonal_links(self):
        return {
            **super()._quartier_impersonal_links(),
            (
                "calendar.filters",
                "partner_id",
            ): "whose calendar a colleague likes to see beside the own one",
        }

    def _quartier_neutral_links(self):
        return [
            *super()._quartier_neutral_links(),
            ("quartier.event.participation", "partner_id", "event_id"),
            ("quartier.series.participation", "partner_id", "series_id"),
        ]

    def _quartier_erasure_plan(self):
        return [
            *super()._quartier_erasure_plan(),
            # after the dates below, or the offer would enter its provider there anew
            self._quartier_neutral_step(
                "series_participations",
                self.env._("Part in regular offers"),
                "quartier.series.participation",
                "series_id",
                {"note": False},
            ),
            self._quartier_neutral_step(
                "event_participations",
                self.env._("Part in events"),
                "quartier.event.participation",
                "event_id",
                {"note": False},
            ),
            self._quartier_delete_step(
                "attendances",
                self.env._("Invitations to events"),
                self._quartier_linked("calendar.attendee", "partner_id"),
                covers=(
                    ("calendar.attendee", "partner_id"),
                    ("calendar.event", "partner_ids"),
                ),
            ),
            self._quartier_delete_step(
                "calendar_filters",
                self.env._("Calendars that colleagues show"),
                self._quartier_linked("calendar.filters", "partner_id"),
                covers=(("calendar.filters", "partner_id"),),
            ),
            self._quartier_write_step(
                "meetings",
                self.env._("Meetings that arose from a reminder"),
                self._quartier_about("calendar.event"),
                {"res_model": False, "res_model_id": False, "res_id": False},
                self.env._(
                    "They stay in the calendar, without the link to the contact."
                ),
                covers=(("calendar.event", "res_id"),),
            ),
        ]
