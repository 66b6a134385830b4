from odoo import models


class ResPartner(models.Model):
    """What rooms and requests for them say of a person, and what an erasure leaves."""

    _inherit = "res.partner"

    def _quartier_room_requests(self):
        """Return what the person asked for: signed in, or by a proven address.

        An address that nobody confirmed may be a stranger's mistake.
        """
        # sudo: those of other offices count as well, but are shown to their team only
        requests = self.env["quartier.room.request"].sudo()
        bookings = self._quartier_linked("quartier.room.booking", "partner_id")
        found = self._quartier_linked("quartier.room.request", "partner_id")
        found |= requests.search([("booking_id", "in", bookings.ids)])
        emails = self._quartier_file_emails()
        likely = requests.search(
            [("state", "!=", "unconfirmed"), ("email", "in", emails)]
        )
        return found | likely

    def _quartier_personal_data(self):
        months = self.env["quartier.room.request"]._retention_months()
        return [
            *super()._quartier_personal_data(),
            self._quartier_section(
                "room_bookings",
                self.env._("Use of rooms"),
                self.env._("Promising rooms and handing out keys."),
                self._quartier_linked("quartier.room.booking", "partner_id"),
                (
                    "event_id",
                    "room_id",
                    "stop",
                    "state",
                    "reason",
                    "public_name",
                    "attendance",
                    "note",
                ),
                date_field="start",
                covers=(("quartier.room.booking", "partner_id"),),
            ),
            self._quartier_section(
                "room_requests",
                self.env._("Requests for rooms"),
                self.env._("Deciding on requests and answering them."),
                self._quartier_room_requests(),
                (
                    "room_id",
                    "stop",
                    "attendance",
                    "purpose",
                    "group_name",
                    "contact_name",
                    "email",
                    "phone",
                    "public_name",
                    "message",
                    "state",
                    "question",
                    "reason",
                    "create_date",
                ),
                date_field="start",
                retention=self.env._("%s months after the date they ask for.", months)
                if months is not None
                else "",
                covers=(("quartier.room.request", "partner_id"),),
            ),
        ]

    def _quartier_neutral_links(self):
        return [
            *super()._quartier_neutral_links(),
            ("quartier.room.booking", "partner_id", None),
        ]

    def _quartier_erasure_plan(self):
        return [
            *super()._quartier_erasure_plan(),
            self._quartier_neutral_step(
                "room_bookings",
                self.env._("Use of rooms"),
                "quartier.room.booking",
                None,
                {"note": False, "public_name": False},
            ),
            self._quartier_delete_step(
                "room_requests",
                self.env._("Requests for rooms"),
                self._quartier_room_requests(),
                self.env._(
                    "A promised room stays promised: please cancel it before, if not."
                ),
                covers=(("quartier.room.request", "partner_id"),),
            ),
        ]
