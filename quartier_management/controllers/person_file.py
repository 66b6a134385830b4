from odoo.http import Controller, content_disposition, request, route


class PersonFile(Controller):
    """The machine-readable file about a person, for who may produce it."""

    @route(
        "/quartier/person-file/<int:partner_id>",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def person_file(self, partner_id, **_kw):
        person = request.env["res.partner"].browse(partner_id)
        person._quartier_check_file()
        content = person._quartier_file_zip()
        person._quartier_note_file("ZIP")
        name = f"{person._quartier_file_name()}.zip"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/zip"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
