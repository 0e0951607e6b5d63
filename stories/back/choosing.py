"""Choosing what a family is asked about: its texts, and the sentences of one of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.vocabulary import voices
from stories.back import stored, texts
from texts import sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlite_utils import Database


class Choice(NamedTuple):
    """A text of the family that can go back: `told_on` ISO, `kind` 'story' or 'interview', `passages` how many passages
    of it are in it, None where the text itself is not."""

    guid: str
    title: str
    kind: str
    told_on: str
    passages: int | None


@use_case(Right.KEEP_FILE, reads="titles")
def texts_of(db: Database, viewer: Viewer, guid: str) -> list[Choice]:
    """The texts of the family that this viewer may choose from, the last told first. Raises: NotFound."""
    one = stored.kept(db, viewer, guid)
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT d.document_id, d.guid, d.title, d.kind, d.told_on, (SELECT (SELECT count(*) FROM giving_back_passage p"
        "  WHERE p.giving_back_id = g.giving_back_id AND p.document_id = g.document_id) FROM giving_back_document g"
        "  WHERE g.giving_back_id = ? AND g.document_id = d.document_id)"
        f" FROM document d WHERE d.family_id = ? AND {where} ORDER BY d.told_on DESC, d.document_id DESC",
        (one.giving_back_id, one.family_id, *params)).fetchall()
    opened = texts.open_now(db, viewer, {row[0] for row in rows})
    return [Choice(*row[1:]) for row in rows if row[0] in opened]


class Sentence(NamedTuple):
    """A sentence: code points, 0-based, end-exclusive, into the version; `theirs`: the family may be asked about it."""

    start: int
    end: int
    words: str
    theirs: bool


class Whole(NamedTuple):
    """A text to choose from: its title, guid of the version, and its turns, each with who speaks and its sentences.

    `chosen`: spans of the version that are asked about already.
    """

    title: str
    version: str
    turns: tuple[tuple[str, tuple[Sentence, ...]], ...]
    chosen: tuple[tuple[int, int], ...]


@use_case(Right.KEEP_FILE, event="opened document", reads="texts")
def whole(db: Database, viewer: Viewer, guid: str, document: str) -> Whole:
    """The sentences of a text (guid) that this viewer may read. Raises: NotFound, Withdrawn, OutOfReach, BadInput."""
    one = stored.kept(db, viewer, guid)
    text = texts.chosen_from(db, viewer, one.family_id, document)
    version, title, kind = db.conn.execute(
        "SELECT v.guid, d.title, d.kind FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
        " WHERE d.document_id = ?", (text.document_id,)).fetchone()
    turns = turns_of(db, text.version_id, text.words, every=kind == "story")
    chosen = [row[0] for row in db.conn.execute(
        "SELECT passage_id FROM giving_back_passage WHERE giving_back_id = ? AND document_id = ?",
        (one.giving_back_id, text.document_id))]
    stands = texts.standing(db, chosen).values()
    events.read(db, viewer, "opened", "document", document)
    return Whole(title, version, turns, tuple(
        (found.start, found.end) for found in stands if found.start is not None and found.end is not None))


def turns_of(
    db: Database, version_id: int, text: str, *, every: bool
) -> tuple[tuple[str, tuple[Sentence, ...]], ...]:
    """The turns of a version (its whole text is given), each with who speaks and its sentences.

    Args:
        every: all of them can be chosen, not only what the family says.
    """
    starts = sentences.of(db, [version_id])[version_id]
    return tuple(
        (speaker, tuple(parted(text, start, end, starts, theirs=every or voice == voices.FAMILY)))
        for speaker, voice, start, end in db.conn.execute(
            "SELECT speaker, voice, start_char, end_char FROM turn WHERE version_id = ? ORDER BY seq", (version_id,)))


def parted(text: str, start: int, end: int, starts: Sequence[int], *, theirs: bool) -> list[Sentence]:
    """A turn (code points of the text) in its sentences, without the white space between them."""
    bounds = sorted({start, end, *(at for at in starts if start < at < end)})
    found = []
    for first, last in pairwise(bounds):
        words = text[first:last]
        begins = first + len(words) - len(words.lstrip())
        ends = first + len(words.rstrip())
        if begins < ends:
            found.append(Sentence(begins, ends, text[begins:ends], theirs))
    return found


def spans(turns: Sequence[tuple[str, Sequence[Sentence]]], chosen: Collection[int]) -> list[tuple[int, int]]:
    """The passages that chosen sentences make (by their number through the whole text, from 0): those that follow each
    other in one turn are one passage."""
    found: list[tuple[int, int]] = []
    number = 0
    for _speaker, said in turns:
        goes_on = False
        for one in said:
            wanted = number in chosen and one.theirs
            if wanted and goes_on:
                found[-1] = (found[-1][0], one.end)
            elif wanted:
                found.append((one.start, one.end))
            goes_on = wanted
            number += 1
    return found
