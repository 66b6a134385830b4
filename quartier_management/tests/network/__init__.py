from . import test_base_module_uninstall
from . import test_quartier_handover
from . import test_res_partner_address
from . import test_res_partner_confidential
from . import test_person_erasure
from . import test_person_file
from . import test_person_relations
from . import test_privacy_lookup
