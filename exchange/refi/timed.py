"""Pieces of sound that were coded by their times, as words of the transcript that was said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.refi.measuring import TO_THE_END

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exchange.refi.model import Sync


def span_of(syncs: Iterable[Sync], begin: int | None, end: int | None) -> tuple[int, int] | None:
    """Where the words lie that are said between two times.

    Args:
        syncs: places in the transcript with their times. begin, end: integer ms.

    Returns: from the last place that is timed at or before `begin` to the first at or after `end`, as its file counts
        places; None where the transcript has no times, or these are no piece of it.
    """
    known = sorted({(one.ms, one.at) for one in syncs if one.ms >= 0})
    if not known or begin is None or end is None or not 0 <= begin < end:
        return None
    before = [at for ms, at in known if ms <= begin]
    after = [at for ms, at in known if ms >= end]
    start = before[-1] if before else known[0][1]
    stop = min(after) if after else TO_THE_END
    return (start, stop) if start < stop else None
