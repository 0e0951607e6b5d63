"""The quotes behind a cell: what was said, by which role, when, and which coders saw it there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Key, Paged, Wanted, of_rows
from pilot.vocabulary import voices
from pilot.words import N_
from themes import frames
from themes.tally import places, tally

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.frames import Material
    from themes.scope import Scope

CONTEXT_CHARS = 220
_SIGNS = {0: "", **{number: sign for sign, number in frames.SIGN_NUMBERS.items()}}
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)]*\s+")


@dataclass(frozen=True)
class Spoken:
    """The words of a quote in one turn.

    Attributes:
        speaker: as the turn says, a role such as 'Moeder'; voice: one of VOICES.
        start_ms: of the turn in the recording, or None.
    """

    speaker: str
    voice: str
    text: str
    start_ms: int | None


@dataclass(frozen=True)
class Quote:
    """One place where a code was said; overlapping passages of several coders are one place.

    Attributes:
        start: code point, 0-based, into the version the viewer reads now; None when a person still has to say where
            it stands there, and these are the words of an older version.
        turns: its words by turn, one at least; together they are `text`, but for the lines between them.
        before, after: the sentence around it, within the same turns; '' where there is none.
        on_date: ISO, on the scope's axis.
        coders: labels; passages: how many passages the place is made of.
        sign: '+', '-', '±' (also where its coders differ) or '' where none is stated.
        may_leave: everybody concerned consents to these words leaving the team (use 'quote').
    """

    document: str
    title: str
    family: str
    on_date: str
    start: int | None
    text: str
    turns: tuple[Spoken, ...]
    before: str
    after: str
    coders: tuple[str, ...]
    passages: int
    sign: str
    may_leave: bool


@dataclass(frozen=True)
class Waiting:
    """A document that is not yet coded for the code."""

    document: str
    title: str
    family: str
    on_date: str


@dataclass(frozen=True)
class Quotes:
    """A page of quotes of a code.

    Attributes:
        is_retired: the newest codebook no longer has the code.
        family: pseudonym, or '' for all families.
        total: places in all, shown on this page or another; withheld: places in versions the viewer may not read,
            not among `total`.
        told, coded, said: documents in scope, coded for the code, and in which it was said.
        waiting: a page of the documents not yet coded for the code.
    """

    code: CodeRow
    is_retired: bool
    family: str
    sentence: str
    quotes: Paged[Quote]
    total: int
    withheld: int
    told: int
    coded: int
    said: int
    waiting: Paged[Waiting]


@dataclass(frozen=True)
class _Place:
    document_id: int
    version_id: int
    start: int
    end: int
    coders: frozenset[int]
    passages: int
    sign: int


_Found = tuple[_Place, Waiting]
ORDERS: dict[str, Key[_Found]] = {
    "family": Key(N_("by family"), lambda one: (one[1].family, one[1].on_date, one[0].document_id, one[0].start)),
    "new": Key(N_("last told first"), lambda one: (
        -date.fromisoformat(one[1].on_date).toordinal(), one[0].document_id, one[0].start))}
UNCODED_ORDERS: dict[str, Key[Waiting]] = {
    "family": Key(N_("by family"), lambda one: (one.family, one.on_date, one.document)),
    "new": Key(N_("last told first"), lambda one: (-date.fromisoformat(one.on_date).toordinal(), one.document))}


@use_case(Right.SEE_THEMES, reads="passages")
def quotes(
    db: Database, viewer: Viewer, scope: Scope, key: str, family: str = "", wanted: Wanted = ALL, *,
    uncoded: Wanted = ALL,
) -> Quotes | None:
    """The quotes behind the cell of code `key` and `family` (guid; '' for all families); None without a codebook.

    Args:
        wanted: which page of the quotes; uncoded: which of the documents that are not yet coded for the code.

    Raises: NotAllowed; NotFound for a family that is not there; BadInput for another code or scope.
    """
    if family:
        access.require_family(db, viewer, family)
    material = frames.load(db, viewer, scope, key or " ")  # no key asked for is an unknown key
    if material is None:
        return None
    code, counts = material.codes[0], tally(material)
    documents = material.documents.assign(
        said=counts.said[:, 0], coded=counts.coded[:, 0],
        family=material.documents["family_id"].map(dict(zip(
            material.families["family_id"], material.families["pseudonym"], strict=True))))
    pseudonym = _pseudonym(material, family)
    if family:
        documents = documents[documents["family"] == pseudonym]
    found = _places(material, set(documents.loc[documents["said"], "document_id"]))
    readable, withheld = _readable(db, viewer, found)
    heads = {number: Waiting(*head) for number, *head in
             documents[["document_id", "guid", "title", "family", "on_date"]].to_numpy().tolist()}
    texts = _texts(db, readable) if wanted.search else {}
    page = of_rows(
        [(place, heads[place.document_id]) for place in readable],
        lambda one: f"{one[1].title} {one[1].family} {texts[one[0].version_id][one[0].start:one[0].end]}", wanted,
        ORDERS)
    ids = {place.document_id for place, _head in page}
    free, current = access.reach.may_leave(db, ids), access.current_versions(db, viewer, ids)
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    shown = page.of([_quote(db, place, head, labels, may_leave=place.document_id in free,
                            is_current=current.get(place.document_id) == place.version_id) for place, head in page])
    waiting = of_rows([heads[number] for number in documents.loc[~documents["coded"], "document_id"].tolist()],
                      lambda one: f"{one.title} {one.family}", uncoded, UNCODED_ORDERS)
    is_retired = any(code.key == old.key for old, _n in material.retired)
    return Quotes(code, is_retired, pseudonym, material.sentence(), shown, len(readable), withheld, len(documents),
                  int(documents["coded"].sum()), int(documents["said"].sum()), waiting)


def _texts(db: Database, found: list[_Place]) -> dict[int, str]:
    return dict(db.conn.execute(
        "SELECT version_id, text FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
        [json.dumps([place.version_id for place in found])]).fetchall())


def _pseudonym(material: Material, family: str) -> str:
    if not family:
        return ""
    found = material.families.loc[material.families["guid"] == family, "pseudonym"]
    if found.empty:
        raise NotFound(N_("This family is not in what you chose. Change the filters."))
    return str(found.iloc[0])


def _places(material: Material, documents: set[int]) -> list[_Place]:
    """The places in these documents of the one code of the material, each with its coders."""
    marks = material.marks[material.marks["document_id"].isin(documents)]
    order, fresh = places(marks)
    found: list[_Place] = []
    for (document, version, _code, coder, sign, start, end), new in zip(
            marks.iloc[order].to_numpy().tolist(), fresh, strict=True):
        at = _Place(document, version, start, end, frozenset({coder}), 1, sign)
        if not new:
            last = found.pop()
            at = _Place(at.document_id, at.version_id, last.start, max(last.end, at.end), last.coders | at.coders,
                        last.passages + 1, last.sign | at.sign)
        found.append(at)
    wanted = frames.SIGN_NUMBERS.get(material.scope.sign)
    return [place for place in found if wanted in (None, place.sign)]


def _readable(db: Database, viewer: Viewer, found: list[_Place]) -> tuple[list[_Place], int]:
    """The places in versions this viewer may read, and how many are in others."""
    where, params = access.versions_where(viewer)
    readable = {row[0] for row in db.conn.execute(
        "SELECT v.version_id FROM document_version v JOIN document d USING (document_id)"
        f" WHERE v.version_id IN (SELECT value FROM json_each(?)) AND {where}",
        (json.dumps([place.version_id for place in found]), *params))}
    kept = [place for place in found if place.version_id in readable]
    return kept, len(found) - len(kept)


def _quote(
    db: Database, place: _Place, head: Waiting, labels: dict[int, str], *, may_leave: bool, is_current: bool
) -> Quote:
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (place.version_id,)).fetchone()[0]
    turns = db.conn.execute(
        "SELECT speaker, voice, start_char, end_char, start_ms FROM turn"
        " WHERE version_id = ? AND start_char < ? AND end_char > ? ORDER BY seq",
        (place.version_id, place.end, place.start)).fetchall()
    first, last = (turns[0], turns[-1]) if turns else (("", voices.OTHER, place.start, place.end, None),) * 2
    spoken = tuple(Spoken(speaker, voice, text[max(a, place.start):min(b, place.end)], ms)
                   for speaker, voice, a, b, ms in turns or [first])
    return Quote(
        head.document, head.title, head.family, head.on_date, place.start if is_current else None,
        text[place.start:place.end], spoken, sentence_before(text[first[2]:place.start]),
        sentence_after(text[place.end:last[3]]),
        tuple(sorted(labels[coder] for coder in place.coders)), place.passages, _SIGNS[place.sign], may_leave)


def sentence_before(text: str) -> str:
    """The end of what stands before a quote: back to the last sentence that ended there, CONTEXT_CHARS at most."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    # A quote that begins a sentence gets the whole sentence before it.
    begins = [end for end in ends if end < len(text)]
    tail = text[begins[-1]:] if begins else text
    if len(tail) <= CONTEXT_CHARS:
        return tail
    cut = tail[-CONTEXT_CHARS:]
    return "…" + cut[cut.find(" "):] if " " in cut else "…" + cut


def sentence_after(text: str) -> str:
    """The beginning of what stands after a quote: to the end of that sentence, CONTEXT_CHARS at most."""
    body = text.lstrip(" .!?…”’)'\"")
    skipped = len(text) - len(body)
    end = _SENTENCE_END.search(text, skipped)
    head = text[:end.end()].rstrip() if end else text
    if len(head) <= CONTEXT_CHARS:
        return head
    cut = head[:CONTEXT_CHARS]
    return cut[:cut.rfind(" ")] + " …" if " " in cut else cut + "…"
