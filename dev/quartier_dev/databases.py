"""Databases and their files as wholes: copied, replaced, removed, annotated."""

import re

from . import cluster
from .cluster import identifier, literal, sql
from .console import Stop
from .paths import DATA
from .store import copy_tree, remove


def valid_name(name):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,49}", name):
        raise Stop(f"{name!r} is no name for a database (letters, digits, _ . -)")
    return name


def filestore(name):
    return DATA / "filestore" / name


def copy_files(files, name):
    # Attachments are named by their content and never rewritten: links will do.
    filestore(name).parent.mkdir(parents=True, exist_ok=True)
    copy_tree(files, filestore(name))


def drop(name):
    """Remove a database and its files, whoever is connected."""
    if cluster.exists(name):
        sql(f"ALTER DATABASE {identifier(name)} WITH IS_TEMPLATE false")
        sql(f"DROP DATABASE {identifier(name)} WITH (FORCE)")
    remove(filestore(name))


def clone(origin, name):
    """Make ``name`` a copy of database ``origin`` with its files."""
    drop(name)
    sql(
        f"CREATE DATABASE {identifier(name)} TEMPLATE {identifier(origin)}"
        " STRATEGY FILE_COPY"
    )
    copy_files(filestore(origin), name)
    # A clone is another installation: with the same keys, sessions would be valid in
    # both.
    sql(
        "UPDATE ir_config_parameter SET value = gen_random_uuid()::text"
        " WHERE key IN ('database.uuid', 'database.secret')",
        name,
    )


def replace(name, fresh):
    """Put database ``fresh`` in the place of ``name``."""
    drop(name)
    sql(f"ALTER DATABASE {identifier(fresh)} RENAME TO {identifier(name)}")
    filestore(fresh).rename(filestore(name))


def note(name, text):
    """Keep with a database what it was made from; a new one has a note of its own."""
    sql(f"COMMENT ON DATABASE {identifier(name)} IS {literal(text)}")


def noted(name):
    rows = sql(
        "SELECT shobj_description(oid, 'pg_database')"
        f" FROM pg_database WHERE datname = {literal(name)}"
    )
    return rows[0][0] if rows else None
