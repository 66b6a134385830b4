from odoo import api, fields, models
from odoo.fields import Domain

from .papers import Paper, Papers
from .quartier_volunteer_assignment import OPEN

# somebody is expected, or may still be
EXPECTED = (*OPEN, "confirmed", "substitute", "checked_in")


class QuartierVolunteer(models.Model):
    """Which proofs somebody lacks for what they want to do, or are expected for."""

    _inherit = "quartier.volunteer"

    missing_proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        string="Missing Proofs",
        compute="_compute_missing_proof_type_ids",
        help="Required for the kinds of work that the person wants to do and not valid"
        " today, or for what they have signed up for and not valid on that day.",
    )
    lacks_proofs = fields.Boolean(
        string="Proofs Are Missing",
        compute="_compute_missing_proof_type_ids",
        search="_search_lacks_proofs",
    )

    @api.depends(
        "kind_ids.proof_type_ids",
        "proof_ids.valid_until",
        "proof_ids.type_id",
        "assignment_ids.state",
    )
    def _compute_missing_proof_type_ids(self):
        missing = self._missing_for_work()
        for volunteer in self:
            none = volunteer.missing_proof_type_ids.browse()
            types = missing.get(volunteer._origin, none)
            volunteer.missing_proof_type_ids = types
            volunteer.lacks_proofs = bool(types)

    def _search_lacks_proofs(self, operator, value):
        if operator != "in":
            return NotImplemented
        # what counts is asked for those only who could lack something
        expected = self.env["quartier.volunteer.assignment"].sudo()
        # sudo: only people are found, under the user's rights
        expected = expected._search(self._expected_domain()).subselect("volunteer_id")
        wishes = Domain("kind_ids.proof_type_ids", "!=", False)
        candidates = self.search(wishes | Domain("id", "in", expected))
        missing = candidates._missing_for_work()
        lacking = Domain(
            "id", "in", [row.id for row, types in missing.items() if types]
        )
        return lacking if True in value else ~lacking

    @api.model
    def _expected_domain(self):
        """Return the domain of what somebody is expected for, or may be."""
        return (
            Domain("state", "in", EXPECTED)
            & Domain("stop", ">", fields.Datetime.now())
            & Domain("shift_id.cancelled_on", "=", False)
        )

    def _expected_assignments(self):
        # sudo: the inspecting role reads no assignments; of them only the types of
        # proofs are told that they ask for
        rows = self.env["quartier.volunteer.assignment"].sudo()
        return rows.search(
            Domain("volunteer_id", "in", self._origin.ids) & self._expected_domain()
        )

    def _needed_proofs(self):
        """Return the types that each one's wishes and assignments ask for.

        :rtype: dict[quartier.volunteer, quartier.volunteer.proof.type]
        """
        needed = {row: row.kind_ids.proof_type_ids for row in self._origin}
        for assignment in self._expected_assignments():
            person = assignment.volunteer_id.with_env(self.env)
            types = assignment.shift_id._required_proofs()
            needed[person] |= types.with_env(self.env)
        return needed

    def _missing_for_work(self):
        """Return what each lacks: today for their wishes, on its day for each of their
        assignments.

        :rtype: dict[quartier.volunteer, quartier.volunteer.proof.type]
        """
        expected = self._expected_assignments()
        types = self.kind_ids.proof_type_ids.union(
            *(shift._required_proofs() for shift in expected.shift_id)
        )
        duties = expected.grouped(lambda row: row.volunteer_id.quartier_id)
        missing = {}
        for office, volunteers in self._origin.grouped("quartier_id").items():
            today = office._today() if office else fields.Date.context_today(self)
            held = volunteers._held_papers(types, today, expected.shift_id.event_id)
            lacking = volunteers._lacking(types, held.on(today))
            for volunteer in volunteers:
                wishes = volunteer.kind_ids.proof_type_ids
                missing[volunteer] = lacking[volunteer] & wishes
            shifts = duties.get(office, expected.browse()).grouped("shift_id")
            for shift, rows in shifts.items():
                people = rows.volunteer_id.with_env(self.env)
                for person, more in people._lacking_for(shift, held, today).items():
                    missing[person] |= more
        return missing

    def _lacking_for(self, shift, held, today):
        """Return what each of these people lacks for a shift, on its last day.

        :param shift: with sudo
        :param Papers held: what they have
        """
        day = max(today, shift._last_day())
        required = shift._required_proofs().with_env(self.env)
        return self._lacking(required, held.on(day, shift.event_id.ids))

    def _lacking(self, types, held):
        """Return which types each of these people lacks.

        :param set held: pairs of ids of person and type
        """
        return {
            volunteer: types.filtered(
                lambda kind, id_=volunteer._origin.id: (id_, kind.id) not in held
            )
            for volunteer in self
        }

    def _held_papers(self, types, day, events):
        """Read what these people have that counts on a day or later, in one query for
        each nature.

        Of a certificate of conduct nobody learns more than whether it counts.

        :param types: ``quartier.volunteer.proof.type``
        :param date day: the first one that is asked for
        :param events: at which signed sheets count
        :rtype: Papers
        """
        return Papers(
            [
                *self._held_proofs(types, events, day),
                *self._held_inspections(types, day),
            ]
        )

    def _held_proofs(self, types, events, day):
        papers = types.filtered(lambda kind: kind.nature != "conduct")
        if not papers:
            return []
        lasting = Domain("valid_until", "=", False) | Domain("valid_until", ">=", day)
        # a chain of briefings has to begin
        first = Domain("form", "=", "first") & Domain("begun_on", "!=", False)
        sheets = Domain("form", "=", "sheet") & Domain("event_id", "in", events.ids)
        # sudo: the page of a volunteer asks for what is theirs
        rows = self.env["quartier.volunteer.proof"].sudo()
        rows = rows.search(
            Domain("volunteer_id", "in", self._origin.ids)
            & Domain("type_id", "in", papers.ids)
            & ((Domain("form", "!=", "sheet") & lasting) | first | sheets)
        )
        return [
            Paper(
                (row.volunteer_id.id, row.type_id.id),
                row.form,
                row.date,
                row.valid_until,
                row.begun_on,
                row.event_id.id,
            )
            for row in rows
        ]

    def _held_inspections(self, types, day):
        conduct = types.filtered(lambda kind: kind.nature == "conduct")
        if not conduct:
            return []
        # sudo: nobody else learns more than whether it counts
        inspections = self.env["quartier.volunteer.inspection"].sudo()
        rows = inspections.search_fetch(
            [
                ("volunteer_id", "in", self._origin.ids),
                ("type_id", "in", conduct.ids),
                ("has_entry", "=", False),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">=", day),
            ],
            ["volunteer_id", "type_id", "valid_until"],
        )
        return [
            Paper(
                (row.volunteer_id.id, row.type_id.id),
                None,
                None,
                row.valid_until,
                None,
                None,
            )
            for row in rows
        ]
