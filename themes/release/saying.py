"""What the program says in a release, in both languages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.vocabulary import days, quoting
from pilot.words import LANGUAGES, _, speaking
from themes.release.content import Both

if TYPE_CHECKING:
    from collections.abc import Callable

    from themes.release.content import QuoteOut

NOTHING = Both("", "")


def agreed(quote: QuoteOut) -> str:
    """That the family agreed to these words, how and when, in the language of the page; '' where consent alone
    decided."""
    if not quote.agreed_in:
        return ""
    return _("agreed with the family, {manner}, {when}").format(
        manner=quoting.manner(quote.manner), when=days.month(quote.agreed_in))


def both(say: Callable[[], str]) -> Both:
    """What `say` says in each language; a `Both` in it is told with `.here`."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(say())
    return Both(*said)
