"""A list of places in two groups, drawn by lot in blocks: the same from the same seed, on every machine.

In each block of a list half of the places are with support and half without, in an order that nobody can foresee who
does not know the seed: places are sorted by SHA-256 of seed, stratum, block and number. The seed is drawn when the list
is sealed; its own SHA-256 is shown from then on, so that whoever sees the seed later can check that it is the same.
"""

from __future__ import annotations

import hashlib
import secrets

SUPPORT, CONTROL = "support", "control"
BLOCKS = (2, 4, 6, 8, 10, 12)


def new_seed() -> str:
    """32 random bytes in hexadecimal."""
    return secrets.token_hex(32)


def fingerprint(seed: str) -> str:
    """What is shown of a seed while the list is sealed: SHA-256, in hexadecimal."""
    return hashlib.sha256(seed.encode("ascii")).hexdigest()


def arm_at(seed: str, block: int, stratum: str, place: int) -> str:
    """SUPPORT or CONTROL: the group of a place.

    Args:
        block: places in a block, an even number. stratum: the list, '' where there is one. place: from 1.
    """
    number, at = divmod(place - 1, block)
    order = sorted(range(block), key=lambda one: hashlib.sha256(
        f"{seed}|{stratum}|{number}|{one}".encode()).digest())
    return SUPPORT if order[at] < block // 2 else CONTROL
