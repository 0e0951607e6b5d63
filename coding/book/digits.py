"""Under which digit of the desk a code stands for who chose none: the same whatever else comes or goes."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

DIGITS = "1234567890"


def digits(db: Database) -> dict[str, str]:
    """Digits of codes of the newest codebook, by key; those for which there is no room have none.

    A code gets the first digit that is free in the version it comes with, and keeps it as long as it can be given: a
    finger that learned it never gives another code because of a change in the codebook elsewhere.
    """
    held: list[str | None] = [None] * len(DIGITS)
    rows = db.conn.execute(
        "SELECT number, key FROM codebook_version JOIN code_definition USING (codebook_version_id)"
        " JOIN code USING (code_id) WHERE is_codable ORDER BY number, code_id").fetchall()
    for _number, version in groupby(rows, key=itemgetter(0)):
        keys = [key for _, key in version]
        held = [key if key in keys else None for key in held]
        waiting = [key for key in keys if key not in held]
        held = [key or (waiting.pop(0) if waiting else None) for key in held]
    return {key: digit for key, digit in zip(held, DIGITS, strict=True) if key}
