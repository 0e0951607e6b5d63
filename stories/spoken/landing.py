"""From a voice note to a story: what was written out comes to the draft it was spoken for, where the coach mends it.

The words are put into the draft by the page on which it is open, as if they were typed there: a draft that the server
changed behind a page that is open would become two. So until its draft is opened, a note waits; a draft that was kept
or thrown away meanwhile leaves its notes without a story, and Today says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import Conflict
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.spoken import closing, taking
from texts import notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

ORDERS = {"new": Order(N_("last spoken first"), "s.created_at DESC, s.spoken_id DESC"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, s.spoken_id")}


class Note(NamedTuple):
    """Something that was spoken and waits for its speaker.

    Attributes:
        state: 'open' (not finished), 'waits' (its text is not there yet), 'written' (its text waits for the draft),
            'homeless' (its draft was kept or thrown away without it).
        story: of a homeless one, whether the draft became a story. ms: how long it lasts.
        draft: guid, '' for an interview. family: pseudonym. told_on: ISO.
    """

    guid: str
    kind: str
    draft: str
    family_guid: str
    family: str
    told_on: str
    ms: int
    state: str
    story: bool


class Text(NamedTuple):
    """What was written out of a note: the answer (key) it was spoken for, and its paragraphs."""

    guid: str
    answer: str
    paragraphs: tuple[str, ...]


_OWN = ("s.user_id = ? AND s.thrown_at IS NULL AND s.landed_at IS NULL"
        " AND (s.closed_at IS NULL OR s.kind = 'note')")
_HOMELESS = "EXISTS (SELECT 1 FROM draft e WHERE e.guid = s.draft_guid AND e.finished_at IS NOT NULL)"
_STATE = (
    "CASE WHEN s.closed_at IS NULL THEN 'open' WHEN n.recording_id IS NULL THEN 'waits'"
    f" WHEN {_HOMELESS} THEN 'homeless' ELSE 'written' END")


@use_case(Right.WRITE_STORY, Right.ADD_MATERIAL, reads="one's own voice notes")
def waiting(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Note]:
    """What the viewer spoke and has still to do something with, in pages: unfinished recordings, and voice notes that
    are not in a story yet. Those that are out of reach for want of consent are left out."""
    reached, params = access.reach.recordings_where(db, "transcribe")
    found = fetch(
        db, f"s.guid, s.kind, coalesce(s.draft_guid, ''), f.guid, f.pseudonym, s.told_on,"
        f" coalesce(r.duration_ms, s.ms), {_STATE},"
        " EXISTS (SELECT 1 FROM story y WHERE y.guid = s.draft_guid)", Source(
            "FROM spoken s JOIN family f USING (family_id) LEFT JOIN recording r ON r.recording_id = s.recording_id"
            f" LEFT JOIN note_text n ON n.recording_id = s.recording_id WHERE {_OWN}"
            f" AND (r.recording_id IS NULL OR ({reached}))", (viewer.user_id, *params), "f.pseudonym"), wanted, ORDERS)
    return found.of(Note(*row)._replace(story=bool(row[-1])) for row in found)


@use_case(Right.WRITE_STORY, reads="texts", event="opened spoken")
def texts_for(db: Database, viewer: Viewer, draft: str) -> list[Text]:
    """What was written out for a draft of the viewer's and does not stand in it yet, in the order it was spoken."""
    rows = db.conn.execute(
        "SELECT s.guid, s.answer, s.recording_id FROM spoken s JOIN note_text n USING (recording_id)"
        " WHERE s.user_id = ? AND s.draft_guid = ? AND s.landed_at IS NULL ORDER BY s.spoken_id",
        (viewer.user_id, draft)).fetchall()
    found = []
    for guid, answer, recording_id in rows:
        text = notes.text_of(db, recording_id)
        if text:
            events.read(db, viewer, "opened", "spoken", guid)
            found.append(Text(guid, answer, text.paragraphs))
    return found


@inner("part of saving a draft, which asks the right")
def put(db: Database, viewer: Viewer, draft: str, guids: Sequence[str]) -> None:
    """What was written out of these notes stands in a draft now, inside the transaction that saves it; said twice it is
    once. Those that are not the viewer's, or stand in another draft already, are left alone."""
    for guid in guids:
        if db.conn.execute(
                "UPDATE spoken SET landed_at = ?, draft_guid = ? WHERE guid = ? AND user_id = ? AND kind = 'note'"
                " AND recording_id IS NOT NULL AND landed_at IS NULL", (now(), draft, guid, viewer.user_id)).rowcount:
            events.record(db, viewer, "put", "spoken", guid)


@use_case(Right.WRITE_STORY, event="moved spoken")
def to_new_draft(db: Database, viewer: Viewer, guid: str) -> str:
    """Let a note without a story wait for a new draft; returns the guid of that draft, which begins when it is opened.

    Raises: NotFound, Conflict for one that is in a story already.
    """
    with write(db):
        taking.one(db, viewer, guid)
        draft = new_guid()
        changed = db.conn.execute(
            "UPDATE spoken SET draft_guid = ? WHERE guid = ? AND kind = 'note' AND landed_at IS NULL"
            " AND thrown_at IS NULL", (draft, guid)).rowcount
        if not changed:
            raise Conflict(N_("This voice note is in a story already."))
        events.record(db, viewer, "moved", "spoken", guid)
    return draft


@use_case(Right.WRITE_STORY, event="put spoken")
def leave(db: Database, viewer: Viewer, guid: str) -> None:
    """What was written out of a note goes into no story: its text is gone, its sound stays. Raises: NotFound,
    Conflict."""
    with write(db):
        recording = closing.recording_of(db, taking.one(db, viewer, guid))
        notes.forget(db, recording)
        if db.conn.execute("UPDATE spoken SET landed_at = ? WHERE guid = ? AND landed_at IS NULL",
                           (now(), guid)).rowcount:
            events.record(db, viewer, "put", "spoken", guid)


@inner("part of keeping a story, which asks the right")
def kept(db: Database, viewer: Viewer, draft: str, document: str) -> None:
    """A draft became a story, inside its transaction: the sound of its notes belongs to it (of those that do not
    stand in it the first at most), and what was written out of those that do is forgotten apart from it."""
    rows = db.conn.execute(
        "SELECT s.recording_id, s.landed_at IS NOT NULL FROM spoken s JOIN recording r USING (recording_id)"
        " WHERE s.user_id = ? AND s.draft_guid = ? ORDER BY s.landed_at IS NULL, s.spoken_id",
        (viewer.user_id, draft)).fetchall()
    for at, (recording_id, stands_in_it) in enumerate(rows):
        if stands_in_it or at == 0:
            notes.hang(db, viewer, document, recording_id)
        if stands_in_it:
            notes.forget(db, recording_id)
