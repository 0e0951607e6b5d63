"""Who speaks, said by somebody who listens: a person for each turn, and where one turn ends and the next begins.

What is said is the whole: turns as numbers of words, each with its speaker. Who speaks is no words, and is said anew in
all versions; other borders are a new version of the same words, to which every coding is carried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_
from texts import meant, word_times
from texts.borders import WORD, Turn, Who, layout
from texts.documents import add_version, turns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from pilot.access import ReadableVersion
    from texts.documents import NewTurn

ENGINE = "speakers by hand"


@dataclass(frozen=True)
class Speaking:
    """A text with who speaks; times integer ms from the start of the recording, None where they are not known.

    Attributes:
        number: of the version, from 1.
        words: every word of the text, in order. times: when each begins.
        ends: when each turn ends.
    """

    number: int
    title: str
    recording: str | None
    duration_ms: int
    words: list[str]
    times: list[int | None]
    turns: list[Turn]
    choices: list[Who]


@use_case(Right.PREPARE, reads="titles")
def title_to_name_speakers(db: Database, viewer: Viewer, guid: str) -> str:
    """The title of a conversation in which it may be said who speaks.

    Raises: BadInput for a story; NotFound, NotAllowed.
    """
    known = _conversation(db, viewer, guid)
    row = db.conn.execute("SELECT title FROM document WHERE document_id = ?", (known.document_id,)).fetchone()
    return str(row[0])


@use_case(Right.PREPARE, event="opened document", reads="texts")
def who_speaks(db: Database, viewer: Viewer, guid: str) -> Speaking:
    """A conversation with its words and who says them, for who prepares texts.

    Raises: BadInput for a story, which nobody but its coach tells; NotFound, NotAllowed.
    """
    version = _conversation(db, viewer, guid)
    called, recording, duration = db.conn.execute(
        "SELECT d.title, r.guid, coalesce(r.duration_ms, 0) FROM document d LEFT JOIN recording r USING (recording_id)"
        " WHERE d.document_id = ?", (version.document_id,)).fetchone()
    events.read(db, viewer, "opened", "document", guid)
    before = turns_of(db, version.version_id)
    times = _times(db, version.version_id, before)
    known = meant.known(db, version, before)
    return Speaking(
        version.number, called, recording, duration, [word for turn in before for word in turn.text.split()], times,
        [Turn(len(turn.text.split()), meant.key(known, turn)) for turn in before], list(known.values()))


@use_case(Right.PREPARE, event="said who speaks document")
def say_who_speaks(db: Database, viewer: Viewer, guid: str, number: int, turns: Sequence[Turn]) -> int:
    """Store who speaks and where turns begin; saying the same again changes nothing.

    Args:
        number: of the version this was said of, from 1.
        turns: all of the text, in order.

    Returns: the number of the version that holds it now, another one where borders moved.
    Raises: BadInput (other words than those of the text, a speaker that cannot be meant, missing consent), Conflict
        (the text was changed meanwhile), NotFound, NotAllowed.
    """
    made = None
    with write(db):
        version = _conversation(db, viewer, guid)
        before = turns_of(db, version.version_id)
        known = meant.known(db, version, before)
        wanted = layout(before, turns, known, _times(db, version.version_id, before))
        if number != version.number and wanted != before:
            raise Conflict(N_("This text was changed meanwhile. Reload the page to go on with it as it is now."))
        if wanted is None:
            raise BadInput(N_("These are not the words of this text. Reload the page and try again."))
        if wanted == before:
            return version.number
        meant.hear(db, version, [known[turn.who] for turn in turns])
        if [turn.text for turn in wanted] != [turn.text for turn in before]:
            made = add_version(
                db, viewer, version.document_id, wanted, engine=ENGINE, based_on=version.version_id,
                kind="deidentified" if version.kind == "deidentified" else "corrected")
        meant.say(db, version.document_id, made or version.version_id, wanted)
        events.record(db, viewer, "said who speaks", "document", guid)
        # Its sentences are split when somebody opens it: most versions are replaced by the next change.
        return access.require_document(db, viewer, guid).number


def _conversation(db: Database, viewer: Viewer, guid: str) -> ReadableVersion:
    version = access.require_document(db, viewer, guid)
    kind, = db.conn.execute("SELECT kind FROM document WHERE document_id = ?", (version.document_id,)).fetchone()
    if kind == "story":
        raise BadInput(N_("This is a story, which stays as the coach told it. Only conversations are changed here."))
    return version


def _times(db: Database, version_id: int, turns: Sequence[NewTurn]) -> list[int | None]:
    """When each word of a version begins, integer ms: its own time, else that of the turn for its first word."""
    own = {one.start: one.start_ms for one in word_times.of(db, version_id)}
    found: list[int | None] = []
    at = 0
    for turn in turns:
        for word in WORD.finditer(turn.text):
            found.append(own.get(at + word.start(), None if word.start() else turn.start_ms))
        at += len(turn.text) + 1
    return found
