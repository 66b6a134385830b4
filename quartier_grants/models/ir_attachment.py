from odoo import api, models

_CONTENT = frozenset(
    ("raw", "datas", "db_datas", "store_fname", "res_model", "res_field", "res_id")
)
# of the files of closed grants, and of those that the system keeps, this stays as well:
# what a file is taken for, where it is looked for, and who may read it
_KEPT = _CONTENT | {
    "name",
    "description",
    "type",
    "url",
    "mimetype",
    "index_content",
    "public",
}


class IrAttachment(models.Model):
    """Files of an application's documents are signed with it, and closed with it.

    Whoever may write a document may write its file behind the form: that changes the
    application as the form does. Files of fields that only the system writes are the
    system's as well.
    """

    _name = "ir.attachment"
    _inherit = ("ir.attachment", "quartier.grant.attached.mixin")

    @api.model_create_multi
    def create(self, vals_list):
        files = super().create(vals_list)
        if not self.env.su:
            files._check_document_open()
            files._quartier_check_noted()
            files._quartier_grants()._part_changed()
            files._quartier_vouchers()._shares_changed()
        return files

    def write(self, vals):
        if not vals.keys().isdisjoint(_KEPT):
            self._quartier_check_kept()
            if not self.env.su:
                self._quartier_check_noted()
        if self.env.su or vals.keys().isdisjoint(_CONTENT):
            return super().write(vals)
        grants, vouchers = self._quartier_grants(), self._quartier_vouchers()
        result = super().write(vals)
        self._check_document_open()
        self._quartier_check_noted()
        (grants | self._quartier_grants())._part_changed()
        (vouchers | self._quartier_vouchers())._shares_changed()
        return result

    def unlink(self):
        self._quartier_check_kept()
        if self.env.su:
            return super().unlink()
        self._quartier_check_noted()
        grants, vouchers = self._quartier_grants(), self._quartier_vouchers()
        result = super().unlink()
        grants.exists()._part_changed()
        vouchers.exists()._shares_changed()
        return result

    def _post_add_create(self, **kwargs):
        """Files come to closed grants with a message, not by themselves."""
        self._check_document_open()
        return super()._post_add_create(**kwargs)

    def _quartier_check_kept(self):
        """Refuse to change files of closed grants.

        What is written with ``sudo()`` into a record's field was decided there.
        """
        files = self
        if self.env.su:
            files = self.filtered(lambda file: not file.res_field)
        files._check_document_open()

    def _quartier_check_noted(self):
        """Refuse to touch the files of fields that only the system writes.

        :raise AccessError: one of these is such a file
        """
        # sudo: where the files belong is read
        for file in self.sudo().filtered("res_field"):
            model = self.env.get(file.res_model)
            if isinstance(model, self.pool["quartier.grant.noted.mixin"]):
                if file.res_field in model._noted_fields():
                    model._refuse_noted()

    def _quartier_vouchers(self):
        """Return the vouchers whose scans these files are.

        Their row is written, so that of booking one and taking its scan away at the
        same time PostgreSQL lets one through.
        """
        # sudo: as below
        files = self.sudo().filtered(
            lambda file: file.res_model == "quartier.grant.voucher" and file.res_field
        )
        vouchers = self.env["quartier.grant.voucher"].sudo()
        return vouchers.browse(set(files.mapped("res_id"))).exists()

    def _quartier_grants(self):
        """Return the applications whose documents these files are."""
        # sudo: who may write the files was, or is, checked by core
        files = self.sudo().filtered(
            lambda file: file.res_model == "quartier.grant.document" and file.res_field
        )
        documents = self.env["quartier.grant.document"].sudo()
        return documents.browse(files.mapped("res_id")).exists().grant_id
