"""What a meeting agrees on: what we change, who does it, by when; and at the next one, whether it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import dates, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, in_words
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_
from stories.choose import panel
from stories.choose.leading import said
from stories.learning import meetings
from stories.learning.meetings import CLOSED_ALREADY, PLANNED_AHEAD, Meeting

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

LONGEST_WHAT, LONGEST_WHO, LONGEST_WHY = 500, 80, 1000
DONE, PARTLY, NOT, LET_GO = "done", "partly", "not", "let go"
OUTCOMES = {DONE: N_("done"), PARTLY: N_("partly done"), NOT: N_("not done"), LET_GO: N_("let go")}
OVER = (DONE, LET_GO)
NO_AGREEMENT = N_("This agreement is not there any more.")


class Agreed(NamedTuple):
    """An agreement; dates ISO.

    Attributes:
        who: label of an account, or a role or team; who_guid: of the account, '' for none.
        outcome: of OUTCOMES, '' while nobody said; why: with it. told_on: ISO, the day that was said; '' for none.
        meeting, met_on, title: guid, day and title of the meeting it was made at.
    """

    guid: str
    what: str
    who: str
    who_guid: str
    by: str
    outcome: str
    why: str
    told_on: str
    meeting: str
    met_on: str
    title: str

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.outcome not in OVER


_LAST = ("LEFT JOIN agreement_answer w ON w.answer_id = (SELECT max(x.answer_id) FROM agreement_answer x"
         " WHERE x.agreement_id = a.agreement_id)")
_COLUMNS = ("a.guid, a.what, a.who, coalesce(u.guid, ''), a.by_on, coalesce(w.outcome, ''), coalesce(w.why, ''),"
            " coalesce(date(w.at), ''), m.guid, m.on_date, m.title")
_FROM = (f"FROM agreement a JOIN meeting m USING (meeting_id) LEFT JOIN user u ON u.user_id = a.who_user {_LAST}"
         " WHERE a.removed_at IS NULL")

_STILL = "coalesce(w.outcome, '') NOT IN ('done','let go')"


def _all(db: Database, where: str = "1", params: tuple[object, ...] = (), order: str = "a.by_on, a.agreement_id"
         ) -> list[Agreed]:
    return [Agreed._make(row) for row in db.conn.execute(
        f"SELECT {_COLUMNS} {_FROM} AND {where} ORDER BY {order}", params)]


@use_case(Right.CHOOSE_STORIES, reads="agreements")
def agreements(db: Database, viewer: Viewer) -> list[Agreed]:
    """All that were made, those of the newest meeting first."""
    del viewer
    return _all(db, order="m.on_date DESC, a.agreement_id")


@inner("part of what shows a meeting, whose right was asked")
def of_meeting(db: Database, viewer: Viewer, meeting: Meeting) -> list[Agreed]:
    """Those made at this meeting, what is due first on top."""
    del viewer
    return _all(db, "m.meeting_id = ?", (meeting.meeting_id,))


@inner("part of what shows a meeting, whose right was asked")
def of_before(db: Database, viewer: Viewer, meeting: Meeting) -> list[Agreed]:
    """What was agreed before this meeting and was not done by then: still open, or told at this meeting."""
    del viewer
    return _all(db, f"(m.on_date, m.meeting_id) < (?, ?) AND ({_STILL} OR w.meeting_id = ?)",
                (meeting.on, meeting.meeting_id, meeting.meeting_id))


@use_case(Right.CHOOSE_STORIES, reads="agreements")
def mine(db: Database, viewer: Viewer) -> list[Agreed]:
    """What is open and this viewer's, or a role's and so of all, what is due first on top."""
    return _all(db, f"(a.who_user = ? OR a.who_user IS NULL) AND {_STILL}", (viewer.user_id,))


@use_case(Right.CHOOSE_STORIES, event="agreed meeting")
def agree(
    db: Database, viewer: Viewer, meeting: str, what: str, who: str, by: str, *, sure: Container[str] = (),
) -> str:
    """Write down what is agreed; returns its guid.

    Args:
        who: guid of an account, or a role or team in words. by: ISO, when it is to be done.

    Raises: NotFound; Conflict when the meeting is closed; BadInput (nothing said, nobody, no day), AskFirst (a day
        before the meeting or far ahead, a name in the words).
    """
    told = said(what, N_("Write what you change."), LONGEST_WHAT)
    name = visible_name(who)
    if not name or len(name) > LONGEST_WHO:
        raise BadInput(N_("Say who does it: somebody's label, a role or a team."))
    day = dates.check_date(by)
    early.ask(db, [day], sure)
    early.ask_far(db, [day], sure, ahead=PLANNED_AHEAD)
    # The guid of an account is no word of anybody's: one in sixty looks like a number of somebody.
    user = db.conn.execute("SELECT user_id, label FROM user WHERE guid = ?", (name,)).fetchone()
    in_words.ask(db, (told,) if user else (told, name), sure)
    with write(db):
        found = meetings.one(db, viewer, meeting)
        if found.closed_at:
            raise Conflict(CLOSED_ALREADY)
        if day < found.on:
            raise BadInput(N_("This day lies before the meeting. Choose a later one."))
        if user:
            panel.ids(db, [name])
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO agreement(guid, meeting_id, what, who, who_user, by_on, made_by, made_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (guid, found.meeting_id, told, user[1] if user else name, user[0] if user else None, day, viewer.user_id,
             now()))
        events.record(db, viewer, "agreed", "meeting", meeting)
    return guid


@use_case(Right.CHOOSE_STORIES, event="changed meeting")
def remove(db: Database, viewer: Viewer, guid: str) -> None:
    """Take an agreement of an open meeting away. Raises: NotFound; Conflict when the meeting is closed."""
    with write(db):
        row = db.conn.execute("SELECT a.agreement_id, m.guid FROM agreement a JOIN meeting m USING (meeting_id)"
                              " WHERE a.guid = ? AND a.removed_at IS NULL", (guid,)).fetchone()
        if row is None:
            raise NotFound(NO_AGREEMENT)
        if meetings.one(db, viewer, row[1]).closed_at:
            raise Conflict(CLOSED_ALREADY)
        db.conn.execute("UPDATE agreement SET removed_at = ? WHERE agreement_id = ?", (now(), row[0]))
        events.record(db, viewer, "changed", "meeting", row[1])


@use_case(Right.CHOOSE_STORIES, event="answered agreement")
def answer(
    db: Database, viewer: Viewer, guid: str, outcome: str, why: str = "", *, meeting: str = "",
    sure: Container[str] = (),
) -> None:
    """Say whether an agreement was done; the last answer counts.

    Args:
        outcome: of OUTCOMES. meeting: guid of the one at which it is said, '' outside of one.

    Raises: NotFound; Conflict for a meeting that is closed or still to come; BadInput (no outcome, or no reason where
        it was not done whole); AskFirst (a name in the reason).
    """
    if outcome not in OUTCOMES:
        raise BadInput(N_("Say whether it was done."))
    reason = said(why, "" if outcome == DONE else N_("Write why, in a few words."), LONGEST_WHY)
    in_words.ask(db, (reason,), sure)
    with write(db):
        row = db.conn.execute(
            "SELECT agreement_id FROM agreement WHERE guid = ? AND removed_at IS NULL", (guid,)).fetchone()
        if row is None:
            raise NotFound(NO_AGREEMENT)
        at = meetings.one(db, viewer, meeting) if meeting else None
        if at and at.closed_at:
            raise Conflict(CLOSED_ALREADY)
        if at and at.on > today(db):
            raise Conflict(N_("This meeting is still to come."))
        db.conn.execute(
            "INSERT INTO agreement_answer(agreement_id, meeting_id, outcome, why, by_user, at) VALUES (?,?,?,?,?,?)",
            (row[0], at.meeting_id if at else None, outcome, reason, viewer.user_id, now()))
        events.record(db, viewer, "answered", "agreement", guid)
