from . import public_week
from . import public_feed
from . import public_poster
from . import portal
from . import room_request
from . import consent
from . import person_file
from . import approval
