"""The repository's addons in a database: installed, updated, with demo data or not."""

from . import databases, server
from .cluster import literal, sql
from .console import Stop, step
from .paths import ROOT, digest, own_addons
from .templates import GERMAN, core_modules


def create(name, addons=None, demo=True, template=GERMAN):
    """Replace ``name`` by a fresh database, once that is complete."""
    addons = own_addons() if addons is None else addons
    unknown = set(addons) - set(own_addons()) - set(core_modules())
    if unknown:
        raise Stop(f"no such addon here: {', '.join(sorted(unknown))}")
    origin = template.ensure()
    fresh = f"{name}~"
    try:
        with step(f"Cloning the template as {name}"):
            databases.clone(origin, fresh)
        if addons:
            install(fresh, addons, demo)
        databases.replace(name, fresh)
    except BaseException:
        databases.drop(fresh)
        raise


def install(database, addons, demo):
    """Install addons, with their own demo data but none of Odoo's.

    Odoo loads a module's demo data only if all its dependencies have theirs. The
    dependencies are therefore marked as if they had (they are installed already, so
    nothing of theirs is loaded now), and the mark is taken back lest an update of them
    loads their American companies.
    """
    names = ", ".join(addons)
    own = ", ".join(map(literal, own_addons()))
    with step(f"Installing {names}" + (" with demo data" if demo else "")):
        if demo:
            sql(
                "UPDATE ir_module_module SET demo = true WHERE state = 'installed'",
                database,
            )
        try:
            log = run_odoo(database, "-i", addons, f"{names} could not be installed")
        finally:
            sql(
                f"UPDATE ir_module_module SET demo = false WHERE name NOT IN ({own})",
                database,
            )
        check_installed(database, addons, demo, log)


def update(database, addons):
    with step(f"Updating {', '.join(addons)}"):
        run_odoo(database, "-u", addons, "The update failed")


def run_odoo(database, option, addons, failure):
    names = ",".join(addons)
    options = ("--stop-after-init", "--no-http")
    return server.odoo("install", failure, "-d", database, option, names, *options)


def check_installed(database, addons, demo, log):
    """Odoo ends with 0 even if it skipped a module or its demo data."""
    listed = ", ".join(map(literal, addons))
    rows = sql(
        f"SELECT name, state, demo FROM ir_module_module WHERE name IN ({listed})",
        database,
    )
    found = {name: (state, has_demo == "t") for name, state, has_demo in rows}
    for name in addons:
        state, has_demo = found.get(name, ("unknown", False))
        if state != "installed":
            raise Stop(f"{name} is {state} after installation (see {log})")
        if demo and name in own_addons() and not has_demo:
            raise Stop(f"{name}'s demo data could not be loaded (see {log})")


def installed(database):
    own = ", ".join(map(literal, own_addons()))
    rows = sql(
        "SELECT name FROM ir_module_module"
        f" WHERE state = 'installed' AND name IN ({own}) ORDER BY name",
        database,
    )
    return [name for (name,) in rows]


def fingerprint():
    """Changes with each file of an addon that an update would load (not with tests)."""
    ignored = {"__pycache__", "tests", "readme"}
    files = [
        path
        for name in own_addons()
        for path in sorted((ROOT / name).rglob("*"))
        if path.is_file() and not ignored & set(path.relative_to(ROOT).parts)
    ]
    return digest(*(part for path in files for part in (path.relative_to(ROOT), path)))
