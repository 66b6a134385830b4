from . import office
from . import approval
from . import network
from . import agenda
from . import projects
from . import committee
from . import test_structure
from . import rooms
