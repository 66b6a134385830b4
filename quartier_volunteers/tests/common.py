from datetime import timedelta

from odoo import fields

from odoo.addons.quartier_management.tests.common import QuartierCommon

VOLUNTEER = "quartier_volunteers.group_volunteer_%s"


class VolunteerCommon(QuartierCommon):
    """A kind of work, and a user for each role.

    ``coordinator`` and ``inspector`` work in West, ``coordinator_ost`` in Ost;
    ``place_contact`` is of an organisation, with a login for the portal.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coordinator = cls._new_user("coordinator", VOLUNTEER % "coordinator")
        cls.coordinator_ost = cls._new_user(
            "coordinator_ost", VOLUNTEER % "coordinator"
        )
        cls.inspector = cls._new_user("inspector", VOLUNTEER % "inspector")
        cls.place_contact = cls._new_user("place_contact", "base.group_portal")
        cls.west.member_ids += cls.coordinator + cls.inspector
        cls.ost.member_ids += cls.coordinator_ost
        cls.kind = cls.env["quartier.volunteer.kind"].create({"name": "Ausschank"})

    @classmethod
    def _new_volunteer(cls, name="Vera Frei", user=None, state="active", **values):
        """Create somebody at a status, confidential to the user's office."""
        user = user or cls.coordinator
        person = values.pop("person", {})
        values.setdefault("age_class", "18_plus")
        partner = cls._new_resident(user, name, **person)
        volunteer = (
            cls.env["quartier.volunteer"]
            .with_user(user)
            .create({"partner_id": partner.id, **values})
        )
        volunteer.sudo().state = state
        return volunteer

    @classmethod
    def _new_shift(cls, user=None, **values):
        """Create a shift of two hours, a week ahead, with one place."""
        start = values.pop("start", None) or fields.Datetime.now() + timedelta(days=7)
        start = fields.Datetime.to_datetime(start)
        return (
            cls.env["quartier.volunteer.shift"]
            .with_user(user or cls.coordinator)
            .create(
                {
                    "name": "Theke",
                    "kind_id": cls.kind.id,
                    "start": start,
                    "stop": start + timedelta(hours=2),
                    **values,
                }
            )
        )
