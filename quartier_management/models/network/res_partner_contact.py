from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# the same question asked from the other side
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}

_CONTACT_FIELDS = (
    "quartier_contact_count",
    "quartier_first_contact",
    "quartier_last_contact",
    "quartier_contact_due",
)


class ResPartner(models.Model):
    """When an actor was first and last spoken to, as far as the reader may know.

    Nothing of it is stored: it would tell everyone what the conversations tell few.
    An organisation's contacts are also those of the people who speak for it.
    """

    _inherit = "res.partner"

    quartier_contact_count = fields.Integer(
        string="Number of Contacts", compute="_compute_quartier_contacts"
    )
    quartier_first_contact = fields.Date(
        string="First Contact",
        compute="_compute_quartier_contacts",
        search="_search_quartier_first_contact",
    )
    quartier_last_contact = fields.Date(
        string="Last Contact",
        compute="_compute_quartier_contacts",
        search="_search_quartier_last_contact",
    )
    quartier_contact_due = fields.Boolean(
        string="Contact Due",
        compute="_compute_quartier_contact_due",
        search="_search_quartier_contact_due",
        help="There was no contact for longer than the neighbourhood allows for actors"
        " of this stage.",
    )

    @api.model
    def _quartier_contacts_changed(self):
        """Forget what was computed from conversations that have changed since.

        No field of contacts links them, from which it would be known: clients could
        search it, and another addon that extends contacts would have Odoo turn the
        restricting foreign key of the relation into a cascading one.
        """
        self.invalidate_model(_CONTACT_FIELDS, flush=False)

    @api.depends_context("uid")
    def _compute_quartier_contacts(self):
        contacts = self._quartier_read_contacts()
        for partner in self:
            count, first, last = contacts.get(partner.id, (0, False, False))
            partner.quartier_contact_count = count
            partner.quartier_first_contact = first
            partner.quartier_last_contact = last

    def _quartier_read_contacts(self):
        """Return number, first and last day of contact, in one query.

        :rtype: dict[int, tuple[int, date, date]]
        """
        contacts = {}
        if not self.env["quartier.contact"].has_access("read"):
            return contacts
        for partner, entity, *values in self.env["quartier.contact"]._read_group(
            Domain("partner_id", "in", self.ids)
            | Domain("commercial_partner_id", "in", self.ids),
            ["partner_id", "commercial_partner_id"],
            ["__count", "date:min", "date:max"],
        ):
            # an organisation is in touch by its people
            for actor in partner | entity:
                count, first, last = values
                if known := contacts.get(actor.id):
                    count += known[0]
                    first, last = min(first, known[1]), max(last, known[2])
                contacts[actor.id] = (count, first, last)
        return contacts

    @api.model
    def _quartier_in_touch(self, domain):
        """Return the domain of partners with a contact like that.

        :param domain: of ``quartier.contact``
        """
        # no one2many: core would find by it what the rules hide
        contacts = self.env["quartier.contact"]._search(domain)
        return Domain.OR(
            Domain("id", "in", contacts.subselect(SQL.identifier(contacts.table, name)))
            for name in ("partner_id", "commercial_partner_id")
        )

    @api.model
    def _search_quartier_last_contact(self, operator, value):
        return self._quartier_search_contact(
            operator, value, later=">", beyond=(">", ">=")
        )

    @api.model
    def _search_quartier_first_contact(self, operator, value):
        return self._quartier_search_contact(
            operator, value, later="<", beyond=("<", "<=")
        )

    def _quartier_search_contact(self, operator, value, later, beyond):
        """Search by the outermost contact.

        :param str later: operator by which another contact lies further out
        :param tuple beyond: operators that one contact is enough to answer
        """
        touched = self._quartier_in_touch
        if operator == "in":
            days = [day for day in value if day]
            domain = Domain.OR(
                touched([("date", "=", day)]) & ~touched([("date", later, day)])
                for day in days
            )
            never = ~touched(Domain.TRUE)
            return domain | never if False in value else domain
        if operator in beyond:
            return touched([("date", operator, value)])
        if operator in OPPOSITE:
            return touched(Domain.TRUE) & ~touched(
                [("date", OPPOSITE[operator], value)]
            )
        return NotImplemented

    @api.depends("quartier_last_contact", "quartier_network_stage", "quartier_id")
    @api.depends_context("uid")
    def _compute_quartier_contact_due(self):
        if not self.env["quartier.contact"].has_access("read"):
            self.quartier_contact_due = False
            return
        since = {
            (place, stage): day
            for day, places, stage in self._quartier_contact_deadlines()
            for place in places
        }
        for partner in self:
            day = since.get((partner.quartier_id.id, partner.quartier_network_stage))
            last = partner.quartier_last_contact
            partner.quartier_contact_due = bool(day and not (last and last >= day))

    @api.model
    def _quartier_contact_deadlines(self):
        """Return since when there should have been contact, where and at which stage.

        Contacts without neighbourhood are those of the user's own office.

        :return: day, ids of neighbourhoods (``False``: without), network stage
        :rtype: list[tuple[date, list[int], str]]
        """
        offices = self.env["quartier.quartier"].search([])
        own = (self.env.user.quartier_ids & offices)[:1] or offices[:1]
        return [
            (day, [office.id, False] if office == own else [office.id], stage)
            for office in offices
            for stage, day in office._contact_due_since().items()
        ]

    @api.model
    def _search_quartier_contact_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        due = defaultdict(lambda: Domain.FALSE)
        for day, places, stage in self._quartier_contact_deadlines():
            due[day] |= Domain("quartier_id", "in", places) & Domain(
                "quartier_network_stage", "=", stage
            )
        # one look at all contacts for each day, not for each office and stage
        due = Domain.OR(
            domain & ~self._quartier_in_touch([("date", ">=", day)])
            for day, domain in due.items()
        )
        return due if True in value else ~due

    def action_record_conversation(self):
        """Open the short form for these contacts."""
        return self.env["quartier.conversation"]._open_short_form(
            {"partner_ids": self.ids}
        )

    def action_view_conversations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "quartier_management.quartier_conversation_action"
        )
        action["domain"] = [
            "|",
            ("partner_ids", "=", self.id),
            ("partner_ids.commercial_partner_id", "=", self.id),
        ]
        action["context"] = {"default_partner_ids": self.ids}
        return action

    def _quartier_before_merge(self, sources):
        """Hook: make room for what the sources bring along, before core moves it here.

        Core points every link to this contact, and leaves those to a source that would
        say the same twice.

        :param sources: ``res.partner`` that become this one
        """
        self.ensure_one()
        merged = self | sources
        # sudo: who may merge the contacts need not know all their conversations
        conversations = self.env["quartier.conversation"].sudo()
        for conversation in conversations.search([("partner_ids", "in", merged.ids)]):
            taking_part = conversation.partner_ids & merged.sudo()
            kept = taking_part & self.sudo() or taking_part[:1]
            if twins := taking_part - kept:
                conversation.partner_ids -= twins

    def _quartier_last_conversations(self, domain=()):
        """Return each actor's last conversation, with the organisation or its people.

        :param domain: which conversations count
        :rtype: dict[int, quartier.conversation]
        """
        # the newest first, so that the first one found is the last one held
        conversations = self.env["quartier.conversation"].search(
            Domain(domain)
            & (
                Domain("partner_ids", "in", self.ids)
                | Domain("partner_ids.commercial_partner_id", "in", self.ids)
            )
        )
        last = {}
        for conversation in conversations:
            partners = conversation.partner_ids
            for partner in (partners | partners.commercial_partner_id) & self:
                last.setdefault(partner.id, conversation)
        return last
