"""How a share is said: a count out of a count, and a percentage only of twenty or more."""

from __future__ import annotations

from pilot.words import _

PERCENTAGE_FROM = 20  # design/themes.md: percentages only from 20


def share(n: int, of: int) -> str:
    """'3 of 6', and from twenty on '10 of 40 (25%)', in the current language.

    Raises: ValueError when n is not between 0 and `of`, which would be a fault of the counting.
    """
    if not 0 <= n <= of:
        raise ValueError(f"{n} of {of} is not a share")
    if of < PERCENTAGE_FROM:
        return _("{n} of {of}").format(n=n, of=of)
    return _("{n} of {of} ({percent}%)").format(n=n, of=of, percent=round(100 * n / of))
