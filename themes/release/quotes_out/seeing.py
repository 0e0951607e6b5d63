"""Quotes that were proposed, as somebody sees them: all of one pilot, one of them, those beside a passage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.book.comparing import last_name
from pilot import access
from pilot.access import Right, Viewer, blind
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Key, Paged, Wanted, of_rows
from pilot.words import N_
from themes.release.quotes_out import answered, stored
from themes.release.quotes_out.deciding import findings, is_own
from themes.release.quotes_out.leaving import as_out, with_names
from themes.release.quotes_out.standing import differs, held_blind, since
from themes.release.quotes_out.stored import PROPOSED, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from stories.back.answers import Said
    from themes.release.content import QuoteOut
    from themes.release.quotes_out.checks import Finding
    from themes.release.quotes_out.shortened import Piece


@dataclass(frozen=True)
class Appeared:
    """A release that a quote stands in, or that was proposed with it: state as in `store.STATES`; number, None before
    it was signed."""

    release: str
    number: int | None
    audience: str
    state: str


@dataclass(frozen=True)
class Seen:
    """A quote in the list.

    Attributes:
        out: as it may be read; code: key; code_name: in the language of the page; audience: one of AUDIENCES.
        state: one of STATES; reason: of the last step; by: label of who took it; at: when, UTC ISO.
        is_own: this viewer proposed it; may_decide: it waits for eyes like hers.
        document, start, end: where its passage stands, '' and None for who does not read texts, or in another version.
        since: what became of the passage since, each a sentence; for who reads texts.
        appeared: releases that it stands in, oldest first.
        answer: when and how the family agreed to these words, or why they may not leave by what it said; '' where it
            was not asked.
    """

    out: QuoteOut
    code: str
    code_name: str
    audience: str
    state: str
    reason: str
    proposed_by: str
    by: str
    at: str
    is_own: bool
    may_decide: bool
    document: str
    start: int | None
    end: int | None
    since: tuple[str, ...]
    appeared: tuple[Appeared, ...]
    answer: str = ""


@dataclass(frozen=True)
class One:
    """One quote with all that is found in it.

    Attributes:
        findings: what is found today; looked_at: keys of those that who proposed it looked at.
        pieces: what differs from the passage; nothing for who does not read texts.
        in_team: whether counts may be shown.
    """

    seen: Seen
    findings: list[Finding]
    looked_at: frozenset[str]
    pieces: tuple[Piece, ...]
    in_team: bool


@dataclass(frozen=True)
class Mark:
    """A quote that was taken from a passage: code points of the passage in the version read now, state of STATES."""

    guid: str
    document: str
    start: int
    end: int
    audience: str
    state: str


ORDERS: dict[str, Key[Seen]] = {
    "new": Key(N_("last decided first"), lambda one: tuple(-ord(char) for char in one.at)),
    "code": Key(N_("by code"), lambda one: (one.code_name.casefold(), one.at)),
}
_RANK = {state: rank for rank, state in enumerate(stored.STATES)}


@use_case(Right.DRAFT_RELEASES, Right.SIGN_RELEASES, reads="quotes that leave")
def listed(
    db: Database, viewer: Viewer, wanted: Wanted = ALL, *, state: str = "", mine_to_see: bool = False,
) -> Paged[Seen]:
    """The quotes that were proposed and may still be read.

    Args:
        state: one of STATES, '' for all; mine_to_see: only those that wait for this viewer.
    """
    held = blind.documents(db)
    found = [one for one in _theirs(db, viewer, stored.showable(db, stored.kept(db, "? IN ('', s.state)", (state,))))
             if one.document_id not in held and (not mine_to_see or _may_decide(viewer, one))]
    return of_rows(_shown(db, viewer, found), lambda one: f"{one.out.text} {one.code_name} {one.out.said_by}",
                   wanted, ORDERS)


def _may_decide(viewer: Viewer, one: Kept) -> bool:
    return one.state == PROPOSED and viewer.may(Right.SIGN_RELEASES) and not is_own(viewer, one)


def _shown(db: Database, viewer: Viewer, found: Iterable[Kept]) -> list[Seen]:
    reads, each = viewer.may(Right.SEE_THEMES), list(found)
    said = answered.of_kept(db, each)
    return [_seen(db, viewer, one, said[one.guid], reads=reads) for one in each]


def _theirs(db: Database, viewer: Viewer, found: list[Kept]) -> list[Kept]:
    """Who reads no texts sees no words that the family did not let leave."""
    return found if viewer.may(Right.SEE_THEMES) else [one for one, _said in answered.within(db, found)]


def _seen(db: Database, viewer: Viewer, one: Kept, said: Said, *, reads: bool) -> Seen:
    (out,) = with_names(db, [as_out(db, one, one.audience, said)])
    return Seen(
        out, one.code, last_name(db, one.code), one.audience, one.state, one.reason,
        one.proposed_by, one.decided_by, one.at, is_own(viewer, one), _may_decide(viewer, one),
        one.document if reads else "", one.start if reads and one.is_current else None,
        one.end if reads and one.is_current else None,
        tuple(since(db, one)) if reads else (), _appeared(db, one.guid),
        answered.why_not(said, one.how, one.audience) or answered.told(said))


def _appeared(db: Database, guid: str) -> tuple[Appeared, ...]:
    return tuple(Appeared(*row) for row in db.conn.execute(
        "SELECT guid, number, audience, state FROM release WHERE state <> 'drafted' AND instr(content, ?) ORDER BY"
        " release_id", (guid,)))


@use_case(Right.DRAFT_RELEASES, Right.SIGN_RELEASES, reads="quotes that leave")
def quote(db: Database, viewer: Viewer, guid: str) -> One:
    """One quote, for who decides about it: who reads no texts sees the quote alone.

    Raises: NotFound where it is not there, consent ended, or its text is coded blind.
    """
    one = stored.by_guid(db, guid)
    if held_blind(db, one):
        raise NotFound(N_("The text of this quote is being coded blind. It can be seen once that round is over."))
    if not _theirs(db, viewer, [one]):
        raise NotFound(N_("This quote is not there, or may not be read any more."))
    reads, said = viewer.may(Right.SEE_THEMES), answered.of_kept(db, [one])[guid]
    return One(_seen(db, viewer, one, said, reads=reads), findings(db, one), one.looked_at,
               differs(db, one) if reads else (), reads)


@use_case(Right.DRAFT_RELEASES, reads="quotes that leave")
def beside(db: Database, viewer: Viewer, documents: Iterable[str], key: str) -> list[Mark]:
    """Quotes that wait or may leave, taken from passages of these documents (guids) with that code.

    Of texts that this viewer may not know of there are none, nor of those coded blind.
    """
    where, params = access.documents_where(db, viewer)
    held = blind.documents(db)
    found = stored.showable(db, stored.kept(
        db, f"k.key = ? AND s.state IN ('proposed', 'approved') AND {where}"
        " AND d.guid IN (SELECT value FROM json_each(?))", (key, *params, json.dumps(sorted(set(documents))))))
    return [Mark(one.guid, one.document, one.start, one.end, one.audience, one.state) for one in found
            if one.is_current and one.document_id not in held]
