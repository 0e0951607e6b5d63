"""Learning meetings: made before with what is on the table, written during, closed after; nobody overwrites another."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, dates, events
from pilot.access import Right, Viewer
from pilot.access.three_states import OTHERWISE
from pilot.clock import now, today
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early, in_words
from pilot.makers import maker
from pilot.store.files import new_guid, write
from pilot.visible import visible_name
from pilot.words import N_
from stories.choose import chosen
from stories.choose.leading import LONGEST_QUESTION, said

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from stories.choose.rounds import Candidate

LONGEST_TITLE, LONGEST_LEARNT, PLANNED_AHEAD = 100, 20_000, 1  # years ahead that are not asked about
NO_MEETING = N_("This meeting is not there.")
CLOSED_ALREADY = N_("This meeting is closed. What was written stays as it is.")


class Plan(NamedTuple):
    """A meeting as somebody plans it: title, day (ISO), what it is about, and what is on the table.

    Attributes:
        stories: guids of documents of chosen stories; releases: guids of releases, which the caller looked up.
    """

    title: str
    on: str
    topic: str = ""
    stories: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()


class Written(NamedTuple):
    """What is written during a meeting: who is there by role, and what we learn; of which revision it was made."""

    present: str
    learnt: str
    revision: int


class Meeting(NamedTuple):
    """A meeting; `on` ISO, `closed_at` UTC ISO or None. releases: guids. changed_by: label of who wrote last."""

    meeting_id: int
    guid: str
    title: str
    on: str
    topic: str
    present: str
    learnt: str
    revision: int
    changed_by: str
    closed_at: str | None
    releases: tuple[str, ...]


_COLUMNS = ("m.meeting_id, m.guid, m.title, m.on_date, m.topic, m.present, m.learnt, m.revision, u.guid, u.label,"
            " m.closed_at, (SELECT json_group_array(release_guid) FROM meeting_release r"
            " WHERE r.meeting_id = m.meeting_id)")
_FROM = "FROM meeting m JOIN user u ON u.user_id = m.changed_by"


def _meeting(row: tuple[object, ...]) -> Meeting:
    guid, label, closed, releases = row[8:]
    return Meeting._make((*row[:8], maker(str(guid), str(label)), closed,
                          tuple(json.loads(str(releases)))))


@use_case(Right.CHOOSE_STORIES, reads="meetings")
def meetings(db: Database, viewer: Viewer) -> list[Meeting]:
    """All of them, the newest first."""
    del viewer
    return [_meeting(row) for row in db.conn.execute(
        f"SELECT {_COLUMNS} {_FROM} ORDER BY m.on_date DESC, m.meeting_id DESC")]


@use_case(Right.CHOOSE_STORIES, reads="meetings")
def one(db: Database, viewer: Viewer, guid: str) -> Meeting:
    """One meeting. Raises: NotFound."""
    del viewer
    row = db.conn.execute(f"SELECT {_COLUMNS} {_FROM} WHERE m.guid = ?", (guid,)).fetchone()
    if row is None:
        raise NotFound(NO_MEETING)
    return _meeting(row)


@inner("part of what shows a meeting, whose right was asked")
def on_table(db: Database, viewer: Viewer, meeting: Meeting) -> tuple[list[Candidate], Counter[str]]:
    """The stories on the table that are read today, and how many are in which state of `access.three_states`."""
    state, params = access.three_states.state_where(db)
    states = dict(db.conn.execute(
        f"SELECT d.guid, {state} FROM meeting_story s JOIN document d USING (document_id) WHERE s.meeting_id = ?",
        (*params, meeting.meeting_id)).fetchall())
    there = [one for one in chosen.stories(db, viewer) if one.guid in states]
    read = {one.guid for one in there}
    return there, Counter(why or OTHERWISE for guid, why in states.items() if guid not in read)


@use_case(Right.CHOOSE_STORIES, event="planned meeting")
def plan(db: Database, viewer: Viewer, new: Plan, *, sure: Container[str] = ()) -> str:
    """Plan a meeting, or write down one that was held; returns its guid.

    Raises: BadInput (title, day, a story that is not among the chosen ones), AskFirst (a day before the pilot or far
        ahead, a name in the words).
    """
    title, topic, on = _checked(db, new, sure)
    with write(db):
        guid, at = new_guid(), now()
        meeting_id = db.conn.execute(
            "INSERT INTO meeting(guid, title, on_date, topic, made_by, made_at, changed_by, changed_at)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (guid, title, on, topic, viewer.user_id, at, viewer.user_id, at)).lastrowid
        _lay(db, viewer, int(meeting_id or 0), new)
        events.record(db, viewer, "planned", "meeting", guid)
    return guid


@use_case(Right.CHOOSE_STORIES, event="changed meeting")
def change(db: Database, viewer: Viewer, guid: str, new: Plan, *, sure: Container[str] = ()) -> None:
    """Plan it otherwise, or put something else on the table. Raises: as `plan`; NotFound; Conflict when closed."""
    title, topic, on = _checked(db, new, sure)
    with write(db):
        found = _open(db, viewer, guid)
        db.conn.execute("UPDATE meeting SET title = ?, on_date = ?, topic = ? WHERE meeting_id = ?",
                        (title, on, topic, found.meeting_id))
        there = json.dumps([one.guid for one in chosen.stories(db, viewer)])
        # What lay on the table and is out of reach today stays there: it may come back.
        db.conn.execute(
            "DELETE FROM meeting_story WHERE meeting_id = ? AND document_id IN (SELECT document_id FROM document"
            " WHERE guid IN (SELECT value FROM json_each(?)))", (found.meeting_id, there))
        db.conn.execute("DELETE FROM meeting_release WHERE meeting_id = ?", (found.meeting_id,))
        _lay(db, viewer, found.meeting_id, new)
        events.record(db, viewer, "changed", "meeting", guid)


def _checked(db: Database, new: Plan, sure: Container[str]) -> tuple[str, str, str]:
    """Title, topic and day as they are kept. Raises: BadInput, AskFirst."""
    title = visible_name(new.title)
    if not title or len(title) > LONGEST_TITLE:
        raise BadInput(N_("Give the meeting a title of at most {n} characters."), n=LONGEST_TITLE)
    topic, on = said(new.topic, ""), dates.check_date(new.on)
    early.ask(db, [on], sure)
    early.ask_far(db, [on], sure, ahead=PLANNED_AHEAD)
    in_words.ask(db, (title, topic), sure)
    return title, topic, on


def _lay(db: Database, viewer: Viewer, meeting_id: int, new: Plan) -> None:
    """Put stories and releases on the table, inside a write. Raises: BadInput for a story that was not chosen."""
    if set(new.stories) - {one.guid for one in chosen.stories(db, viewer)}:
        raise BadInput(N_("Only chosen stories come on the table, and one of these is not one, or not to be read now."))
    db.conn.executemany(
        "INSERT INTO meeting_story(meeting_id, document_id) SELECT ?, document_id FROM document WHERE guid = ?",
        [(meeting_id, one) for one in dict.fromkeys(new.stories)])
    db.conn.executemany("INSERT INTO meeting_release(meeting_id, release_guid) VALUES (?, ?)",
                        [(meeting_id, one) for one in dict.fromkeys(new.releases)])


@use_case(Right.CHOOSE_STORIES, event="wrote meeting")
def save(db: Database, viewer: Viewer, guid: str, new: Written, *, sure: Container[str] = ()) -> int:
    """Keep what is written during a meeting; returns its revision now.

    Raises: NotFound; Conflict when it is closed or somebody else wrote since this revision, with her words untouched;
        BadInput (too long), AskFirst (a name in the words).
    """
    present = said(new.present, "", LONGEST_QUESTION)
    learnt = said(new.learnt, "", LONGEST_LEARNT)
    in_words.ask(db, (present, learnt), sure)
    with write(db):
        found = _open(db, viewer, guid)
        if (present, learnt) == (found.present, found.learnt):
            return found.revision
        if new.revision != found.revision:
            raise Conflict(N_("{who} wrote in this meeting meanwhile. Your words are still in the fields: put both"
                              " together and save once more."), who=found.changed_by)
        db.conn.execute(
            "UPDATE meeting SET present = ?, learnt = ?, revision = revision + 1, changed_by = ?, changed_at = ?"
            " WHERE meeting_id = ?", (present, learnt, viewer.user_id, now(), found.meeting_id))
        events.record(db, viewer, "wrote", "meeting", guid)
    return found.revision + 1


@use_case(Right.CHOOSE_STORIES, event="closed meeting")
def close(db: Database, viewer: Viewer, guid: str) -> None:
    """Close a meeting: what was written and agreed stays as it is.

    Raises: NotFound; Conflict before its day, when it is closed already, or while it does not say who was there and
        what was learnt.
    """
    with write(db):
        found = _open(db, viewer, guid)
        if found.on > today(db):
            raise Conflict(N_("This meeting is still to come. It can be closed from its day on."))
        if not found.present or not found.learnt:
            raise Conflict(N_("Write who was there and what you learnt, and save it. Then it can be closed."))
        db.conn.execute("UPDATE meeting SET closed_by = ?, closed_at = ? WHERE meeting_id = ?",
                        (viewer.user_id, now(), found.meeting_id))
        events.record(db, viewer, "closed", "meeting", guid)


def _open(db: Database, viewer: Viewer, guid: str) -> Meeting:
    found = one(db, viewer, guid)
    if found.closed_at:
        raise Conflict(CLOSED_ALREADY)
    return found
