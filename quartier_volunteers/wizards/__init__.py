from . import quartier_volunteer_reason
from . import quartier_volunteer_find
from . import quartier_volunteer_find_line
from . import quartier_volunteer_roster_copy
