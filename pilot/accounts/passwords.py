"""Passwords: argon2id, and how long one must be."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pilot.errors import BadInput
from pilot.words import N_

MIN_PASSWORD = 10


# What new passwords are hashed with; an older hash is checked with the costs that stand in it. Tests make it cheap.
HASHER = PasswordHasher()


@cache
def nobodys() -> str:
    """A hash that fits no password.

    Checked when the name is unknown, so that an answer takes as long as for a known one.
    """
    return hashed(secrets.token_hex(16))


def hashed(password: str) -> str:
    """What is stored of a password."""
    return HASHER.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether this is the password that was stored."""
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def require_long(password: str) -> None:
    """Raises: BadInput when a new password is too short."""
    if len(password) < MIN_PASSWORD:
        raise BadInput(N_("A password has at least {n} characters."), n=MIN_PASSWORD)
