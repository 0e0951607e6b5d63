"""What the program says in a release, in both languages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import LANGUAGES, speaking
from themes.release.content import Both

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING = Both("", "")


def both(say: Callable[[], str]) -> Both:
    """What `say` says in each language; a `Both` in it is told with `.here`."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(say())
    return Both(*said)
