"""Preparing what goes back to a family: promised for a day, with stories to read and passages to ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.back import stored, texts
from texts import held

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sqlite_utils import Database

    from stories.back.stored import Kept

LONGEST = 2000  # code points of a passage


@use_case(Right.KEEP_FILE, event="began return")
def begin(
    db: Database, viewer: Viewer, family_guid: str, due_on: str = "", *, sure: Container[str] = ()
) -> str:
    """Begin what goes back to a family; returns its guid.

    Args:
        due_on: the ISO date it is promised for, '' for none yet. sure: dates that are right although they are far off.

    Raises: NotFound, BadInput for a day that has passed, AskFirst.
    """
    due = _due(db, due_on, sure)
    with write(db):
        family_id = access.require_family(db, viewer, family_guid, Right.KEEP_FILE)
        guid = new_guid()
        db.conn.execute("INSERT INTO giving_back(guid, family_id, due_on, made_by, made_at) VALUES (?, ?, ?, ?, ?)",
                        (guid, family_id, due, viewer.user_id, now()))
        events.record(db, viewer, "began", "return", guid)
    return guid


def _due(db: Database, due_on: str, sure: Container[str]) -> str | None:
    if not due_on:
        return None
    day = check_date(due_on)
    if day < today(db):
        raise BadInput(N_("This day has passed. Promise a day that is still to come."))
    early.ask_far(db, [day], sure, ahead=early.PLANNED)
    return day


@use_case(Right.KEEP_FILE, event="promised return")
def promise(db: Database, viewer: Viewer, guid: str, due_on: str, *, sure: Container[str] = ()) -> None:
    """Say for which day it is promised to the family. Raises: NotFound, Conflict, BadInput, AskFirst."""
    due = _due(db, due_on, sure)
    if due is None:
        raise BadInput(N_("Choose a day."))
    with write(db):
        one = stored.kept(db, viewer, guid, still_open=True)
        db.conn.execute("UPDATE giving_back SET due_on = ? WHERE giving_back_id = ?", (due, one.giving_back_id))
        events.record(db, viewer, "promised", "return", guid)


@use_case(Right.KEEP_FILE, event="prepared return")
def choose(
    db: Database, viewer: Viewer, guid: str, document: str, spans: Iterable[tuple[int, int]] = (), version: str = "",
) -> int:
    """Put a text in it, and passages of that text to ask the family about; returns how many passages are new.

    Args:
        document: guid. spans: code points, 0-based, end-exclusive, into the text that is read now; without any it is
            the text to read, alone. version: guid of the version they are of; '' for the one read now.

    Raises: NotFound, Withdrawn, OutOfReach; Conflict for a text that was changed meanwhile; BadInput.
    """
    with write(db):
        one = stored.kept(db, viewer, guid, still_open=True)
        text = texts.chosen_from(db, viewer, one.family_id, document)
        if version and not db.conn.execute("SELECT 1 FROM document_version WHERE version_id = ? AND guid = ?",
                                           (text.version_id, version)).fetchone():
            raise Conflict(N_("The text was changed meanwhile. Reload the page and choose again."))
        added = _chosen(db, viewer, one, text, list(spans))
        events.record(db, viewer, "prepared", "return", guid)
    return added


def _chosen(db: Database, viewer: Viewer, one: Kept, text: texts.Text, spans: list[tuple[int, int]]) -> int:
    for start, end in spans:
        if not 0 <= start < end <= len(text.words) or end - start > LONGEST or not text.words[start:end].strip():
            raise BadInput(N_("Choose words of the text, at most {n} characters at a time."), n=LONGEST)
    db.conn.execute("INSERT OR IGNORE INTO giving_back_document VALUES (?, ?)", (one.giving_back_id, text.document_id))
    return sum(db.conn.execute(
        "INSERT OR IGNORE INTO giving_back_passage VALUES (?, ?, ?, ?, ?)",
        (one.giving_back_id, text.document_id, held.hold(db, text.version_id, span, text.words), viewer.user_id, now()),
    ).rowcount for span in spans)


@use_case(Right.KEEP_FILE, event="prepared return")
def leave_out(db: Database, viewer: Viewer, guid: str, passage: str) -> None:
    """Take a passage (guid) out again. Raises: NotFound; Conflict where the family answered about it already."""
    with write(db):
        one = stored.kept(db, viewer, guid, still_open=True)
        passage_id = in_it(db, one, passage)
        if db.conn.execute("SELECT 1 FROM family_answer WHERE giving_back_id = ? AND passage_id = ?",
                           (one.giving_back_id, passage_id)).fetchone():
            raise Conflict(N_("The family answered about this passage already. Its answer is kept."))
        db.conn.execute("DELETE FROM giving_back_passage WHERE giving_back_id = ? AND passage_id = ?",
                        (one.giving_back_id, passage_id))
        events.record(db, viewer, "prepared", "return", guid)


@use_case(Right.KEEP_FILE, event="prepared return")
def follow(db: Database, viewer: Viewer, guid: str, passage: str) -> None:
    """Ask about words as they stand now, in the place of those that were chosen before the text was changed.

    Raises: NotFound; Conflict where they stand there as they did, or nowhere.
    """
    one = stored.kept(db, viewer, guid, still_open=True)
    passage_id = in_it(db, one, passage)
    found = texts.standing(db, [passage_id])[passage_id]
    if found.maybe is None:
        raise Conflict(N_("It is not known where these words stand now. Choose them in the text again."))
    with write(db):
        document_id, version_id, text = db.conn.execute(
            "SELECT d.document_id, d.read_version_id, n.text FROM passage p JOIN document_version v USING (version_id)"
            " JOIN document d USING (document_id) JOIN document_version n ON n.version_id = d.read_version_id"
            " WHERE p.passage_id = ?", (passage_id,)).fetchone()
        texts.require_open(db, viewer, document_id)
        if text[found.maybe[0]:found.maybe[1]] != found.maybe[2]:
            raise Conflict(N_("The text was changed meanwhile. Reload the page and choose again."))
        new = held.hold(db, version_id, found.maybe[:2], text)
        db.conn.execute("INSERT OR IGNORE INTO giving_back_passage VALUES (?, ?, ?, ?, ?)",
                        (one.giving_back_id, document_id, new, viewer.user_id, now()))
        db.conn.execute("DELETE FROM giving_back_passage WHERE giving_back_id = ? AND passage_id = ?",
                        (one.giving_back_id, passage_id))
        events.record(db, viewer, "prepared", "return", guid)


def in_it(db: Database, one: Kept, passage: str) -> int:
    """The passage_id of a passage (guid) that is in it. Raises: NotFound."""
    row = db.conn.execute(
        "SELECT p.passage_id FROM giving_back_passage g JOIN passage p USING (passage_id)"
        " WHERE g.giving_back_id = ? AND p.guid = ?", (one.giving_back_id, passage)).fetchone()
    if row is None:
        raise NotFound(N_("This passage is not there any more. Reload the page."))
    return int(row[0])


@use_case(Right.KEEP_FILE, event="dropped return")
def drop(db: Database, viewer: Viewer, guid: str) -> None:
    """Let it go: it does not go back any more; what the family answered is kept. Raises: NotFound, Conflict."""
    with write(db):
        one = stored.kept(db, viewer, guid, still_open=True)
        db.conn.execute("UPDATE giving_back SET closed = 'dropped', closed_at = ? WHERE giving_back_id = ?",
                        (now(), one.giving_back_id))
        events.record(db, viewer, "dropped", "return", guid)
