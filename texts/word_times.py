"""When words inside turns were said, as it is stored of a version: put, carried to the next one, read at the desk."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from texts import anchors, places
from texts.between import Spoken, filled, replaced
from texts.timings import CUE, WORD, Timing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database


def put(db: Database, version_id: int, timings: Iterable[Timing]) -> None:
    """Store the timings of a version, offsets into its text, inside `write(db)`."""
    db.conn.executemany(
        "INSERT INTO timing(version_id, start_char, end_char, start_ms, end_ms, kind) VALUES (?,?,?,?,?,?)",
        ((version_id, *one) for one in timings))


def of(db: Database, version_id: int) -> list[Timing]:
    """The timings of a version, in the order of its text."""
    return [Timing(*row) for row in db.conn.execute(
        "SELECT start_char, end_char, start_ms, end_ms, kind FROM timing WHERE version_id = ? ORDER BY start_char",
        (version_id,))]


def carry(db: Database, source_id: int, version_id: int) -> None:
    """Give a version the timings of the one it was made of; inside `write(db)`.

    Cues go with the words from their first on that stand in it unchanged. Where words have times, all have: those that
    nobody touched theirs exactly, those put in the place of others these, and new ones what lies between.
    """
    found = of(db, source_id)
    if not found:
        return
    old, new = places.turns(db, source_id), places.turns(db, version_id)
    cues = [one for one in found if one.kind == CUE]
    words = [one for one in found if one.kind == WORD]
    if [turn.text for turn in old] != [turn.text for turn in new]:
        spans = anchors.same_words(old, new, [(one.start, one.end) for one in cues]) if cues else []
        cues = [one._replace(start=span[0], end=span[1]) for one, span in zip(cues, spans, strict=True) if span]
        if words:
            spoken = _spoken(db, version_id)
            known = _words_now(old, new, words, spoken)
            words = filled(spoken, known)
            if cues:
                words = _of_timed_turns(words, spoken, known)
    put(db, version_id, {one.start: one for one in (*words, *cues)}.values())


def _words_now(
    old: Sequence[places.Turn], new: Sequence[places.Turn], words: Sequence[Timing], spoken: Sequence[Spoken]
) -> dict[int, Timing]:
    """The times that words of a new version have from the old one, by where each begins (code points)."""
    before, now, partners = anchors.paired(old, new)
    own: list[Timing | None] = [None] * len(before)
    for one in words:
        at = bisect_right(before, one.start, key=lambda span: span[0]) - 1
        if at >= 0 and one.start < before[at][1]:
            first = own[at] or one
            own[at] = Timing(*before[at], first.start_ms, one.end_ms, WORD)
    stays = {now[to][0] for to in partners if to >= 0}
    starts = [0, *accumulate(len(turn.text) + 1 for turn in spoken)]

    def fits(one: Timing) -> bool:
        turn = spoken[bisect_right(starts, one.start) - 1]
        return (turn.start_ms or 0) <= one.start_ms and (
            turn.end_ms is None or max(one.start_ms, one.end_ms or 0) <= turn.end_ms)

    # What came in the place of words of another turn was not said when they were.
    return {at: one for at, one in replaced(own, partners, now).items() if at in stays or fits(one)}


def _of_timed_turns(
    words: Sequence[Timing], spoken: Sequence[Spoken], known: Mapping[int, Timing]
) -> list[Timing]:
    """Of a text of which some turns came with the times of lines only: the words of the others."""
    starts = [0, *accumulate(len(turn.text) + 1 for turn in spoken)]
    timed = {bisect_right(starts, at) for at in known}
    return [one for one in words if bisect_right(starts, one.start) in timed]


def _spoken(db: Database, version_id: int) -> list[Spoken]:
    (text,) = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
    return [Spoken(text[a:b], *times) for a, b, *times in db.conn.execute(
        "SELECT start_char, end_char, start_ms, end_ms FROM turn WHERE version_id = ? ORDER BY seq", (version_id,))]


def begins(db: Database, version_id: int) -> list[list[int | None]]:
    """When each word of each turn begins, integer ms: as far as it is known exactly, else between its neighbours.

    None for words of a text in which no time is known.
    """
    spoken = _spoken(db, version_id)
    known = {one.start: one._replace(end_ms=None) if one.kind == CUE else one for one in of(db, version_id)}
    times = {one.start: one.start_ms for one in filled(spoken, known)}
    starts = accumulate((len(turn.text) + 1 for turn in spoken), initial=0)
    return [[times.get(start + word.start()) for word in re.finditer(r"\S+", turn.text)]
            for turn, start in zip(spoken, starts, strict=False)]


@use_case(Right.READ_DOCUMENTS, reads="when words of a text were said")
def timings(db: Database, viewer: Viewer, guid: str, number: int | None = None) -> list[Timing]:
    """When words inside the turns of a document were said, offsets into the version this viewer reads.

    Args:
        number: of the version, from 1; the one this viewer reads when None.

    Raises: NotFound, NotAllowed.
    """
    return of(db, access.require_document(db, viewer, guid, number).version_id)
