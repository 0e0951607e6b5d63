"""Two people's changes of one text put together by turn. Pure.

What only one of them changed goes in by itself, so does who speaks where the other changed the words; a stretch of
turns that both changed, and not alike, is for a person to choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from texts.editing.hunks import Said, borders, runs

if TYPE_CHECKING:
    from collections.abc import Sequence


class Piece(NamedTuple):
    """A stretch of the merged text.

    Attributes:
        mine, theirs: its turns as each has them; the same list where that is settled.
        base: its turns as they were; empty where it is settled.
        settled: whether nobody has to choose.
    """

    mine: list[Said]
    theirs: list[Said]
    base: list[Said]
    settled: bool


def merge(base: Sequence[Said], mine: Sequence[Said], theirs: Sequence[Said]) -> list[Piece]:
    """Both changes of `base` together, in pieces, in order."""
    ours, others = runs(borders(base, mine)), runs(borders(base, theirs))
    shared = sorted(ours.keys() & others.keys())
    pieces: list[Piece] = []
    for n, at in enumerate(shared):
        # What was put in at this border, and then what stands between it and the next one.
        _add(pieces, [], mine[slice(*ours[at])], theirs[slice(*others[at])])
        if n + 1 < len(shared):
            until = shared[n + 1]
            _add(pieces, base[at:until], mine[ours[at][1]:ours[until][0]], theirs[others[at][1]:others[until][0]])
    return pieces


def merged(pieces: Sequence[Piece]) -> list[Said] | None:
    """All turns, where nobody has to choose; else None."""
    if any(not piece.settled for piece in pieces):
        return None
    return [turn for piece in pieces for turn in piece.mine]


def _add(pieces: list[Piece], base: Sequence[Said], mine: Sequence[Said], theirs: Sequence[Said]) -> None:
    if not (base or mine or theirs):
        return
    found = _settled(list(base), list(mine), list(theirs))
    if found is None:
        pieces.append(Piece(list(mine), list(theirs), list(base), settled=False))
    elif pieces and pieces[-1].settled:
        # What is settled beside what is settled is one stretch.
        both = pieces[-1].mine + found
        pieces[-1] = Piece(both, both, [], settled=True)
    else:
        pieces.append(Piece(found, found, [], settled=True))


def _settled(base: list[Said], mine: list[Said], theirs: list[Said]) -> list[Said] | None:
    """The turns of a stretch that one of them changed, or both alike; None where a person must choose."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if len(base) == len(mine) == len(theirs) == 1:
        return _one(base[0], mine[0], theirs[0])
    return None


def _one(base: Said, mine: Said, theirs: Said) -> list[Said] | None:
    """One turn of which one said who speaks and the other changed the words."""
    who, text = (_field(*three) for three in zip(base, mine, theirs, strict=True))
    return None if who is None or text is None else [Said(who, text)]


def _field(base: str, mine: str, theirs: str) -> str | None:
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None
