from . import base_partner_merge
from . import base_module_uninstall
from . import portal_wizard
from . import quartier_event_cancel
from . import quartier_handover
from . import quartier_room_booking_end
from . import quartier_room_reserve
from . import quartier_room_request_reply
