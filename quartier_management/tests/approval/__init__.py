from . import test_approval_attack
from . import test_approval_attack_web
from . import test_approval_rule
from . import test_approval_step
from . import test_approval_table
from . import test_approval_tell
