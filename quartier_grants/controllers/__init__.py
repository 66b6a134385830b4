from . import proof_files
