from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import format_date

from ..models.network.dossier import Scope, Table


class QuartierDossier(models.TransientModel):
    """The handover dossier: what a successor has to know."""

    _name = "quartier.dossier"
    _description = "Handover Dossier"
    _rec_name = "quartier_id"

    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        domain="[('is_member', '=', True)]",
        default=lambda self: self.env.user.quartier_ids[:1],
    )
    user_id = fields.Many2one(
        "res.users",
        string="Colleague",
        domain="[('share', '=', False)]",
        help="Whose work is handed over. Empty: that of the whole office.",
    )
    residents = fields.Boolean(
        string="Name residents",
        help="Only for a successor who belongs to the office's team: the dossier then"
        " holds confidential data.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        dossiers = super().create(vals_list)
        dossiers._check_team()
        return dossiers

    def write(self, vals):
        result = super().write(vals)
        self._check_team()
        return result

    def _check_team(self):
        """Open promises and notes are for the team to hand over.

        :raise AccessError: the user does not belong to the office's team
        """
        if not self.env.su and self.quartier_id - self.env.user.quartier_ids:
            raise AccessError(
                self.env._("Only the office's team can print its handover dossier.")
            )

    def action_print(self):
        self.ensure_one()
        return self.env.ref(
            "quartier_management.quartier_dossier_report"
        ).report_action(self, config=False)

    def _in_office_language(self):
        self.ensure_one()
        office = self.quartier_id
        return self.with_context(lang=office.lang, tz=office.tz)

    def _title(self):
        """Return the title of the document and of its file."""
        dossier = self._in_office_language()
        office = dossier.quartier_id
        if dossier.user_id:
            return dossier.env._(
                "Handover dossier %(office)s: %(colleague)s",
                office=office.name,
                colleague=dossier.user_id.name,
            )
        return dossier.env._("Handover dossier %(office)s", office=office.name)

    def _tables(self):
        """Return the sections, what is due first.

        :rtype: list[Table]
        """
        self.ensure_one()
        self._check_team()
        scope = Scope(self.user_id, self.residents)
        office = self.quartier_id
        return [self._deadlines(office, scope), *office._dossier_tables(scope)]

    def _deadlines(self, office, scope):
        deadlines = sorted(office._dossier_deadlines(scope))
        rows = [
            (self._day(deadline.day), deadline.what, deadline.who)
            for deadline in deadlines
        ]
        return Table(
            self.env._("Deadlines"),
            (self.env._("By"), self.env._("What"), self.env._("Who")),
            rows,
            self.env._("Nothing is due."),
        )

    def _day(self, day):
        return format_date(self.env, day)
