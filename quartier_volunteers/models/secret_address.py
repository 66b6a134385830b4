"""Secret addresses: the token stands in the mail alone, its digest in the database."""

import hashlib
import secrets


def new_token():
    """Return 256 bits that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(token):
    return hashlib.sha256(token.encode()).hexdigest()
