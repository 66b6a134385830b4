from . import test_room_booking
from . import test_room_refusal
from . import test_room_reserve
