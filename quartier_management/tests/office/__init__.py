from . import test_quartier_holiday
from . import test_quartier_position
from . import test_quartier_quartier
from . import test_quartier_rule
from . import test_quartier_street
from . import test_street_address
