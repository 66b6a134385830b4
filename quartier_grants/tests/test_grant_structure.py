from pathlib import Path

from odoo.tests import TransactionCase, tagged

from odoo.addons.quartier_management.tests.structure import AddonStructure


@tagged("standard", "post_install", "-at_install")
class TestGrantStructure(AddonStructure, TransactionCase):
    addon = Path(__file__).parents[1]
