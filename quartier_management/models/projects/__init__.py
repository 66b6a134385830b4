from . import quartier_project_participation
from . import project_project
from . import project_task
from . import calendar_event
from . import quartier_quartier
from . import res_partner
