"""Passages by how they are coded: what a question finds in what somebody may read, in pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, partial
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from coding.book.turning import became
from coding.find import algebra
from coding.find.algebra import Judged, Span
from coding.find.question import BOTH, EITHER, OVERLAPPING, THEN, UNSTATED, WITHIN, WITHOUT, checked
from coding.marks import agreed, twins
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.paging import EVERYTHING, Key, Paged, Wanted, folded, of_rows
from pilot.words import N_, current
from texts import axes, places, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from coding.find.question import Question
    from texts.spoken import Heard

_STRANGE = N_("This address asks for something that is not there. Choose again with the filters.")
_RELATIONS: dict[str, Callable[[list[Span], list[Span]], list[Span]]] = {
    OVERLAPPING: algebra.overlapping, WITHIN: algebra.within, BOTH: algebra.both, EITHER: algebra.either,
    WITHOUT: algebra.without}


class Passage(NamedTuple):
    """One passage that was found.

    Attributes:
        document, version: guids; start, end: code points, 0-based, end-exclusive, into the version that is read.
        speaker: who speaks in it, each once, in order; voice: of the first of them.
        words: all of it; over several turns each begins with who says it, as `spoken.by_turn` has it.
        codes: names, in the language of the page; coders: labels; sign: '+', '-', '±' or ''.
    """

    document: str
    version: str
    title: str
    family: str
    told_on: str
    speaker: str
    voice: str
    start: int
    end: int
    words: str
    codes: tuple[str, ...]
    coders: tuple[str, ...]
    sign: str


@dataclass(frozen=True)
class Found:
    """A page of passages.

    Attributes:
        texts: how many texts were looked in; codings: how many codings with the codes that were asked for.
        waiting: how many of such codings wait for a place in a changed text, and are not among these.
    """

    passages: Paged[Passage]
    texts: int
    codings: int
    waiting: int


class _Head(NamedTuple):
    document: str
    version: str
    title: str
    family: str
    told_on: str


_Row = tuple[Span, _Head]
ORDERS: dict[str, Key[_Row]] = {
    "family": Key(N_("by family and date"), lambda one: (
        folded(one[1].family), one[1].told_on, one[1].document, one[0].start)),
    "newest": Key(N_("newest first"), lambda one: (
        tuple(-int(part) for part in one[1].told_on.split("-")), one[1].document, one[0].start)),
    "longest": Key(N_("longest first"), lambda one: (one[0].start - one[0].end, one[1].document, one[0].start)),
}


@use_case(Right.CODE, reads="passages")
def passages(db: Database, viewer: Viewer, question: Question, wanted: Wanted) -> Found:
    """The passages that a question finds in the texts this viewer may read, in the version that is read now.

    What other coders thought counts for who may see it. Of twins one counts, with what both say of direction.

    Raises: BadInput for a question that is none, or names a code, coder or place that is not there; NotFound for a
        family that is not.
    """
    material = gathered(db, viewer, question)
    page = of_rows(((span, material.heads[span.version_id]) for span in material.spans),
                   lambda one: f"{one[1].title} {one[1].family}", wanted, ORDERS)
    return Found(page.of(_shown(db, page)), material.texts, material.codings, material.waiting)


@inner("what pages, files and coding in one go are made of; each of them asks the right")
def all_of(db: Database, viewer: Viewer, question: Question, order: str = "") -> Found:
    """`passages` on one page."""
    return passages(db, viewer, question, Wanted(order=order, size=EVERYTHING))


@dataclass(frozen=True)
class Material:
    """What a question found: the spans, and the texts they lie in by version_id."""

    spans: list[Span]
    heads: dict[int, _Head]
    texts: int
    codings: int
    waiting: int


@inner("what `passages` and searching inside codes are made of; each of them asks the right")
def gathered(db: Database, viewer: Viewer, question: Question) -> Material:
    """`passages` as spans."""
    codes = _codes_of(db, checked(question).keys)
    places.settle(db)
    where, params = _where(db, viewer, question)
    heads = {version: _Head(*head) for version, *head in db.conn.execute(
        f"SELECT v.version_id, d.guid, v.guid, d.title, coalesce(f.pseudonym, ''), d.told_on {_TEXTS} WHERE {where}",
        params)}
    judged, waiting = _judged(db, viewer, question, where, params, set().union(*codes.values()))
    spans = _narrowed(db, judged, question, codes)
    if question.voice or question.speaker:
        said = spoken.said_by(db, [span[:3] for span in spans], question.voice, question.speaker)
        spans = list(compress(spans, said))
    return Material(spans, heads, len(heads), len(judged), waiting)


def _narrowed(
    db: Database, judged: list[Span], question: Question, codes: dict[str, set[int]]
) -> list[Span]:
    def with_code(key: str, sign: str) -> list[Span]:
        return algebra.once(span for span in judged for one in span.judged
                            if one.code_id in codes[key] and sign in ("", one.sign or UNSTATED))

    found = with_code(question.code, question.sign)
    for step in question.steps:
        other = with_code(step.code, step.sign)
        found = algebra.followed(found, other, partial(spoken.numbers, db), step.turns) if step.how == THEN else (
            _RELATIONS[step.how](found, other))
    return found


_TEXTS = ("FROM document d JOIN document_version v ON v.version_id = d.read_version_id"
          " LEFT JOIN family f ON f.family_id = d.family_id")


def _where(db: Database, viewer: Viewer, question: Question) -> tuple[str, list[object]]:
    """Condition on document `d`, version `v` and family `f`: what this viewer may read, of whom and when."""
    documents, params = access.documents_where(db, viewer)
    versions, more = access.versions_where(viewer)
    parts, params = [documents, versions], [*params, *more]
    if question.family:
        parts.append("d.family_id = ?")
        params.append(access.require_family(db, viewer, question.family))
    for table, key in (("site", question.site), ("referrer", question.referrer)):
        if key:
            parts.append(f"f.{table}_id = ?")
            params.append(_known(db, f"SELECT {table}_id FROM {table} WHERE key = ?", key))
    if question.coach:
        parts.append("f.family_id IN (SELECT family_id FROM coaching WHERE coach_id = ?)")
        params.append(_known(db, "SELECT person_id FROM person WHERE kind = 'coach' AND guid = ?", question.coach))
    first, last = axes.days_of(question.axis)
    if question.from_on:
        parts.append(f"{last} >= ?")
        params.append(question.from_on)
    if question.until_on:
        parts.append(f"{first} <= ?")
        params.append(question.until_on)
    return " AND ".join(f"({part})" for part in parts), params


def _judged(
    db: Database, viewer: Viewer, question: Question, where: str, params: list[object], codes: set[int],
) -> tuple[list[Span], int]:
    """Every judgement with these codes as a span of its own, twins once, and how many wait for a place."""
    theirs, given = access.blind.counted_where(db)
    if not viewer.may(Right.SEE_OTHER_CODERS):
        theirs, given = f"{theirs} AND c.coder_id = ?", [*given, viewer.user_id]
    if question.coder not in ("", agreed.OURS):
        theirs = f"{theirs} AND c.coder_id = ?"
        given.append(_known(db, "SELECT user_id FROM user WHERE guid = ?", question.coder))
    rows = db.conn.execute(
        "SELECT v.version_id, CASE p.how WHEN 'whole' THEN 0 ELSE p.start_char END, CASE p.how WHEN 'whole' THEN"
        " v.length_chars ELSE p.end_char END, c.code_id, c.coder_id, coalesce(c.sign, ''), p.how ="
        f" 'undecided' {_TEXTS} JOIN coding_place p ON p.version_id = v.version_id JOIN coding c"
        " ON c.coding_id = p.coding_id AND c.retracted_at IS NULL AND c.layer = ? WHERE (p.passage_id IS NOT NULL"
        f" OR p.how IN ('whole', 'undecided')) AND c.code_id IN (SELECT value FROM json_each(?)) AND {where}"
        f" AND {theirs}", (agreed.layer_of(question.coder), json.dumps(sorted(codes)), *params, *given))
    waiting = 0
    said: dict[tuple[int, int, int, int, int], str] = {}
    for version, start, end, code, coder, sign, waits in rows:
        if waits:
            waiting += 1
        else:
            place = (version, start, end, code, coder)
            first = said.setdefault(place, sign)
            if first != sign:
                said[place] = twins.said((first, sign)) or ""
    once = cache(lambda *judged: frozenset([Judged(*judged)]))  # there are few codes and coders, and many codings
    return [Span(version, start, end, once(code, coder, sign))
            for (version, start, end, code, coder), sign in said.items()], waiting


def _known(db: Database, sql: str, value: str) -> int:
    row = db.conn.execute(sql, (value,)).fetchone()
    if row is None:
        raise BadInput(_STRANGE)
    return int(row[0])


def _codes_of(db: Database, keys: Collection[str]) -> dict[str, set[int]]:
    """code_id of what each key stands for: itself or what it went up in and, of a group, all that is in it.

    Raises: BadInput.
    """
    rows, followed = known_codes(db), became(db, keys)
    below: dict[str, set[int]] = {row.key: {row.code_id} for row in rows}
    for row in reversed(rows):  # groups stand before what is in them
        if row.parent_key in below:
            below[row.parent_key] |= below[row.key]
    if strange := set(keys) - set(below):
        raise BadInput(N_("There is no code {code} in the codebook. Choose another one."), code=min(strange)[:60])
    return {key: below[followed[key].key if key in followed else key] for key in keys}


def coded_with(db: Database, key: str) -> int:
    """How many living codings that count there are with a code, or with those of a group; 0 for one that is not there.
    """
    try:
        ids = _codes_of(db, [key])[key]
    except BadInput:
        return 0
    counted, held = access.blind.counted_where(db)
    return int(db.conn.execute(
        f"SELECT count(*) FROM coding c WHERE retracted_at IS NULL AND code_id IN (SELECT value FROM json_each(?))"
        f" AND {counted}", (json.dumps(sorted(ids)), *held)).fetchone()[0])


def choosable_codes(db: Database) -> list[CodeRow]:
    """The codes of the newest codebook, then those of older ones that somebody's coding still has."""
    counted, held = access.blind.counted_where(db)
    used = {row[0] for row in db.conn.execute(
        "SELECT code_id FROM code k WHERE EXISTS (SELECT 1 FROM coding c WHERE c.code_id = k.code_id"
        f" AND c.retracted_at IS NULL AND {counted}) OR k.code_id IN (SELECT code_id FROM code_definition"
        " WHERE codebook_version_id = (SELECT max(codebook_version_id) FROM codebook_version))", held)}
    return [row for row in known_codes(db) if row.code_id in used]


def known_codes(db: Database) -> list[CodeRow]:
    """The codes of the newest codebook in its order, then those that only earlier codings still use."""
    newest = codebook.newest(db)
    if newest is None:
        return []
    rows = codebook.codes(db, newest.codebook_version_id, current())
    known = {row.key for row in rows}
    return [*rows, *(row for row in codebook.retired(db, current()) if row.key not in known)]


def _shown(db: Database, page: list[_Row]) -> list[Passage]:
    versions = {span.version_id for span, _head in page}
    turns = spoken.turns_by_version(db, versions)
    texts = dict(db.conn.execute("SELECT version_id, text FROM document_version"
                                 " WHERE version_id IN (SELECT value FROM json_each(?))", (json.dumps([*versions]),)))
    names = {row.code_id: row.name for row in reversed(known_codes(db))}
    labels = dict(db.conn.execute("SELECT user_id, label FROM user"))
    return [_passage(span, head, texts[span.version_id], turns.get(span.version_id, []), names, labels)
            for span, head in page]


def _passage(
    span: Span, head: _Head, text: str, turns: list[Heard], names: dict[int, str], labels: dict[int, str]
) -> Passage:
    heard = spoken.heard(turns, span.start, span.end)
    return Passage(
        *head, ", ".join(dict.fromkeys(turn.speaker for turn in heard if turn.speaker)),
        heard[0].voice if heard else "", span.start, span.end, spoken.by_turn(text, heard, span.start, span.end),
        tuple(sorted({names.get(one.code_id, "") for one in span.judged})),
        tuple(sorted({labels[one.coder_id] for one in span.judged})),
        twins.said(one.sign for one in span.judged) or "")
