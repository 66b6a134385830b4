from odoo import models


class QuartierGrantAttachedMixin(models.AbstractModel):
    """A file or message, which names its document by model and id."""

    _name = "quartier.grant.attached.mixin"
    _description = "Attached to a Document That May Belong to a Closed Grant"

    # the field that names the model of the document
    _document_model_field = "res_model"

    def _check_document_open(self):
        """:raise UserError: one of the documents belongs to a closed grant"""
        guarded = self.env.registry["quartier.grant.closed.mixin"]
        # sudo: whose these are is read, to decide whether they may be changed
        for name, rows in self.sudo().grouped(self._document_model_field).items():
            if name in self.env and isinstance(self.env[name], guarded):
                documents = self.env[name].browse(set(rows.mapped("res_id")))
                documents.exists()._check_not_closed()
