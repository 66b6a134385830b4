from . import volunteer_board
from . import volunteer_interest
from . import volunteer_link
from . import volunteer_guardian
from . import volunteer_portal
from . import volunteer_check_in
from . import volunteer_place
