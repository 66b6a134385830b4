from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .common import PaperCommon


@tagged("standard", "post_install", "-at_install")
class TestCommitteePaperProse(PaperCommon):
    """What a statement says, in German."""

    def test_event(self):
        event = self._new_festival(
            location="Platz",
            quartier_headcount=140,
            quartier_participation_ids=[
                Command.create({"partner_id": self.club.id, "role": "lead"})
            ],
        )
        self.assertEqual(
            self._text_of(event),
            "Am 20. September 2024 fand die Veranstaltung „Spielfest“ (Platz) statt."
            " Die Leitung lag bei Probeverein. Es kamen 140 Menschen.",
        )

    def test_one_person(self):
        event = self._new_festival(quartier_headcount=1)
        self.assertIn("Es kam 1 Person.", self._text_of(event))

    def test_several_actors_each_once_and_not_the_office_itself(self):
        other = self._new_actor("Zweitverein")
        partners = self.club + other + self.west.partner_id
        event = self._new_festival(
            quartier_participation_ids=[
                Command.create({"partner_id": partner.id}) for partner in partners
            ]
        )
        self.assertIn(
            "Durchgeführt wurde sie gemeinsam mit Probeverein und Zweitverein.",
            self._text_of(event),
        )

    def test_no_place_that_the_title_names(self):
        event = self._new_festival("Fest am Markt", location="Markt")
        self.assertIn("„Fest am Markt“ statt.", self._text_of(event))

    def test_the_house_next_door_is_not_the_office(self):
        event = self._new_festival(location="Probeweg 12")
        self.assertIn("(Probeweg 12)", self._text_of(event))

    def test_begun_before_the_period(self):
        event = self._new_festival(day="2024-08-30")
        event.stop = "2024-09-02 16:00:00"
        self.assertIn("Vom 30. August bis 2. September 2024", self._text_of(event))

    def test_the_office_needs_no_address(self):
        event = self._new_festival(location="Quartiersbüro, Probeweg 1")
        self.assertIn("„Spielfest“ im Quartiersbüro statt", self._text_of(event))

    @freeze_time("2024-11-15")
    def test_planned(self):
        for day in ("2024-11-20", "2024-12-13"):
            event = self._new_festival(day=day)
            self.assertIn(
                "ist die Veranstaltung „Spielfest“ geplant", self._text_of(event)
            )

    def test_cancelled(self):
        event = self._new_festival(quartier_headcount=0)
        event.action_quartier_cancel("Sturm")
        self.assertEqual(
            self._text_of(event),
            "Am 20. September 2024 sollte die Veranstaltung „Spielfest“ stattfinden;"
            " sie wurde abgesagt (Sturm).",
        )

    def test_several_days(self):
        event = self._new_festival()
        event.stop = "2024-09-22 16:00:00"
        self.assertIn("Vom 20. September bis 22. September 2024", self._text_of(event))

    def test_without_length(self):
        event = self._new_festival()
        event.stop = event.start
        self.assertIn("Am 20. September 2024", self._text_of(event))

    def test_days_begin_at_midnight_in_the_office(self):
        # 22:30 UTC is half past midnight of the next day, in summer time
        event = self._new_festival()
        event.write({"start": "2024-08-31 22:30:00", "stop": "2024-08-31 23:30:00"})
        self.assertIn("Am 1. September 2024", self._text_of(event))
        # and in winter the last night of the period ends an hour later in UTC
        event.write({"start": "2024-11-30 22:30:00", "stop": "2024-11-30 23:00:00"})
        self.assertIn("Am 30. November 2024", self._text_of(event))

    def test_all_day_stays_on_its_day(self):
        event = self._new_festival()
        event.write(
            {"allday": True, "start_date": "2024-09-01", "stop_date": "2024-09-01"}
        )
        self.assertIn("Am 1. September 2024", self._text_of(event))

    def test_quotes_and_right_to_left(self):
        event = self._new_festival('„Wir" & <b>مرحبا</b>', location="مقهى")
        text = self._text_of(event)
        self.assertIn('„Wir" & <b>مرحبا</b>', text)
        self.assertIn("(\u2068مقهى\u2069)", text)

    def test_many_events_of_a_kind_become_one_statement(self):
        events = self.env["calendar.event"]
        for number in range(6):
            events |= self._new_festival(
                "Gartentreff" if number % 3 else "Lesung",
                day=f"2024-10-0{number + 1}",
                quartier_headcount=number * 500,
                quartier_participation_ids=[
                    Command.create({"partner_id": self.club.id})
                ],
            )
        events[1].action_quartier_cancel("Sturm")
        paper = self._draft()
        statement = paper.statement_ids.filtered("event_ids")
        self.assertEqual(statement.event_ids, events)
        self.assertEqual(
            statement.text,
            "Im Berichtszeitraum fanden 5 Feste statt. Im Einzelnen: Gartentreff (3)"
            " und Lesung (2). Zu den 4 davon, die gezählt wurden, kamen 7.000 Menschen."
            " Beteiligt: Probeverein. Ein Termin wurde abgesagt (Fest).",
        )

    def test_project(self):
        project = self._new_project(
            name="Garten",
            quartier_goal="Alle gärtnern",
            date_start="2024-10-01",
            date="2025-03-31",
            quartier_participation_ids=[Command.create({"partner_id": self.club.id})],
        )
        tasks = self.env["project.task"].with_user(self.manager)
        for name, deadline in (("Beete bauen", "2024-12-02 11:00:00"), ("Säen", False)):
            tasks.create(
                {"name": name, "project_id": project.id, "date_deadline": deadline}
            )
        tasks.create(
            {
                "name": "Zaun",
                "project_id": project.id,
                "date_deadline": "2024-10-12 11:00:00",
            }
        )
        tasks.create(
            {
                "name": "Platz finden",
                "project_id": project.id,
                "state": "1_done",
                "date_end": "2024-11-30 20:00:00",
            }
        )
        self.assertEqual(
            self._text_of(project),
            "Projekt „Garten“: Alle gärtnern. Laufzeit: 1. Oktober 2024 bis 31. März"
            " 2025. Partner: Probeverein. Erledigt: Platz finden. Nächste Schritte:"
            " Zaun (fällig war der 12. Oktober 2024); Beete bauen (bis 2. Dezember"
            " 2024); Säen.",
        )

    def test_office_hours_and_posts(self):
        category = self.env.ref(
            "quartier_management.quartier_event_category_office_hour"
        )
        series = self.env["quartier.series"].with_user(self.manager)
        for weekday, start, stop, first, last in (
            ("3", 15.5, 17, "2024-10-01", False),
            ("1", 14, 16, "2024-10-01", False),
            ("1", 11, 13, "2024-10-01", False),
            ("4", 8, 9, "2024-09-01", "2024-09-30"),
            ("0", 8, 9, "2025-01-01", False),
        ):
            series.create(
                {
                    "name": "Sprechstunde",
                    "quartier_id": self.west.id,
                    "category_id": category.id,
                    "weekday": weekday,
                    "hour_from": start,
                    "hour_to": stop,
                    "date_from": first,
                    "date_until": last,
                }
            ).state = "running"
        self.env["quartier.position"].with_user(self.manager).create(
            {
                "name": "Assistenz",
                "quartier_id": self.west.id,
                "hours_week": 19.5,
                "state": "advertised",
                "date_from": "2024-11-01",
            }
        )
        text = self._text(self._draft())
        for expected in (
            "Sprechzeiten sind dienstags von 11 bis 13 und von 14 bis 16 Uhr und"
            " donnerstags von 15:30 bis 17 Uhr.",
            "Das Büro hat eine Stelle mit 19,5 Wochenstunden"
            " (Vollzeitäquivalent: 0,5):",
            "- Assistenz: 19,5 Wochenstunden, ausgeschrieben seit 1. November 2024",
            "Noch nicht im Stellenplan: Assistenz.",
        ):
            self.assertIn(expected, text)

    def test_only_public_roles_are_named(self):
        person = self.env["res.partner"].create(
            {"name": "Ada Amt", "function": "Dezernentin"}
        )
        private = self.env["res.partner"].create({"name": "Paul Privat"})
        resident = self._new_resident(self.manager, function="Vorsitz")
        event = self._new_festival(
            quartier_participation_ids=[
                Command.create({"partner_id": partner.id, "role": "guest"})
                for partner in person + private + resident
            ]
        )
        self.assertIn("Zu Gast: Ada Amt (Dezernentin).", self._text_of(event))

    def test_private_events_stay_private(self):
        event = self._new_festival("Geheim", privacy="private")
        self.assertFalse(self._text_of(event))
