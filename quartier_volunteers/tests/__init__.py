from . import test_volunteer_structure
from . import test_volunteer_people
from . import test_volunteer_way
from . import test_volunteer_proof
from . import test_volunteer_age
from . import test_volunteer_inspection
from . import test_volunteer_erasure
from . import test_volunteer_documents
