from odoo import fields, models
from odoo.tools import SQL


class QuartierRoomUtilisation(models.Model):
    """How much rooms are used, of how much they are open.

    One row for each booking, whole days counting in full, and one for each day that a
    room is open. Private persons and private events are counted, but not named: the
    rows are for everyone who may read that there are bookings.
    """

    _name = "quartier.room.utilisation"
    _description = "Use of Rooms"
    _auto = False
    _order = "date desc, id"
    _rec_name = "room_id"

    date = fields.Date(readonly=True)
    room_id = fields.Many2one("quartier.room", readonly=True)
    quartier_id = fields.Many2one(
        "quartier.quartier", string="Neighbourhood", readonly=True
    )
    partner_id = fields.Many2one("res.partner", string="Group", readonly=True)
    category_id = fields.Many2one("quartier.event.category", readonly=True)
    booking_count = fields.Integer(string="Bookings", readonly=True)
    headcount = fields.Integer(readonly=True)
    hours_used = fields.Float(readonly=True)
    hours_open = fields.Float(readonly=True)
    utilisation = fields.Float(
        string="Utilisation (%)",
        aggregator="avg",
        readonly=True,
        help="Hours used of hours open. Rooms that are always open have none.",
    )

    def _read_group_select(self, aggregate_spec, query):
        # the mean of days says nothing: hours are added first
        if aggregate_spec != "utilisation:avg":
            return super()._read_group_select(aggregate_spec, query)
        used = self._field_to_sql(self._table, "hours_used", query)
        opened = self._field_to_sql(self._table, "hours_open", query)
        return SQL("100 * SUM(%s) / NULLIF(SUM(%s), 0)", used, opened)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT used.id * 2 AS id, used.date, used.room_id, used.quartier_id,
                   used.partner_id, used.category_id, 1 AS booking_count,
                   used.headcount, used.hours_used, 0 AS hours_open,
                   0 AS utilisation
              FROM (%(used)s) used
             UNION ALL
            SELECT (opened.room_id * 100000 + opened.date - DATE '2000-01-01') * 2 + 1,
                   opened.date, opened.room_id, opened.quartier_id,
                   NULL, NULL, 0, 0, 0, SUM(opened.hours), 0
              FROM (%(opened)s) opened
             GROUP BY opened.room_id, opened.quartier_id, opened.date
            """,
            used=self._used_query(),
            opened=self._opened_query(),
        )

    def _used_query(self):
        """Bookings that take their room, each on the day it begins on."""
        return SQL(
            """
            SELECT booking.id, booking.room_id, booking.quartier_id,
                   (event.start AT TIME ZONE 'UTC' AT TIME ZONE office.tz)::date
                       AS date,
                   EXTRACT(EPOCH FROM booking.block_stop - booking.block_start) / 3600
                   - (booking.setup_minutes + booking.teardown_minutes) / 60.0
                       AS hours_used,
                   CASE WHEN other.id IS NULL
                        THEN COALESCE(event.quartier_headcount, 0)
                        ELSE 0 END AS headcount,
                   CASE WHEN private.is_so OR partner.quartier_confidential
                        THEN NULL ELSE booking.partner_id END AS partner_id,
                   CASE WHEN private.is_so THEN NULL
                        ELSE event.quartier_category_id END AS category_id
              FROM quartier_room_booking booking
              JOIN calendar_event event ON event.id = booking.event_id
              JOIN quartier_quartier office ON office.id = booking.quartier_id
              LEFT JOIN res_partner partner ON partner.id = booking.partner_id
              -- people in several rooms are counted once, in the first of them
              LEFT JOIN LATERAL (
                   SELECT first.id FROM quartier_room_booking first
                    WHERE first.event_id = event.id AND first.id < booking.id
                      AND first.occupies AND first.state = 'confirmed' LIMIT 1
              ) other ON TRUE
              LEFT JOIN res_users_settings organiser
                ON organiser.user_id = event.user_id
              CROSS JOIN LATERAL (
                   SELECT COALESCE(event.privacy, organiser.calendar_default_privacy)
                          = 'private' AS is_so
              ) private
             WHERE booking.occupies AND booking.state = 'confirmed'
            """
        )

    def _opened_query(self):
        """Opening hours from a room's first booking to its last, or until today.

        What the room is closed for (time off of its hours) is taken off.
        """
        return SQL(
            """
            SELECT room.id AS room_id, room.quartier_id, day::date AS date,
                   EXTRACT(EPOCH FROM span.stop - span.start) / 3600
                   - COALESCE(closed.hours, 0) AS hours
              FROM quartier_room room
              JOIN quartier_quartier office ON office.id = room.quartier_id
              JOIN resource_calendar_attendance attendance
                ON attendance.calendar_id = room.resource_calendar_id
               AND attendance.day_period <> 'lunch'
               AND attendance.display_type IS NULL
              JOIN (SELECT room_id, MIN(block_start)::date AS first,
                           GREATEST(MAX(block_stop)::date, CURRENT_DATE) AS last
                      FROM quartier_room_booking
                     WHERE occupies GROUP BY room_id) booked
                ON booked.room_id = room.id
              CROSS JOIN LATERAL generate_series(
                       booked.first::timestamp, booked.last::timestamp,
                       INTERVAL '1 day') day
              CROSS JOIN LATERAL (
                   SELECT (day + attendance.hour_from * INTERVAL '1 hour')
                              AT TIME ZONE office.tz AT TIME ZONE 'UTC' AS start,
                          (day + attendance.hour_to * INTERVAL '1 hour')
                              AT TIME ZONE office.tz AT TIME ZONE 'UTC' AS stop
              ) span
              LEFT JOIN LATERAL (
                   SELECT SUM(EXTRACT(EPOCH FROM LEAST(off.date_to, span.stop)
                              - GREATEST(off.date_from, span.start)) / 3600) AS hours
                     FROM resource_calendar_leaves off
                    WHERE off.calendar_id = room.resource_calendar_id
                      AND off.resource_id IS NULL
                      AND off.date_from < span.stop AND off.date_to > span.start
              ) closed ON TRUE
             WHERE EXTRACT(ISODOW FROM day) = attendance.dayofweek::int + 1
               AND (attendance.week_type IS NULL
                    OR (day::date - DATE '0001-01-01') / 7 %% 2
                       = attendance.week_type::int)
            """
        )
