from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .street_address import split_street, street_key

# An open range ends here; German house numbers have at most four digits.
LAST_NUMBER = 9999
_LOOKUP_FIELDS = (
    "name_key",
    "number_from",
    "number_to",
    "parity",
    "zip",
    "city",
    "quartier_id",
)


class QuartierStreet(models.Model):
    """A street, or a part of it, that belongs to a neighbourhood."""

    _name = "quartier.street"
    _description = "Street"
    _inherit = ("quartier.team.mixin",)
    _order = "name, number_from, id"
    _rec_names_search = ("name", "zip")

    name = fields.Char(string="Street", required=True)
    name_key = fields.Char(
        compute="_compute_name_key", store=True, index=True, precompute=True
    )
    zip = fields.Char(string="ZIP")
    city = fields.Char()
    number_from = fields.Integer(string="From No.", help="0: from the first number.")
    number_to = fields.Integer(string="To No.", help="0: to the last number.")
    parity = fields.Selection(
        [("all", "All numbers"), ("odd", "Odd numbers"), ("even", "Even numbers")],
        string="Side",
        required=True,
        default="all",
    )
    quartier_id = fields.Many2one(
        "quartier.quartier",
        string="Neighbourhood",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.user.quartier_ids[:1],
    )

    _numbers_check = models.Constraint(
        "CHECK (COALESCE(number_from, 0) >= 0 AND (COALESCE(number_to, 0) = 0"
        " OR number_to >= COALESCE(number_from, 0)))",
        "The last house number cannot be smaller than the first.",
    )
    _place_check = models.Constraint(
        "CHECK (zip IS NOT NULL OR city IS NOT NULL)",
        "Please enter the ZIP code or the city: streets of the same name exist"
        " elsewhere too.",
    )

    @api.depends("name")
    def _compute_name_key(self):
        for street in self:
            street.name_key = street_key(street.name)

    @api.depends("name", "number_from", "number_to", "parity")
    def _compute_display_name(self):
        sides = dict(self._fields["parity"]._description_selection(self.env))
        for street in self:
            numbers = "–".join(
                str(number)
                for number in (street.number_from, street.number_to)
                if number
            )
            side = sides[street.parity] if street.parity != "all" else ""
            details = ", ".join(filter(None, (numbers, side)))
            street.display_name = (
                f"{street.name} ({details})" if details else street.name
            )

    @api.constrains("name_key", "zip", "city", "number_from", "number_to", "parity")
    def _check_overlap(self):
        by_key = dict(
            self._read_group(
                [("name_key", "in", self.mapped("name_key"))],
                ["name_key"],
                ["id:recordset"],
            )
        )
        for street in self:
            for other in by_key[street.name_key] - street:
                if street._overlaps(other):
                    raise ValidationError(
                        self.env._(
                            "“%(street)s” and “%(other)s” (%(quartier)s) name the same"
                            " houses. Every house belongs to one neighbourhood only.",
                            street=street.display_name,
                            other=other.display_name,
                            quartier=other.quartier_id.name,
                        )
                    )

    def _overlaps(self, other):
        """Tell whether two rows of the same street share a house number."""
        # the numbers first: a list may name each house of a street in a row of its own
        if (
            self.number_from > (other.number_to or LAST_NUMBER)
            or other.number_from > (self.number_to or LAST_NUMBER)
            or {self.parity, other.parity} == {"odd", "even"}
        ):
            return False
        if self.zip and other.zip and self.zip != other.zip:
            return False
        return not (
            self.city and other.city and street_key(self.city) != street_key(other.city)
        )

    def _covers(self, number, zip_code, city):
        """Tell whether a house lies on this part of the street.

        :param int | None number: None (no number known) is covered by a row without
            limits only: everything else would be a guess
        :param str zip_code: may be empty; then the city decides
        :param str city: may be empty; then the ZIP code decides. Without either
            nobody knows which of all the streets of this name is meant.
        """
        places = (
            (self.zip and self.zip.strip(), zip_code and zip_code.strip()),
            (street_key(self.city), street_key(city)),
        )
        matches = [own == other for own, other in places if own and other]
        if not matches or not all(matches):
            return False
        limited = self.number_from or self.number_to or self.parity != "all"
        if number is None:
            return not limited
        if self.parity != "all" and (number % 2 == 1) != (self.parity == "odd"):
            return False
        return self.number_from <= number <= (self.number_to or LAST_NUMBER)

    @api.model
    def _find_quartiers(self, addresses):
        """Look up the neighbourhoods of many addresses with one query.

        :param addresses: tuples ``(street line, zip, city)``, each part may be empty
        :return: ids of ``quartier.quartier``, False where the directory does not know
            the address or two neighbourhoods could be meant; same order
        :rtype: list[int | bool]
        """
        wanted = []
        for line, zip_code, city in addresses:
            name, numbers = split_street(line)
            wanted.append((street_key(name), numbers or (None,), zip_code, city))
        # sudo: the street directory is public knowledge, and the neighbourhood of an
        # address must not depend on who typed the address
        keys = {key for key, *_rest in wanted if key}
        domain = [("name_key", "in", keys)]
        rows = self.browse()
        if keys:
            rows = self.sudo().search_fetch(domain, _LOOKUP_FIELDS)
        by_key = rows.grouped("name_key")
        result = []
        for key, numbers, zip_code, city in wanted:
            found = {
                frozenset(
                    row.quartier_id.id
                    for row in by_key.get(key, ())
                    if row._covers(number, zip_code, city)
                )
                for number in numbers
            }
            # both ends of a span lie in one and the same neighbourhood
            ids = found.pop() if len(found) == 1 else ()
            result.append(next(iter(ids)) if len(ids) == 1 else False)
        return result
