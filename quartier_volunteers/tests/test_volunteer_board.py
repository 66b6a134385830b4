from datetime import datetime, timedelta

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.quartier_volunteers.models.fit import Answers, fit

from .outside_common import OutsideHttpCase

SECRET = "Streng-Vertraulich-4711"


@tagged("standard", "post_install", "-at_install")
class TestVolunteerBoard(OutsideHttpCase):
    """What the world reads of opportunities, without an account and JavaScript."""

    def _names(self, **filters):
        return [row.name for row in self.west._public_opportunities(filters)]

    def test_published_ones_only(self):
        for state in ("draft", "review", "filled", "closed"):
            self._new_opportunity(state, name=f"Nicht {state}")
        self._new_opportunity(name="Vorbei", date_to="2020-01-01")
        page = self._get(self.board).text
        self.assertIn("Lesepatin", page)
        self.assertNotIn("Nicht ", page)
        self.assertNotIn("Vorbei", page)
        other = self._get(f"/quartier/{self.ost.slug}/mitmachen").text
        self.assertNotIn("Lesepatin", other)

    def test_page_of_an_opportunity(self):
        path = f"{self.board}/{self.opportunity.id}"
        self.opportunity.description = "Kindern vorlesen"
        self.assertIn("Kindern vorlesen", self._get(path).text)
        self._get(f"/quartier/{self.ost.slug}/mitmachen/{self.opportunity.id}", 404)
        self._get(f"{self.board}/99999999999999999999", 404)
        self.opportunity.sudo().state = "review"
        self._get(path, 404)
        self._get(f"{path}/interesse", 404)

    def test_nothing_but_the_listed_fields(self):
        self.opportunity.message_post(body=SECRET)
        self.opportunity.user_id.name = SECRET
        self.opportunity.commissioner_id = self.env["res.partner"].create(
            {"name": SECRET, "is_company": True}
        )
        self.vera.partner_id.name = SECRET
        assignment = self._assignment(note=SECRET, max_count=3)
        self.assertEqual(assignment.state, "confirmed")
        for path in (self.board, f"{self.board}/{self.opportunity.id}"):
            page = self._get(path).text
            self.assertNotIn("4711", page)
            self.assertNotIn('name="csrf_token"', page)

    def test_dates_and_free_places(self):
        self._assignment(max_count=3, start="2030-03-04 15:00:00")
        page = self._get(f"{self.board}/{self.opportunity.id}").text
        self.assertIn("2 places are free", page.replace("\n", " "))
        # by the office's clock
        self.assertIn("4:00", page)

    def test_filters(self):
        topic = self.env["quartier.topic"].create({"name": "Bildung"})
        part = self.env["quartier.topic"].create(
            {"name": "Lesen", "parent_id": topic.id}
        )
        language = self.env["quartier.language"].search([], limit=1)
        self._new_opportunity(
            name="Garten", topic_ids=part.ids, language_ids=language.ids
        )
        self.assertEqual(self._names(topic=topic.id), ["Garten"])
        self.assertEqual(self._names(language=language.id), ["Garten"])
        self.assertEqual(self._names(words="GART"), ["Garten"])
        self.assertEqual(self._names(words="gart lese"), [])
        page = self._get(f"{self.board}?suche=garten&topic={topic.id}&tag=&zeit=").text
        self.assertIn("Garten", page)
        self.assertNotIn("Lesepatin", page)
        self.assertIn("Nothing was found", self._get(f"{self.board}?suche=xyz").text)

    def test_day_and_time(self):
        """By the shifts, else by what is said in words; else it is to be agreed on."""
        self.opportunity.name = "Absprache"
        self._new_opportunity(name="Worte", when="Every Tuesday from 3 pm")
        shifts = self._new_opportunity(name="Schichten")
        # Wednesday from half past five, by the office's clock
        start = datetime(2030, 7, 3, 15, 30)
        self._new_shift(start=start, opportunity_id=shifts.id)
        self.assertEqual(self._names(day="1"), ["Absprache", "Worte"])
        self.assertEqual(self._names(day="2"), ["Absprache", "Schichten"])
        evening = self._names(daypart="evening")
        self.assertEqual(evening, ["Absprache", "Schichten", "Worte"])
        morning = self._names(day="2", daypart="morning")
        self.assertEqual(morning, ["Absprache"])

    def test_strange_addresses(self):
        for query in (
            "topic=1%27%20OR%201=1--&language=99999999999",
            "tag=9&zeit=nachts&suche=%00%25_",
            "suche=" + "x" * 5000,
        ):
            self._get(f"{self.board}?{query}")
        self._get("/quartier/gibt-es-nicht/mitmachen", 404)
        self._get("/quartier/%00/mitmachen", 400)

    def test_unchanged_pages_are_not_sent_again(self):
        self.opener.cookies.clear()
        # a stranger has no session, and is not redirected to another language
        default = self.env["ir.default"]._get("res.partner", "lang") or "en_US"
        language = {"Accept-Language": default.replace("_", "-")}
        self.env.flush_all()
        first = self.url_open(self.board, headers=language)
        self.assertIn("public", first.headers["Cache-Control"])
        self.assertNotIn("session_id", first.headers.get("Set-Cookie", ""))
        etag = {"If-None-Match": first.headers["ETag"], **language}
        again = self.url_open(self.board, headers=etag)
        self.assertEqual(again.status_code, 304)

    def test_versions(self):
        """Whatever a page shows makes it another version."""
        shift = self._new_shift(opportunity_id=self.opportunity.id)
        seen = {self._version()}
        for record in (self.opportunity, shift, self.kind):
            self._touch(record)
            seen.add(self._version())
        shift._request(self.vera.with_user(self.coordinator))
        seen.add(self._version())
        with freeze_time(shift.start + timedelta(minutes=1)):
            seen.add(self._version())
        self.assertEqual(len(seen), 6)

    def _version(self):
        self.env.flush_all()
        return repr(self.west._public_board_version())

    def _touch(self, record):
        """Change it a moment later: all that happens in one test has one date."""
        self.env.flush_all()
        query = SQL(
            "UPDATE %s SET write_date = write_date + interval '1 second' WHERE id = %s",
            SQL.identifier(record._table),
            record.id,
        )
        self.env.cr.execute(query)


@tagged("standard", "post_install", "-at_install")
class TestVolunteerFits(OutsideHttpCase):
    """What fits a stranger, with reasons, and nothing stored."""

    def test_reasons_in_words(self):
        skill = self.env["quartier.volunteer.skill"].create({"name": "Erste Hilfe"})
        language = self.env["quartier.language"].search([], limit=1)
        self._new_opportunity(
            name="Dolmetschen", language_ids=language.ids, skill_ids=skill.ids
        )
        self.kind.min_age = 16
        count = self.env["quartier.volunteer.signup"].search_count([])
        page = self.url_open(
            f"{self.board}/passt",
            data={"language": language.id, "age": "15", "time": "0-morning"},
        )
        text = " ".join(page.text.split())
        self.assertIn(f"Fits: {language.name}.", text)
        self.assertIn("Asked for: Erste Hilfe.", text)
        self.assertIn("From 16 years of age.", text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(self.env["quartier.volunteer.signup"].search_count([]), count)

    def test_order(self):
        [row] = self.west._public_opportunities()
        skilled = row._replace(skills=((1, "Erste Hilfe"), (2, "Kochen")))
        none = frozenset()
        able = Answers(none, none, frozenset((1, 2)), none, None)
        unable = Answers(none, none, none, none, None)
        self.assertGreater(fit(skilled, able).score, fit(row, able).score)
        self.assertLess(fit(skilled, unable).score, fit(row, unable).score)
        self.assertEqual(fit(skilled, unable).missing_skills, ("Erste Hilfe", "Kochen"))

    def test_one_of_several_languages_is_enough(self):
        [row] = self.west._public_opportunities()
        row = row._replace(languages=((1, "Arabisch"), (2, "Türkisch")))
        none = frozenset()
        found = fit(row, Answers(none, frozenset((2,)), none, none, None))
        self.assertEqual(
            (found.languages, found.missing_languages), (("Türkisch",), ())
        )

    def test_nothing_that_is_sent_breaks_the_page(self):
        for data in (
            {"topic": "x' OR 1=1", "time": "9-nacht", "age": "²"},
            {"language": "9" * 400, "age": "-1"},
            {"time": ["a"] * 3000},
            {"time": "-"},
        ):
            page = self.url_open(f"{self.board}/passt", data=data)
            self.assertEqual(page.status_code, 200, data)
