"""Agreement on where something begins and ends: Krippendorff's alpha for unitizing, of 2004.

Krippendorff 2004, Measuring the reliability of qualitative text analysis data, Quality & Quantity 38, 787-800: his
alpha_u, which looks at each code by itself; not the family of 2016, which has other values for the same codings.
A continuum is a length counted in whole steps (code points, ms); each coder cuts it, for a code, into units and the
gaps between them. Units of one coder and code that touch stay two units.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, NamedTuple

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Unit(NamedTuple):
    """What a coder gave a code: from start up to end, which is not included."""

    coder: str
    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Unitized:
    """Disagreement on one code, observed and expected; alpha is None where nothing could disagree."""

    do: float
    de: float

    @property
    def alpha(self) -> float | None:
        """1 less what was observed over what was expected."""
        return 1 - self.do / self.de if self.de > 0 else None


def alpha_u(units: Iterable[Unit], start: int, length: int) -> dict[str, Unitized]:
    """Disagreement on each code among all coders that have a unit of any code; nothing for fewer than two coders.

    Args:
        start, length: of the continuum, in the steps in which units are counted.

    Raises: BadInput for a unit that is empty or not in the continuum, and for units of one coder and code that overlap.
    """
    found = sorted(units)
    if length <= 0:
        raise BadInput(N_("The continuum has no length. Give a length above nought."))
    by_code: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for unit in found:
        _check(unit, start, length)
        of_coder = by_code.setdefault(unit.code, {}).setdefault(unit.coder, [])
        if of_coder and of_coder[-1][1] > unit.start:
            raise BadInput(N_("Two units of coder {coder} with code {code} overlap at {at}. Let one begin where the"
                              " other ends."), coder=unit.coder[:40], code=unit.code[:40], at=unit.start)
        of_coder.append((unit.start, unit.end))
    coders = sorted({unit.coder for unit in found})
    if len(coders) < 2:
        return {}
    return {code: of_code([spans.get(coder, []) for coder in coders], start, length)
            for code, spans in by_code.items()}


def pooled(by_code: Mapping[str, Unitized]) -> float | None:
    """alpha_u over all codes: their disagreements summed, observed and expected."""
    return Unitized(sum(one.do for one in by_code.values()), sum(one.de for one in by_code.values())).alpha


def _check(unit: Unit, start: int, length: int) -> None:
    if unit.start >= unit.end:
        raise BadInput(N_("The unit of coder {coder} at {at} ends where it begins, or before. Mend its end."),
                       coder=unit.coder[:40], at=unit.start)
    if unit.start < start or unit.end > start + length:
        raise BadInput(N_("The unit of coder {coder} from {at} to {end} is not in the continuum from {start} to"
                          " {last}."), coder=unit.coder[:40], at=unit.start, end=unit.end, start=start,
                       last=start + length)


Spans = list[tuple[int, int]]


def of_code(coders: list[Spans], start: int, length: int) -> Unitized:
    """Disagreement on one code: of each coder, two at least, the units (start, end) in order, without overlap."""
    gaps = [_gaps(spans, start, start + length) for spans in coders]
    m = len(coders)
    seen = sum(_between(coders[i], coders[j], gaps[j]) for i, j in permutations(range(m), 2))
    return Unitized(seen / (m * (m - 1) * length ** 2), _expected(coders, gaps, length))


def _gaps(spans: Spans, start: int, end: int) -> Spans:
    edges = [(start, start), *spans, (end, end)]
    return [(before[1], after[0]) for before, after in pairwise(edges) if before[1] < after[0]]


def _between(mine: Spans, theirs: Spans, their_gaps: Spans) -> int:
    """What one coder's units differ from another's units and gaps.

    The formula looks at each pair of coders both ways. Units that overlap are met again from the other side; my unit in
    their gap is not, for gaps are not asked where they lie: it counts twice here.
    """
    total = 0
    starts, gap_starts = [span[0] for span in theirs], [gap[0] for gap in their_gaps]
    for begin, end in mine:
        at = bisect_right(starts, begin) - 1
        at = at if at >= 0 and theirs[at][1] > begin else at + 1
        overlaps = False
        while at < len(theirs) and theirs[at][0] < end:
            overlaps = True
            total += (begin - theirs[at][0]) ** 2 + (end - theirs[at][1]) ** 2
            at += 1
        if not overlaps:
            gap = bisect_right(gap_starts, begin) - 1
            if gap >= 0 and their_gaps[gap][0] <= begin and end <= their_gaps[gap][1]:
                total += 2 * (end - begin) ** 2
    return total


def _expected(coders: list[Spans], gaps: list[Spans], length: int) -> float:
    units = [end - begin for spans in coders for begin, end in spans]
    holes = sorted(end - begin for spans in gaps for begin, end in spans)
    above = [0]
    for hole in reversed(holes):
        above.append(above[-1] + hole)
    n, m = len(units), len(coders)
    total = 0.0
    for unit in units:
        fitting = len(holes) - bisect_right(holes, unit - 1)
        room = above[fitting] - fitting * (unit - 1)
        total += (n - 1) / 3 * (2 * unit ** 3 - 3 * unit ** 2 + unit) + unit ** 2 * room
    return 2 / length * total / (m * length * (m * length - 1) - sum(unit * (unit - 1) for unit in units))
