from datetime import datetime

from odoo.fields import Command

from ..common import QuartierCommon


class RoomCommon(QuartierCommon):
    """Two rooms in West, open all the time unless a test says otherwise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.room = cls._new_room("Saal", capacity=40)
        cls.small = cls._new_room("Kammer", capacity=8)

    @classmethod
    def _new_room(cls, name, quartier=None, **values):
        quartier = cls.west if quartier is None else quartier
        return (
            cls.env["quartier.room"]
            .with_user(quartier.manager_id)
            .create(
                {
                    "name": name,
                    "quartier_id": quartier.id,
                    "horizon_days": 0,
                    **values,
                }
            )
        )

    @classmethod
    def _new_booking(cls, start, stop, room=None, event=None, **values):
        """Book a room of the office, by UTC times such as ``2030-03-04 10:00``."""
        room = cls.room if room is None else room
        event = event or cls._new_event(
            quartier=room.quartier_id, start=cls._at(start), stop=cls._at(stop)
        )
        return (
            cls.env["quartier.room.booking"]
            .with_user(room.quartier_id.manager_id)
            .create({"event_id": event.id, "room_id": room.id, **values})
        )

    @classmethod
    def _at(cls, text):
        return datetime.strptime(text, "%Y-%m-%d %H:%M")

    @classmethod
    def _open_weekdays(cls, room, hour_from=8, hour_to=18):
        room.sudo().resource_calendar_id = cls.env["resource.calendar"].create(
            {
                "name": "Offen",
                "tz": "Europe/Berlin",
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": str(day),
                            "dayofweek": str(day),
                            "hour_from": hour_from,
                            "hour_to": hour_to,
                            "day_period": "morning",
                        }
                    )
                    for day in range(5)
                ],
            }
        )
