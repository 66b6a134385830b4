from . import quartier_grant_wizard_mixin
from . import quartier_grant_compare
from . import quartier_grant_decide
from . import quartier_grant_program_decide
from . import quartier_grant_what_if
from . import quartier_grant_what_if_line
from . import quartier_grant_record
from . import quartier_grant_record_line
