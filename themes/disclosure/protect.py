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

WOULD_TELL = N_("With what earlier releases show and what families know of themselves, these counts would tell of a"
                " family. This release waits until more has changed.")

__all__ = ["BASE", "THRESHOLDS", "TOO_FEW", "TOO_LIKE", "WOULD_TELL", "drafted"]


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
    held = chosen(of, step, least)
    found = Drafted(of, _shown(of, held, step), None, least, base)
    waiting = _pinned([*told, found])
    if not waiting:
        return _with_means(found, told)
    wait = frozenset((at, *cell) for at in waiting for cell in of[at].places())
    shown = _shown(of, held | wait, step)
    if all(table.total is None for table in shown):
        return _nothing(of, step, WOULD_TELL, least, base)
    return _with_means(Drafted(of, shown, None, least, base), told)


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
