"""What somebody wants to see of outcomes: whose judgement, from which wave to which, of which families, by what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.vocabulary.voices import COACH, VOICES
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

BY = {"": N_("all families together"), "referrer": N_("referrer"), "site": N_("site"), "coach": N_("coach"),
      "arm": N_("arm of the trial")}
MONTHS = 1  # of support at least, as the GO-team's book leaves out families with less
MOST_MONTHS = 120
OPTIONS = ("voice", "first", "last", "months", "by")


@dataclass(frozen=True)
class Choice:
    """A choice.

    Attributes:
        voice: whose judgement counts; family's and professional's are never put together.
        first, last: labels of waves, '' for the first and the last that have scores.
        months: of support that a family must have at least, whole ones.
        by: a key of BY.
    """

    voice: str = COACH
    first: str = ""
    last: str = ""
    months: int = MONTHS
    by: str = ""

    def query(self) -> dict[str, str]:
        """It as it stands in an address: what is not the usual alone."""
        usual = Choice()
        return {name: str(getattr(self, name)) for name in OPTIONS if getattr(self, name) != getattr(usual, name)}


def of_query(query: Mapping[str, str]) -> Choice:
    """The choice in an address. Raises: BadInput for what cannot be chosen."""
    months = query.get("months", str(MONTHS))
    if not (months.isascii() and months.isdigit() and len(months) < 4 and int(months) <= MOST_MONTHS):
        raise BadInput(N_("Give the months of support as a whole number from 0 to {most}."), most=MOST_MONTHS)
    voice, by = query.get("voice") or COACH, query.get("by", "")
    if voice not in VOICES:
        raise BadInput(N_("Choose whose judgement counts."))
    if by not in BY:
        raise BadInput(N_("Choose what families are laid beside each other by."))
    return Choice(voice, query.get("first", ""), query.get("last", ""), int(months), by)
