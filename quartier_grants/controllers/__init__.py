from . import audit_folder
from . import deadline_feed
from . import proof_files
