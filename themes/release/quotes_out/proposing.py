"""Proposing that words leave the team: what the program offers to begin with, what it finds, and putting it forward."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import new_guid, write
from pilot.visible import visible, visible_name
from pilot.words import N_
from themes.release.content import MUNICIPALITY
from themes.release.quotes_out import answered, attribution, shortened
from themes.release.quotes_out.attribution import HOUSEHOLD, HOWS, NAME, Member
from themes.release.quotes_out.checks import Finding, Named, all_findings, require_clean
from themes.release.quotes_out.passages import AUDIENCES, Passage, Source, may_leave, require_consent, source
from themes.release.quotes_out.people import agreed, is_of_family, known
from themes.release.quotes_out.shortened import Piece
from themes.release.quotes_out.stored import APPROVED, PROPOSED, kept

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from stories.back.answers import Said

LONGEST = 600  # characters of a quote


class Words(NamedTuple):
    """A quote as somebody wants it.

    Attributes:
        text: the words of the passage, shortened by [...], with words of one's own between [ and ].
        audience: one of AUDIENCES; how: one of HOWS; said_by: whose words they are said to be, not looked at where
            the person is named.
    """

    text: str
    audience: str
    how: str
    said_by: str = ""


@dataclass(frozen=True)
class Offer:
    """What a form begins with.

    Attributes:
        words: of the passage; sign: '+', '-', '±' or ''; audiences: to whom consent lets them go today.
        how, said_by: what the program proposes, by audience; may_name: by audience, the name of who says it, '' where
            that was not agreed to.
        answer: when and how the family agreed to these words, '' where it was not asked.
    """

    passage: Passage
    words: str
    sign: str
    voice: str
    audiences: tuple[str, ...]
    how: str
    said_by: dict[str, str]
    may_name: dict[str, str]
    answer: str = ""


@dataclass(frozen=True)
class Looked:
    """What the program sees in words that may be proposed: what differs from the passage, and what it found."""

    pieces: tuple[Piece, ...]
    findings: list[Finding]


@use_case(Right.DRAFT_RELEASES, reads="passages")
def offer(db: Database, viewer: Viewer, passage: Passage) -> Offer:
    """What a form to propose a passage begins with.

    Raises: NotFound, NotAllowed, Withdrawn, OutOfReach; BadInput for words that can't leave, and why.
    """
    found = source(db, viewer, passage)
    said = {one: answered.of_source(db, found, one) for one in AUDIENCES}
    free = tuple(one for one in AUDIENCES if may_leave(db, {found.document_id}, one) and not said[one].why)
    if not free:
        answered.require(said[MUNICIPALITY], "", MUNICIPALITY)
    how, said_by = _proposed(db, found)
    names = {one: agreed(db, found.teller_id, said[one]) for one in AUDIENCES}
    how, said_by = _as_agreed(how, said_by, said[free[0]])
    if said[free[0]].by_name and names[free[0]]:  # the family wants to be named, and can be
        how = NAME
    return Offer(passage, _tidy(found.words), found.sign, found.voice, free, how, said_by, names,
                 answered.told(said[free[0]]))


def _as_agreed(how: str, said_by: dict[str, str], said: Said) -> tuple[str, dict[str, str]]:
    """What is proposed, within what the family agreed to: of a household with its children, the role alone."""
    if how in said.hows:
        return how, said_by
    within = next((one for one in HOWS if one in said.hows), how)
    return within, {one: words.split(",")[0].strip() for one, words in said_by.items()}


def _proposed(db: Database, found: Source) -> tuple[str, dict[str, str]]:
    """How whoever says a passage is spoken of, and in which words to whom."""
    language = str(db.conn.execute("SELECT language FROM pilot").fetchone()[0])
    row = db.conn.execute("SELECT kind, role FROM person WHERE person_id = ?", (found.teller_id,)).fetchone()
    if row is not None and row[0] in ("coach", "professional"):
        how, said_by = attribution.of_working(row[0], row[1], language)
        return how, dict.fromkeys(AUDIENCES, said_by)
    if row is None and found.voice != "family":
        how, said_by = attribution.of_working("coach" if found.voice == "coach" else "professional", "", language)
        return how, dict.fromkeys(AUDIENCES, said_by)
    there = known(db)
    home = next(one for one in there.households if one.family_id == found.family_id)
    member = Member(*row) if row else Member("", "")
    return HOUSEHOLD, {one: attribution.proposed(member, home, there, one, language) for one in AUDIENCES}


@use_case(Right.DRAFT_RELEASES, reads="passages")
def look(db: Database, viewer: Viewer, passage: Passage, wanted: Words) -> Looked:
    """What proposing these words would find, without proposing them. Raises: as `propose`, but for what is found."""
    found = source(db, viewer, passage)
    wanted = _checked(wanted)
    pieces = shortened.pieces(found.words, wanted.text)
    require_consent(db, found.document_id, wanted.audience)
    answered.require(answered.of_source(db, found, wanted.audience), wanted.how, wanted.audience)
    return Looked(pieces, _found(db, found, wanted))


@use_case(Right.DRAFT_RELEASES, event="proposed quote")
def propose(
    db: Database, viewer: Viewer, passage: Passage, wanted: Words, looked_at: Collection[str] = (),
) -> str:
    """Propose that these words leave the team; returns the guid of the quote, which waits for a second person.

    Args:
        looked_at: keys of what was found of which she says that nobody can be recognised by it.

    Raises: NotFound, NotAllowed, Withdrawn, OutOfReach; Conflict where the same words wait or may leave already;
        BadInput for words that differ from the passage unmarked, that hold what must go, each named, or about which the
        family said otherwise.
    """
    found = source(db, viewer, passage)
    wanted = _checked(wanted)
    shortened.pieces(found.words, wanted.text)
    require_consent(db, found.document_id, wanted.audience)
    answered.require(answered.of_source(db, found, wanted.audience), wanted.how, wanted.audience)
    findings = _found(db, found, wanted)
    require_clean(findings, looked_at, in_team=True)
    kept_keys = sorted({one.key for one in findings})
    named = wanted.how == NAME
    with write(db):
        _require_new(db, found, wanted)
        guid = new_guid()
        row = db.conn.execute(
            "INSERT INTO quote_out(guid, document_id, version_id, start_char, end_char, code_id, sign, voice, audience,"
            " text, how, said_by, person_id, looked_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (guid, found.document_id, found.version_id, found.start, found.end, found.code_id, found.sign, found.voice,
             wanted.audience, wanted.text, wanted.how, "" if named else wanted.said_by,
             found.teller_id if named else None, json.dumps(kept_keys))).lastrowid
        db.conn.execute("INSERT INTO quote_out_step(quote_out_id, state, by_user, at) VALUES (?, ?, ?, ?)",
                        (row, PROPOSED, viewer.user_id, now()))
        events.record(db, viewer, "proposed", "quote", guid)
    return guid


def _tidy(text: str) -> str:
    return " ".join(visible(text).split())


def _checked(wanted: Words) -> Words:
    """What is asked for, tidied. Raises: BadInput for what no quote can be."""
    text = _tidy(wanted.text)
    if not text:
        raise BadInput(N_("There are no words in this quote. Keep some of the passage."))
    if len(text) > LONGEST:
        raise BadInput(N_("This quote has {n} characters; at most {most} may leave. Leave words out with [...]."),
                       n=len(text), most=LONGEST)
    if wanted.audience not in AUDIENCES or wanted.how not in HOWS:
        raise BadInput(N_("Choose from the list for whom these words are, and how it is said whose they are."))
    said_by = "" if wanted.how == NAME else visible_name(wanted.said_by)
    if wanted.how != NAME and not said_by:
        raise BadInput(N_("Say whose words these are, such as “mother, several children” or “family coach”."))
    if len(said_by) > attribution.LONGEST:
        raise BadInput(N_("Say in at most {n} characters whose words these are."), n=attribution.LONGEST)
    return Words(text, wanted.audience, wanted.how, said_by)


def _found(db: Database, found: Source, wanted: Words) -> list[Finding]:
    said = answered.of_source(db, found, wanted.audience)
    named = Named(agreed(db, found.teller_id, said), is_of_family(db, found.teller_id))
    return all_findings(db, found.family, wanted.text, wanted.how, wanted.said_by, named, wanted.audience)


def _require_new(db: Database, found: Source, wanted: Words) -> None:
    if kept(db, "q.version_id = ? AND q.start_char = ? AND q.end_char = ? AND q.code_id = ? AND q.audience = ?"
            " AND q.text = ? AND s.state IN (?, ?)",
            (found.version_id, found.start, found.end, found.code_id, wanted.audience, wanted.text, PROPOSED,
             APPROVED)):
        raise Conflict(N_("These words were proposed already. Look for them under Quotes to let out."))
