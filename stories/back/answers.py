"""Whether words may be quoted by what their family said about them: for whoever lets quotes out.

Answers are about passages, or about a document as a whole; a quote may be smaller than a passage, or touch several. The
last answer about each counts, and of answers that all hold a quote only the last. Words that touch a passage the family
said no to do not leave. A family that took its answer back has to be asked again. Without any answer nothing is said
here: then consent decides alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.vocabulary.quoting import HOWS, NAME, WITHIN
from stories.back.stored import last_answers
from texts import places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlite_utils import Database

    from stories.back.stored import Answer

NO, TAKEN_BACK, CHANGED, HOW = "no", "taken back", "changed", "how"


@dataclass(frozen=True)
class Said:
    """What a family said about the words of a quote.

    Attributes:
        why: why they may not be quoted to whom was asked for: NO, TAKEN_BACK, CHANGED (the text was changed there
            since, so nobody knows whether the answer is about these words); '' where they may.
        hows: how far it may be said whose they are, of HOWS; all of them where nothing was said.
        on, manner: when (ISO date) and how it was said, '' where the family was not asked about all of these words.
    """

    why: str = ""
    hows: frozenset[str] = frozenset(HOWS)
    on: str = ""
    manner: str = ""

    @property
    def by_name(self) -> bool:
        """Whether the family was asked about all of these words, and agreed to whoever says them being named."""
        return bool(self.on) and not self.why and NAME in self.hows


NOT_ASKED = Said()


class Answered:
    """The answers about some documents, read once."""

    def __init__(self, db: Database, documents: Collection[int]) -> None:
        self._db = db
        self._by_document: dict[int, list[Answer]] = {}
        for one in last_answers(db, documents):
            self._by_document.setdefault(one.document_id, []).append(one)

    def about(self, document_id: int, version_id: int, start: int, end: int, audience: str) -> Said:
        """What was said about a span of a version (code points, 0-based, end-exclusive) for an audience."""
        found = self._by_document.get(document_id)
        if not found:
            return NOT_ASKED
        return _together(self._touching(found, version_id, (start, end)), (start, end), audience)

    def _touching(
        self, found: Iterable[Answer], version_id: int, span: places.Span
    ) -> Iterable[tuple[Answer, places.Span | None, bool]]:
        """The answers that touch a span, the newest first: where each stands (None: the whole), and whether that is
        certain."""
        for one in found:
            if one.passage_id is None:
                yield one, None, True
                continue
            stands, certain = _stands(self._db, one.passage_id, version_id)
            if stands and stands[0] < span[1] and span[0] < stands[1]:
                yield one, stands, certain


def _together(
    touching: Iterable[tuple[Answer, places.Span | None, bool]], span: places.Span, audience: str
) -> Said:
    """What answers say together, the newest first, up to one that holds all of the words."""
    why, hows, on, manner = "", frozenset(HOWS), "", ""
    for one, stands, certain in touching:
        if not why:
            why = (CHANGED if not certain else TAKEN_BACK if one.withdrawn_on
                   else "" if audience in one.audiences else NO)
            on, manner = (one.on, one.manner) if why else ("", "")
        if audience in one.audiences and not one.withdrawn_on:
            hows &= WITHIN[one.how]
        if stands is None or (stands[0] <= span[0] and span[1] <= stands[1]):
            return Said(why, hows, *((on, manner) if why else (one.on, one.manner)))
    return Said(why, hows, on, manner)


def _stands(db: Database, passage_id: int, version_id: int) -> tuple[places.Span | None, bool]:
    """Where a passage stands in a version, and whether that is certain; None where it does not."""
    row = db.conn.execute(
        "SELECT p.start_char, p.end_char FROM passage_place h JOIN passage p USING (passage_id)"
        " WHERE h.of_id = ? AND h.version_id = ?", (passage_id, version_id)).fetchone()
    if row:
        return (row[0], row[1]), True
    made, *span = db.conn.execute(
        "SELECT version_id, start_char, end_char FROM passage WHERE passage_id = ?", (passage_id,)).fetchone()
    if made == version_id:
        return (span[0], span[1]), True
    found, = places.follow(db, made, version_id, [(span[0], span[1])])
    return found
