from . import audit_folder
from . import proof_files
