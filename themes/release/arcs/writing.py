"""Writing a story arc: beginning it, saying what was told at a moment, making it ready for the next release.

It leaves inside a release only, which a second person reads and signs with all that is in it; so that it needs no
signature of its own. What is checked of quotes is checked of its words, and what the family said about the passage that
a statement rests on holds for the statement, too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound, OutOfReach
from pilot.store.files import new_guid, write
from pilot.vocabulary.domains import DOMAINS
from pilot.words import N_
from themes.release.arcs import stored
from themes.release.arcs.stored import DRAFTED, PUT_AWAY, READY, Kept
from themes.release.content import MUNICIPALITY, PUBLIC
from themes.release.quotes_out import answered, attribution, checks, passages
from themes.release.quotes_out.passages import Passage

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.quotes_out.checks import Finding

AUDIENCES = (MUNICIPALITY, PUBLIC)
LONGEST_TITLE, LONGEST_TEXT, MOST_MONTHS, FEWEST_MOMENTS = 100, 200, 240, 2
NO_CONSENT = N_("This family does not consent to its story leaving the team, or not in all texts it rests on.")
LOOK = N_("{found} Tick that nobody can be recognised by it, or say it in another way.")


class Saying(NamedTuple):
    """What is said at a moment: `months` since the support began, a life domain ('' for none), and the passage."""

    months: int
    domain: str
    text: str
    passage: Passage


@use_case(Right.DRAFT_RELEASES, event="began arc")
def begin(db: Database, viewer: Viewer, family: str, audience: str, title: str, who: str, *, sure: bool = False) -> str:
    """Begin the story of a family (guid); returns its guid.

    Args:
        who: the household as this audience may know it. sure: nobody can be recognised by what is found in the words.

    Raises: BadInput with what is found in them; OutOfReach without consent; NotFound, NotAllowed.
    """
    if audience not in AUDIENCES:
        raise BadInput(N_("Choose for whom this story is: the municipality, or everybody."))
    title, who = _short(title, LONGEST_TITLE), _short(who, LONGEST_TITLE)
    with write(db):
        family_id = access.require_family(db, viewer, family)
        looked = _looked(db, family, audience, [title], who, sure=sure)
        guid, at = new_guid(), now()
        db.conn.execute(
            "INSERT INTO story_arc(guid, family_id, audience, title, who, looked_at, made_by, made_at, changed_at)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (guid, family_id, audience, title, who, json.dumps(sorted(looked)), viewer.user_id, at, at))
        _require_consent(db, stored.by_guid(db, guid))
        events.record(db, viewer, "began", "arc", guid)
    return guid


@use_case(Right.DRAFT_RELEASES, event="wrote arc")
def say(db: Database, viewer: Viewer, arc: str, said: Saying, *, sure: bool = False) -> str:
    """Say something at a moment; returns the guid of the statement. Raises: as `begin`; Conflict when it is ready."""
    text = _short(said.text, LONGEST_TEXT)
    if said.domain and said.domain not in DOMAINS:
        raise BadInput(N_("Choose one of the life domains, or none."))
    if not 0 <= said.months <= MOST_MONTHS:
        raise BadInput(N_("Choose a moment from the start to {n} months later."), n=MOST_MONTHS)
    with write(db):
        one = _draft(db, arc)
        source = passages.source(db, viewer, said.passage)
        if source.family_id != one.family_id:
            raise NotFound(N_("This passage is not about the family of this story."))
        passages.require_consent(db, source.document_id, one.audience)
        answered.require(answered.of_source(db, source, one.audience), attribution.HOUSEHOLD, one.audience)
        looked = one.looked_at | _looked(db, one.family, one.audience, [text], "", sure=sure)
        guid, at = new_guid(), now()
        db.conn.execute(
            "INSERT INTO arc_statement(guid, arc_id, months, domain, text, document_id, version_id, start_char,"
            " end_char, written_by, written_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (guid, one.arc_id, said.months, said.domain, text, source.document_id, source.version_id, source.start,
             source.end, viewer.user_id, at))
        db.conn.execute("UPDATE story_arc SET looked_at = ?, changed_at = ? WHERE arc_id = ?",
                        (json.dumps(sorted(looked)), at, one.arc_id))
        events.record(db, viewer, "wrote", "arc", one.guid)
    return guid


@use_case(Right.DRAFT_RELEASES, event="wrote arc")
def take_away(db: Database, viewer: Viewer, statement: str) -> None:
    """Take a statement (guid) out of a story. Raises: NotFound; Conflict when the story is ready."""
    with write(db):
        row = db.conn.execute("SELECT a.guid FROM arc_statement s JOIN story_arc a USING (arc_id) WHERE s.guid = ?",
                              (statement,)).fetchone()
        if row is None:
            raise NotFound(N_("This sentence is not there any more."))
        one = _draft(db, row[0])
        db.conn.execute("DELETE FROM arc_statement WHERE guid = ?", (statement,))
        db.conn.execute("UPDATE story_arc SET changed_at = ? WHERE arc_id = ?", (now(), one.arc_id))
        events.record(db, viewer, "wrote", "arc", one.guid)


@use_case(Right.DRAFT_RELEASES, event=("made ready arc", "reopened arc", "put away arc"))
def set_state(db: Database, viewer: Viewer, arc: str, state: str) -> None:
    """Make a story ready for the next release, open it again, or put it away.

    Raises: BadInput for one with fewer than two moments, or with words that must go; OutOfReach; NotFound.
    """
    verbs = {READY: "made ready", DRAFTED: "reopened", PUT_AWAY: "put away"}
    if state not in verbs:
        raise BadInput(N_("A story is open, ready, or put away."))
    with write(db):
        one = stored.by_guid(db, arc)
        if state == READY:
            require_ready(db, one)
        db.conn.execute("UPDATE story_arc SET state = ?, changed_at = ? WHERE arc_id = ?", (state, now(), one.arc_id))
        events.record(db, viewer, verbs[state], "arc", one.guid)


def require_ready(db: Database, one: Kept) -> None:
    """A story has moments, its family consents and did not say no, and nothing in its words gives anybody away.

    Raises: BadInput, OutOfReach.
    """
    found = stored.lines(db, one.arc_id)
    if len({line.months for line in found}) < FEWEST_MOMENTS:
        raise BadInput(N_("A story has two moments at least. Say something at another moment, too."))
    for said in stored.said(db, one, found):
        answered.require(said, attribution.HOUSEHOLD, one.audience)
    _require_consent(db, one)
    checks.require_clean(_findings(db, one.family, one.audience, [one.title, *(line.text for line in found)], one.who),
                         one.looked_at, in_team=True)


def _require_consent(db: Database, one: Kept) -> None:
    if not stored.may_leave(db, one, stored.lines(db, one.arc_id)):
        raise OutOfReach(NO_CONSENT)


def _draft(db: Database, guid: str) -> Kept:
    one = stored.by_guid(db, guid)
    if one.state != DRAFTED:
        raise Conflict(N_("This story is ready or put away. Open it again to change it."))
    return one


def _short(text: str, longest: int) -> str:
    text = " ".join(text.split())
    if not text:
        raise BadInput(N_("Write something: this cannot be empty."))
    if len(text) > longest:
        raise BadInput(N_("This is too long: {n} characters at most."), n=longest)
    return text


def _looked(db: Database, family: str, audience: str, texts: list[str], who: str, *, sure: bool) -> frozenset[str]:
    """Keys of what is found in words and may stay. Raises: BadInput with what must go, or what nobody looked at."""
    found = _findings(db, family, audience, texts, who)
    keys = frozenset(one.key for one in found if not one.must)
    if keys and not sure and not any(one.must for one in found):
        raise BadInput(LOOK, found=" ".join(one.said_in_team for one in found))
    checks.require_clean(found, keys, in_team=True)
    return keys


def _findings(db: Database, family: str, audience: str, texts: list[str], who: str) -> list[Finding]:
    found = [one for text in texts for one in checks.in_words(db, family, text)]
    return found + (checks.in_attribution(db, family, attribution.HOUSEHOLD, who, audience) if who else [])
