from . import office
from . import network
from . import agenda
from . import projects
from . import test_structure
