"""Who can log in to the demo: read from the database, so never out of date."""

from .cluster import literal, sql
from .paths import own_addons

# The administrator and the users that our addons brought, each with the widest of our
# groups that they were given, or what they do where they work.
QUERY = """
WITH RECURSIVE closure(gid, hid) AS (
    SELECT gid, hid FROM res_groups_implied_rel
    UNION
    SELECT closure.gid, rel.hid
      FROM closure JOIN res_groups_implied_rel rel ON rel.gid = closure.hid
)
SELECT u.login, p.name, coalesce((
    SELECT coalesce(g.name->>'de_DE', g.name->>'en_US')
      FROM res_groups_users_rel rel
      JOIN res_groups g ON g.id = rel.gid
      JOIN ir_model_data d ON d.model = 'res.groups' AND d.res_id = g.id
       AND d.module IN ({modules})
     WHERE rel.uid = u.id
     ORDER BY (SELECT count(*) FROM closure WHERE closure.gid = g.id) DESC
     LIMIT 1
), p.function, '')
  FROM res_users u
  JOIN res_partner p ON p.id = u.partner_id
  JOIN ir_model_data d ON d.model = 'res.users' AND d.res_id = u.id
   AND (d.module IN ({modules}) OR d.module = 'base' AND d.name = 'user_admin')
 WHERE u.active
 ORDER BY d.module != 'base', d.id
"""


def logins(database):
    """Rows of login, name and role; the administrator first."""
    modules = ", ".join(map(literal, own_addons()))
    return sql(QUERY.format(modules=modules), database)


def table(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
