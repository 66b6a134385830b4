from . import test_project_parts
from . import test_project_quartier
from . import test_project_task
