"""Template databases: Odoo's modules that the addons need, installed once.

A template is kept as a dump in the shared cache and restored in each cluster that needs
it.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import cluster, databases, server, source
from .cluster import identifier, literal, sql
from .console import run_logged, step
from .paths import ROOT, digest, manifests
from .store import cached, locked

# Installed even while no addon asks for them.
BASE_MODULES = ("contacts", "calendar", "portal", "project")
FORMAT = "1"


@dataclass(frozen=True)
class Template:
    """A set-up of Odoo without demo data; Odoo sets up with the first language."""

    name: str
    languages: str
    script: Path | None = None

    def key(self):
        return digest(
            source.full_version(source.ensure()),
            ROOT / "requirements.txt",
            self.script or "",
            self.languages,
            core_modules(),
            int(sql("SHOW server_version_num")[0][0]) // 10000,
            FORMAT,
        )

    def ensure(self):
        """The database's name; restored from the cache, or built and put there."""
        key = self.key()
        database = f"{self.name}_{key}"
        with locked("template"):
            if not cluster.exists(database):
                dump = cached("template", key, self.build)
                with step("Restoring the template database"):
                    restore(dump, database)
                drop_others(self.name, database)
        return database

    def build(self, target):
        """Install into a scratch database; dump it, with its files, to ``target``."""
        scratch = f"quartier_build_{os.getpid()}"
        modules = ",".join(core_modules())
        failure = "The template database could not be built"
        try:
            with step(f"Building the template database ({modules})"):
                server.odoo(
                    "template",
                    failure,
                    "-d",
                    scratch,
                    "-i",
                    modules,
                    f"--load-language={self.languages}",
                    "--stop-after-init",
                    "--no-http",
                )
                if self.script:
                    server.shell(scratch, self.script, "template", failure)
                dump = target / "dump"
                pg_program("pg_dump", "-Fc", "-Z1", "--no-owner", "-f", dump, scratch)
                shutil.copytree(databases.filestore(scratch), target / "filestore")
        finally:
            databases.drop(scratch)


# With German alone, Odoo would switch English off.
GERMAN = Template(
    "quartier_template",
    "en_US,de_DE",
    Path(__file__).parent / "inside" / "prepare_template.py",
)
# As Odoo's own tests expect it.
PLAIN = Template("quartier_plain", "en_US")


def core_modules():
    """Odoo's modules that our addons depend on."""
    own = manifests()
    needed = {name for manifest in own.values() for name in manifest.get("depends", ())}
    return sorted((needed | set(BASE_MODULES)) - set(own) - {"base"})


def restore(dump, name):
    fresh = f"{name}~"
    databases.drop(fresh)
    sql(f"CREATE DATABASE {identifier(fresh)} TEMPLATE template0")
    pg_program("pg_restore", "-j2", "--no-owner", "-d", fresh, dump / "dump")
    sql("ANALYZE", fresh)
    databases.copy_files(dump / "filestore", name)
    sql(f"ALTER DATABASE {identifier(fresh)} RENAME TO {identifier(name)}")
    # Nobody may connect: cloning refuses while somebody does.
    sql(
        f"ALTER DATABASE {identifier(name)}"
        " WITH ALLOW_CONNECTIONS false IS_TEMPLATE true"
    )


def pg_program(program, *arguments):
    run_logged(
        [cluster.binaries() / program, *arguments],
        "template",
        f"{program} failed",
        env=server.environ(),
    )


def drop_others(name, current):
    pattern = literal(name.replace("_", r"\_") + r"\_%")
    rows = sql(f"SELECT datname FROM pg_database WHERE datname LIKE {pattern}")
    for (database,) in rows:
        if database != current:
            databases.drop(database)
