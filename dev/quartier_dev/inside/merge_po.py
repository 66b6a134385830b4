"""Runs in the virtual environment (polib): bring a fresh export into an addon's i18n
folder.

    merge_po.py EXPORT ADDON_DIRECTORY [--check]

Translations are kept by their source text; a new text stays empty, and no guess is ever
made. Exit code 1 if something is missing: without --check an empty or fuzzy
translation, with it also a stale file.
"""

import re
import sys
from pathlib import Path

import polib

LANGUAGE = "de"
# Fields that every model gets from Odoo, and from the mixins of chatter, activities and
# portal.
MAGIC = re.compile(
    r"model:ir\.model\.fields,[\w.:]+__"
    r"(id|display_name|create_uid|create_date|write_uid|write_date|message_\w+|activity_\w+"
    r"|has_message|my_activity_date_deadline|website_message_ids|rating_ids|access_\w+)$"
)
# Where Odoo's own translations of labels are found that an export repeats for each
# addon.
DONORS = (
    "base",
    "mail",
    "resource",
    "portal",
    "rating",
    "contacts",
    "calendar",
    "project",
)
HEADER = {
    "Report-Msgid-Bugs-To": "",
    "Last-Translator": "",
    "Language-Team": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "",
    "Plural-Forms": "",
}


def main(export, addon, check):
    template = polib.pofile(export, wrapwidth=78)
    folder = Path(addon) / "i18n"
    pot, po = folder / f"{folder.parent.name}.pot", folder / f"{LANGUAGE}.po"
    # No dates: they would change with every renewal although nothing else did.
    template.metadata = {"Project-Id-Version": "Odoo Server 19.0", **HEADER}
    merged = merge(template, translations(po), odoo_translations())
    stale = [
        path
        for path, text in ((pot, template), (po, merged))
        if not says(path, str(text))
    ]
    if not check:
        folder.mkdir(exist_ok=True)
        pot.write_text(str(template), encoding="utf-8")
        po.write_text(str(merged), encoding="utf-8")
    return report(po, merged, stale if check else [])


def translations(path):
    """``{source: entry}`` of a catalogue, obsolete ones included: texts may return."""
    return (
        {entry.msgid: entry for entry in polib.pofile(str(path))}
        if path.exists()
        else {}
    )


def odoo_translations():
    """Odoo's German by source text, and by (record without its module, source text)."""
    from odoo.modules import get_module_path

    by_text, by_record = {}, {}
    for module in DONORS:
        path = get_module_path(module)
        for source, entry in translations(Path(path, "i18n", f"{LANGUAGE}.po")).items():
            if entry.msgstr and not entry.fuzzy:
                by_text.setdefault(source, entry.msgstr)
                for reference, _line in entry.occurrences:
                    by_record.setdefault((record_of(reference), source), entry.msgstr)
    return by_text, by_record


def record_of(reference):
    """``model:ir.model,name:base.model_x`` → ``model:ir.model,name:model_x``."""
    kind, _colon, name = reference.rpartition(":")
    return f"{kind}:{name.partition('.')[2]}"


def odoo_translation(source, by_text, by_record):
    """The translation of a label that is Odoo's own: magic field or same record."""
    references = [reference for reference, _line in source.occurrences]
    if all(MAGIC.match(reference) for reference in references):
        return by_text.get(source.msgid, "")
    found = {
        by_record.get((record_of(reference), source.msgid)) for reference in references
    }
    return found.pop() or "" if len(found) == 1 else ""


def merge(template, known, odoo):
    merged = polib.POFile(wrapwidth=78)
    merged.header = template.header
    merged.metadata = {**template.metadata, "Language": LANGUAGE}
    for source in template:
        old = known.get(source.msgid)
        merged.append(
            polib.POEntry(
                msgid=source.msgid,
                msgstr=old.msgstr
                if old and old.msgstr
                else odoo_translation(source, *odoo),
                comment=source.comment,
                occurrences=source.occurrences,
                flags=[flag for flag in (old.flags if old else []) if flag == "fuzzy"],
            )
        )
    return merged


def says(path, text):
    return path.exists() and path.read_text(encoding="utf-8") == text


def report(path, catalogue, stale):
    for name in stale:
        print(f"{name} is stale: run dev/i18n")
    empty = [entry for entry in catalogue if not entry.msgstr]
    fuzzy = [entry for entry in catalogue if entry.fuzzy]
    for kind, entries in (("untranslated", empty), ("fuzzy", fuzzy)):
        if entries:
            print(f"{path}: {len(entries)} of {len(catalogue)} {kind}")
            for entry in entries[:20]:
                print(f"  {entry.msgid[:100]!r}  {entry.occurrences[0][0]}")
    return 1 if stale or empty or fuzzy else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], "--check" in sys.argv))
