"""Where a judgement stands in each version of its document; who judged what is not known here.

A place is a passage in one version, with how it came there. Whoever adds a version carries the places over
(`carry_to`), so that every judgement of a document has a place in it, or waits there for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pilot.clock import now
from pilot.store.files import new_guid, write
from texts import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

Span = tuple[int, int]
BESIDE = 40  # code points beside a passage that are looked at


class How(StrEnum):
    """How a judgement came to its place in a version."""

    MADE = "made"
    CARRIED = "carried"  # for certain, without a person
    MOVED = "moved"  # by a person
    UNDECIDED = "undecided"  # a person has to say where; there may be a proposal
    GONE = "gone"  # a person said that its words are no longer in the text
    WHOLE = "whole"  # it is about the whole document: it has no words of its own, in no version
    WAITING = "waiting"  # not carried over yet: left by an upgrade until the document is next looked at


PLACED = (How.MADE, How.CARRIED, How.MOVED)
FIXED = (How.GONE, How.WHOLE)  # goes into another version as it is
# SQL: whether what `coding_place p` is about stands in that version, on words or on the whole document.
STANDS = "(p.passage_id IS NOT NULL OR p.how = 'whole')"
# Where numbers are needed, what is about a whole document stands behind all words: a place of its own, one for all.
BEHIND = ((1 << 30) - 2, (1 << 30) - 1)


@dataclass(frozen=True)
class Place:
    """One judgement in one version; start and end are code points, 0-based, end-exclusive, into that version.

    Where `how` is undecided they are a proposal, or None.
    """

    coding_id: int
    version_id: int
    start: int | None
    end: int | None
    how: How
    by_user: int | None
    at: str  # when that was said

    @property
    def is_decision(self) -> bool:
        """Whether a person looked at it in this version and said where it stands."""
        return self.how in (How.MOVED, How.GONE)

    @property
    def is_placed(self) -> bool:
        """Whether it stands on words of this version."""
        return self.how in PLACED


_PLACE = "SELECT coding_id, version_id, start_char, end_char, how, by_user, at FROM coding_place"


def _place(row: tuple[int, int, int | None, int | None, str, int | None, str]) -> Place:
    return Place(row[0], row[1], row[2], row[3], How(row[4]), row[5], row[6])


def of(db: Database, coding_id: int) -> dict[int, Place]:
    """The places of one judgement by version_id."""
    return {row[1]: _place(row) for row in db.conn.execute(f"{_PLACE} WHERE coding_id = ?", (coding_id,))}


def passage(db: Database, version_id: int, span: Span, text: str, guid: str | None = None) -> int:
    """The passage_id of a span of a version, made when it is new; inside a write.

    Args:
        text: the whole text of the version.
        guid: of a new one, where it has one elsewhere.
    """
    row = db.conn.execute(
        "SELECT passage_id FROM passage WHERE version_id = ? AND start_char = ? AND end_char = ?",
        (version_id, *span)).fetchone()
    if row:
        return int(row[0])
    cursor = db.conn.execute(
        "INSERT INTO passage(guid, version_id, start_char, end_char, quote) VALUES (?,?,?,?,?)",
        (guid or new_guid(), version_id, *span, text[span[0]:span[1]]))
    return int(cursor.lastrowid or 0)


def put(
    db: Database, coding_id: int, version_id: int, span: Span | None, how: How, *, text: str = "",
    by_user: int | None = None, at: str | None = None,
) -> None:
    """Say where a judgement stands in a version, whatever was said before; inside a write.

    Args:
        span: code points; for an undecided place a proposal, or None.
        text: the version's whole text, for a place that stands on words.
        at: when that was decided; now when None.
    """
    passage_id = passage(db, version_id, span, text) if how in PLACED and span else None
    db.conn.execute(
        "INSERT INTO coding_place(version_id, coding_id, passage_id, start_char, end_char, how, by_user, at)"
        " VALUES (?,?,?,?,?,?,?,?) ON CONFLICT(version_id, coding_id) DO UPDATE SET passage_id = excluded.passage_id,"
        " start_char = excluded.start_char, end_char = excluded.end_char, how = excluded.how,"
        " by_user = excluded.by_user, at = excluded.at",
        (version_id, coding_id, passage_id, *(span or (None, None)), how.value, by_user, at or now()))


def copy(db: Database, coding_id: int, other_id: int) -> None:
    """Give a new judgement every place that another one has; inside a write."""
    db.conn.execute(
        "INSERT INTO coding_place(version_id, coding_id, passage_id, start_char, end_char, how, by_user, at)"
        " SELECT version_id, ?, passage_id, start_char, end_char, how, by_user, at FROM coding_place"
        " WHERE coding_id = ?", (other_id, coding_id))


def carry_to(db: Database, version_id: int) -> None:
    """Give every judgement of the document a place in this version, as far as it has none; inside a write.

    It is carried from the version this one was made of, else from the nearest one in which it stands on words; but what
    a person decided later, in a version before this one, counts instead. What cannot be placed for certain is
    undecided: nothing is dropped and nothing moves silently. What a person said is gone stays gone.
    """
    document_id, number, based_on = db.conn.execute(
        "SELECT document_id, number, based_on FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
    numbers: dict[int, int] = dict(db.conn.execute(
        "SELECT version_id, number FROM document_version WHERE document_id = ?", (document_id,)).fetchall())
    rows = [_place(row) for row in db.conn.execute(
        f"{_PLACE} WHERE version_id IN (SELECT version_id FROM document_version WHERE document_id = ?)"
        " ORDER BY coding_id", (document_id,))]
    sources: dict[int, list[Place]] = {}
    for coding_id, found in groupby(rows, key=lambda place: place.coding_id):
        by_version = {place.version_id: place for place in found}
        here = by_version.pop(version_id, None)
        if here and here.how is not How.WAITING:
            continue
        nearest = sorted(by_version.values(), key=lambda place: (
            place.version_id != based_on, abs(numbers[place.version_id] - number), -numbers[place.version_id]))
        source = _source(nearest, [place for place in nearest if numbers[place.version_id] < number])
        if source and source.how in FIXED:
            put(db, coding_id, version_id, None, source.how, by_user=source.by_user, at=source.at)
        elif source:
            sources.setdefault(source.version_id, []).append(source)
        else:
            put(db, coding_id, version_id, None, How.UNDECIDED)
    for source_id, places in sources.items():
        _carry(db, source_id, version_id, places)


def _source(nearest: Sequence[Place], before: Sequence[Place]) -> Place | None:
    """Which of its places a judgement is carried from.

    Args:
        nearest: its places in other versions, the version this one was made of first.
        before: those in versions before this one.
    """
    if nearest and nearest[0].how in FIXED:
        source: Place | None = nearest[0]
    else:
        source = next((place for place in nearest if place.is_placed), None)
    decided = max((place for place in before if place.is_decision), key=lambda place: place.at, default=None)
    return decided if decided and (source is None or decided.at >= source.at) else source


def move(db: Database, coding_id: int, version_id: int, span: Span, *, text: str, by_user: int, at: str) -> None:
    """Say that a judgement is about other words from now on; inside a write.

    What was carried over from the words it had before is forgotten, and so is all that was said in a later version:
    there it follows from here (`carry_to`, `complete`).

    Args:
        span: code points, 0-based, end-exclusive, into the version, whose whole text is `text`.
    """
    here = of(db, coding_id)[version_id]
    db.conn.execute(
        "DELETE FROM coding_place WHERE coding_id = ? AND version_id IN (SELECT other.version_id FROM document_version"
        " this JOIN document_version other USING (document_id) WHERE this.version_id = ? AND other.version_id <>"
        " this.version_id AND (other.number > this.number OR coding_place.how NOT IN ('made','moved','gone')))",
        (coding_id, version_id))
    put(db, coding_id, version_id, span, How.MADE if here.how is How.MADE else How.MOVED, text=text, by_user=by_user,
        at=at)


def reopen(db: Database, coding_id: int, version_id: int) -> None:
    """Forget what a person decided last about a judgement, so that it waits here as before; inside a write.

    Also where that was decided in another version and came here from there: what followed from it goes everywhere.
    Nothing happens where it waits already, or no person decided anything.
    """
    found = of(db, coding_id)
    here = found.get(version_id)
    if here is None or here.how in (How.MADE, How.UNDECIDED):
        return
    order = [row[0] for row in db.conn.execute(
        "SELECT other.version_id FROM document_version other JOIN document_version this USING (document_id)"
        " WHERE this.version_id = ? ORDER BY other.number", (version_id,))]
    before = [found[each] for each in order[: order.index(version_id)] if each in found]
    last = here if here.is_decision else max(
        (place for place in before if place.is_decision), key=lambda place: place.at, default=None)
    if last is None:
        return
    forgotten = [each for each in order if each in found and _follows(found[each], last)]
    db.conn.executemany("DELETE FROM coding_place WHERE coding_id = ? AND version_id = ?", [
        (coding_id, each) for each in forgotten])
    for each in forgotten:
        carry_to(db, each)


def _follows(place: Place, decision: Place) -> bool:
    """Whether a place is this decision, what a version took over of it, or was carried after it."""
    if place.is_decision:
        return (place.how, place.at) == (decision.how, decision.at)
    return place.how is not How.MADE and place.at >= decision.at


def complete(db: Database, version_id: int) -> None:
    """Give judgements that have no place in a version one, as `carry_to`; a write of its own, only when there are any.

    What is coded in the version that is read now has none in those before it until somebody reads them.
    """
    if db.conn.execute(
        "SELECT coding_id FROM coding_place WHERE version_id IN (SELECT other.version_id FROM document_version other"
        " JOIN document_version this USING (document_id) WHERE this.version_id = ?1)"
        " EXCEPT SELECT coding_id FROM coding_place WHERE version_id = ?1 AND how <> 'waiting' LIMIT 1", (version_id,)
    ).fetchone():
        with write(db):
            carry_to(db, version_id)


def _carry(db: Database, source_id: int, version_id: int, places: Sequence[Place]) -> None:
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()[0]
    spans = [(place.start or 0, place.end or 0) for place in places]
    for place, (span, is_certain) in zip(places, follow(db, source_id, version_id, spans), strict=True):
        put(db, place.coding_id, version_id, span, How.CARRIED if is_certain else How.UNDECIDED, text=text)


def follow(db: Database, source_id: int, version_id: int, spans: Sequence[Span]) -> list[tuple[Span | None, bool]]:
    """Where spans of one version (source_id) stand in another, and whether that is certain.

    Spans are code points; what is not certain is a proposal, or None.
    """
    old, new = turns(db, source_id), turns(db, version_id)
    before, text = ("\n".join(turn.text for turn in each) for each in (old, new))
    wording = anchors.Wording((turn.text for turn in old), (turn.text for turn in new))
    found: list[tuple[Span | None, bool]] = []
    for (start, end), carried in zip(spans, anchors.carry(old, new, spans), strict=True):
        span = None if carried.start is None or carried.end is None else (carried.start, carried.end)
        # Words that were certainly taken out are for a person to say too: a judgement never goes by itself.
        found.append((span, carried.how == "carried" and span is not None
                      and wording.keeps(before[start:end], text[slice(*span)], *_beside(before, start, end))
                      and not anchors.is_turned(before, (start, end), text, span)))
    return found


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in its turn right before a passage, and right after it."""
    return text[max(0, start - BESIDE) : start].rpartition("\n")[2], text[end : end + BESIDE].partition("\n")[0]


class Turn(NamedTuple):
    """A turn of a version, as two versions are compared by."""

    text: str
    speaker: str
    start_ms: int | None


def turns(db: Database, version_id: int) -> list[Turn]:
    """The turns of a version, as two versions are compared by."""
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (version_id,)).fetchone()[0]
    return [Turn(text[start:end], speaker, start_ms) for start, end, speaker, start_ms in db.conn.execute(
        "SELECT start_char, end_char, speaker, start_ms FROM turn WHERE version_id = ? ORDER BY seq", (version_id,))]


def settle(db: Database, documents: Iterable[int] | None = None) -> None:
    """Carry over what an upgrade left waiting, of these documents (document_id) or of all; a write of its own.

    Costs one look at an index when nothing waits.
    """
    waiting = [row[0] for row in db.conn.execute(
        "SELECT DISTINCT version_id FROM coding_place WHERE how = 'waiting'")]
    if not waiting:
        return
    wanted = None if documents is None else set(documents)
    with write(db):
        for version_id in waiting:
            row = db.conn.execute(
                "SELECT document_id FROM document_version WHERE version_id = ?", (version_id,)).fetchone()
            if wanted is None or row[0] in wanted:
                carry_to(db, version_id)
