from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .quartier_volunteer_assignment import OCCUPYING, OPEN
from .shift_times import moved

# who has to know when a shift moves or is cancelled
EXPECTED = (*OPEN, "confirmed", "checked_in", "substitute")


class QuartierVolunteerShift(models.Model):
    """A shift changes: its places, its times, or that it takes place at all."""

    _inherit = "quartier.volunteer.shift"

    @api.model_create_multi
    def create(self, vals_list):
        shifts = super().create(vals_list)
        shifts.opportunity_id._follow_places()
        return shifts

    def write(self, vals):
        # what stands against it names the shift
        self.check_access("write")
        if "max_count" in vals:
            places = int(vals["max_count"] or 0)
            self._make_room(places)
            self.filtered(lambda shift: shift.max_count < places)._call_back()
        if vals.get("active") is False:
            self._check_nobody_expected()
        before = {shift: (shift.start, shift.stop) for shift in self}
        offices = {shift: shift.quartier_id for shift in self}
        opportunities = self.opportunity_id
        result = super().write(vals)
        if not vals.keys().isdisjoint(("quartier_id", "event_id", "opportunity_id")):
            self.filtered(
                lambda shift: shift.quartier_id != offices[shift]
            )._check_nobody_listed()
        if "max_count" in vals:
            self._places_changed()
        if not vals.keys().isdisjoint(("start", "stop")):
            moved_shifts = self.filtered(
                lambda shift: before[shift] != (shift.start, shift.stop)
            )
            moved_shifts._tell_moved()
        if not vals.keys().isdisjoint(
            ("max_count", "start", "stop", "active", "cancelled_on", "opportunity_id")
        ):
            (opportunities | self.opportunity_id)._follow_places()
        return result

    def unlink(self):
        self.check_access("unlink")
        # clients can turn what api.ondelete refuses off by the context
        self._check_no_record()
        self._check_nobody_expected()
        opportunities = self.opportunity_id
        result = super().unlink()
        opportunities.exists()._follow_places()
        return result

    def _check_no_record(self):
        """:raise UserError: somebody has or had a place: that is on record, for the
        accident insurance"""
        # sudo: asks whether there is somebody, whoever may know
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        kept = assignments._read_group(
            [
                ("shift_id", "in", self.ids),
                "|",
                ("state", "in", OCCUPYING),
                ("confirmed_on", "!=", False),
            ],
            ["shift_id"],
        )
        for [shift] in kept:
            raise UserError(
                self.env._(
                    "People have a place in “%s”, which stays on record. Please cancel"
                    " the shift instead of deleting it.",
                    shift.display_name,
                )
            )

    def _check_nobody_expected(self):
        # sudo: as above
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        expected = assignments._read_group(
            [
                ("shift_id", "in", self.ids),
                ("state", "in", EXPECTED),
                ("stop", ">", fields.Datetime.now()),
            ],
            ["shift_id"],
        )
        for [shift] in expected:
            raise UserError(
                self.env._(
                    "People are on the list of “%s” and have to be told. Please cancel"
                    " the shift before you archive it.",
                    shift.display_name,
                )
            )

    def _check_nobody_listed(self):
        """:raise UserError: somebody is or was on a list: people and shift are of one
        office, else neither team would read it any more"""
        # sudo: asks whether there is somebody, whoever may know
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        for [shift] in assignments._read_group(
            [("shift_id", "in", self.ids)], ["shift_id"]
        ):
            raise UserError(
                self.env._(
                    "People of its office are or were on the list of “%s”: it stays"
                    " there. Please cancel it, and enter another one for the other"
                    " office.",
                    shift.with_env(self.env).name,
                )
            )

    # -- places

    def _make_room(self, places):
        """Before there are fewer places: who sits beyond moves up.

        :raise ValidationError: more people have a place than there would be; it names
            them
        """
        # sudo: everybody who has a place counts; names are for who may read them
        rows = self.env["quartier.volunteer.assignment"].sudo()
        for shift in self.filtered(lambda shift: shift.max_count > places):
            seated = rows.search(
                [
                    ("shift_id", "=", shift.id),
                    ("state", "in", OCCUPYING),
                    ("seat", ">", 0),
                ],
                order="seat",
            )
            if len(seated) > places:
                raise ValidationError(shift._tell_seated(seated, places))
            beyond = seated.filtered(lambda row: row.seat > places)
            taken = set((seated - beyond).mapped("seat"))
            free = [seat for seat in range(1, places + 1) if seat not in taken]
            for row, seat in zip(beyond, free, strict=False):
                row._claim(row.state, [seat])

    def _tell_seated(self, seated, places):
        own = seated.with_env(self.env).sudo(False)._filtered_access("read")
        names = ", ".join(own.volunteer_id.mapped("display_name")) or len(seated)
        return self.env._(
            "“%(shift)s” cannot have %(places)s places, because %(count)s are taken:"
            " %(names)s. Please take somebody off first.",
            shift=self.display_name,
            places=places,
            count=len(seated),
            names=names,
        )

    def _places_changed(self):
        self.flush_recordset(["max_count"])
        # PostgreSQL has followed
        self.env["quartier.volunteer.assignment"].invalidate_model(["places"])
        self._fill()
        self._fill_soon()

    # -- times

    def _move_by(self, delta):
        """Move shifts by as much as the office's clock shows, people stay on them.

        :param timedelta delta: on the clock
        """
        for shift in self:
            start, stop = moved(shift.start, shift.stop, delta, shift.quartier_id.tz)
            shift.write({"start": start, "stop": stop})

    def _tell_moved(self):
        self.flush_recordset()
        # sudo: who moves the shift, perhaps with its event, has everybody told
        assignments = self.env["quartier.volunteer.assignment"].sudo()
        assignments.search(
            [
                ("shift_id", "in", self.ids),
                ("state", "in", EXPECTED),
                ("stop", ">", fields.Datetime.now()),
            ]
        )._tell("moved")

    # -- cancelled

    def action_cancel(self, reason):
        """Shifts do not take place: everybody on their lists is told.

        :param str reason: is told to them
        :raise UserError: no reason given
        """
        reason = reason.strip() if isinstance(reason, str) else ""
        if not reason:
            raise UserError(self.env._("Please say why the shift is cancelled."))
        self.check_access("write")
        self._cancel(reason)

    def _cancel(self, reason, with_event=False):
        shifts = self.filtered(lambda shift: not shift.cancelled_on)
        # sudo: no client writes this; whoever calls has checked
        shifts = shifts.sudo()
        shifts.write(
            {
                "cancelled_on": fields.Datetime.now(),
                "cancel_reason": reason,
                "cancelled_with_event": with_event,
            }
        )
        expected = shifts.assignment_ids.filtered(lambda row: row.state in EXPECTED)
        expected.write(
            {
                "state": "cancelled",
                "seat": False,
                "replaces_id": False,
                "offer_until": False,
                "reason": reason,
            }
        )
        expected._tell("cancelled")

    def action_reinstate(self):
        """Shifts take place after all; who was told stays off until asked again."""
        self.check_access("write")
        # sudo: as above
        self.sudo().write(
            {
                "cancelled_on": False,
                "cancel_reason": False,
                "cancelled_with_event": False,
            }
        )

    def action_ask_cancel(self):
        """Open the dialog that asks why shifts are cancelled."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel Shift"),
            "res_model": "quartier.volunteer.reason",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_shift_ids": self.ids, "default_step": "cancel"},
        }
