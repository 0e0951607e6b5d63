"""The quotes behind a cell: what was said, by which role, when, and which coders saw it there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coding.marks.packed import SIGN_NUMBERS
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.paging import ALL, EVERYTHING, Key, Paged, Wanted, of_rows
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts import sentences, spoken
from texts.places import BEHIND
from texts.spoken import Heard
from themes.said import DIFFER, Cell, Place, Waiting, cells_of, differing, material_of, pseudonym

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from themes.crossing import Crossing
    from themes.frames import Material
    from themes.scope import Scope

CONTEXT_CHARS = 220
_SIGNS = {0: "", **{number: sign for sign, number in SIGN_NUMBERS.items()}}


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
            it stands there, and these are the words of an older version, or when it is on the whole document.
        text: '' for the whole document.
        turns: its words by turn, one at least unless it is on the whole document; together they are `text`, but for the
            lines between them.
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

    @property
    def is_whole(self) -> bool:
        """Whether it is on the whole document."""
        return not self.text

    @property
    def shown(self) -> str:
        """Its words, over several turns each with who says it; or what is said in the place of words."""
        if self.is_whole:
            return _("On the whole document, not on words in it.")
        return spoken.told([(turn.speaker, turn.voice, turn.text) for turn in self.turns])


@dataclass(frozen=True)
class Quotes:
    """A page of quotes of a code.

    Attributes:
        is_retired: the newest codebook no longer has the code.
        family: pseudonym, or what the column of a table is called; '' for all families.
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


_Found = tuple[Place, Waiting]
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
    uncoded: Wanted = ALL, differ: str = "", beside: Crossing | None = None,
) -> Quotes | None:
    """The quotes behind the cell of code `key` and `family` (guid; '' for all families); None without a codebook.

    Args:
        wanted: which page of the quotes; uncoded: which of the documents that are not yet coded for the code.
        differ: one of `said.DIFFER`, for only the places on which coders differ; anything else is not looked at.
        beside: only those behind this cell of a table.

    Raises: NotAllowed; NotFound for a family that is not there; BadInput for another code or scope.
    """
    found = material_of(db, viewer, scope, key or " ", family, beside)  # no key asked for is an unknown key
    if found is None:
        return None
    material = found.material
    cell = cells_of(db, viewer, material, family)[0]
    if differ in DIFFER:
        cell = differing(material, cell, differ)
    page = _page(db, cell, wanted)
    waiting = of_rows([cell.heads[number] for number in
                       cell.documents.loc[~cell.documents["coded"], "document_id"].tolist()],
                      lambda one: f"{one.title} {one.family}", uncoded, UNCODED_ORDERS)
    is_retired = any(cell.code.key == old.key for old, _n in material.retired)
    return Quotes(
        cell.code, is_retired, found.column or pseudonym(material, family), found.sentence,
        page.of(at_places(db, viewer, page)), len(cell.readable), cell.withheld, len(cell.documents),
        int(cell.documents["coded"].sum()), int(cell.documents["said"].sum()), waiting)


class Taken(NamedTuple):
    """All quotes of some cells, for a file.

    Attributes:
        sentence: what counts. family: pseudonym, or '' for all.
        quotes: each with its code, by code in the order of the codebook, then as the page has them.
        spans: of the codings they are made of: (version_id, code_id, coder_id, start, end).
        withheld: quotes in versions this viewer may not read, which are not among them.
    """

    material: Material
    sentence: str
    family: str
    quotes: list[tuple[CodeRow, Quote]]
    spans: frozenset[tuple[int, int, int, int, int]]
    withheld: int


@inner("what files with quotes are made of; each of them asks the right and writes an event")
def taken(
    db: Database, viewer: Viewer, scope: Scope, key: str, family: str, search: str = "", differ: str = "",
    beside: Crossing | None = None,
) -> Taken | None:
    """What all pages of `quotes` show for a code, or for every code of the scope (''), with one search.

    Args:
        differ, beside: as in `quotes`, for one code.

    Raises: as `quotes`.
    """
    chosen = material_of(db, viewer, scope, key, family, beside)
    if chosen is None:
        return None
    material = chosen.material
    found: list[tuple[CodeRow, Quote]] = []
    spans: set[tuple[int, int, int, int, int]] = set()
    cells = cells_of(db, viewer, material, family)
    if differ in DIFFER and key:
        cells = [differing(material, cell, differ) for cell in cells]
    for cell in cells:
        page = _page(db, cell, Wanted(search, size=EVERYTHING))
        found += [(cell.code, quote) for quote in at_places(db, viewer, page)]
        spans |= {(place.version_id, cell.code.code_id, coder, start, end) for place, _head in page
                  for coder, start, end in place.of}
    return Taken(material, chosen.sentence, chosen.column or pseudonym(material, family), found, frozenset(spans),
                 sum(cell.withheld for cell in cells))


def _page(db: Database, cell: Cell, wanted: Wanted) -> Paged[_Found]:
    texts = _texts(db, cell.readable) if wanted.search else {}
    return of_rows(
        [(place, cell.heads[place.document_id]) for place in cell.readable],
        lambda one: f"{one[1].title} {one[1].family} {texts[one[0].version_id][one[0].start:one[0].end]}", wanted,
        ORDERS)


@inner("part of use cases that read what a place says, which ask the right")
def at_places(db: Database, viewer: Viewer, found: list[tuple[Place, Waiting]]) -> list[Quote]:
    """The quotes at these places, each with what its document is called."""
    ids = {place.document_id for place, _head in found}
    free, current = access.reach.may_leave(db, ids), access.current_versions(db, viewer, ids)
    labels = dict(db.conn.execute("SELECT user_id, label FROM user").fetchall())
    texts = _texts(db, [place for place, _head in found])
    turns, starts = spoken.turns_by_version(db, texts), sentences.of(db, texts)
    return [_quote(place, head, texts[place.version_id], turns.get(place.version_id, []),
                   starts[place.version_id], labels,
                   may_leave=place.document_id in free,
                   is_current=current.get(place.document_id) == place.version_id) for place, head in found]


def _texts(db: Database, found: list[Place]) -> dict[int, str]:
    return dict(db.conn.execute(
        "SELECT version_id, text FROM document_version WHERE version_id IN (SELECT value FROM json_each(?))",
        [json.dumps([place.version_id for place in found])]).fetchall())


def _quote(
    place: Place, head: Waiting, text: str, all_turns: list[Heard], starts: list[int], labels: dict[int, str], *,
    may_leave: bool, is_current: bool,
) -> Quote:
    coders = tuple(sorted({labels[coder] for coder, _start, _end in place.of}))
    if (place.start, place.end) == BEHIND:
        return Quote(head.document, head.title, head.family, head.on_date, None, "", (), "", "", coders,
                     len(place.of), _SIGNS[place.sign], may_leave)
    turns = spoken.heard(all_turns, place.start, place.end) or [
        Heard(place.start, place.end, "", voices.OTHER, None)]
    said = tuple(Spoken(turn.speaker, turn.voice, text[max(turn.start, place.start):min(turn.end, place.end)],
                        turn.start_ms) for turn in turns)
    begin, stop = sentences.beside(starts, text, place.start, place.end)
    return Quote(
        head.document, head.title, head.family, head.on_date, place.start if is_current else None,
        text[place.start:place.end], said, sentence_before(text[max(begin, turns[0].start):place.start]),
        sentence_after(text[place.end:min(stop, turns[-1].end)].rstrip()),
        coders, len(place.of), _SIGNS[place.sign],
        may_leave)


def sentence_before(text: str) -> str:
    """What stands before a quote in its sentence, the end of it when that is longer than CONTEXT_CHARS."""
    if len(text) <= CONTEXT_CHARS:
        return text
    cut = text[-CONTEXT_CHARS:]
    return "…" + cut[cut.find(" "):] if " " in cut else "…" + cut


def sentence_after(text: str) -> str:
    """What stands after a quote up to the end of the sentence, the beginning of it when that is longer."""
    if len(text) <= CONTEXT_CHARS:
        return text
    cut = text[:CONTEXT_CHARS]
    return cut[:cut.rfind(" ")] + " …" if " " in cut else cut + "…"
