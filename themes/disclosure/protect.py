"""Drafting a release of tables: what of them may be shown, knowing all that was shown before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pilot.words import N_
from themes.disclosure.attacker import attacked
from themes.disclosure.choosing import chosen
from themes.disclosure.parting import pieces
from themes.disclosure.rules import BASE, MEAN_FROM, THRESHOLDS, as_shown, base_for
from themes.disclosure.tables import Drafted, Shown, Table

TOO_FEW = N_("There are too few families for counts: fewer than twice the number of families under which no count is"
             " shown.")
TOO_LIKE = N_("Too few families came or left since an earlier release: the difference between the two would tell of"
              " them. This release waits until more have.")

CHANGED_BY_FEW = N_("Of too few families something is counted otherwise than in an earlier release: what is new would"
                      " tell of them. This release waits until it is of more.")
WOULD_TELL = N_("With what earlier releases show and what families know of themselves, these counts would tell of a"
                " family. This release waits until more has changed.")

__all__ = ["BASE", "THRESHOLDS", "CHANGED_BY_FEW", "TOO_FEW", "TOO_LIKE", "WOULD_TELL", "drafted"]


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
        return Drafted(of, tuple(as_shown(table, (), 1) for table in of), None, least, 1,
                       tuple(None if table.mean is None else round(table.mean, 1) for table in of))
    step = base_for(families, base)
    if families < 2 * least:
        return _nothing(of, step, TOO_FEW, least, base)
    told = [before for before in earlier if before.reason is None]
    if any(_tells_of_few(before, of, step, least) for before in told):
        return _nothing(of, step, TOO_LIKE, least, base)
    changed = frozenset() if step > 1 else changed_by_few(of, told, least)
    held = chosen(of, step, least) | _all_of(of, changed)
    found = Drafted(of, _shown(of, held, step), None, least, base)
    waiting = _pinned([*told, found])
    if waiting:
        found = replace(found, shown=_shown(of, held | _all_of(of, waiting), step))
    if waiting | changed and all(table.total is None for table in found.shown):
        return _nothing(of, step, WOULD_TELL if waiting else CHANGED_BY_FEW, least, base)
    return _with_means(found, told)


def changed_by_few(tables: Sequence[Table], told: Sequence[Drafted], threshold: int) -> frozenset[int]:
    """The tables, by place, whose numbers would differ from those of an earlier release by few families.

    Who came to a table, left it, or is in another cell of it: one family of whom something was coded meanwhile. Who
    knows whose story that was, reads from "6 of 20" and "7 of 20" what she said. Of numbers that are not rounded.
    """
    before: dict[str, list[Table]] = {}
    for one in told:
        for table, shown in zip(one.tables, one.shown, strict=True):
            if shown.base == 1 and shown.total is not None:
                before.setdefault(table.name, []).append(table)
    return frozenset(at for at, table in enumerate(tables)
                     if any(0 < few < threshold for was in before.get(table.name, ()) for few in _changes(was, table)))


def _changes(was: Table, now: Table) -> tuple[int, int, int]:
    """How many families came to a table, left it, and are in another row or column of it."""
    then, here = was.where, now.where
    return (len(here.keys() - then.keys()), len(then.keys() - here.keys()),
            sum(then[family] != here[family] for family in then.keys() & here.keys()))


def _all_of(tables: Sequence[Table], places: frozenset[int]) -> frozenset[tuple[int, int, int]]:
    """Every cell of the tables at these places."""
    return frozenset((at, *cell) for at in places for cell in tables[at].places())


def _with_means(found: Drafted, told: Sequence[Drafted]) -> Drafted:
    """With the mean of every table of scores that tells of no family, beside all else that was shown.

    None of a table of which nothing is shown, or of fewer families than MEAN_FROM: of few a mean is their sum.
    """
    means = tuple(
        round(mean, 1) if (mean := table.mean) is not None and len(table.families) >= MEAN_FROM
        and shown.total is not None else None for table, shown in zip(found.tables, found.shown, strict=True))
    if not any(mean is not None for mean in means):
        return found
    waiting = _pinned([*told, replace(found, means=means)])
    return replace(found, means=tuple(None if at in waiting else mean for at, mean in enumerate(means)))


def _shown(tables: Sequence[Table], held: frozenset[tuple[int, int, int]], step: int) -> tuple[Shown, ...]:
    """The tables without the cells held back, which are (table, row, column)."""
    return tuple(as_shown(table, {cell[1:] for cell in held if cell[0] == at}, step) for at, table in enumerate(tables))


def _pinned(releases: Sequence[Drafted]) -> frozenset[int]:
    """The tables of the last release that would pin something, with all that belong together with them."""
    places = {one.target.where[:2] for one in attacked(releases, first_only=True)}
    return frozenset(
        at for piece in pieces([one.tables for one in releases])
        if any((r, t) in places for r, tables in enumerate(piece.tables) for t in tables) for at in piece.tables[-1])


def _tells_of_few(before: Drafted, tables: Sequence[Table], step: int, threshold: int) -> bool:
    """Whether numbers that are not rounded would differ by few families who came, or who left."""
    ours = frozenset().union(*(table.families for table in tables))
    exact = step == 1 and before.shown[0].base == 1
    return exact and differ_by_few(before.families, ours, threshold)


def differ_by_few(before: frozenset[str], now: frozenset[str], threshold: int) -> bool:
    """Whether fewer families than the threshold, but some, came or left."""
    return 0 < len(now - before) < threshold or 0 < len(before - now) < threshold


def _nothing(tables: tuple[Table, ...], step: int, reason: str, threshold: int, base: int) -> Drafted:
    """A release of which all is held back."""
    return Drafted(tables, tuple(as_shown(table, frozenset(table.places()), step) for table in tables), reason,
                   threshold, base)
