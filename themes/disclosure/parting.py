"""Releases of many tables taken apart into pieces that tell nothing of one another, so that each can be worked out.

Tables that share rows or columns belong together. Where that makes a piece too large, rows or columns that many tables
share (municipalities, beside every code) are taken for known: an attacker is then held to know how many families there
are in each, which is more than she may know and never less, and the tables come apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from themes.disclosure.linking import Cells, Link, axes, links
from themes.disclosure.rules import is_lone
from themes.disclosure.tables import Table

LARGE = 120  # cells of tables that belong together, in one release
SHARED = 4  # tables that must share rows or columns for those to be taken for known


class Piece(NamedTuple):
    """Tables that belong together.

    Attributes:
        tables: per release their places in it, from 0.
        known: (release, table, cells) of which it is known how many families there are; tables by place in `tables`.
    """

    tables: tuple[tuple[int, ...], ...]
    known: tuple[tuple[int, int, Cells], ...]


def pieces(releases: Sequence[Sequence[Table]]) -> list[Piece]:
    """The releases taken apart; a table belongs with those of its name in other releases."""
    found = [links(tables) for tables in releases]
    names = list(dict.fromkeys(table.name for tables in releases for table in tables))
    joined = []
    for group in _groups(names, releases, found):
        cells = max(sum(len(table.rows) * len(table.columns) for table in tables if table.name in group)
                    for tables in releases)
        cut = [_cut(of, tables, group) if cells > LARGE else set() for of, tables in zip(found, releases, strict=True)]
        kept = [[link for link in of if link.axis not in gone] for of, gone in zip(found, cut, strict=True)]
        parted = _groups([name for name in names if name in group], releases, kept)
        joined += [_piece(part, releases, found, cut) for part in parted]
    return joined


def _groups(names: Sequence[str], releases: Sequence[Sequence[Table]], found: Sequence[Sequence[Link]]
            ) -> list[frozenset[str]]:
    """Names of tables that links join."""
    group = {name: {name} for name in names}
    for tables, of in zip(releases, found, strict=True):
        for link in of:
            ours, theirs = group.get(tables[link.table].name), group.get(tables[link.other].name)
            if ours is not None and theirs is not None and ours is not theirs:
                ours |= theirs
                group.update(dict.fromkeys(theirs, ours))
    return list(dict.fromkeys(frozenset(of) for of in group.values()))


def _cut(found: Sequence[Link], tables: Sequence[Table], group: frozenset[str]) -> set[int]:
    """The rows or columns that many tables of a group share, unless those are the answers themselves."""
    tables_of = {(link.axis, at) for link in found if link.axis is not None
                 for at in (link.table, link.other) if tables[at].name in group}
    shared = Counter(axis for axis, _at in tables_of)
    answers = {axis for axis, at in tables_of if any(is_lone(tables[at]))}
    return {axis for axis, many in shared.items() if many >= SHARED and axis not in answers}


def _piece(names: frozenset[str], releases: Sequence[Sequence[Table]], found: Sequence[Sequence[Link]],
           cut: Sequence[set[int]]) -> Piece:
    chosen = tuple(tuple(at for at, table in enumerate(tables) if table.name in names) for tables in releases)
    known = []
    for r, places in enumerate(chosen):
        linked = {(link.axis, at): None for link in found[r] if link.axis in cut[r] for at in (link.table, link.other)}
        for _axis, at in linked:
            if at in places:
                parts = {cells for link in found[r] if link.axis in cut[r]
                         for table, cells in ((link.table, link.cells), (link.other, link.others)) if table == at}
                known += [(r, places.index(at), part.cells) for axis in axes(releases[r][at]) for part in axis
                          if part.cells in parts]
    return Piece(chosen, tuple(dict.fromkeys(known)))
