"""A city's address book, written by SQL in seconds and the same in every database.

Of 20 contacts 3 are organisations, 5 their contact persons and delivery addresses, 12
private persons; one of these is confidential where our addons are installed.
"""

from ..cluster import sql

WORDS = {
    "kind": "Verein Förderverein Grundschule Kita Bäckerei Praxis Moschee Apotheke"
    " Pfarrgemeinde Sportverein Stiftung Seniorenzentrum Jugendtreff Gesellschaft",
    "given": "Anna Ayşe Peter Maria Mehmet Ursula Klaus Elif Jürgen Sabine Can Monika"
    " Thomas Fatma Petra Ali Heike Jan Olena Uwe Leyla Marta Björn Ivana Karl Renate",
    "family": "Müller Schmidt Yılmaz Schneider Fischer Kaya Weber Meyer Wagner Demir"
    " Becker Schulz Hoffmann Kowalski Koch Bauer Richter Klein Wolf Schröder Neumann"
    " Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Köhler",
    "street": "Gutenbergstraße Hauptstraße Bahnhofstraße Schulstraße Gartenweg"
    " Talstraße Röntgenstraße Peter-Paul-Straße Friedenstraße Nordstraße Bergweg",
}

CONTACTS = """
CREATE FUNCTION pg_temp.pick(n integer, words text) RETURNS text RETURN
    split_part(words, ' ', 1 + (hashtext(n || words) & 1048575)
                               % (1 + regexp_count(words, ' ')));

WITH drawn AS (
    SELECT n,
           n % 20 AS place,
           n - n % 20 + (n % 20 - 3) / 2 AS organisation,
           pg_temp.pick(n, '{kind}') AS kind,
           pg_temp.pick(n, '{given}') AS given,
           pg_temp.pick(n, '{family}') AS family,
           pg_temp.pick(n, '{street}') || ' ' || 1 + n % 97 AS street
      FROM generate_series(0, {size} - 1) AS n
), named AS (
    SELECT *,
           CASE WHEN place BETWEEN 3 AND 7 THEN organisation ELSE n END AS root,
           CASE WHEN place < 3 THEN concat_ws(' ', kind, family, n / 20)
                WHEN place <> 7 THEN concat_ws(' ', given, family) END AS name,
           CASE WHEN n % 2 = 1 THEN lower(family) || n || '@example.org' END AS email
      FROM drawn
), organisations AS (
    SELECT n AS root, name AS company FROM named WHERE place < 3
)
INSERT INTO res_partner (
    id, parent_id, commercial_partner_id, is_company, type, name, complete_name,
    commercial_company_name, street, zip, city, country_id, phone, email,
    email_normalized, active, partner_share, lang, tz, color, create_uid, write_uid,
    create_date, write_date {columns}
)
SELECT first + n,
       CASE WHEN root <> n THEN first + root END,
       first + root,
       place < 3,
       CASE WHEN name IS NULL THEN 'delivery' ELSE 'contact' END,
       name,
       CASE WHEN root = n THEN name
            ELSE company || ', ' || coalesce(name, 'Lieferadresse') END,
       company,
       street, '5224' || n % 10, 'Eschweiler',
       (SELECT id FROM res_country WHERE code = 'DE'),
       CASE WHEN n % 3 > 0 THEN '+49 2403 ' || 100000 + n END,
       email, email, true, true, 'de_DE', 'Europe/Berlin', 0, 1, 1, now(), now()
       {values}
  FROM named
  LEFT JOIN organisations USING (root)
 CROSS JOIN (SELECT max(id) + 1 AS first FROM res_partner) AS ids
 ORDER BY n;

SELECT setval('res_partner_id_seq', (SELECT max(id) FROM res_partner));
VACUUM ANALYZE res_partner;
"""

# Contacts older than our addons have no flag, younger ones have one that says no.
OURS = {
    "quartier_confidential": "CASE WHEN n % 2 = 1 THEN place = 19 END",
    "quartier_owner_id": "CASE WHEN place = 19 THEN {office} END",
    "quartier_id": "CASE WHEN place IN (2, 7, 18, 19) THEN {office} END",
}


def fill(database, size, confidential=False):
    """Add ``size`` contacts.

    :param confidential: share the persons that are confidential between the offices
    """
    extra = {}
    if confidential:
        ids = ", ".join(
            id_ for (id_,) in sql("SELECT id FROM quartier_quartier", database)
        )
        office = f"(ARRAY[{ids}])[1 + n / 20 % 2]"
        extra = {name: value.format(office=office) for name, value in OURS.items()}
    script = CONTACTS.format(
        size=size,
        columns="".join(f", {name}" for name in extra),
        values="".join(f", {value}" for value in extra.values()),
        **WORDS,
    )
    sql(script, database)
