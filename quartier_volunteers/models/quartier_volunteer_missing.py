from odoo import api, fields, models
from odoo.fields import Domain


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
        held = self._held_proofs(types, day, event)
        held |= self._held_inspections(types, day)
        return {
            volunteer: types.filtered(
                lambda kind, id_=volunteer._origin.id: (id_, kind.id) not in held
            )
            for volunteer in self
        }

    def _held_proofs(self, types, day, event):
        """Return which papers count, as pairs of ids of person and type."""
        papers = types.filtered(lambda kind: kind.nature != "conduct")
        if not papers:
            return set()
        valid = Domain("valid_until", "=", False) | Domain("valid_until", ">=", day)
        counted = Domain("form", "!=", "sheet") & Domain("date", "<=", day) & valid
        if event:
            counted |= Domain("event_id", "in", event.ids)
        # a chain of briefings has to begin
        chained = Domain("form", "=", "first") & Domain("begun_on", "!=", False)
        # sudo: the page of a volunteer asks for what is theirs
        rows = self.env["quartier.volunteer.proof"].sudo()
        rows = rows.search(
            Domain("volunteer_id", "in", self._origin.ids)
            & Domain("type_id", "in", papers.ids)
            & (counted | chained)
        )
        begun = {
            (row.volunteer_id.id, row.type_id.id)
            for row in rows
            if row.form == "first" and row.begun_on and row.begun_on <= day
        }
        held = set()
        for row in rows.filtered_domain(counted):
            pair = (row.volunteer_id.id, row.type_id.id)
            if row.form != "follow_up" or pair in begun:
                held.add(pair)
        return held

    def _held_inspections(self, types, day):
        """Return which certificates of conduct count, as pairs of ids."""
        conduct = types.filtered(lambda kind: kind.nature == "conduct")
        if not conduct:
            return set()
        # sudo: nobody else learns more than whether it counts
        inspections = self.env["quartier.volunteer.inspection"].sudo()
        return {
            (person.id, kind.id)
            for person, kind in inspections._read_group(
                [
                    ("volunteer_id", "in", self._origin.ids),
                    ("type_id", "in", conduct.ids),
                    ("has_entry", "=", False),
                    "|",
                    ("valid_until", "=", False),
                    ("valid_until", ">=", day),
                ],
                ["volunteer_id", "type_id"],
            )
        }
