from . import quartier_approval_role
from . import quartier_approval_substitute
from . import quartier_approval_rule
from . import quartier_approval_step
from . import quartier_approval_step_decide
from . import quartier_approval_step_tell
from . import quartier_approval_mixin
from . import res_users
