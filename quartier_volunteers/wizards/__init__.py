from . import quartier_volunteer_wizard_mixin
from . import quartier_volunteer_new
from . import quartier_volunteer_pause
from . import quartier_volunteer_end
from . import quartier_volunteer_guardian
from . import quartier_volunteer_sheet
