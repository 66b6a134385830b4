from typing import NamedTuple

from odoo import models
from odoo.models import BaseModel
from odoo.tools import groupby

from .prose import Prose


class Part(NamedTuple):
    """A printed section: statements by duty, none where it says nothing."""

    section: BaseModel
    groups: list


class Group(NamedTuple):
    """Statements under one duty, or under none."""

    duty: BaseModel
    statements: BaseModel


class QuartierCommitteePaper(models.Model):
    """The paper as it is printed."""

    _inherit = "quartier.committee.paper"

    def _printed_sections(self):
        """Return the sections to print, in order.

        A section that says nothing is printed when the city asks for it, and left out
        when it is optional or archived.

        :return: list of :class:`Part`
        """
        self.ensure_one()
        printed = self.statement_ids.filtered(lambda row: not row.dropped)
        sections = self.env["quartier.committee.section"].search([])
        parts = []
        for section in (sections | printed.section_id).sorted():
            statements = printed.filtered(
                lambda row, section=section: row.section_id == section
            )
            if statements or not section.optional:
                parts.append(Part(section, self._by_duty(statements)))
        return parts

    def _by_duty(self, statements):
        return [
            Group(duty, statements.browse().union(*rows))
            for duty, rows in groupby(statements.sorted(), lambda row: row.duty_id)
        ]

    def _period_text(self):
        self.ensure_one()
        return Prose(self.env).days(self.date_from, self.date_to)
