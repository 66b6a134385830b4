from . import quartier_actor_type
from . import quartier_participation_mixin
from . import res_partner
from . import res_partner_confidential
from . import res_partner_address
from . import mail_followers
from . import quartier_quartier
from . import res_users
