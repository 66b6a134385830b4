from datetime import datetime

from odoo import models
from odoo.tools import SQL

# lists whose names stand in the pages
NAMES = (
    "quartier_event_category",
    "quartier_audience",
    "quartier_language",
    "quartier_topic",
    "quartier_room",
    "res_company",
)


class QuartierQuartier(models.Model):
    """When the public pages have changed."""

    _inherit = "quartier.quartier"

    def _public_version(self):
        """Return what changes whenever a public page does, in one query.

        The number of events counts as well, since one that is deleted leaves no date,
        and the sum of the dates, since who began earlier may end later.

        :return: a tuple to compare, and when something changed last (UTC)
        :rtype: tuple[tuple, datetime]
        """
        self.ensure_one()
        self.env.flush_all()
        names = SQL(" UNION ALL ").join(
            SQL(
                "SELECT COUNT(*) AS number, MAX(write_date) AS changed FROM %s",
                SQL.identifier(table),
            )
            for table in NAMES
        )
        [row] = self.env.execute_query(
            SQL(
                """
                SELECT event.number, event.changed, booking.number, booking.changed,
                       office.changed, name.number, name.changed
                  FROM (SELECT ARRAY[COUNT(*), SUM(EXTRACT(EPOCH FROM write_date))]
                               AS number, MAX(write_date) AS changed
                          FROM calendar_event WHERE quartier_id = %(id)s) event,
                       (SELECT ARRAY[COUNT(*), SUM(EXTRACT(EPOCH FROM write_date))]
                               AS number, MAX(write_date) AS changed
                          FROM quartier_room_booking
                         WHERE quartier_id = %(id)s) booking,
                       (SELECT GREATEST(office.write_date, partner.write_date)
                               AS changed
                          FROM quartier_quartier office
                          JOIN res_partner partner ON partner.id = office.partner_id
                         WHERE office.id = %(id)s) office,
                       (SELECT SUM(number) AS number, MAX(changed) AS changed
                          FROM (%(names)s) list) name
                """,
                id=self.id,
                names=names,
            )
        )
        # a new day marks another day as today
        dates = [value for value in row if isinstance(value, datetime)]
        dates.append(self._midnight(self._public_today()))
        version = (*row, self._public_today(), self.env.registry.registry_sequence)
        return version, max(dates)
