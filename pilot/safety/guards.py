"""Triggers by which rows never change, put aside for what must change them all the same; inside one transaction."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlite_utils import Database

_GUARD = re.compile(r"\bBEFORE\s+(?:UPDATE|DELETE)\b.*\bRAISE\s*\(\s*ABORT", re.IGNORECASE | re.DOTALL)
_STAYS = ("event", "event_head")


@contextmanager
def lifted(db: Database, only: Collection[str] = ()) -> Iterator[None]:
    """Inside, rows that never change may go or change. Nobody else sees it: it is all inside one transaction.

    Args:
        only: of these tables; of all where none is named.
    """
    if not db.conn.in_transaction:
        raise RuntimeError("guards are lifted inside a transaction only")
    guards = [(name, sql) for name, table, sql in db.conn.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        if table not in _STAYS and (not only or table in only) and _GUARD.search(sql)]
    for name, _sql in guards:
        db.conn.execute(f"DROP TRIGGER {name}")
    yield
    for _name, sql in guards:
        db.conn.execute(sql)
