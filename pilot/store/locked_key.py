"""What keys.json of a home says: its own key, locked with a secret, and what that cost.

Nothing here knows where a secret comes from; `pilot.store.keys` asks it, and hands out what is made of the key.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES = 12
# What the locked key is bound to: a keys.json that no longer says `whole`, or says it too soon, opens nothing.
_BOUND_TO = {False: b"rode draad keys 1", True: b"rode draad keys 1 whole"}
# Made by `new_secret`: 256 random bits, so that nothing is won by making each guess dear.
RANDOM = re.compile(r"rds1-[A-Za-z0-9_-]{43}")
# What a keys.json that came from elsewhere may ask of this machine.
_MOST_PASSES, _MOST_KIB, _MOST_LANES = 20, 1 << 20, 16


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: passes over `kib` of memory in `lanes` (RFC 9106)."""

    passes: int
    kib: int
    lanes: int


class Locked(BadInput):
    """A home is encrypted and its secret is missing, or another one was given; nothing was touched."""


def parsed(raw: bytes, path: Path) -> dict[str, Any]:
    """What a keys.json says, each part of the kind it must be. Raises: BadInput."""
    try:
        found = json.loads(raw)
        if found["format"] > FORMAT:
            raise BadInput(
                N_("{path} was made by a newer Rode Draad. Update the program; the file is untouched."), path=path)
        passes, kib, lanes = (int(found["cost"][name]) for name in ("passes", "kib", "lanes"))
        if not (1 <= passes <= _MOST_PASSES and 1 <= lanes <= _MOST_LANES and 8 * lanes <= kib <= _MOST_KIB):
            raise ValueError("costs that none of ours has")
        salt, nonce, locked = (base64.b64decode(found[name], validate=True) for name in ("salt", "nonce", "locked"))
        if len(salt) != 16 or len(nonce) != NONCE_BYTES or len(locked) != KEY_BYTES + 16:
            raise ValueError("parts of another length")
        whole = found.get("whole", False)
        if not isinstance(whole, bool):
            raise TypeError("neither whole nor not")
        return {"name": str(found["name"]), "whole": whole, "cost": Cost(passes, kib, lanes), "salt": salt,
                "nonce": nonce, "locked": locked}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise BadInput(N_("{path} is damaged. Put back the one of a backup: nothing opens without it."),
                       path=path) from error


def unwrapped(found: dict[str, Any], secret: str, folder: Path) -> bytes:
    """The home's own key. Raises: Locked."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_lock_of(secret, found["salt"], found["cost"])).decrypt(
            found["nonce"], found["locked"], _BOUND_TO[found["whole"]])
    except InvalidTag as error:
        raise Locked(N_("This is not the secret of {path}. Nothing was opened and nothing was changed."),
                     path=folder) from error


def locked(key: bytes, name: str, secret: str, cost: Cost, *, whole: bool) -> dict[str, object]:
    """What keys.json is to say of a key, locked with this secret.

    Args:
        name: of the key, see `keys.Ring`. whole: whether all of the home is encrypted.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_lock_of(secret, salt, cost)).encrypt(nonce, key, _BOUND_TO[whole])
    return {"format": FORMAT, "name": name, "whole": whole,
            "cost": {"passes": cost.passes, "kib": cost.kib, "lanes": cost.lanes},
            **{part: base64.b64encode(value).decode() for part, value in
               (("salt", salt), ("nonce", nonce), ("locked", sealed))}}


def _lock_of(secret: str, salt: bytes, cost: Cost) -> bytes:
    """What the home's key is locked with."""
    typed = unicodedata.normalize("NFC", secret).encode()
    if RANDOM.fullmatch(secret):
        return derived(typed, b"secret", salt)
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(typed, salt, time_cost=cost.passes, memory_cost=cost.kib, parallelism=cost.lanes,
                           hash_len=KEY_BYTES, type=Type.ID)


def derived(key: bytes, what: bytes, salt: bytes | None = None) -> bytes:
    """A key for one use, made of another by HKDF."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), KEY_BYTES, salt, b"rode draad " + what).derive(key)
