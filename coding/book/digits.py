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
    finger that learned it never gives another code because of a change in the codebook elsewhere. Where a merge or a
    split is undone, or a version taken back, the codes have the digits they had before.
    """
    held: list[str | None] = [None] * len(DIGITS)
    then: dict[int | None, list[str | None]] = {}
    rows = db.conn.execute(
        "SELECT v.codebook_version_id, CASE v.did WHEN 'undo' THEN u.after_id WHEN 'take_back' THEN v.after_id END,"
        " key FROM codebook_version v LEFT JOIN codebook_version u ON u.codebook_version_id = v.undoes_id"
        " JOIN code_definition d ON d.codebook_version_id = v.codebook_version_id JOIN code USING (code_id)"
        " WHERE is_codable ORDER BY v.number, code_id").fetchall()
    for (version_id, back_to), version in groupby(rows, key=itemgetter(0, 1)):
        keys = [key for *_, key in version]
        if before := then.get(back_to):
            held = [old or (now if now not in before else None) for old, now in zip(before, held, strict=True)]
        held = [key if key in keys else None for key in held]
        waiting = [key for key in keys if key not in held]
        held = then[version_id] = [key or (waiting.pop(0) if waiting else None) for key in held]
    return {key: digit for key, digit in zip(held, DIGITS, strict=True) if key}
