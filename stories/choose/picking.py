"""Picking in a round: each by herself, with a reason, until it is shown; and what of a story somebody reads for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import in_words
from pilot.store.files import write
from pilot.words import N_
from stories.choose import rounds
from stories.choose.leading import said
from stories.choose.rounds import PICKING, STORIES, STORY, Candidate, candidate
from texts import documents

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

LONGEST_REASON = 1500


class Text(NamedTuple):
    """A story as a round opens it: what lists tell of it, and its paragraphs, in the version without names."""

    head: Candidate
    paragraphs: tuple[str, ...]


@use_case(Right.CHOOSE_STORIES, event="opened document", reads="texts")
def read(db: Database, viewer: Viewer, story: str) -> Text:
    """A story (guid of its document) that a round opens for this viewer; that it was opened is recorded.

    Raises: NotFound for one that no round opens for her, or that is not there any more.
    """
    opened = access.choosing.require_opened(db, viewer, story)
    row = db.conn.execute(f"SELECT {STORY} FROM {STORIES} WHERE d.document_id = ?", (opened.document_id,)).fetchone()
    events.read(db, viewer, "opened", "document", story)
    return Text(candidate(row), tuple(turn.text for turn in documents.turns_of(db, opened.version_id)))


@use_case(Right.CHOOSE_STORIES, event="picked choice_round")
def pick(db: Database, viewer: Viewer, guid: str, story: str, reason: str, *, sure: Container[str] = ()) -> None:
    """Pick a story of a round, or another one than before; nobody else sees it until the round is shown.

    Raises: NotFound for a round or story that is not there; Conflict for who is not on the panel, or once it is shown;
        BadInput without a reason; AskFirst for a name in it.
    """
    why = said(reason, N_("Write why you pick this story."), LONGEST_REASON)
    in_words.ask(db, (why,), sure)
    with write(db):
        found = rounds.one(db, viewer, guid)
        if found.state != PICKING:
            raise Conflict(N_("This round is shown, so picks stay as they are."))
        if not found.mine:
            raise Conflict(N_("You are not on the panel of this round."))
        if not story:
            raise BadInput(N_("Choose a story."))
        if story not in {one.guid for one in rounds.candidates(db, viewer, found)}:
            raise NotFound(access.choosing.NOT_OPENED)
        access.choosing.require_opened(db, viewer, story)
        db.conn.execute(
            "INSERT INTO choice_pick(round_id, user_id, document_id, reason, picked_at)"
            " SELECT ?, ?, document_id, ?, ? FROM document WHERE guid = ? ON CONFLICT(round_id, user_id)"
            " DO UPDATE SET document_id = excluded.document_id, reason = excluded.reason,"
            " picked_at = excluded.picked_at",
            (found.round_id, viewer.user_id, why, now(), story))
        events.record(db, viewer, "picked", "choice_round", guid)
