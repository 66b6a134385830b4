from odoo.exceptions import AccessError
from odoo.http import Controller, content_disposition, request, route


class AuditFolder(Controller):
    """The folder for auditors, sent while it is made."""

    @route(
        "/quartier/foerderung/<int(max=2147483647):grant_id>/pruefmappe.zip",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def folder(self, grant_id, teile=None, **_kw):
        """
        :param str teile: keys of the sections that are wanted, separated by commas;
            nothing: all of them
        """
        grant = request.env["quartier.grant"].browse(grant_id)
        keys = teile.split(",") if teile else None
        try:
            # what is not there and what is out of sight: the answer is the same
            stream = grant.exists() and grant._audit_stream(keys)
        except AccessError:
            stream = None
        if not stream:
            return self._refuse()
        return request.make_response(
            stream,
            headers=[
                ("Content-Type", "application/zip"),
                (
                    "Content-Disposition",
                    content_disposition(f"{grant._audit_folder_name()}.zip"),
                ),
                ("Cache-Control", "no-store"),
            ],
        )

    def _refuse(self):
        """Answer with a page that says whom to ask; it does not tell what there is."""
        response = request.render(
            "quartier_grants.audit_folder_refused",
            {"language": (request.env.lang or "de_DE").replace("_", "-")},
        )
        response.status_code = 403
        return response
