"""Packages from another Debian suite, through an apt state of its own.

Lists, sources and downloads live in one directory; of the system only the archive's
address, its keyring, the installed apt.conf.d and the dpkg status are read. Nothing is
installed.
"""

import os
import shutil
import subprocess
from pathlib import Path

from .console import Stop, run_logged

FORMAT = "$(CREATED_BY)|$(ORIGIN)|$(LABEL)|$(RELEASE)|$(COMPONENT)|$(REPO_URI)"
KEYRINGS = (
    Path("/usr/share/keyrings/debian-archive-keyring.gpg"),
    Path("/usr/share/keyrings/debian-archive-keyring.pgp"),
)

# The hooks of the system's apt.conf.d would clean the system's own directories.
CONFIGURATION = """\
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::State "{work}/state";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "{work}/cache";
Dir::Etc::sourcelist "{work}/sources.list";
Dir::Etc::sourceparts "{work}/parts";
Dir::Etc::preferences "{work}/preferences";
Dir::Etc::preferencesparts "{work}/parts";
Acquire::Languages "none";
Acquire::Retries "3";
"""


def archive_address():
    """The address of Debian's main archive as the system's apt knows it."""
    named = os.environ.get("QUARTIER_DEBIAN_ARCHIVE")
    if named:
        return named
    if not shutil.which("apt-get"):
        raise Stop(
            "This is no Debian: set ODOO_SOURCE to an Odoo 19 checkout or release"
        )
    listing = subprocess.run(
        ["apt-get", "indextargets", "--format", FORMAT],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    address = choose_archive(listing, release_codename())
    if not address:
        raise Stop(
            "apt knows no Debian main archive: set ODOO_SOURCE to an Odoo 19 source,"
            " or QUARTIER_DEBIAN_ARCHIVE to the address of a Debian archive"
        )
    return address


def choose_archive(listing, codename):
    """Pick the main archive out of apt's index targets.

    Before the first ``apt-get update`` origin and label are empty (or unexpanded); then
    the entry for the installed release, component main, is it. Security, updates and
    third parties never are.
    """
    for line in listing.splitlines():
        created_by, origin, label, release, component, address = line.split("|", 5)
        known = origin and not origin.startswith("$(")
        if created_by != "Packages" or component != "main":
            continue
        if (origin == label == "Debian" and "-" not in release) or (
            not known and release == codename
        ):
            return address
    return None


def release_codename():
    try:
        text = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return None
    fields = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    if fields.get("ID", "").strip('"') != "debian":
        return None
    return fields.get("VERSION_CODENAME", "").strip('"')


def download(packages, suites, work):
    """Fetch packages (``name/suite``) into ``work/debs`` and return the files."""
    address = archive_address()
    for name in ("state/lists/partial", "cache/archives/partial", "parts", "debs"):
        (work / name).mkdir(parents=True, exist_ok=True)
    keyring = next((path for path in KEYRINGS if path.exists()), None)
    signed = f"[signed-by={keyring}] " if keyring else ""
    (work / "sources.list").write_text(
        "".join(f"deb {signed}{address} {suite} main\n" for suite in suites),
        encoding="utf-8",
    )
    configuration = work / "apt.conf"
    configuration.write_text(CONFIGURATION.format(work=work), encoding="utf-8")
    # A config file on the command line is read last, so that its #clear reaches
    # apt.conf.d.
    apt = ["apt-get", "-q", "-c", configuration]
    failure = f"Debian's suite {suites[0]} could not be fetched"
    run_logged([*apt, "update", "--error-on=any"], "apt", failure)
    run_logged([*apt, "download", *packages], "apt", failure, cwd=work / "debs")
    return sorted((work / "debs").glob("*.deb"))
