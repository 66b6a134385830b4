from odoo.http import Controller, content_disposition, request, route


class Approval(Controller):
    """The document that somebody has to sign, as it would be printed."""

    @route(
        "/quartier/mitzeichnung/<int:step_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def document(self, step_id, **_kw):
        step = request.env["quartier.approval.step"].browse(step_id).exists()
        step.check_access("read")
        document = step and step._shown_document()
        if not document:
            raise request.not_found()
        name = content_disposition(f"{document.display_name}.pdf", "inline")
        return request.make_response(
            document._approval_pdf(),
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", name),
                ("Cache-Control", "no-store"),
            ],
        )
