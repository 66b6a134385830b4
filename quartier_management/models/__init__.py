# Wings, in the order in which they build on each other: no wing names a model
# of a later one, later wings extend earlier models.
from . import office
from . import approval
from . import network
from . import rooms
from . import agenda
from . import projects
from . import committee
