"""Writing down a goal of the pilot, the evidence for and against it, and how far it was reached."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.file import typed
from texts import held
from themes.aims import figures, naming

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sqlite_utils import Database

    from pilot.config import Pilot

NOT_THERE = N_("This goal is not there any more.")
_SAYS = N_("Say whether this speaks for the goal or against it.")


@use_case(Right.SEE_THEMES, event=("set aim", "changed aim"))
def keep(
    pilot: Pilot, db: Database, viewer: Viewer, words: str, shown_by: str = "", guid: str = "", *,
    sure: Container[str] = (),
) -> str:
    """Set a goal of the pilot, or (with its guid) word it otherwise; returns its guid.

    Args:
        shown_by: what would show that it is reached.
        sure: words of the register that may stay.

    Raises: BadInput, AskFirst, NotFound.
    """
    said, shown = typed.line(words, naming.LONGEST), typed.paragraphs(shown_by, naming.LONGEST_SHOWN)
    if not said:
        raise BadInput(N_("Write down what the pilot wants to reach."))
    typed.ask(pilot, "", f"{said}\n{shown}", sure)
    with write(db):
        if guid:
            aim_id = require(db, viewer, guid)
            changed = db.conn.execute(
                "UPDATE aim SET words = ?, shown_by = ?, changed_at = ?"
                " WHERE aim_id = ? AND (words, shown_by) IS NOT (?, ?)",
                (said, shown, now(), aim_id, said, shown)).rowcount
            if not changed:
                return guid
            events.record(db, viewer, "changed", "aim", guid)
        else:
            guid = new_guid()
            db.conn.execute("INSERT INTO aim(guid, words, shown_by, made_by, made_at, place) VALUES (?, ?, ?, ?, ?,"
                            " (SELECT coalesce(max(place), 0) + 1 FROM aim))",
                            (guid, said, shown, viewer.user_id, now()))
            events.record(db, viewer, "set", "aim", guid)
        _remember(db, viewer, guid)
    return guid


@use_case(Right.SEE_THEMES, event="judged aim")
def judge(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, state: str, why: str, *, sure: Container[str] = ()
) -> None:
    """Say how far a goal is reached by now, and on what that rests; what was said before stays readable.

    Raises: BadInput, AskFirst, NotFound.
    """
    if state not in naming.STATES:
        raise BadInput(N_("Choose from the list how far this goal is reached."))
    said = typed.paragraphs(why, naming.LONGEST_JUDGED)
    if state != "open" and not said:
        raise BadInput(N_("Say in a few sentences on what this judgement rests."))
    typed.ask(pilot, "", said, sure)
    with write(db):
        db.conn.execute("UPDATE aim SET state = ?, judged = ?, judged_by = ?, judged_at = ? WHERE aim_id = ?",
                        (state, said, viewer.user_id, now(), require(db, viewer, guid)))
        events.record(db, viewer, "judged", "aim", guid)
        _remember(db, viewer, guid)


def _remember(db: Database, viewer: Viewer, guid: str) -> None:
    """Keep what the goal says from now on beside what it said before."""
    db.conn.execute("INSERT INTO aim_version(aim_id, words, shown_by, state, judged, made_by, made_at)"
                    " SELECT aim_id, words, shown_by, state, judged, ?, ? FROM aim WHERE guid = ?",
                    (viewer.user_id, now(), guid))


@use_case(Right.SEE_THEMES, event="moved aim")
def earlier(db: Database, viewer: Viewer, guid: str) -> None:
    """Let a goal stand one place earlier among the others; the first stays where it is. Raises: NotFound."""
    with write(db):
        aim_id = require(db, viewer, guid)
        before = db.conn.execute(
            "SELECT b.aim_id, b.place, a.place FROM aim a JOIN aim b ON b.place < a.place AND b.removed_at IS NULL"
            " WHERE a.aim_id = ? ORDER BY b.place DESC LIMIT 1", (aim_id,)).fetchone()
        if before:
            other, theirs, own = before
            db.conn.executemany("UPDATE aim SET place = ? WHERE aim_id = ?", [(theirs, aim_id), (own, other)])
            events.record(db, viewer, "moved", "aim", guid)


@use_case(Right.SEE_THEMES, event="took away aim")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a goal away, with its evidence. Raises: NotFound."""
    with write(db):
        db.conn.execute("UPDATE aim SET removed_at = ? WHERE aim_id = ?", (now(), require(db, viewer, guid)))
        events.record(db, viewer, "took away", "aim", guid)


@use_case(Right.SEE_THEMES, event="added evidence aim")
def add_passages(
    db: Database, viewer: Viewer, guid: str, document: str, version: str, spans: Sequence[tuple[int, int]], says: str,
) -> None:
    """Let words of a text (guid) speak for or against a goal.

    Args:
        version: guid of the version the spans are of: code points, 0-based, end-exclusive. says: of `naming.SAYS`.

    Raises: BadInput, Conflict (the text was changed meanwhile), NotFound, OutOfReach, Withdrawn.
    """
    if says not in naming.SAYS:
        raise BadInput(_SAYS)
    with write(db):
        aim_id = require(db, viewer, guid)
        read = access.require_document(db, viewer, document)
        if read.version_guid != version:
            raise Conflict(N_("This text was changed meanwhile. Choose the words again."))
        (text,) = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (read.version_id,)
                                  ).fetchone()
        if not spans or any(not 0 <= start < end <= len(text) for start, end in spans):
            raise BadInput(N_("Choose words of the text."))
        for span in spans:
            _add(db, viewer, aim_id, says, naming.PASSAGE, document_id=read.document_id,
                 passage_id=held.hold(db, read.version_id, span, text))
        events.record(db, viewer, "added evidence", "aim", guid)


@use_case(Right.SEE_THEMES, event="added evidence aim")
def add_figure(db: Database, viewer: Viewer, guid: str, figure: str, says: str) -> None:
    """Let a figure (a key of `figures.FIGURES`) speak for or against a goal. Raises: BadInput, Conflict, NotFound."""
    if says not in naming.SAYS:
        raise BadInput(_SAYS)
    if figure not in figures.FIGURES:
        raise BadInput(N_("Choose a figure from the list."))
    with write(db):
        aim_id = require(db, viewer, guid)
        if db.conn.execute("SELECT 1 FROM aim_evidence WHERE aim_id = ? AND figure = ? AND removed_at IS NULL",
                           (aim_id, figure)).fetchone():
            raise Conflict(N_("This figure stands with the goal already."))
        _add(db, viewer, aim_id, says, naming.FIGURE, figure=figure)
        events.record(db, viewer, "added evidence", "aim", guid)


@use_case(Right.SEE_THEMES, event="added evidence aim")
def add_words(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, words: str, who: str, on: str, says: str, *,
    sure: Container[str] = (),
) -> None:
    """Let what somebody said or counted elsewhere speak for or against a goal.

    Args:
        words: in a few sentences. who: a function and no name, such as school head. on: ISO date, '' for not known.

    Raises: BadInput, AskFirst, NotFound.
    """
    if says not in naming.SAYS:
        raise BadInput(_SAYS)
    said, whose = typed.paragraphs(words, naming.LONGEST_WORDS), typed.line(who, naming.LONGEST_WHO)
    if not said or not whose:
        raise BadInput(N_("Write down what was said or counted, and by whom: a function, such as school head."))
    day = check_date(on) if on else None
    if day and day > today(db):
        raise BadInput(N_("{date} is after today. Note it once it was."), date=date.fromisoformat(day))
    early.ask(db, [day], sure)
    typed.ask(pilot, "", f"{said}\n{whose}", sure)
    with write(db):
        _add(db, viewer, require(db, viewer, guid), says, naming.WORDS, words=said, who=whose, on_date=day)
        events.record(db, viewer, "added evidence", "aim", guid)


@use_case(Right.SEE_THEMES, event="took away evidence aim")
def take_evidence_away(db: Database, viewer: Viewer, guid: str, evidence: str) -> None:
    """Let something (guid) speak no more for or against a goal. Raises: NotFound."""
    with write(db):
        row = db.conn.execute(
            "UPDATE aim_evidence SET removed_at = ? WHERE guid = ? AND aim_id = ? AND removed_at IS NULL RETURNING 1",
            (now(), evidence, require(db, viewer, guid))).fetchone()
        if row is None:
            raise NotFound(N_("This does not stand with the goal any more."))
        events.record(db, viewer, "took away evidence", "aim", guid)


@inner("finds a row for use cases that ask the right")
def require(db: Database, viewer: Viewer, guid: str) -> int:
    """aim_id. Raises: NotFound."""
    row = db.conn.execute("SELECT aim_id FROM aim WHERE guid = ? AND removed_at IS NULL", (guid,)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return int(row[0])


def _add(db: Database, viewer: Viewer, aim_id: int, says: str, kind: str, **values: object) -> None:
    names = ", ".join(values)
    db.conn.execute(
        f"INSERT INTO aim_evidence(guid, aim_id, kind, says, made_by, made_at, {names}) VALUES (?, ?, ?, ?, ?, ?"
        f"{', ?' * len(values)})", (new_guid(), aim_id, kind, says, viewer.user_id, now(), *values.values()))
