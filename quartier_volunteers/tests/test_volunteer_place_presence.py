from odoo.tests import tagged

from .place_common import PLACE, PlaceHttpCase


@tagged("standard", "post_install", "-at_install")
class TestVolunteerPlacePresence(PlaceHttpCase):
    """An organisation says who was there; the office approves the hours."""

    def _hours(self, row):
        return self.env["quartier.volunteer.hours"].search(
            [("assignment_id", "=", row.id)]
        )

    def test_while_it_lasts(self):
        came, missed = rows = self._begun(self.vera, self.otto)
        path = self._path(rows)
        page = self._get(path).text
        self.assertIn(f'value="came-{came.id}"', page)
        self.assertNotIn(f'value="did-{came.id}"', page)
        self._post(path, say=f"came-{came.id}")
        self._post(path, say=f"missed-{missed.id}")
        self.assertEqual((came.state, missed.state), ("checked_in", "no_show"))
        self.assertEqual(rows.presence_by_id, self.place_contact)
        self.assertFalse(self._hours(came))
        # to be corrected as long as it is not done
        self._post(path, say=f"came-{missed.id}")
        self.assertEqual(missed.state, "checked_in")

    def test_afterwards(self):
        did, late = rows = self._begun(self.vera, self.otto, hours=-3)
        path = self._path(rows)
        self._post(path, say=f"missed-{late.id}")
        for row in (did, did, late):
            self._post_again(path, f"did-{row.id}")
        self.assertEqual(set(rows.mapped("state")), {"done"})
        for row in rows:
            [hours] = self._hours(row)
            self.assertEqual((hours.state, hours.hours), ("submitted", 2))
            self.assertFalse(hours.decided_by_id)
        page = self._post_again(path, f"missed-{did.id}").text
        self.assertIn("please tell the office", page)
        self.assertEqual(did.state, "done")

    def test_all_others_at_once(self):
        """Who was said to have missed it is not among them."""
        ida = self._new_volunteer("Ida")
        rows = self._begun(self.vera, self.otto, ida, hours=-3)
        path = self._path(rows)
        missed = rows[1]
        self._post(path, say=f"missed-{missed.id}")
        self._post(path, say="did-rest")
        self.assertEqual(rows.mapped("state"), ["done", "no_show", "done"])
        self.assertNotIn("-rest", self._get(path).text)
        self._post_again(path, "missed-rest")
        self.assertEqual(rows.mapped("state"), ["done", "no_show", "done"])

    def _post_again(self, path, say):
        """Send what the page may not offer any more."""
        token = self._csrf(f"{PLACE}/{self.opportunity.id}")
        return self.url_open(path, data={"csrf_token": token, "say": say})

    def test_who_said_so(self):
        row = self._begun(hours=-3)
        before = row.shift_id.message_ids
        self._post(self._path(row), say=f"did-{row.id}")
        message = row.shift_id.message_ids - before
        self.assertEqual(message.author_id, self.contact)
        self.assertIn("1 were there", message.body)
        # all of the office read shifts
        self.assertNotIn("Vera", message.body)
        self.assertEqual(row.presence_by_id, self.place_contact)

    def test_the_office_has_the_last_word(self):
        row = self._begun(hours=-3)
        self._post(self._path(row), say=f"missed-{row.id}")
        row.with_user(self.coordinator).action_undo()
        self.assertEqual(row.state, "confirmed")
        self.assertFalse(row.presence_by_id)

    def test_not_before_it_begins(self):
        row = self._assignment()
        for action in ("came", "did", "missed"):
            self._post_again(self._path(row), f"{action}-{row.id}")
        self.assertEqual(row.state, "confirmed")

    def test_only_own_people(self):
        """Whatever a form names chooses among those of the shift."""
        others = self._new_opportunity(name="Torwart", partner_id=self.other_club.id)
        own = self._begun(hours=-3)
        foreign = self._begun(self.otto, hours=-3, opportunity_id=others.id)
        wanda = self._new_volunteer("Wanda")
        waiting = self._put(own.shift_id, wanda, "requested")
        for say in (
            f"did-{foreign.id}",
            f"did-{waiting.id}",
            f"approve-{own.id}",
            f"unlink-{own.id}",
            "did-",
            "did-x",
            "did-" + "9" * 30,
            "",
        ):
            page = self._post_again(self._path(own), say)
            self.assertEqual(page.status_code, 200)
        self.assertEqual(self._post_again(self._path(foreign), "did").status_code, 404)
        self.assertEqual(foreign.state, "confirmed")
        self.assertEqual(waiting.state, "requested")
        self.assertEqual(own.state, "confirmed")

    def test_get_changes_nothing(self):
        row = self._begun(hours=-3)
        self._get(f"{self._path(row)}?say=did-{row.id}")
        self._get(f"{PLACE}/{self.opportunity.id}?wish=more&message=x")
        self.assertEqual(row.state, "confirmed")
        self.assertFalse(self.opportunity.activity_ids)

    def test_cancelled(self):
        row = self._begun(hours=-3)
        row.shift_id.sudo().write({"cancelled_on": row.start})
        self._post_again(self._path(row), f"did-{row.id}")
        self.assertEqual(row.state, "confirmed")
