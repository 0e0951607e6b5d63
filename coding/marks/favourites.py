"""The codes a coder wants at hand: on the digits of the desk, in her order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.book.turning import became
from coding.marks.batch import newest_book
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

MOST = 9  # digits


@use_case(Right.CODE, reads="the codebook")
def favourites(db: Database, viewer: Viewer) -> list[str | None]:
    """Keys of the viewer's own, in her order; None for what the newest codebook has not, so that others stay put.

    What went up in another is that one, under the same digit, unless that has one of its own.
    """
    keys = [str(row[0]) for row in db.conn.execute(
        "SELECT key FROM favourite JOIN code USING (code_id) WHERE user_id = ? ORDER BY position", (viewer.user_id,))]
    there = {row[0] for row in db.conn.execute(
        "SELECT key FROM code_definition JOIN code USING (code_id) WHERE is_codable AND codebook_version_id ="
        " (SELECT max(codebook_version_id) FROM codebook_version)")}
    followed = became(db, keys)
    found: list[str | None] = []
    for key in keys:
        now = followed[key].key if key in followed else key
        found.append(now if now in there and (now == key or now not in [*keys, *found]) else None)
    return found


@use_case(Right.CODE)
def set_favourites(db: Database, viewer: Viewer, keys: Sequence[object]) -> list[str]:
    """Keep these, the first under digit 1, instead of those before; returns them.

    Raises: BadInput for more than MOST, one twice, or what is no code of the newest codebook; Conflict without one.
    """
    wanted = [key for key in keys if isinstance(key, str)]
    if len(wanted) != len(keys) or len(set(wanted)) != len(wanted) or len(wanted) > MOST:
        raise BadInput(N_("There are at most {most} favourite codes, each once."), most=MOST)
    with write(db):
        book = newest_book(db)
        codes = dict(db.conn.execute(
            "SELECT key, code_id FROM code_definition JOIN code USING (code_id) WHERE codebook_version_id = ?"
            " AND is_codable", (book.codebook_version_id,)).fetchall())
        if not set(wanted) <= set(codes):
            raise BadInput(N_("This code is not in the newest codebook. Reload the page to see the codes there are."))
        db.conn.execute("DELETE FROM favourite WHERE user_id = ?", (viewer.user_id,))
        db.conn.executemany("INSERT INTO favourite VALUES (?, ?, ?)", [
            (viewer.user_id, n, codes[key]) for n, key in enumerate(wanted, start=1)])
    return wanted
