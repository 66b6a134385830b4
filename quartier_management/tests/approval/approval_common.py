from ..committee.common import PaperCommon


class ApprovalCommon(PaperCommon):
    """A paper of West that the head of section signs, and then the head of office.

    ``head`` and ``chief`` are readers, as colleagues of Amt 502 are; ``deputy``
    represents the head where a test says so; ``treasurer`` has no role in the app.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        reader = "quartier_management.group_quartier_reader"
        cls.head = cls._new_user("head", reader)
        cls.chief = cls._new_user("chief", reader)
        cls.deputy = cls._new_user("deputy", reader)
        cls.treasurer = cls._new_user("treasurer", "base.group_user")
        cls.section, cls.office_role = cls.env["quartier.approval.role"].create(
            [
                {"name": "Head of section", "user_ids": cls.head.ids},
                {"name": "Head of office", "user_ids": cls.chief.ids},
            ]
        )
        cls.paper = cls._new_paper()
        cls._new_festival(quartier_headcount=12)
        cls.paper.action_draft()
        cls.first_rule, cls.second_rule = cls.env["quartier.approval.rule"].create(
            [
                cls._rule_vals(cls.section, sequence=10),
                cls._rule_vals(cls.office_role, sequence=20),
            ]
        )

    @classmethod
    def _rule_vals(cls, role, **values):
        return {
            "name": role.name,
            "document": "quartier.committee.paper",
            "role_id": role.id,
            "quartier_ids": cls.west.ids,
            **values,
        }

    def _tell(self):
        """Run the job that tells signatories that it is their turn."""
        with self.enter_registry_test_mode():
            self.env.ref(
                "quartier_management.ir_cron_tell_signatories"
            ).method_direct_trigger()

    def _request(self, user=None):
        self.paper.with_user(user or self.manager).action_request_approval()
        return self.paper.sudo()._approval_current().sudo(False)
