from . import test_volunteer_assignment
from . import test_volunteer_structure
