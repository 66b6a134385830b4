from . import test_base_module_uninstall
from . import test_quartier_handover
from . import test_res_partner_address
from . import test_res_partner_confidential
from . import test_network_contact
from . import test_network_stage
from . import test_quartier_conversation
from . import test_quartier_dossier
