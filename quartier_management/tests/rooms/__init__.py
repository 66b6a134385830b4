from . import test_room_agreement
from . import test_room_booking
from . import test_room_refusal
from . import test_room_request
from . import test_room_request_page
from . import test_room_request_portal
from . import test_room_reserve
