from . import quartier_volunteer_hours_reject
from . import quartier_volunteer_certificate
from . import quartier_volunteer_thanks
