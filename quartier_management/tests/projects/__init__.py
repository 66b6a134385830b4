from . import test_project_quartier
