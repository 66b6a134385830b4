import unittest

import polib
from quartier_dev.inside import merge_po


def catalogue(*entries):
    result = polib.POFile()
    for source, text, reference, *flags in entries:
        result.append(
            polib.POEntry(
                msgid=source, msgstr=text, occurrences=[(reference, "")], flags=flags
            )
        )
    return result


class TestMerge(unittest.TestCase):
    def merge(self, template, known=(), odoo=({}, {})):
        known = {entry.msgid: entry for entry in known}
        merged = merge_po.merge(template, known, odoo)
        return {entry.msgid: entry.msgstr for entry in merged}

    def test_translations_stay_new_texts_are_empty_old_ones_go(self):
        template = catalogue(("Room", "", "a"), ("Rooms", "", "b"))
        known = catalogue(("Room", "Raum", "x"), ("Gone", "Weg", "y"))
        self.assertEqual(self.merge(template, known), {"Room": "Raum", "Rooms": ""})

    def test_a_fuzzy_mark_is_not_lost(self):
        template = catalogue(("Room", "", "a"))
        known = {"Room": catalogue(("Room", "Raum?", "a", "fuzzy"))[0]}
        merged = merge_po.merge(template, known, ({}, {}))
        self.assertTrue(merged[0].fuzzy)

    def test_labels_that_are_odoos_own(self):
        field = "model:ir.model.fields,field_description:quartier_x.field_quartier_y__"
        model = "model:ir.model,name:quartier_x.model_res_partner"
        template = catalogue(
            ("ID", "", field + "id"),
            ("Created by", "", field + "create_uid"),
            ("Contact", "", model),
            ("State", "", field + "state"),
        )
        by_text = {"ID": "ID", "Created by": "Erstellt von", "State": "Bundesland"}
        by_record = {("model:ir.model,name:model_res_partner", "Contact"): "Kontakt"}
        self.assertEqual(
            self.merge(template, odoo=(by_text, by_record)),
            {
                "ID": "ID",
                "Created by": "Erstellt von",
                "Contact": "Kontakt",
                "State": "",
            },
        )

    def test_record_of(self):
        reference = "model:ir.model.fields,help:quartier_x.field_a__b"
        self.assertEqual(
            merge_po.record_of(reference), "model:ir.model.fields,help:field_a__b"
        )
