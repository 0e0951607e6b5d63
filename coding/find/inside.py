"""Searching words only within passages that have a code: what among all of it is about something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coding.find.passages import gathered
from coding.find.question import Question
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from texts.index.search import search, search_in

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.paging import Wanted
    from texts.index.matching import Query
    from texts.index.search import Found


@use_case(Right.CODE, reads="passages")
def search_coded(db: Database, viewer: Viewer, query: Query, question: Question, wanted: Wanted) -> Found:
    """The places of a search that lie wholly inside passages that a question finds.

    Raises: as `texts.index.search.search` and `coding.find.passages.passages`.
    """
    inside: dict[int, list[tuple[int, int]]] = {}
    for span in gathered(db, viewer, question).spans:
        inside.setdefault(span.version_id, []).append((span.start, span.end))
    return search_in(db, viewer, query, wanted, inside)


@inner("either of two use cases, which ask the right")
def found_words(db: Database, viewer: Viewer, query: Query, inside: str, wanted: Wanted) -> Found:
    """The places of a search, of those inside passages with a code (key) where one is given."""
    return search_coded(db, viewer, query, Question(inside), wanted) if inside else search(db, viewer, query, wanted)
