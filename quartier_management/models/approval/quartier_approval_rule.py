from odoo import api, fields, models
from odoo.exceptions import ValidationError


class QuartierApprovalRule(models.Model):
    """Who signs documents of a kind, from which amount on, and in which order.

    A rule says what is asked from now on: steps that were asked keep what they were
    asked with.
    """

    _name = "quartier.approval.rule"
    _description = "Approval Rule"
    _order = "document, sequence, amount_from, id"

    name = fields.Char(required=True, translate=True)
    document = fields.Selection(selection="_selection_document", required=True)
    sequence = fields.Integer(
        string="Order",
        default=10,
        help="Equal numbers sign at the same time, higher ones afterwards.",
    )
    kind = fields.Selection(
        [
            ("signature", "Signature"),
            ("outside", "Decision taken outside (committee, council)"),
        ],
        required=True,
        default="signature",
        help="Of a decision that is taken outside, date and number of the paper are"
        " recorded.",
    )
    role_id = fields.Many2one(
        "quartier.approval.role", index="btree_not_null", ondelete="restrict"
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Persons",
        domain="[('share', '=', False)]",
        help="In addition to those who hold the role.",
    )
    amount_from = fields.Monetary(
        string="From Amount", help="0: whatever the amount is."
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
    )
    quartier_ids = fields.Many2many(
        "quartier.quartier",
        string="Neighbourhoods",
        # else a rule for a deleted neighbourhood would become one for all
        ondelete="restrict",
        help="Empty: all of them.",
    )
    days = fields.Integer(
        string="Days to Sign",
        default=7,
        help="After these the signature is reminded of, and reported as late.",
    )
    escalation_role_id = fields.Many2one(
        "quartier.approval.role",
        string="Report to",
        index="btree_not_null",
        ondelete="restrict",
        help="Who learns that a signature is late.",
    )
    escalation_days = fields.Integer(
        string="Days Late",
        default=7,
        help="So many days after the signature was due.",
    )
    department_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('is_company', '=', True)]",
        help="Documents of neighbourhoods for which this department is responsible."
        " Empty: of all departments.",
    )
    active = fields.Boolean(default=True)

    _amount_check = models.Constraint(
        "CHECK (amount_from >= 0)", "The amount cannot be negative."
    )
    _days_check = models.Constraint(
        "CHECK (days BETWEEN 1 AND 365)", "Please allow between 1 and 365 days."
    )

    _escalation_check = models.Constraint(
        "CHECK (escalation_days BETWEEN 0 AND 365)",
        "Please report a late signature within 365 days.",
    )

    @api.model
    def _selection_document(self):
        """Hook: kinds of documents that can be signed, ``(model, label)``."""
        return []

    @api.constrains("role_id", "user_ids")
    def _check_signatories(self):
        for rule in self:
            if not (rule.role_id or rule.user_ids):
                raise ValidationError(
                    self.env._(
                        "“%(rule)s” names nobody. Please choose a role or persons who"
                        " sign.",
                        rule=rule.name,
                    )
                )

    @api.constrains("department_id")
    def _check_department(self):
        self.department_id._quartier_check_linkable(
            self.env._("A confidential person cannot be a department.")
        )
        if any(not department.is_company for department in self.department_id):
            raise ValidationError(
                self.env._("A department is an organisation, not a person.")
            )

    @api.model
    def _rules_for(self, document, amount, quartier):
        """Return the rules that hold for a document.

        :param str document: model name
        :param float amount: in the company's currency
        """
        # sudo: what has to be signed does not depend on who asks
        return self.sudo().search(
            [
                ("active", "=", True),  # whatever the context says
                ("document", "=", document),
                ("amount_from", "<=", amount),
                "|",
                ("quartier_ids", "=", False),
                ("quartier_ids", "in", quartier.ids),
                ("department_id", "in", (False, quartier.department_id.id)),
            ]
        )

    def _signatories(self):
        """Return everybody who may sign for this rule now."""
        self.ensure_one()
        users = self.user_ids | self.role_id.user_ids
        return users.filtered(lambda user: user.active and not user.share)
