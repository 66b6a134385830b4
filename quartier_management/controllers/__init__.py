from . import public_week
from . import portal
from . import room_request
