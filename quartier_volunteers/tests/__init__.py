from . import test_volunteer_assignment
from . import test_volunteer_shift
from . import test_volunteer_structure
