"""How somebody's consent stands, in words."""

from __future__ import annotations

from pilot.access.reach import Stand, Standing
from pilot.vocabulary import days
from pilot.words import N_, _

_WORDS = {
    Standing.LIVE: N_("yes, since {date}"), Standing.NO_RECORD: N_("nothing recorded"),
    Standing.NOT_GIVEN: N_("not given"), Standing.REFUSED: N_("refused on {date}"),
    Standing.WITHDRAWN: N_("withdrawn on {date}"), Standing.ENDED: N_("ended on {date}"),
    Standing.TURNED_16: N_("16 since {date}: ask again"),
    Standing.TOO_YOUNG: N_("said before it was 16 ({date}): ask again"),
}


def said(stand: Stand) -> str:
    """Such as "withdrawn on 4 mrt 2021" or "yes, until 31 dec 2022"."""
    if stand.until:
        return _("yes, until {date}").format(date=days.short(stand.until))
    return _(_WORDS[stand.how]).format(date=days.short(stand.on))
