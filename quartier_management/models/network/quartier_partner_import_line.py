from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tools import plaintext2html
from odoo.tools.mail import single_email_re

from .address_row import split_topics
from .quartier_duplicate_search import LIKELY, Wanted

# what a line says of the contact itself, under the names of the contact's fields
ABOUT = ("function", "email", "phone", "street", "zip", "city", "website", "comment")
ADDRESS = ("street", "zip", "city")


class QuartierPartnerImportLine(models.Model):
    """A contact of an address list, and what is to become of it."""

    _name = "quartier.partner.import.line"
    _description = "Contact of an Address List"
    _order = "import_id desc, number, is_company desc, id"

    import_id = fields.Many2one(
        "quartier.partner.import", required=True, index=True, ondelete="cascade"
    )
    number = fields.Integer(string="Row", readonly=True)
    is_company = fields.Boolean(string="Organisation")
    parent_line_id = fields.Many2one(
        "quartier.partner.import.line",
        string="Speaks for",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    name = fields.Char()
    function = fields.Char()
    email = fields.Char(string="E-Mail")
    phone = fields.Char()
    street = fields.Char()
    zip = fields.Char(string="ZIP")
    city = fields.Char()
    website = fields.Char()
    quartier_actor_type_id = fields.Many2one(
        "quartier.actor.type",
        string="Actor Type",
        domain="['|', ('kind', '=', False),"
        " ('kind', '=', is_company and 'organisation' or 'person')]",
    )
    quartier_topic_ids = fields.Many2many("quartier.topic", string="Fields of Action")
    comment = fields.Text(string="Note")

    problem = fields.Selection(
        [("name", "The name is missing"), ("email", "This is no e-mail address")],
        compute="_compute_problem",
        store=True,
        help="Please correct it here, or leave the contact out.",
    )
    match_id = fields.Many2one(
        "res.partner",
        string="Exists as",
        index="btree_not_null",
        ondelete="set null",
        help="The contact that it probably is. You may choose another one.",
    )
    twin_id = fields.Many2one(
        "quartier.partner.import.line",
        string="Same as Row",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The list names this contact before.",
    )
    score = fields.Integer(string="Likeness", readonly=True)
    same_name = fields.Float(readonly=True)
    same_email = fields.Boolean(readonly=True)
    same_phone = fields.Boolean(readonly=True)
    same_address = fields.Boolean(readonly=True)
    reason = fields.Char(string="Because of", compute="_compute_reason")
    decision = fields.Selection(
        [
            ("create", "Create"),
            ("complete", "Complete what exists"),
            ("skip", "Leave out"),
        ],
        help="Completing fills what is empty, and overwrites nothing.",
    )
    decided = fields.Boolean(help="By hand: another search leaves it alone.")
    gain = fields.Char(
        string="Adds", compute="_compute_gain", help="What the contact does not have."
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("name", "email")
    def _compute_problem(self):
        for line in self:
            if not (line.name or "").strip():
                line.problem = "name"
            elif line.email and not single_email_re.fullmatch(line.email):
                line.problem = "email"
            else:
                line.problem = False

    @api.depends("same_name", "same_email", "same_phone", "same_address", "twin_id")
    @api.depends_context("lang")
    def _compute_reason(self):
        for line in self:
            reasons = []
            if line.same_name == 1:
                reasons.append(self.env._("same name"))
            elif line.same_name:
                reasons.append(self.env._("similar name"))
            if line.same_email:
                reasons.append(self.env._("same e-mail"))
            if line.same_phone:
                reasons.append(self.env._("same phone"))
            if line.same_address:
                reasons.append(self.env._("same address"))
            line.reason = ", ".join(reasons)
            if line.twin_id:
                line.reason = self.env._(
                    "row %(row)s: %(reasons)s",
                    row=line.twin_id.number,
                    reasons=line.reason,
                )

    @api.depends("decision", "match_id", *ABOUT)
    @api.depends_context("lang")
    def _compute_gain(self):
        # who was found may have become confidential since
        seen = self.match_id._filtered_access("read")
        for line in self:
            line.gain = False
            if line.decision == "complete" and line.match_id in seen:
                names = line._missing(line.match_id)
                labels = self.env["res.partner"].fields_get(names, ["string"])
                line.gain = ", ".join(labels[name]["string"] for name in names)

    @api.depends("number", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.number}: {line.name or ''}"

    @api.onchange("match_id")
    def _onchange_match_id(self):
        self.decision = "complete" if self.match_id else "create"

    @api.constrains("decision", "match_id", "twin_id")
    def _check_decision(self):
        for line in self:
            if line.decision == "complete" and not (line.match_id or line.twin_id):
                raise ValidationError(
                    self.env._(
                        "“%s” does not exist yet: there is nothing to complete. Please"
                        " choose the contact that it is (“Exists as”), or create it.",
                        line.display_name,
                    )
                )

    def write(self, vals):
        self.import_id._check_open()
        if "score" not in vals and not vals.keys().isdisjoint(("decision", "match_id")):
            vals = {**vals, "decided": True}
        return super().write(vals)

    # -- what the buttons above the list do

    def action_create_all(self):
        self.write({"decision": "create"})

    def action_complete_all(self):
        """:raise ValidationError: one of them exists nowhere else"""
        self.write({"decision": "complete"})

    def action_skip_all(self):
        self.write({"decision": "skip"})

    # -- from the list

    @api.model
    def _vals_list(self, record, contacts):
        """Return values of lines.

        :param record: ``quartier.partner.import``
        :param contacts: list of ``(row number, address_row.Contact)``
        """
        types = self._by_name("quartier.actor.type")
        topics = self._by_name("quartier.topic")
        vals_list = []
        for number, contact in contacts:
            vals = contact._asdict()
            unknown = []
            kind = types.get(vals["actor_type"].casefold())
            if vals["actor_type"] and not kind:
                unknown.append(vals["actor_type"])
            wanted = split_topics(vals["topics"])
            unknown += [name for name in wanted if name.casefold() not in topics]
            found = [topics[name.casefold()] for name in wanted if name not in unknown]
            vals.pop("actor_type")
            vals.pop("topics")
            vals_list.append(
                {
                    **vals,
                    "comment": "\n".join(filter(None, (vals["comment"], *unknown))),
                    "import_id": record.id,
                    "number": number,
                    "quartier_actor_type_id": kind,
                    "quartier_topic_ids": found,
                }
            )
        return vals_list

    @api.model
    def _by_name(self, model):
        """Return ``{name: id}`` of a list, in the user's language."""
        return {row.name.casefold(): row.id for row in self.env[model].search([])}

    # -- who exists already

    def _find_duplicates(self):
        """Name for each the contact that it may be, and propose what to do."""
        wanted = [line._wanted(number) for number, line in enumerate(self, start=1)]
        found = self.env["quartier.duplicate.search"]._find_best(wanted)
        open_lines = self.filtered(lambda line: not line.decided)
        open_lines.write(
            {
                **dict.fromkeys(("match_id", "twin_id", "score", "same_name"), False),
                **dict.fromkeys(("same_email", "same_phone", "same_address"), False),
                "decision": "create",
            }
        )
        for number, line in enumerate(self, start=1):
            if line in open_lines and number in found:
                # each meets somebody else: nothing could be written at once
                line.write(self._found_vals(found[number]))
        open_lines.filtered(lambda line: not line.decision)._recognise_people()

    def _recognise_people(self):
        """Whoever is found by name alone, and speaks for the same organisation, is it.

        :param self: lines that were found, and are to be decided on
        """
        same = self.filtered(
            lambda line: (
                line.same_name == 1
                and line.match_id.parent_id
                and line.match_id.parent_id == line.parent_line_id.match_id
            )
        )
        same.write({"decision": "complete", "decided": False})

    def _found_vals(self, found):
        """Return what is noted of a contact that exists already.

        :param found: ``quartier_duplicate_search.Found``, of the lines in this order
        """
        return {
            "match_id": found.partner_id or False,
            "twin_id": self[found.twin - 1].id if found.twin else False,
            "score": min(found.score, 100),
            "same_name": found.name,
            "same_email": found.email,
            "same_phone": found.phone,
            "same_address": found.address,
            "decision": "complete" if found.score >= LIKELY else False,
        }

    def _wanted(self, number):
        self.ensure_one()
        place = self
        if self.parent_line_id and not self.street:
            place = self.parent_line_id  # whoever speaks for it works there
        texts = ("email", "phone")
        return Wanted(
            *(number, 0, self.name or "", self.is_company),
            *(self[name] or "" for name in texts),
            *(place[name] or "" for name in ADDRESS),
        )

    # -- into the address book

    def _create_contacts(self):
        """Create those that are new: organisations first, then who speaks for them."""
        self._follow_left_out()
        for line in self.filtered(lambda line: line.decision != "create"):
            line.partner_id = line.match_id
        new = self.filtered(lambda line: line.decision == "create")
        for lines in (new.filtered("is_company"), new - new.filtered("is_company")):
            partners = self.env["res.partner"].create(
                [line._partner_vals() for line in lines]
            )
            for line, partner in zip(lines, partners, strict=True):
                line.partner_id = partner
            lines._log_origin()

    def _complete_contacts(self):
        """Fill what existing contacts lack, and overwrite nothing."""
        lines = self.filtered(lambda line: line.decision == "complete")
        for line in lines:
            line.partner_id = line._first().partner_id
            # each lacks something else: there is nothing that could be written at once
            if vals := line._completion(line.partner_id):
                line.partner_id.write(vals)
        lines.filtered("match_id")._log_origin()

    def _partner_vals(self):
        self.ensure_one()
        parent = self._parent_partner()
        return {
            **{name: self[name] or False for name in ABOUT if name != "comment"},
            "comment": plaintext2html(self.comment) if self.comment else False,
            "name": self.name,
            "is_company": self.is_company,
            "parent_id": parent.id,
            "country_id": self.env.company.country_id.id if self.city else False,
            "quartier_actor_type_id": self.quartier_actor_type_id.id,
            "quartier_topic_ids": self.quartier_topic_ids.ids,
            "quartier_confidential": (
                self.import_id.confidential and not self.is_company and not parent
            ),
        }

    def _parent_partner(self):
        line = self.parent_line_id
        return line._first().partner_id if line else line.partner_id

    def _completion(self, partner):
        """Return the values that the contact lacks."""
        names = self._missing(partner)
        vals = {name: self[name] for name in names if name in ABOUT}
        if "comment" in names:
            vals["comment"] = plaintext2html(self.comment)
        if "quartier_actor_type_id" in names:
            vals["quartier_actor_type_id"] = self.quartier_actor_type_id.id
        if "quartier_topic_ids" in names:
            vals["quartier_topic_ids"] = [
                Command.link(topic.id) for topic in self.quartier_topic_ids
            ]
        return vals

    def _log_origin(self):
        """Note with each contact where it, or what it gained, comes from."""
        bodies = {
            line.partner_id.id: self.env._(
                "From the address list “%(file)s”, row %(row)s.",
                file=line.import_id.filename,
                row=line.number,
            )
            for line in self
        }
        self.partner_id._message_log_batch(bodies=bodies)

    def _missing(self, partner):
        """Return the names of fields that the line has, and the contact has not.

        An address is taken over as a whole or not at all.
        """
        self.ensure_one()
        names = [name for name in ABOUT if self[name] and not partner[name]]
        if any(partner[name] for name in ADDRESS):
            names = [name for name in names if name not in ADDRESS]
        if self.quartier_actor_type_id and not partner.quartier_actor_type_id:
            names.append("quartier_actor_type_id")
        if self.quartier_topic_ids - partner.quartier_topic_ids:
            names.append("quartier_topic_ids")
        return names
