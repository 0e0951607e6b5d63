"""Whether what somebody wrote about a story repeats its words."""

from __future__ import annotations

import re

ALIKE = 6  # words in a row: a shorter run is said by chance


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def quotes(said: str, text: str, alike: int = ALIKE) -> bool:
    """Whether at least `alike` words in a row of `said` stand in `text`; case and punctuation make no difference."""
    mine, theirs = _words(said), _words(text)
    runs = {tuple(theirs[at:at + alike]) for at in range(len(theirs) - alike + 1)}
    return any(tuple(mine[at:at + alike]) in runs for at in range(len(mine) - alike + 1))
