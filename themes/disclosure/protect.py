"""Drafting a release of tables: what of them may be shown, knowing all that was shown before."""

from __future__ import annotations

from collections.abc import Sequence

from pilot.words import N_
from themes.disclosure.rules import BASE, THRESHOLDS, as_shown, base_for, first_held
from themes.disclosure.tables import Drafted, Table

TOO_FEW = N_("There are too few families for counts: fewer than twice the number of families under which no count is"
             " shown.")
TOO_LIKE = N_("Too few families came or left since an earlier release: the difference between the two would tell of"
              " them. This release waits until more have.")

__all__ = ["BASE", "THRESHOLDS", "TOO_FEW", "TOO_LIKE", "drafted"]


def drafted(tables: Sequence[Table], *, audience: str, threshold: int | None = None, base: int = BASE,
            earlier: Sequence[Drafted] = ()) -> Drafted:
    """What may be shown of `tables`, families once a table, knowing that all of `earlier` was shown.

    Args:
        audience: one of THRESHOLDS; for the team nothing is held back or rounded.
        threshold: families under which no count is shown; that of the audience when None.
        base: what counts are rounded to, from fifty families on.
        earlier: all releases for anybody outside the team, oldest first.
    """
    of = tuple(tables)
    least = THRESHOLDS[audience] if threshold is None else threshold
    families = len(frozenset().union(*(table.families for table in of)))
    if not least:
        return Drafted(of, tuple(as_shown(table, (), 1) for table in of), None, least, 1)
    step = base_for(families, base)
    if families < 2 * least:
        return _nothing(of, step, TOO_FEW, least, base)
    for before in earlier:
        ours, theirs = frozenset().union(*(table.families for table in of)), before.families
        if before.reason is None and (0 < len(ours - theirs) < least or 0 < len(theirs - ours) < least):
            return _nothing(of, step, TOO_LIKE, least, base)
    return Drafted(of, tuple(as_shown(table, _held(table, least), step) for table in of), None, least, base)


def _nothing(tables: tuple[Table, ...], step: int, reason: str, threshold: int, base: int) -> Drafted:
    """A release of which all is held back."""
    return Drafted(tables, tuple(as_shown(table, frozenset(table.places()), step) for table in tables), reason,
                   threshold, base)


def _held(table: Table, threshold: int) -> frozenset[tuple[int, int]]:
    """What is held back of one table, so that what is left of all families does not tell it."""
    held = set(first_held(table, threshold))
    shown = sorted((len(table.cells[row][column]), row, column) for row, column in table.places()
                   if (row, column) not in held)
    while held and shown and (len(held) < 2 or sum(len(table.cells[r][c]) for r, c in held) < threshold):
        _count, row, column = shown.pop(0)
        held.add((row, column))
    return frozenset(held)
