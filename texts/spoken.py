"""Who speaks where: the turns that hold the words of a span, looked up for many versions at once."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pilot.paging import folded
from pilot.vocabulary import voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database


class Heard(NamedTuple):
    """A turn and where it lies: code points, 0-based, end-exclusive, into the text of its version; ms or None.

    Attributes:
        number: of the turn in its version, from 1, by which it is cited; 0 where there are no turns.
    """

    start: int
    end: int
    speaker: str
    voice: str
    start_ms: int | None
    number: int = 0


def turns_by_version(db: Database, versions: Iterable[int]) -> dict[int, list[Heard]]:
    """The turns of each of these versions (version_id), in order."""
    found: dict[int, list[Heard]] = {}
    for version, *turn in db.conn.execute(
            "SELECT version_id, start_char, end_char, speaker, voice, start_ms, seq + 1 FROM turn"
            " WHERE version_id IN (SELECT value FROM json_each(?)) ORDER BY version_id, seq",
            (json.dumps(sorted(set(versions))),)):
        found.setdefault(version, []).append(Heard(*turn))
    return found


# Places, each with its number in the list: version_id, and code points into its text.
_PLACES = ("WITH place AS MATERIALIZED (SELECT key AS n, value ->> 0 AS version_id, value ->> 1 AS start,"
           " value ->> 2 AS till FROM json_each(?)) ")


def numbers(db: Database, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The number of the turn, from 0, that holds each place or ends last before it.

    Args:
        places: version_id, and a code point, 0-based, into its text.

    Only what is asked for is looked up: a large pilot has hundreds of thousands of turns.
    """
    asked = list(dict.fromkeys(places))
    found = [row[0] for row in db.conn.execute(
        f"{_PLACES} SELECT (SELECT t.seq FROM turn t WHERE t.version_id = p.version_id AND t.start_char <= p.start"
        " ORDER BY t.start_char DESC LIMIT 1) FROM place p ORDER BY p.n", (json.dumps(asked),))]
    return {place: number or 0 for place, number in zip(asked, found, strict=True)}


def cited(heard: Sequence[Heard]) -> str:
    """The number of a turn, or of the first and the last of several: 12, or 12-14."""
    ends = dict.fromkeys(str(turn.number) for turn in (*heard[:1], *heard[-1:]) if turn.number)
    return "-".join(ends)


def told(parts: Sequence[tuple[str, str, str]]) -> str:
    """Words by turn, each (speaker, voice, words): as they are where one turn has them; of several each begins on a
    line of its own with who says it, such as "Moeder: dat scheelt.".
    """
    if len(parts) == 1:
        return parts[0][2]
    return "\n".join(f"{speaker or voices.title(voice)}: {words}" for speaker, voice, words in parts)


def by_turn(text: str, heard: Sequence[Heard], start: int, end: int) -> str:
    """The words of a span of a version's text, as `told` has them; heard: the turns that hold it."""
    if not heard:
        return text[start:end]
    return told([(turn.speaker, turn.voice, text[max(turn.start, start):min(turn.end, end)]) for turn in heard])


def said_by(
    db: Database, spans: Sequence[tuple[int, int, int]], voice: str = "", speaker: str = ""
) -> list[bool]:
    """Of each span whether somebody speaks in it who is meant, as `heard` has it.

    Args:
        spans: version_id, start and end: code points, 0-based, end-exclusive.
        voice: one of VOICES; speaker: a part of a label, in any case and accents; '' for any.
    """
    found = {row[0] for row in db.conn.execute(
        f"{_PLACES} SELECT p.n FROM place p WHERE EXISTS (SELECT 1 FROM turn t WHERE t.version_id = p.version_id"
        " AND t.start_char >= coalesce((SELECT max(b.start_char) FROM turn b WHERE b.version_id = p.version_id"
        " AND b.start_char <= p.start), 0) AND t.start_char < p.till AND t.end_char > p.start AND ? IN ('', t.voice)"
        " AND (? = '' OR instr(folded(t.speaker), ?) > 0))",
        (json.dumps(spans), voice, folded(speaker), folded(speaker)))}
    return [n in found for n in range(len(spans))]


def heard(turns: Sequence[Heard], start: int, end: int) -> list[Heard]:
    """Of the turns of a version those that hold words of a span (code points, 0-based, end-exclusive)."""
    first = max(bisect_right(turns, start, key=lambda turn: turn.start) - 1, 0)
    found = []
    for turn in turns[first:]:
        if turn.start >= end:
            break
        if turn.end > start:
            found.append(turn)
    return found
