from odoo import api, fields, models
from odoo.fields import Domain

from .papers import Paper, Papers


class QuartierVolunteer(models.Model):
    """Which proofs somebody lacks for what they want to do."""

    _inherit = "quartier.volunteer"

    missing_proof_type_ids = fields.Many2many(
        "quartier.volunteer.proof.type",
        string="Missing Proofs",
        compute="_compute_missing_proof_type_ids",
        help="Required for the kinds of work that the person wants to do, and not valid"
        " today.",
    )
    lacks_proofs = fields.Boolean(
        string="Proofs Are Missing",
        compute="_compute_missing_proof_type_ids",
        search="_search_lacks_proofs",
    )

    @api.depends(
        "kind_ids.proof_type_ids", "proof_ids.valid_until", "proof_ids.type_id"
    )
    def _compute_missing_proof_type_ids(self):
        missing = self._missing_for_kinds()
        for volunteer in self:
            types = missing.get(volunteer, volunteer.missing_proof_type_ids.browse())
            volunteer.missing_proof_type_ids = types
            volunteer.lacks_proofs = bool(types)

    def _search_lacks_proofs(self, operator, value):
        if operator != "in":
            return NotImplemented
        # what counts is asked for those only who could lack something
        candidates = self.search([("kind_ids.proof_type_ids", "!=", False)])
        missing = candidates._missing_for_kinds()
        lacking = Domain(
            "id", "in", [row.id for row, types in missing.items() if types]
        )
        return lacking if True in value else ~lacking

    def _missing_for_kinds(self):
        """Return what each lacks today for the kinds of work they want to do."""
        wanted = self.kind_ids.proof_type_ids
        if not wanted:
            return {}
        missing = {}
        for office, volunteers in self.grouped("quartier_id").items():
            day = office._today() if office else fields.Date.context_today(self)
            missing |= volunteers._missing_proofs(wanted, day)
        return {
            volunteer: types & volunteer.kind_ids.proof_type_ids
            for volunteer, types in missing.items()
        }

    def _missing_proofs(self, types, day, event=None):
        """Say which proofs these people lack on a day, in one query for each nature.

        Of a certificate of conduct nobody learns more than this: whether it counts.

        :param types: ``quartier.volunteer.proof.type`` that are required
        :param date day: of the work, by the office's clock
        :param event: ``calendar.event`` at which it is done: signed sheets count there
        :return: for each the types that are not valid, all of them in every case
        :rtype: dict[quartier.volunteer, quartier.volunteer.proof.type]
        """
        events = event or self.env["calendar.event"]
        held = self._held_papers(types, day, events)
        return self._lacking(types, held.on(day, events.ids))

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
