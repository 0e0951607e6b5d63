"""What the family itself said about the words of a quote: it leaves within that answer only, with its date and manner.

Where nobody asked the family about these words, consent to quoting and sharing decides alone, as everywhere.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilot.errors import BadInput
from pilot.vocabulary import days, quoting
from pilot.words import N_, _
from stories.back.answers import CHANGED, HOW, NO, TAKEN_BACK, Answered, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from themes.release.quotes_out.passages import Source
    from themes.release.quotes_out.stored import Kept

_SENTENCES = {
    NO: N_("The family said on {date} ({manner}) that these words may not be quoted to {audience}."),
    TAKEN_BACK: N_("The family took back what it said about these words on {date} ({manner}). Ask it again before they"
                   " leave."),
    CHANGED: N_("The text was changed since the family answered about these words on {date} ({manner}). Ask it again"
                " before they leave."),
    HOW: N_("The family agreed to these words being said otherwise: {how}. Say so whose they are."),
}


def why_not(said: Said, how: str, audience: str) -> str:
    """Why words may not leave by what the family said, a sentence in the language of the page; '' where they may.

    Args:
        how: one of `attribution.HOWS`, by which it is said whose they are; audience: one of `passages.AUDIENCES`.
    """
    why = said.why or ("" if how in said.hows else HOW)
    if not why:
        return ""
    hows = " / ".join(_(quoting.HOW_NAMES[one]) for one in quoting.HOWS if one in said.hows)
    return _(_SENTENCES[why]).format(
        date=days.long(said.on) if said.on else "", manner=quoting.manner(said.manner),
        audience=_(quoting.AUDIENCE_NAMES[audience]), how=hows or _("ask the family how"))


def told(said: Said) -> str:
    """When and how the family agreed, in the language of the page; '' where it was not asked about all of these words.
    """
    if not said.on or said.why:
        return ""
    return _("The family agreed: {manner}, {date}").format(manner=quoting.manner(said.manner), date=days.long(said.on))


def of_source(db: Database, found: Source, audience: str) -> Said:
    """What the family said about a passage that may be proposed."""
    return Answered(db, [found.document_id]).about(
        found.document_id, found.version_id, found.start, found.end, audience)


def require(said: Said, how: str, audience: str) -> None:
    """Raises: BadInput where the family's answer does not let these words leave, with when and how it answered."""
    if why := why_not(said, how, audience):
        raise BadInput("{why}", why=why)


def of_kept(db: Database, quotes: Iterable[Kept]) -> dict[str, Said]:
    """What the family said about each quote (by guid), for the audience it is meant for; read at once."""
    each = list(quotes)
    answers = Answered(db, {one.document_id for one in each})
    return {one.guid: answers.about(one.document_id, one.version_id, one.start, one.end, one.audience) for one in each}


def within(db: Database, quotes: Iterable[Kept]) -> list[tuple[Kept, Said]]:
    """Those quotes that may leave by what the family said, each with that."""
    each = list(quotes)
    found = of_kept(db, each)
    return [(one, found[one.guid]) for one in each if not found[one.guid].why and one.how in found[one.guid].hows]


def month(said: Said) -> str:
    """The month (YYYY-MM) in which the family agreed; '' where it was not asked."""
    return date.fromisoformat(said.on).strftime("%Y-%m") if said.on and not said.why else ""
