"""What is thought of things, in words: for files and lists that show it beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.memos.memos import ON, memos_where
from pilot.access import Right, Viewer
from pilot.door import inner
from pilot.words import _

if TYPE_CHECKING:
    from sqlite_utils import Database


@inner("part of use cases that make a file, which ask the right")
def noted(db: Database, viewer: Viewer, *columns: str) -> dict[tuple[str, int], list[str]]:
    """The memos this viewer may read on things, oldest first, by (column of `ON`, id of the row); none for who may
    read no memos. A private one says so: who hands the file on has to see it.

    Args:
        columns: of `ON`.
    """
    if not (viewer.is_operator or viewer.may(Right.CODE)):
        return {}
    where, params = memos_where(db, viewer)
    named = [column for column in ON if column in columns]
    found: dict[tuple[str, int], list[str]] = {}
    for title, body, is_private, *ids in db.conn.execute(
            f"SELECT m.title, m.body, m.is_private, {', '.join(f'o.{one}' for one in named)} FROM memo_on o"
            f" JOIN memo m USING (memo_id) WHERE coalesce(NULL, {', '.join(f'o.{one}' for one in named)}) IS NOT NULL"
            f" AND {where}"
            " ORDER BY m.created_at, m.memo_id", params):
        said = f"{title}: {body}" if title else body
        text = f"({_('private')}) {said}" if is_private else said
        for column, of in zip(named, ids, strict=True):
            if of:
                found.setdefault((column, of), []).append(text)
    return found
