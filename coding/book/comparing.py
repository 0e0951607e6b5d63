"""What differs between two codebooks: two versions, or the version in use and a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.book import codebook
from coding.book.model import FIELDS
from pilot.access import Right, Viewer
from pilot.door import use_case

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodebookVersion
    from coding.book.model import Code, Codebook


@dataclass(frozen=True)
class Difference:
    """What a new file would change: keys added, changed, gone, and the live codings of each that goes."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    codings: dict[str, int]
    same_as: CodebookVersion | None


@use_case(Right.LOAD_CODEBOOK, reads="the codebook")
def compare(db: Database, viewer: Viewer, book: Codebook) -> Difference:
    """What loading `book` would change against the newest version; nothing is written."""
    current = codebook.newest(db)
    old = comparable(codebook.book_of(db, current)) if current else {}
    new = comparable(book)
    gone = tuple(key for key in old if key not in new)
    return Difference(
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and new[key] != old[key]),
        gone=gone, codings={key: _live_codings(db, key) for key in gone}, same_as=codebook.same_as(db, book))


def comparable(book: Codebook) -> dict[str, dict[str, object]]:
    """What each code says, by key and by field, its parent's key among them and its children not."""
    return {code.key: said(code, parent) for code, parent, _depth in book.walk()}


def said(code: Code, parent: Code | None) -> dict[str, object]:
    """The fields of a code by their names in a file, and 'parent': the key of the one it lies under."""
    return {"parent": parent.key if parent else None, **{field: getattr(code, field) for field in FIELDS}}


def _live_codings(db: Database, key: str) -> int:
    row = db.conn.execute(
        "SELECT count(*) FROM coding JOIN code USING (code_id) WHERE key = ? AND retracted_at IS NULL",
        (key,)).fetchone()
    return int(row[0])
