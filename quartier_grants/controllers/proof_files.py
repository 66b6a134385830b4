from odoo.http import Controller, content_disposition, request, route

from ..models.quartier_grant_proof_print import XLSX


class ProofFiles(Controller):
    """The workbooks of a proof of use, for who may read it."""

    @route(
        "/quartier/foerderung/nachweis/<int:proof_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def workbook(self, proof_id, **_kw):
        proof = self._proof(proof_id)
        return self._send(proof, proof._workbook_file())

    @route(
        "/quartier/foerderung/nachweis/<int:proof_id>/formular.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def form(self, proof_id, **_kw):
        proof = self._proof(proof_id)
        return self._send(proof, proof._form_file())

    def _proof(self, proof_id):
        proof = request.env["quartier.grant.proof"].browse(proof_id).exists()
        if not proof or not proof.has_access("read"):
            raise request.not_found()
        return proof

    def _send(self, proof, file):
        name, content = file
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
