from collections import Counter
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from .contact_key import contact_keys

# How much an agreement says, of about 100. Names that only resemble each other count
# by their likeness. Organisations choose a name that nobody else has, persons do not.
NAME = 50
OWN_NAME = 15
EMAIL = 45
PHONE = 25
ADDRESS = 20
OTHER_ADDRESS = -10
# an organisation is rarely one of its people
OTHER_KIND = -20
# what is worth to be looked at, and what is hardly anything but the same
POSSIBLE = 40
LIKELY = 65
# likeness of names below which nobody would take one for the other
LIKENESS = 0.6
# rows of a list that may be found by the same name, e-mail or phone
MOST_ALIKE = 20

_KNOWN = "quartier_duplicate_known"
_WANTED = "quartier_duplicate_wanted"
_COLUMNS = (
    *("numbers", "partners", "companies", "names", "words"),
    *("emails", "phones", "addresses"),
)


class Wanted(NamedTuple):
    """Somebody to look for.

    :ivar number: the caller's own
    :ivar partner_id: the contact itself, which is not looked for; 0 if there is none
    """

    number: int
    partner_id: int
    name: str
    is_company: bool
    email: str
    phone: str
    street: str
    zip: str
    city: str

    def keys(self):
        return contact_keys(*self[2:])


class Found(NamedTuple):
    """A contact, or somebody else who is wanted, that may be the same.

    :ivar number: of who was looked for
    :ivar partner_id: 0 if it is another one that is looked for
    :ivar twin: number of that other one, else 0
    :ivar score: of about 100; see ``POSSIBLE`` and ``LIKELY``
    :ivar name: likeness of the names, 0 to 1
    :ivar email, phone, address: whether they are equal
    """

    number: int
    partner_id: int
    twin: int
    score: int
    name: float
    email: bool
    phone: bool
    address: bool


class QuartierDuplicateSearch(models.AbstractModel):
    """Finds contacts that are entered twice, or about to be.

    All at once, in the database: spellings are made comparable in Python
    (``contact_key``), then joined. Names that resemble each other need PostgreSQL's
    trigrams; without that extension only equal ones are found.
    """

    _name = "quartier.duplicate.search"
    _description = "Search for Duplicates"

    def _find_best(self, wanted):
        """Return for each the contact, or the one before it, that it most likely is.

        :param wanted: list of :class:`Wanted`, numbered in their order from 1
        :return: only contacts that the user may read
        :rtype: dict[int, Found]
        """
        self._prepare(wanted, twins=True)
        return {
            found.number: found
            for found in self._run(
                SQL(
                    """
                    SELECT DISTINCT ON (number) * FROM (%s) AS hit
                     WHERE score >= %s
                     ORDER BY number, score DESC, partner_id = 0, partner_id, twin
                    """,
                    self._scored(),
                    POSSIBLE,
                )
            )
        }

    def _find_all(self, wanted):
        """Return every contact that one of these may be, the likeliest first.

        :param wanted: list of :class:`Wanted`
        :rtype: list[Found]
        """
        self._prepare(wanted, twins=False)
        return self._run(
            SQL(
                "SELECT * FROM (%s) AS hit WHERE score >= %s ORDER BY score DESC,"
                " number, partner_id",
                self._scored(),
                POSSIBLE,
            )
        )

    def _run(self, query):
        return [Found(*row) for row in self.env.execute_query(query)]

    # -- both sides as tables, which end with the transaction

    def _prepare(self, wanted, twins):
        """Fill the tables of who is wanted and who is known.

        :param bool twins: whether those who are wanted are compared as well
        """
        sought = [
            (row.number, row.partner_id, row.is_company, *row.keys()) for row in wanted
        ]
        self._fill(_WANTED, sought)
        known = self._read_known()
        if twins:
            known += self._as_known(sought)
        self._fill(_KNOWN, known)
        self._index()

    def _as_known(self, sought):
        """Return those who are wanted as later ones meet them.

        They have a number instead of a contact. What very many of them share, such as
        a town in the wrong column, tells nobody apart, and would make all of them meet
        each other: only the first ones are found by it.
        """
        shared = Counter()
        rows = []
        for number, _partner, company, *keys, address in sought:
            shared.update(enumerate(keys))
            kept = [
                key if shared[place, key] <= MOST_ALIKE else ""
                for place, key in enumerate(keys)
            ]
            rows.append((number, 0, company, *kept, address))
        return rows

    def _read_known(self):
        """Return the keys of all contacts that the user may read."""
        partners = self.env["res.partner"]
        partners.flush_model()
        contacts = partners._search([("name", "!=", False), ("type", "=", "contact")])
        table = SQL.identifier(contacts.table)
        fields = ("name", "email_normalized", "phone", "street", "zip", "city")
        columns = [SQL("%s.id", table), SQL("%s.is_company", table)]
        columns += [SQL("%s.%s", table, SQL.identifier(name)) for name in fields]
        return [
            (0, id_, bool(company), *contact_keys(name, company, *rest))
            for id_, company, name, *rest in self.env.execute_query(
                contacts.select(*columns)
            )
        ]

    def _fill(self, name, rows):
        columns = zip(*rows, strict=True) if rows else [[]] * len(_COLUMNS)
        self.env.cr.execute(
            SQL(
                """
                DROP TABLE IF EXISTS %(table)s;
                CREATE TEMPORARY TABLE %(table)s (
                    number integer, partner_id integer, is_company boolean, name text,
                    words text, email text, phone text, address text, id integer
                ) ON COMMIT DROP;
                INSERT INTO %(table)s SELECT * FROM unnest(
                    %(numbers)s::integer[], %(partners)s::integer[],
                    %(companies)s::boolean[], %(names)s::text[], %(words)s::text[],
                    %(emails)s::text[], %(phones)s::text[], %(addresses)s::text[]
                ) WITH ORDINALITY
                """,
                table=SQL.identifier(name),
                **dict(zip(_COLUMNS, map(list, columns), strict=True)),
            )
        )

    def _index(self):
        if self.env.registry.has_trigram:
            self.env.cr.execute(
                SQL(
                    "CREATE INDEX ON %s USING gin (words gin_trgm_ops)",
                    SQL.identifier(_KNOWN),
                )
            )
        self.env.cr.execute(
            SQL("ANALYZE %s, %s", SQL.identifier(_KNOWN), SQL.identifier(_WANTED))
        )

    # -- who meets whom

    def _scored(self):
        """Return the query of all pairs that agree in something, with their score."""
        return SQL(
            """
            SELECT number, partner_id, twin,
                   (%(name)s * likeness
                    + CASE WHEN companies AND likeness = 1 THEN %(own)s ELSE 0 END
                    + CASE WHEN email THEN %(email)s ELSE 0 END
                    + CASE WHEN phone THEN %(phone)s ELSE 0 END
                    + CASE WHEN address THEN %(address)s ELSE 0 END
                    + CASE WHEN elsewhere THEN %(elsewhere)s ELSE 0 END
                    + CASE WHEN same_kind THEN 0 ELSE %(other)s END)::integer AS score,
                   likeness, email, phone, address
              FROM (%(pairs)s) AS pair
            """,
            name=NAME,
            own=OWN_NAME,
            elsewhere=OTHER_ADDRESS,
            email=EMAIL,
            phone=PHONE,
            address=ADDRESS,
            other=OTHER_KIND,
            pairs=self._pairs(),
        )

    def _pairs(self):
        return SQL(
            """
            SELECT wanted.number, known.partner_id, known.number AS twin,
                   %(likeness)s AS likeness,
                   wanted.email <> '' AND wanted.email = known.email AS email,
                   wanted.phone <> '' AND wanted.phone = known.phone AS phone,
                   wanted.address <> '' AND wanted.address = known.address AS address,
                   wanted.address <> '' AND known.address <> ''
                   AND wanted.address <> known.address AS elsewhere,
                   wanted.is_company = known.is_company AS same_kind,
                   wanted.is_company AND known.is_company AS companies
              FROM (%(hits)s) AS hit
              JOIN %(wanted)s AS wanted ON wanted.id = hit.wanted
              JOIN %(known)s AS known ON known.id = hit.known
            """,
            likeness=self._likeness(),
            hits=SQL(" UNION ").join(self._hits()),
            wanted=SQL.identifier(_WANTED),
            known=SQL.identifier(_KNOWN),
        )

    def _likeness(self):
        alike = SQL("0.0")
        if self.env.registry.has_trigram:
            alike = SQL(
                "CASE WHEN similarity(wanted.words, known.words) >= %s"
                " THEN similarity(wanted.words, known.words) ELSE 0.0 END",
                LIKENESS,
            )
        return SQL(
            "CASE WHEN wanted.name <> '' AND wanted.name = known.name THEN 1.0"
            " ELSE %s END",
            alike,
        )

    def _hits(self):
        """Return a query for each agreement that may be enough, of rows' addresses.

        Phone or address alone are not: whole families and houses share them.
        """
        agreements = [
            SQL("wanted.%(key)s = known.%(key)s AND wanted.%(key)s <> ''", key=key)
            for key in (SQL.identifier("name"), SQL.identifier("email"))
        ]
        agreements.append(
            SQL(
                "wanted.phone = known.phone AND wanted.address = known.address"
                " AND wanted.phone <> '' AND wanted.address <> ''"
            )
        )
        if self.env.registry.has_trigram:
            self.env.cr.execute(
                SQL("SET LOCAL pg_trgm.similarity_threshold = %s", LIKENESS)
            )
            agreements.append(SQL("known.words %% wanted.words"))
        for agreement in agreements:
            yield SQL(
                """
                SELECT wanted.id AS wanted, known.id AS known
                  FROM %(wanted)s AS wanted JOIN %(known)s AS known ON %(agreement)s
                 WHERE known.number < wanted.number
                   AND (known.number > 0 OR known.partner_id <> wanted.partner_id)
                """,
                wanted=SQL.identifier(_WANTED),
                known=SQL.identifier(_KNOWN),
                agreement=agreement,
            )
