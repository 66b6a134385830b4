from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestCalendarEventPublish(QuartierCommon):
    def test_private_events_are_never_published(self):
        event = self._new_event(privacy="private")
        with self.assertRaises(ValidationError):
            event.quartier_published = True
        event.write({"privacy": "public", "quartier_published": True})
        with self.assertRaises(ValidationError):
            event.privacy = "private"

    def test_private_calendars_count_too(self):
        manager = self.manager.with_user(self.manager)
        manager.calendar_default_privacy = "private"
        with self.assertRaises(ValidationError):
            self._new_event(quartier_published=True)

    def test_published_events_do_not_turn_private(self):
        events = self._new_event(quartier_published=True) + self._new_event()
        events[1].action_quartier_publish()
        unpublished = self._new_event()
        self.manager.with_user(self.manager).calendar_default_privacy = "private"
        for event in events:
            self.assertEqual(event.effective_privacy, "public")
            self.assertEqual(event.with_user(self.employee).display_name, event.name)
        self.assertEqual(unpublished.effective_privacy, "private")

    def test_events_without_neighbourhood_are_not_published(self):
        nobody = self.env["quartier.quartier"]
        with self.assertRaises(ValidationError):
            self._new_event(self.employee, nobody, quartier_published=True)

    def test_category_decides_the_duty(self):
        duties = self.env["quartier.duty"].create([{"name": "A"}, {"name": "B"}])
        self.category.duty_id = duties[0]
        event = self._new_event()
        self.assertEqual(event.quartier_duty_id, duties[0])
        event.quartier_duty_id = duties[1]
        event.name = "Anders"
        self.assertEqual(event.quartier_duty_id, duties[1])

    @mute_logger("odoo.sql_db")
    def test_headcount_is_not_negative(self):
        event = self._new_event()
        with self.assertRaises(CheckViolation):
            event.quartier_headcount = -1
            event.flush_recordset()

    def test_new_events_belong_to_the_own_office(self):
        events = self.env["calendar.event"].with_user(self.office)
        self.assertFalse(Form(events).quartier_id)
        self.assertEqual(
            Form(events.with_context(quartier_own=True)).quartier_id, self.west
        )

    def test_each_actor_once(self):
        partner = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        event = self._new_event(
            quartier_participation_ids=[Command.create({"partner_id": partner.id})]
        )
        self.assertEqual(partner.quartier_event_count, 1)
        action = partner.action_view_quartier_events()
        self.assertEqual(event.search(action["domain"]), event.sudo())
