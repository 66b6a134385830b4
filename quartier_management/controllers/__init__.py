from . import portal
from . import room_request
