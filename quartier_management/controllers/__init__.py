from . import public_week
