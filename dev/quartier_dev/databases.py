"""Databases made quickly: everything of Odoo that the addons need is installed once, in a template.

The template is kept as a dump in the shared cache; a database is a clone of it with the addons on top.
"""

import os
import re
import shutil
from pathlib import Path

from . import cluster, server, source
from .cluster import identifier, literal, sql
from .console import Stop, run_logged, step
from .paths import DATA, ROOT, digest, manifests, own_addons
from .store import cached, copy_tree, locked, remove

# The first is the one Odoo sets up with: with German alone, English would be switched off.
LANGUAGES = "en_US,de_DE"
# Installed in the template even while no addon asks for them.
BASE_MODULES = ("contacts", "calendar", "portal", "project")
PREPARE = Path(__file__).parent / "inside" / "prepare_template.py"
FORMAT = "1"


def valid_name(name):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,49}", name):
        raise Stop(f"{name!r} is no name for a database (letters, digits, _ . -)")
    return name


def filestore(name):
    return DATA / "filestore" / name


def core_modules():
    """What goes into the template: Odoo's modules that our addons depend on."""
    own = manifests()
    needed = {name for manifest in own.values() for name in manifest.get("depends", ())}
    return sorted((needed | set(BASE_MODULES)) - set(own) - {"base"})


def template_key():
    version = cluster.sql("SHOW server_version_num")[0][0]
    return digest(
        source.full_version(source.ensure()),
        ROOT / "requirements.txt",
        PREPARE,
        core_modules(),
        LANGUAGES,
        int(version) // 10000,
        FORMAT,
    )


def ensure_template():
    """The template's name; restored from the cache, or built and put there."""
    key = template_key()
    name = f"quartier_template_{key}"
    with locked("template"):
        if not cluster.exists(name):
            dump = cached("template", key, build_template)
            with step("Restoring the template database"):
                restore(dump, name)
            drop_old_templates(name)
    return name


def build_template(target):
    """Install Odoo's modules into a scratch database and dump it, with its files, to ``target``."""
    name = f"quartier_build_{os.getpid()}"
    modules = ",".join(core_modules())
    try:
        with step(f"Building the template database ({modules})"):
            server.odoo(
                "template", "The template database could not be built",
                "-d", name, "-i", modules, f"--load-language={LANGUAGES}", "--stop-after-init", "--no-http",
            )  # fmt: skip
            server.shell(name, PREPARE, "template", "The template database could not be prepared")
            pg_program("pg_dump", "-Fc", "-Z1", "--no-owner", "-f", target / "dump", name)
            shutil.copytree(filestore(name), target / "filestore")
    finally:
        drop(name)


def restore(dump, name):
    fresh = f"{name}~"
    drop(fresh)
    sql(f"CREATE DATABASE {identifier(fresh)} TEMPLATE template0")
    pg_program("pg_restore", "-j2", "--no-owner", "-d", fresh, dump / "dump")
    sql("ANALYZE", fresh)
    copy_tree_of(dump / "filestore", name)
    sql(f"ALTER DATABASE {identifier(fresh)} RENAME TO {identifier(name)}")
    # Nobody may connect: cloning refuses while somebody does.
    sql(f"ALTER DATABASE {identifier(name)} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true")


def pg_program(program, *arguments):
    run_logged(
        [cluster.binaries() / program, *arguments],
        "template", f"{program} failed", env=server.environ(),
    )  # fmt: skip


def copy_tree_of(files, name):
    # Attachments are named by their content and never rewritten: links will do.
    filestore(name).parent.mkdir(parents=True, exist_ok=True)
    copy_tree(files, filestore(name))


def drop_old_templates(current):
    pattern = "datname LIKE 'quartier\\_template\\_%' AND datname NOT LIKE " + literal(f"{current}%")
    for (name,) in sql(f"SELECT datname FROM pg_database WHERE {pattern}"):
        drop(name)


def drop(name):
    """Remove a database and its files, whoever is connected."""
    if cluster.exists(name):
        sql(f"ALTER DATABASE {identifier(name)} WITH IS_TEMPLATE false")
        sql(f"DROP DATABASE {identifier(name)} WITH (FORCE)")
    remove(filestore(name))


def clone(origin, name):
    """Make ``name`` a copy of database ``origin`` with its files."""
    drop(name)
    sql(f"CREATE DATABASE {identifier(name)} TEMPLATE {identifier(origin)} STRATEGY FILE_COPY")
    copy_tree_of(filestore(origin), name)


def replace(name, fresh):
    """Put database ``fresh`` in the place of ``name``."""
    drop(name)
    sql(f"ALTER DATABASE {identifier(fresh)} RENAME TO {identifier(name)}")
    filestore(fresh).rename(filestore(name))


def create(name, addons=None, demo=True):
    """Replace ``name`` by a fresh database; the old one stays until the new one is complete."""
    addons = own_addons() if addons is None else addons
    unknown = set(addons) - set(own_addons()) - set(core_modules())
    if unknown:
        raise Stop(f"no such addon here: {', '.join(sorted(unknown))}")
    template = ensure_template()
    fresh = f"{name}~"
    try:
        with step(f"Cloning the template as {name}"):
            clone(template, fresh)
            # A clone is another installation: same keys would mean valid sessions across databases.
            sql(
                "UPDATE ir_config_parameter SET value = gen_random_uuid()::text"
                " WHERE key IN ('database.uuid', 'database.secret')",
                fresh,
            )
        if addons:
            install(fresh, addons, demo)
        note(fresh)
        replace(name, fresh)
    except BaseException:
        drop(fresh)
        raise


def install(database, addons, demo):
    """Install addons, with their own demo data but none of Odoo's.

    Odoo loads a module's demo data only if all its dependencies have theirs. The dependencies are
    therefore marked as if they had (they are installed already, so nothing of theirs is loaded now)
    and the mark is taken back afterwards, lest an update of them loads their American companies.
    """
    names = ", ".join(addons)
    own = ", ".join(literal(name) for name in own_addons())
    with step(f"Installing {names}" + (" with demo data" if demo else "")):
        if demo:
            sql("UPDATE ir_module_module SET demo = true WHERE state = 'installed'", database)
        try:
            log = server.odoo(
                "install", f"{names} could not be installed",
                "-d", database, "-i", ",".join(addons), "--stop-after-init", "--no-http",
            )  # fmt: skip
        finally:
            sql(f"UPDATE ir_module_module SET demo = false WHERE name NOT IN ({own})", database)
        check_installed(database, addons, demo, log)


def check_installed(database, addons, demo, log):
    """Odoo ends with 0 even if it skipped a module or its demo data."""
    listed = ", ".join(literal(name) for name in addons)
    rows = sql(f"SELECT name, state, demo FROM ir_module_module WHERE name IN ({listed})", database)
    found = {name: (state, has_demo == "t") for name, state, has_demo in rows}
    for name in addons:
        state, has_demo = found.get(name, ("unknown", False))
        if state != "installed":
            raise Stop(f"{name} is {state} after installation (see {log})")
        if demo and name in own_addons() and not has_demo:
            raise Stop(f"{name}'s demo data could not be loaded (see {log})")


def installed_addons(database):
    own = ", ".join(literal(name) for name in own_addons())
    query = f"SELECT name FROM ir_module_module WHERE state = 'installed' AND name IN ({own}) ORDER BY name"
    return [name for (name,) in sql(query, database)]


def update(database, addons):
    server.odoo(
        "install", "The update failed",
        "-d", database, "-u", ",".join(addons), "--stop-after-init", "--no-http",
    )  # fmt: skip


def fingerprint():
    """Changes whenever a file of an addon does that an update would load (tests are not)."""
    files = [
        path
        for name in own_addons()
        for path in sorted((ROOT / name).rglob("*"))
        if path.is_file() and not {"__pycache__", "tests", "readme"} & set(path.parts)
    ]
    return digest(*(part for path in files for part in (path.relative_to(ROOT), path)))


def note(database):
    """Keep with the database what it was installed from; a replaced database has its own note."""
    sql(f"COMMENT ON DATABASE {identifier(database)} IS {literal(fingerprint())}")


def noted(database):
    query = "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = "
    rows = sql(query + literal(database))
    return rows[0][0] if rows else None
