"""Variables, values and sets of other programs, which have no place of their own here: kept, to leave as they came."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

# Each with what its values look like in XML.
KINDS = {
    "Text": re.compile(".*", re.DOTALL), "Boolean": re.compile("true|false|0|1"), "Integer": re.compile(r"[+-]?\d+"),
    "Float": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"), "Date": re.compile(r"\d{4}-\d\d-\d\d"),
    "DateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")}


def fits(kind: str, value: str) -> bool:
    """Whether a value can be written as one of this kind; of a kind that is not known as text."""
    return bool(KINDS.get(kind, KINDS["Text"]).fullmatch(value))


def add_variable(db: Database, guid: str, name: str, kind: str, description: str) -> int:
    """Keep a variable, inside `write(db)`; returns variable_id."""
    return int(db.conn.execute(
        "INSERT INTO refi_variable(guid, name, kind, description) VALUES (?,?,?,?)",
        (guid, name, kind if kind in KINDS else "Text", description)).lastrowid or 0)


def add_value(
    db: Database, variable_id: int, value: str, *, family_id: int | None = None, document_id: int | None = None
) -> None:
    """Keep the value that a variable has for a family or a document, inside `write(db)`."""
    db.conn.execute("INSERT INTO refi_value(variable_id, family_id, document_id, value) VALUES (?,?,?,?)",
                    (variable_id, family_id, document_id, value))


def add_set(
    db: Database, guid: str, name: str, description: str, codes: Iterable[int], documents: Iterable[int],
    memos: Iterable[int],
) -> None:
    """Keep a set of codes (code_id), documents (document_id) and memos (memo_id), inside `write(db)`."""
    set_id = db.conn.execute(
        "INSERT INTO refi_set(guid, name, description) VALUES (?,?,?)", (guid, name, description)).lastrowid
    for column, ids in (("code_id", codes), ("document_id", documents), ("memo_id", memos)):
        db.conn.executemany(f"INSERT INTO refi_member(set_id, {column}) VALUES (?, ?)", [(set_id, one) for one in ids])
