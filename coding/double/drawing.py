"""Drawing documents with a seed, and dealing them out to coders; the same seed and material give the same sample.

A document's place in the draw is the SHA-256 of the seed and its guid: whoever has the seed and the list can draw it
again by hand, and a document that is added elsewhere changes nothing about the others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_COMBINATIONS = 5_000


class Material(NamedTuple):
    """A document that can be drawn: its guid, and the group it is drawn within ('' where there are none)."""

    guid: str
    stratum: str = ""


def lot(seed: int, guid: str) -> str:
    """The place of a document in the draw: the lowest are drawn."""
    return _hash(f"{seed} {guid}")


def draw(material: Sequence[Material], n: int, seed: int) -> list[str]:
    """Guids of `n` documents (all there are, where that is less), in the order they were drawn.

    Each stratum gets its share of the sample, by largest remainder (ties by name); within it the lowest lots.
    """
    ordered = sorted(material, key=lambda one: lot(seed, one.guid))
    shares = _shares(Counter(one.stratum for one in material), min(n, len(material)))
    drawn = []
    for one in ordered:
        if shares.get(one.stratum, 0):
            shares[one.stratum] -= 1
            drawn.append(one.guid)
    return drawn


def _shares(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    total = sum(sizes.values())
    exact = {name: Fraction(size * n, total) for name, size in sizes.items()} if total else {}
    shares = {name: int(share) for name, share in exact.items()}
    left = n - sum(shares.values())
    for name in sorted(exact, key=lambda one: (shares[one] - exact[one], one))[:left]:
        shares[name] += 1
    return shares


def deal(documents: Sequence[str], coders: Sequence[str], each: int, seed: int) -> dict[str, list[str]]:
    """Who codes which document: `each` coders (guids) per document, in the order of `coders`.

    Nobody gets more than one document more than anybody else; among those who have least, the pairs that met least
    often come first, and the lot decides between equals.
    """
    load: Counter[str] = Counter(dict.fromkeys(coders, 0))
    met: Counter[tuple[str, str]] = Counter()
    dealt = {}
    for document in documents:
        chosen = min(_teams(load, coders, each), key=partial(_order, met, f"{seed} {document}"))
        load.update(chosen)
        met.update(combinations(chosen, 2))
        dealt[document] = list(chosen)
    return dealt


def _order(met: Mapping[tuple[str, str], int], lots: str, team: tuple[str, ...]) -> tuple[int, str]:
    return sum(met.get(pair, 0) for pair in combinations(team, 2)), _hash(f"{lots} {' '.join(team)}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _teams(load: Mapping[str, int], coders: Sequence[str], each: int) -> list[tuple[str, ...]]:
    """The teams of those with least to do: who has less than the limit must be in it, the others are chosen from."""
    limit = sorted(load[one] for one in coders)[each - 1]
    must = [one for one in coders if load[one] < limit]
    may = [one for one in coders if load[one] == limit]
    order = {one: n for n, one in enumerate(coders)}
    found = []
    for some in combinations(may, each - len(must)):
        found.append(tuple(sorted([*must, *some], key=order.__getitem__)))
        if len(found) == _MOST_COMBINATIONS:
            break
    return found
