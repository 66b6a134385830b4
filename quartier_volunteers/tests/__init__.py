from . import test_volunteer_assignment
from . import test_volunteer_board
from . import test_volunteer_interest
from . import test_volunteer_structure
