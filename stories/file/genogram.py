"""Where everybody of a family's generations is drawn, and the lines between them: pure.

Each generation is a row, the earliest at the top, partners beside each other; a child stands under its parents as far
as there is room. Lengths are pixels from the top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.vocabulary.kinship import GUARDIAN, PARENT, SEPARATED, TOGETHER
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDE, HIGH, SIZE = 108, 132, 40  # from one person to the next, from row to row, and the side of a shape
MARGIN = 12
_SWEEPS = 6  # rows are put in order by their neighbours so often; more changes nothing in families of this size


class Tie(NamedTuple):
    """How `one` belongs to `other`: a key of `kinship.TIES`, and the keys of two who are drawn."""

    kind: str
    one: str
    other: str


class At(NamedTuple):
    """The middle of a shape, and its row from 0 at the top."""

    x: float
    y: float
    row: int


class Stroke(NamedTuple):
    """A line through these points; kind: 'partner', 'separated', 'parent' or 'guardian'."""

    kind: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Layout:
    """The drawing: where everybody stands, by key, the lines between them, and the size of it all."""

    at: Mapping[str, At]
    strokes: tuple[Stroke, ...]
    width: float
    height: float


class Loop(BadInput):
    """Somebody would be an earlier generation than herself."""


def rows(begin: Mapping[str, int], ties: Iterable[Tie]) -> dict[str, int]:
    """The generation of everybody, 0 the earliest: partners share one, a child stands under its parents.

    Args:
        begin: by key the row somebody has while no tie says otherwise.

    Raises: Loop.
    """
    known = [one for one in ties if one.one in begin and one.other in begin]
    head = _joined(begin, known)
    under = {(head[one.one], head[one.other]) for one in known if one.kind in (PARENT, GUARDIAN)}
    depth = _depths(set(head.values()), under)
    clusters = _joined(begin, known, every=True)
    shift: dict[str, int] = {}
    for cluster in set(clusters.values()):
        # Whoever belongs together in any way keeps together; together they stand where most of them would.
        shift[cluster] = _median([begin[one] - depth[head[one]] for one in begin if clusters[one] == cluster])
    found = {key: depth[head[key]] + shift[clusters[key]] for key in begin}
    top = min(found.values(), default=0)
    levels = {level: n for n, level in enumerate(sorted({one - top for one in found.values()}))}
    return {key: levels[one - top] for key, one in found.items()}


def _joined(keys: Iterable[str], ties: Iterable[Tie], *, every: bool = False) -> dict[str, str]:
    """Who is of one group with whom: partners, or (`every`) whoever is tied at all; the first of each as its name."""
    head = {key: key for key in keys}

    def find(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    for one in ties:
        if every or one.kind in TOGETHER:
            head[find(one.other)] = find(one.one)
    return {key: find(key) for key in head}


def _depths(groups: set[str], under: set[tuple[str, str]]) -> dict[str, int]:
    """How many generations stand above each group, at most. Raises: Loop."""
    depth = dict.fromkeys(groups, 0)
    for _round in range(len(groups) + 1):
        changed = False
        for above, below in under:
            if above == below:
                break
            if depth[below] <= depth[above]:
                depth[below], changed = depth[above] + 1, True
        else:
            if not changed:
                return _lowered(depth, under)
            continue
        break
    raise Loop(N_("With this line somebody would be a parent of herself or himself, or of the own partner."))


def _lowered(depth: dict[str, int], under: set[tuple[str, str]]) -> dict[str, int]:
    """Whoever has nobody above stands just above the own children, not at the top."""
    for above in sorted(depth, key=lambda one: -depth[one]):
        below = [depth[child] for parent, child in under if parent == above]
        if below and not any(child == above for _parent, child in under):
            depth[above] = min(below) - 1
    return depth


def _median(values: list[int]) -> int:
    return sorted(values)[(len(values) - 1) // 2]


def layout(begin: Mapping[str, int], ties: Sequence[Tie]) -> Layout:
    """Where everybody is drawn, each once, and the lines between them.

    Args:
        begin: by key, in the order in which they are to stand where nothing else says, the row as `rows` takes it.

    Raises: Loop.
    """
    row_of = rows(begin, ties)
    known = [one for one in ties if one.one in begin and one.other in begin]
    units = _units(begin, row_of, known)
    x = _places(units, known, row_of)
    left = min(x.values(), default=0.0)
    at = {key: At(x[key] - left + MARGIN + WIDE / 2, MARGIN + SIZE / 2 + row_of[key] * HIGH, row_of[key])
          for key in begin}
    width = max((one.x for one in at.values()), default=0.0) + WIDE / 2 + MARGIN
    height = max((one.y for one in at.values()), default=0.0) + HIGH - SIZE / 2 - MARGIN
    return Layout(at, tuple(_strokes(at, known)), width, height)


def _units(begin: Mapping[str, int], row_of: Mapping[str, int], ties: Sequence[Tie]) -> list[list[list[str]]]:
    """By row those who stand beside each other in any case: partners in a chain, others alone."""
    found: list[list[list[str]]] = [[] for _row in range(max(row_of.values(), default=-1) + 1)]
    left = list(begin)
    beside: dict[str, list[str]] = {key: [] for key in begin}
    for one in ties:
        if one.kind in TOGETHER:
            beside[one.one].append(one.other)
            beside[one.other].append(one.one)
    while left:
        # A chain begins at its end, so that who had two partners stands between them.
        start = next((key for key in left if len([one for one in beside[key] if one in left]) == 1), left[0])
        chain, waits = [], [start]
        while waits:
            key = waits.pop()
            if key in left:
                left.remove(key)
                chain.append(key)
                waits += [one for one in beside[key] if one in left]
        found[row_of[start]].append(chain)
    order = {key: n for n, key in enumerate(begin)}
    for row in found:
        row.sort(key=lambda unit: min(order[key] for key in unit))
    return found


def _places(
    units: list[list[list[str]]], ties: Sequence[Tie], row_of: Mapping[str, int]
) -> dict[str, float]:
    """By key the x of everybody: rows in order of their neighbours, then each as near to them as there is room."""
    near: dict[str, list[str]] = {key: [] for key in row_of}
    for one in ties:
        if one.kind in (PARENT, GUARDIAN):
            near[one.one].append(one.other)
            near[one.other].append(one.one)
    x: dict[str, float] = {}
    for row in units:
        _spread(row, [0.0] * len(row), x)
    for sweep in range(_SWEEPS):
        for n in range(len(units)) if sweep % 2 == 0 else reversed(range(len(units))):
            wanted = [_wanted(unit, near, x, row_of, above=sweep % 2 == 0) for unit in units[n]]
            order = sorted(range(len(wanted)), key=wanted.__getitem__)
            units[n] = [units[n][one] for one in order]
            _spread(units[n], [wanted[one] for one in order], x)
    return x


def _wanted(
    unit: list[str], near: Mapping[str, list[str]], x: Mapping[str, float], row_of: Mapping[str, int], *, above: bool
) -> float:
    """Where the left end of a unit would stand best: under its parents, or over its children."""
    each = []
    for n, key in enumerate(unit):
        around = [x[one] for one in near[key] if (row_of[one] < row_of[key]) == above]
        if around:
            each.append(sum(around) / len(around) - n * WIDE)
    return sum(each) / len(each) if each else x[unit[0]]


def _spread(row: list[list[str]], wanted: list[float], x: dict[str, float]) -> None:
    """Put units side by side in their order, as near to where they want to be as the others leave room."""
    starts: list[float] = []
    end = float("-inf")
    for unit, want in zip(row, wanted, strict=True):
        starts.append(max(want, end))
        end = starts[-1] + len(unit) * WIDE
    # Pushed to the right only, a row hangs over: it moves back as one by the mean of what it was pushed.
    back = sum(start - want for start, want in zip(starts, wanted, strict=True)) / len(row) if row else 0.0
    for unit, start in zip(row, starts, strict=True):
        for n, key in enumerate(unit):
            x[key] = start - back + n * WIDE


def _strokes(at: Mapping[str, At], ties: Sequence[Tie]) -> Iterable[Stroke]:
    couples = {frozenset((one.one, one.other)): one.kind for one in ties if one.kind in TOGETHER}
    for pair, kind in couples.items():
        one, other = sorted(pair, key=lambda key: at[key].x)
        yield Stroke(kind, _beside(at[one], at[other]))
    parents: dict[str, list[str]] = {}
    for tie in ties:
        if tie.kind == PARENT:
            parents.setdefault(tie.other, []).append(tie.one)
        elif tie.kind == GUARDIAN:
            yield Stroke(GUARDIAN, _down(at[tie.one].x + 6, at[tie.one].y + SIZE / 2, at[tie.other], 12))
    for child, those in parents.items():
        pair = next((frozenset((one, other)) for one in those for other in those
                     if frozenset((one, other)) in couples and _neighbours(at[one], at[other])), frozenset[str]())
        if pair:
            one, other = pair
            yield Stroke(PARENT, _down((at[one].x + at[other].x) / 2, at[one].y, at[child], 0))
        for parent in those:
            if parent not in pair:
                yield Stroke(PARENT, _alone(at[parent], at[child], at.values()))


def _neighbours(one: At, other: At) -> bool:
    return one.row == other.row and abs(one.x - other.x) < 1.5 * WIDE


def _beside(one: At, other: At) -> tuple[tuple[float, float], ...]:
    """From one partner to the other; round those who stand between them."""
    if _neighbours(one, other):
        return (one.x + SIZE / 2, one.y), (other.x - SIZE / 2, other.y)
    over = one.y - SIZE / 2 - 8
    return (one.x, one.y - SIZE / 2), (one.x, over), (other.x, over), (other.x, other.y - SIZE / 2)


def _alone(parent: At, child: At, everybody: Iterable[At]) -> tuple[tuple[float, float], ...]:
    """From one parent to a child: beside the name under the parent, on a side where nobody stands."""
    beside = {round(one.x - parent.x) for one in everybody if one.row == parent.row and _neighbours(one, parent)}
    side = next((way for way in (1, -1) if not any(one * way > 0 for one in beside)), 0)
    if not side:
        return _down(parent.x, parent.y + SIZE / 2, child, 0)
    return (parent.x + side * SIZE / 2, parent.y), *_down(parent.x + side * (WIDE / 2 - 3), parent.y, child, 0)


def _down(x: float, y: float, child: At, aside: float) -> tuple[tuple[float, float], ...]:
    """From a point down to a child: straight, across just above the child's row, and down."""
    turn = child.y - SIZE / 2 - 16 + aside / 2
    return (x, y), (x, turn), (child.x + aside, turn), (child.x + aside, child.y - SIZE / 2)


def is_dashed(kind: str) -> str:
    """How the line of a tie is broken, as svg says it; '' for one that is whole."""
    return {SEPARATED: "7 5", GUARDIAN: "2 4"}.get(kind, "")
