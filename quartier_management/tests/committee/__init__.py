from . import test_committee_paper_prose
from . import test_committee_paper_draft
from . import test_committee_paper_findings
from . import test_committee_paper_release
from . import test_committee_paper_document
