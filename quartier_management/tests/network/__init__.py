from . import test_consent
from . import test_consent_page
from . import test_base_module_uninstall
from . import test_quartier_handover
from . import test_res_partner_address
from . import test_res_partner_confidential
