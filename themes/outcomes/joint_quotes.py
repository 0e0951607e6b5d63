"""Words beside a joint display: of each family one quote of what it says itself, and one of what its coach says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.door import inner
from pilot.vocabulary.voices import COACH, FAMILY
from texts.places import BEHIND
from themes.quotes import at_places
from themes.said import cells_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from coding.book.codebook import CodeRow
    from pilot.access import Viewer
    from themes.outcomes.joint import Joint, Row
    from themes.quotes import Quote
    from themes.said import Cell, Place


class InWords(NamedTuple):
    """A quote with the voice it is chosen for and the code it carries."""

    voice: str
    code: CodeRow
    quote: Quote


VOICES = (FAMILY, COACH)
LONGEST = 400  # code points: what is longer is not read in a table


@inner("part of the display, which asks the right")
def in_words(
    db: Database, viewer: Viewer, found: Joint, rows: Sequence[Row], code: str = "",
) -> dict[str, list[InWords]]:
    """By guid of these families at most one quote for each of VOICES; `code`: of this code only, '' for any of them.

    Of those there are: one that states a direction, by most coders, told last. One longer than LONGEST only where
    there is no other.
    """
    guids = {row.family_id: row.guid for row in rows}
    chosen: dict[tuple[str, str], tuple[Cell, Place]] = {}
    for voice in VOICES:
        material = found.by_voice.get(voice)
        if material is None:
            continue
        owner = dict(zip(material.documents["document_id"].tolist(), material.documents["family_id"].tolist(),
                         strict=True))
        for cell in cells_of(db, viewer, material, ""):
            if code not in ("", cell.code.key):
                continue
            for place in cell.readable:
                family = guids.get(owner[place.document_id])
                if family is None or (place.start, place.end) == BEHIND:
                    continue
                best = chosen.get((family, voice))
                if best is None or _weight(cell, place) > _weight(*best):
                    chosen[family, voice] = (cell, place)
    read = at_places(db, viewer, [(place, cell.heads[place.document_id]) for cell, place in chosen.values()])
    words: dict[str, list[InWords]] = {}
    for ((family, voice), (cell, _place)), quote in zip(chosen.items(), read, strict=True):
        words.setdefault(family, []).append(InWords(voice, cell.code, quote))
    return {family: sorted(ones, key=lambda one: VOICES.index(one.voice)) for family, ones in words.items()}


def _weight(cell: Cell, place: Place) -> tuple[bool, bool, int, str, int]:
    """What is shown first: the larger, the sooner. The last part makes that no two are alike."""
    coders = len({coder for coder, _start, _end in place.of})
    return (place.end - place.start <= LONGEST, bool(place.sign), coders, cell.heads[place.document_id].on_date,
            -place.start)
