"""Searching all texts that somebody may read: every place where it stands, with the words around it."""

from __future__ import annotations

import heapq
import json
import time
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.paging import Key, Paged, Wanted, placed
from pilot.vocabulary import voices
from pilot.words import N_
from texts.index import amounts, lemmas
from texts.index.forms import WORD, folded
from texts.index.matching import (
    PATTERN,
    WAYS,
    Chosen,
    Query,
    Turn,
    by_index,
    by_pattern,
    in_order,
    looked_for,
    meant,
    turns_with,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlite_utils import Database


CONTEXT_CHARS = 90
MAX_HITS = 5_000
AROUND = ("left", "right")  # orders by the words around a place
# The texts in the other orders, as SQL on document `d` and family `f`; ORDERS says the same of the places in them.
BY_TEXT = {"family": "coalesce(f.pseudonym, ''), d.told_on, d.guid", "newest": "d.told_on DESC, d.guid"}
SORT_S = 2.0  # of which the wait for a page of theirs is made, at most
# By version_id the spans that words must lie in, in order: code points, 0-based, end-exclusive.
Inside = Mapping[int, Sequence[tuple[int, int]]]


class Hit(NamedTuple):
    """One place in a turn; start, end: code points, 0-based, end-exclusive, into the version that is read."""

    turn: Turn
    start: int
    end: int
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Found:
    """A page of places.

    Attributes:
        also: the other forms that were looked for.
        texts, words: how much was looked in.
        more: there are more than MAX_HITS; only so many are shown, the first in the order that was chosen.
        seen: how many were put in order; all of them, or as many as there was time for, when `is_cut`.
        model: the language model that knows dictionary forms here, '' where forms are known by their stem only.
    """

    hits: Paged[Hit]
    also: tuple[str, ...]
    texts: int
    words: int
    more: bool
    model: str = ""
    seen: int = 0
    is_cut: bool = False


ORDERS = {
    "family": Key[Hit](N_("by family and date"), lambda hit: (
        hit.turn.family, hit.turn.told_on, hit.turn.document, hit.start)),
    "newest": Key[Hit](N_("newest first"), lambda hit: (_backwards(hit.turn.told_on), hit.turn.document, hit.start)),
    "left": Key[Hit](N_("by the words before it"), lambda hit: (
        _last_words(hit.before), hit.turn.document, hit.start)),
    "right": Key[Hit](N_("by the words behind it"), lambda hit: (
        folded(hit.found), _words(hit.after), hit.turn.document, hit.start)),
}


@use_case(Right.READ_DOCUMENTS, reads="passages")
def search(db: Database, viewer: Viewer, query: Query, wanted: Wanted) -> Found:
    """The places where it stands in the texts this viewer may read, in the version that is read now.

    Raises: BadInput when there is nothing to look for, for a pattern that cannot be read or takes too long, or an
        unknown way or voice; NotFound for a family that is not there.
    """
    return search_in(db, viewer, query, wanted)


@inner("what searching all words, and those inside codes, are made of; each asks the right")
def search_in(db: Database, viewer: Viewer, query: Query, wanted: Wanted, inside: Inside | None = None) -> Found:
    """`search`, where `inside` is given only in these passages."""
    if query.way not in WAYS or query.voice not in ("", *voices.VOICES):
        raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
    if not (query.text.strip() if query.way == PATTERN else WORD.search(query.text)):
        raise BadInput(N_("Type a word to look for."))
    query = meant(query)
    chosen = _chosen(db, viewer, query, inside)
    texts, words = amounts.of(db, chosen, inside)
    looked = None if query.way == PATTERN else looked_for(db, query)
    turns = turns_with(db, looked) if looked else []

    def hits(order: str = "") -> Iterator[Hit]:
        texts = in_order(db, chosen, order) if order else None
        matches = by_index(db, chosen, query, looked, turns, texts) if looked else by_pattern(db, chosen, query, texts)
        return (_hit(*match) for match in matches if inside is None or _lies_in(
            inside[match[0].version_id], match[0].start + match[1], match[0].start + match[2]))

    kept, seen, is_cut = _in_order(hits, wanted.order)
    page = placed(len(kept), wanted)
    first = page.first - 1
    return Found(page.of(kept[first:first + page.size]), looked.also if looked else (), texts, words, seen > MAX_HITS,
                 lemmas.used_in(db), seen, is_cut)


def _in_order(hits: Callable[[str], Iterator[Hit]], order: str) -> tuple[list[Hit], int, bool]:
    """The first MAX_HITS, how many were looked at, and whether there are others that were not.

    By the words around them all have to be looked at to know which come first, as many as there is time for. By family
    or date the texts are put in order, which is worth its time only where there are too many places to show.

    Args:
        hits: gives the places, text by text in an order of BY_TEXT, or as they come for ''.
    """
    order = order if order in ORDERS else "family"
    by = ORDERS[order].by
    if order not in AROUND:
        found = list(islice(hits(""), MAX_HITS + 1))
        if len(found) > MAX_HITS:
            found = list(islice(hits(BY_TEXT[order]), MAX_HITS + 1))
        return sorted(found[:MAX_HITS], key=by), len(found), False
    until, seen, every = time.monotonic() + SORT_S, 0, hits("")

    def in_time() -> Iterator[Hit]:
        nonlocal seen
        for hit in every:
            seen += 1
            yield hit
            if seen > MAX_HITS and time.monotonic() > until:
                return

    kept = heapq.nsmallest(MAX_HITS, in_time(), key=by)
    return kept, seen, next(every, None) is not None


def _chosen(db: Database, viewer: Viewer, query: Query, inside: Inside | None) -> Chosen:
    """What this viewer may read, of the family that was chosen, with passages to look in."""
    documents, params = access.documents_where(db, viewer)
    versions, more = access.versions_where(viewer)
    parts, params = [documents, versions], [*params, *more]
    if query.family:
        parts.append("d.family_id = ?")
        params.append(access.require_family(db, viewer, query.family))
    if inside is not None:
        parts.append("v.version_id IN (SELECT value FROM json_each(?))")
        params.append(json.dumps(sorted(inside)))
    return Chosen(" AND ".join(f"({part})" for part in parts), params, query.voice)


def _lies_in(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, start, key=lambda span: span[0])
    return any(stop >= end for _start, stop in spans[:at])


def _hit(turn: Turn, start: int, end: int) -> Hit:
    """With whole words around it."""
    before, after = turn.text[max(0, start - CONTEXT_CHARS):start], turn.text[end:end + CONTEXT_CHARS]
    if start > CONTEXT_CHARS:
        before = before.partition(" ")[2] or before
    if end + CONTEXT_CHARS < len(turn.text):
        after = after.rpartition(" ")[0] or after
    return Hit(turn, turn.start + start, turn.start + end, before, turn.text[start:end], after)


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-"))


def _last_words(before: str) -> list[str]:
    """The words before a place from the nearest on, for putting like beside like."""
    return _words(before)[::-1]


def _words(text: str) -> list[str]:
    """The words themselves, for a comma or a full stop is nothing to put like beside like by."""
    return [folded(word) for word in WORD.findall(text)]
