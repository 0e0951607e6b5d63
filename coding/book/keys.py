"""The key of a code: made once from its name, and never given to another code."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

IS_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")


def key_for(name: str, taken: Collection[str]) -> str:
    """A key that nobody has yet: the name in plain letters, with a number behind it where it has to be."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50] or "code"
    base = base if base[0].isalpha() else f"code_{base}"
    key, n = base, 1
    while key in taken:
        n += 1
        key = f"{base[:52]}_{n}"
    return key
