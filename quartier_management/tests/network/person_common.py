from odoo.fields import Command

from ..common import QuartierCommon


class PersonCommon(QuartierCommon):
    """Rosa Geheim, a resident of West, of whom something is stored in every wing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rosa = cls._new_resident(
            cls.office, email="rosa@geheim.example", phone="0151 234", street="Weg 1"
        )
        cls.address = cls.rosa.child_ids.create(
            {"name": "Rosa c/o Tante", "type": "other", "parent_id": cls.rosa.id}
        )
        cls.other = cls._new_resident(
            cls.office, name="Paul Anders", email="paul@anders.example"
        )
        for person, note in (
            (cls.rosa, "Rosa möchte ein Ehrenamt."),
            (cls.other, "Paul ist schwierig."),
        ):
            person.with_user(cls.office).message_post(body=note)
        cls.event = cls._new_event(name="Nähcafé", quartier_assessment="zäh wie immer")
        cls.part = cls.event.quartier_participation_ids.create(
            {
                "event_id": cls.event.id,
                "partner_id": cls.rosa.id,
                "role": "supporter",
                "note": "Rosa bringt Stoff mit",
            }
        )
        cls.project = cls._new_project(name="Nachbarschaftsgarten")
        cls.project_part = cls.env["quartier.project.participation"].create(
            {"project_id": cls.project.id, "partner_id": cls.rosa.id}
        )
        cls.series = cls.env["quartier.series"].create(
            {"name": "Nähkurs", "quartier_id": cls.west.id}
        )
        cls.series_part = cls.env["quartier.series.participation"].create(
            {"series_id": cls.series.id, "partner_id": cls.rosa.id}
        )
        cls.room = cls.env["quartier.room"].create(
            {"name": "Saal", "quartier_id": cls.west.id, "horizon_days": 0}
        )
        cls.booking = cls._book(cls.event, cls.rosa, note="Rosa holt den Schlüssel")
        cls.request = cls._ask("rosa@geheim.example", contact_name="Rosa G.")
        cls.club = cls.env["res.partner"].create({"name": "Verein", "is_company": True})
        cls.talk, cls.talk_together = cls.env["quartier.conversation"].create(
            [
                {
                    "partner_ids": [Command.set(partners.ids)],
                    "quartier_id": cls.west.id,
                    "note": note,
                }
                for partners, note in (
                    (cls.rosa, "Rosa sucht eine Wohnung"),
                    (cls.rosa + cls.club, "Sommerfest"),
                )
            ]
        )
        cls.relation = cls.env["quartier.relation"].create(
            {
                "partner_id": cls.rosa.id,
                "kind_id": cls.env.ref(
                    "quartier_management.quartier_relation_kind_member"
                ).id,
                "other_id": cls.club.id,
                "note": "Rosa singt dort",
            }
        )
        cls.consent = cls.env["quartier.consent"].create(
            {
                "partner_id": cls.rosa.id,
                "purpose_id": cls.env.ref(
                    "quartier_management.quartier_consent_purpose_photo"
                ).id,
                "remark": "Rosa, Ordner 3",
            }
        )
        cls.document = cls.env["ir.attachment"].create(
            {
                "name": "Brief ä.txt",
                "raw": b"Liebe Rosa",
                "res_model": "res.partner",
                "res_id": cls.rosa.id,
            }
        )

    @classmethod
    def _book(cls, event, partner, **values):
        return cls.env["quartier.room.booking"].create(
            {
                "event_id": event.id,
                "room_id": cls.room.id,
                "partner_id": partner.id,
                **values,
            }
        )

    @classmethod
    def _ask(cls, email, **values):
        return cls.env["quartier.room.request"].create(
            {
                "room_id": cls.room.id,
                "start": "2030-05-04 10:00:00",
                "stop": "2030-05-04 11:00:00",
                "attendance": 5,
                "purpose": "Taufe",
                "contact_name": "Jemand",
                "email": email,
                "state": "open",
                **values,
            }
        )

    @classmethod
    def _new_login(cls):
        """Return a resident with a login to the portal."""
        login = cls._new_user("portal_person", "base.group_portal")
        login.partner_id.with_user(cls.office).quartier_confidential = True
        return login

    @classmethod
    def _invite(cls, event, partner):
        event.partner_ids = [Command.link(partner.id)]
