from . import test_calendar_event_access
from . import test_calendar_event_cancel
from . import test_calendar_event_private
from . import test_calendar_event_publish
from . import test_calendar_recurrence
from . import test_public_week
