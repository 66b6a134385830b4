from . import quartier_event_category
from . import quartier_event_participation
from . import calendar_event
from . import calendar_event_private
from . import calendar_attendee
from . import calendar_recurrence
from . import quartier_quartier
from . import res_partner
