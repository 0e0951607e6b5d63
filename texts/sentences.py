"""The sentences of every text, split once per version and kept: desk, quotes and search ask here."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from pilot import access, fence
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, RodeDraadError
from pilot.store.files import open_pilot, write
from texts.splitting import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlite_utils import Database

    from pilot.config import Home

fence.set_apart("spacy.lang.nl", "texts.splitting", "texts.index.lemmas")
# Characters that go behind the fence at once: fifty thousand words take 0.3 s there.
AT_ONCE_CHARS = 300_000
_WAIT_MS = 100
_LACKS = ("SELECT v.version_id FROM document_version v LEFT JOIN sentences s ON s.version_id = v.version_id"
          f" WHERE s.rules IS NOT '{RULES}'")


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def starts(db: Database, viewer: Viewer, guid: str, number: int | None = None) -> list[int]:
    """Where the sentences of a document begin: code points, 0-based, ascending, into the version.

    Args:
        number: of the version, from 1; the one this viewer reads when None.

    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid, number)
    return of(db, [version.version_id])[version.version_id]


def of(db: Database, versions: Collection[int]) -> dict[int, list[int]]:
    """Where the sentences of versions begin, by version_id, as in `starts`; one that was never split is split now."""
    wanted = json.dumps(sorted(versions))
    settle(db, versions)
    found = {version_id: json.loads(kept) for version_id, kept in db.conn.execute(
        "SELECT version_id, starts FROM sentences WHERE version_id IN (SELECT value FROM json_each(?))", (wanted,))}
    if lacking := set(versions) - set(found):  # somebody else was writing: not kept this time
        texts = _texts(db, lacking)
        found |= zip(texts, split(list(texts.values())), strict=True)
    return found


def settle(db: Database, versions: Collection[int] | None = None) -> None:
    """Split and keep what was never split, of these versions or of all; for after a text was added.

    Does nothing inside a transaction, which would keep others waiting; then whoever needs them first does it.
    """
    if db.conn.in_transaction:
        return
    chosen = "" if versions is None else " AND v.version_id IN (SELECT value FROM json_each(?))"
    given = () if versions is None else (json.dumps(sorted(versions)),)
    lacking = json.dumps([row[0] for row in db.conn.execute(f"{_LACKS}{chosen}", given)])
    lengths = db.conn.execute(
        "SELECT version_id, length_chars FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
        (lacking,)).fetchall()
    for some in _portions(lengths):
        # What was added is added: who needs its sentences asks once more.
        with suppress(RodeDraadError, fence.Gone):
            _keep(db, some)


def _keep(db: Database, versions: list[int]) -> None:
    texts = _texts(db, versions)
    found = split(list(texts.values()))
    with write(db, wait_ms=_WAIT_MS):
        db.conn.executemany("INSERT OR REPLACE INTO sentences(version_id, starts, rules) VALUES (?, ?, ?)", [
            (version_id, json.dumps(at, separators=(",", ":")), RULES)
            for version_id, at in zip(texts, found, strict=True)])


def settle_all(home: Home) -> None:
    """`settle` every pilot, for homes of before there were sentences; one that cannot be opened says so elsewhere."""
    for pilot in home.pilots():
        with suppress(RodeDraadError), closing(open_pilot(pilot.db_path)) as db:
            settle(db)


def _texts(db: Database, versions: Collection[int]) -> dict[int, str]:
    return dict(db.conn.execute(
        "SELECT version_id, text FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(versions)),)).fetchall())


def _portions(lacking: list[tuple[int, int]]) -> list[list[int]]:
    portions: list[list[int]] = []
    room = 0
    for version_id, chars in lacking:
        if chars > room or not portions:
            portions.append([])
            room = AT_ONCE_CHARS
        portions[-1].append(version_id)
        room -= chars
    return portions


def split(texts: Sequence[str]) -> list[list[int]]:
    """Where the sentences of texts begin, found behind the fence; of a text that asks too much there, its lines."""
    try:
        return list(fence.run("texts.splitting:starts_behind", list(texts)))
    except BadInput:
        if len(texts) > 1:
            return [split([text])[0] for text in texts]
        return [_lines(texts[0])]


def _lines(text: str) -> list[int]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append(at + len(line) - len(line.lstrip()))
        at += len(line)
    return found


def around(at: Sequence[int], text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that hold a passage, without the white space at their ends.

    Args:
        at: where sentences begin; start, end: code points, 0-based, end-exclusive.
    """
    first = bisect_right(at, start) - 1
    last = bisect_left(at, end)
    begin = at[first] if first >= 0 else 0
    stop = at[last] if last < len(at) else len(text)
    return begin, max(end, begin + len(text[begin:stop].rstrip()))


def beside(at: Sequence[int], text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where somebody must read to understand a passage: the sentences it is in, and where it begins or
    ends with one, the whole one before or after it.

    Args:
        at: where sentences begin; start, end: code points, 0-based, end-exclusive.
    """
    before = bisect_left(at, start) - 1
    ended = end + len(text[end:]) - len(text[end:].lstrip(" .!?…”’)'\""))
    after = bisect_right(at, ended)
    return at[before] if before >= 0 else 0, at[after] if after < len(at) else len(text)
