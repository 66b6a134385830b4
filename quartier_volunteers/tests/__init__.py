from . import test_volunteer_structure
