"""Quotes that may leave today, for releases: which, and whether those of a release still may."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.access import blind
from themes.release.content import MUNICIPALITY, PUBLIC, TEAM, QuoteOut
from themes.release.quotes_out import answered, stored
from themes.release.quotes_out.attribution import NAME
from themes.release.quotes_out.stored import APPROVED, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from stories.back.answers import Said
    from themes.release.content import Content

# What everybody may read the municipality and the team may read too.
_OF = {TEAM: (MUNICIPALITY, PUBLIC), MUNICIPALITY: (MUNICIPALITY, PUBLIC), PUBLIC: (PUBLIC,)}
MONTH_SHARED = 2  # families that told something in a month, before it is said


def let_out(db: Database, audience: str, codes: Iterable[str] | None = None) -> dict[str, tuple[QuoteOut, ...]]:
    """By key of a code, the quotes that a release for this audience may hold today, in the order they were proposed.

    Args:
        audience: one of AUDIENCES; codes: keys, None for all.

    A text that is coded blind lends none. For functions that asked the right.
    """
    wanted, held = None if codes is None else set(codes), blind.uncounted(db)
    found = stored.showable(db, [
        one for one in stored.kept(db, "s.state = ?", (APPROVED,))
        if one.audience in _OF[audience] and one.document_id not in held and (wanted is None or one.code in wanted)])
    out: dict[str, list[QuoteOut]] = {}
    for one, said in answered.within(db, found):
        out.setdefault(one.code, []).append(as_out(db, one, audience, said))
    return {code: tuple(quotes) for code, quotes in out.items()}


def as_out(db: Database, one: Kept, audience: str, said: Said) -> QuoteOut:
    """A quote as a release keeps it, without the name of who is named; `said`: what the family said about its words.
    """
    agreed = answered.month(said)[:4 if audience == PUBLIC else 7]
    return QuoteOut(one.guid, one.text, one.said_by, _told_in(db, one.told_on, audience), one.sign, one.voice,
                    agreed, said.manner if agreed else "")


def with_names(db: Database, quotes: Iterable[QuoteOut]) -> tuple[QuoteOut, ...]:
    """These quotes as they may be read: whoever agreed to it named, by the register of today."""
    each = tuple(quotes)
    names = stored.names(db, stored.kept(db, "q.how = ? AND q.guid IN (SELECT value FROM json_each(?))",
                                         (NAME, json.dumps([one.guid for one in each]))))
    return tuple(replace(one, said_by=names[one.guid]) if one.guid in names else one for one in each)


def named(db: Database, content: Content) -> Content:
    """What a release says as it may be read, with the names that it does not keep itself."""
    names = {quote.guid: quote for quote in with_names(db, (one for theme in content.themes for one in theme.quotes))}
    return replace(content, themes=tuple(
        replace(theme, quotes=tuple(names[quote.guid] for quote in theme.quotes)) for theme in content.themes))


def _told_in(db: Database, day: str, audience: str) -> str:
    """The month, or for everybody the year, in which it was told; what too few families told something in is not said.
    """
    for length in (4,) if audience == PUBLIC else (7, 4):
        families = db.conn.execute(
            "SELECT count(DISTINCT family_id) FROM document WHERE withdrawn_at IS NULL AND substr(told_on, 1, ?) = ?",
            (length, day[:length])).fetchone()[0]
        if families >= MONTH_SHARED:
            return day[:length]
    return ""


def still_may(db: Database, guids: Iterable[str]) -> set[str]:
    """Of these quotes those that may be shown today: let out, not taken back, everybody concerned consents, and the
    family did not say otherwise about these words.

    Whoever shows a release leaves the others out.
    """
    return {one.guid for one, _said in answered.within(db, stored.showable(db, stored.kept(
        db, "q.guid IN (SELECT value FROM json_each(?)) AND s.state = ?",
        (json.dumps(sorted(set(guids))), APPROVED))))}


def only_showable(db: Database, content: Content) -> Content:
    """What a release says without the quotes of it that may not be shown any more; everything else stays as it was."""
    may = still_may(db, (quote.guid for theme in content.themes for quote in theme.quotes))
    left = tuple(replace(theme, quotes=tuple(quote for quote in theme.quotes if quote.guid in may))
                 for theme in content.themes)
    return named(db, replace(content, themes=left))
