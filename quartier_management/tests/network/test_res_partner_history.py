from odoo.tests import Form, tagged

from ..common import QuartierCommon


@tagged("standard", "post_install", "-at_install")
class TestResPartnerHistory(QuartierCommon):
    """Either department edits organisations; the other sees who changed what."""

    def test_changes_are_kept(self):
        club = self.env["res.partner"].create({"name": "Verein", "is_company": True})
        self.env.cr.precommit.clear()  # what is new is not tracked
        changes = {
            "name": "Verein Nord",
            "street": "Jahnstr. 7",
            "email": "nord@example.org",
            "website": "http://nord.example",
            "quartier_network_stage": "met",
        }
        with Form(
            club.with_user(self.reader).with_context(tracking_disable=False)
        ) as form:
            for name, value in changes.items():
                form[name] = value
        self.env.cr.precommit.run()
        messages = club.with_user(self.office).message_ids
        message = messages.sudo().filtered("tracking_value_ids")
        self.assertEqual(message.author_id, self.reader.partner_id)
        tracked = message.tracking_value_ids.field_id.mapped("name")
        self.assertEqual(
            set(tracked),
            changes.keys() - {"street"} | {"contact_address_inline"},
        )

    def test_former_contact_person(self):
        person = self.env["res.partner"].create({"name": "Ada Offen"})
        self.env.cr.precommit.clear()
        person = person.with_context(tracking_disable=False).with_user(self.reader)
        person.write({"function": "Vorsitz", "active": False})
        self.env.cr.precommit.run()
        tracked = person.sudo().message_ids.tracking_value_ids.field_id
        self.assertEqual(set(tracked.mapped("name")), {"function", "active"})
