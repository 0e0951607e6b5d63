"""How an amount of families is said where counts may be shown."""

from __future__ import annotations

from pilot.words import N_, translate
from themes.release.content import COUNT, HELD, Amount, Both

HELD_BACK = N_("too few families to show")
OF = N_("in {n} of {of} families")


def said(msgid: str, **values: object) -> Both:
    """A sentence of the program in both languages."""
    return Both(*(translate(msgid, language).format(**values) for language in ("nl", "en")))


def held_back() -> Amount:
    """What is said where a count is held back."""
    return Amount(HELD, said(HELD_BACK))


def shown_amount(n: int | None, of: int | None) -> Amount:
    """A count as it was shown (None for held back) out of as many as were shown; without percentages."""
    return held_back() if n is None or of is None else Amount(COUNT, said(OF, n=n, of=of), n, of)
