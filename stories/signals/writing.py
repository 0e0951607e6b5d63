"""Noting a signal, saying which families it is about, bundling signals, sending them on and answering them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families import early
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.contacts import noting
from stories.signals import levels

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Pilot

NOT_THERE = N_("This signal is not there, or it went up in another one.")


@use_case(Right.SEE_SIGNALS, event="noted signal")
def note(
    pilot: Pilot, db: Database, viewer: Viewer, words: str, level: str, *, on: str = "", family: str = "",
    story: str = "", sure: Container[str] = (),
) -> str:
    """Note a signal; returns its guid.

    Args:
        words: what the threshold is, free of families.
        on: the day on which it was noticed (ISO), '' for today.
        family: guid of the family it is about, '' for none; only who keeps its file sees that. story: guid of the
            document of its story that tells of it.
        sure: words that may stay although they are in the register.

    Raises: BadInput, AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        kept = _words(pilot, db, words, levels.LONGEST, sure)
        if not kept:
            raise BadInput(N_("Say in a few words what stood in the way."))
        _check_level(level)
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO signal(guid, words, level, noticed_on, noted_by, noted_at) VALUES (?, ?, ?, ?, ?, ?)",
            (guid, kept, level, _past(db, on, sure) if on else today(db), viewer.user_id, now()))
        if family:
            _link(db, viewer, guid, family, story)
        events.record(db, viewer, "noted", "signal", guid)
    return guid


@use_case(Right.KEEP_FILE, event="linked signal")
def link(db: Database, viewer: Viewer, guid: str, family: str, story: str = "") -> None:
    """Say that a signal is about a family of this viewer's, too. Once more changes nothing but the story.

    Raises: NotFound, NotAllowed.
    """
    with write(db):
        _link(db, viewer, guid, family, story)
        events.record(db, viewer, "linked", "signal", guid)


def _link(db: Database, viewer: Viewer, guid: str, family: str, story: str) -> None:
    signal_id = _id(db, guid)
    family_id = access.require_family(db, viewer, family, Right.KEEP_FILE)
    db.conn.execute(
        "INSERT INTO signal_family(signal_id, family_id, story_id, noted_by) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET story_id = coalesce(excluded.story_id, story_id)",
        (signal_id, family_id, noting.story_of(db, viewer, story, family_id), viewer.user_id))


@use_case(Right.LEAD_SIGNALS, event="changed signal")
def change(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, words: str, level: str, *, sure: Container[str] = ()
) -> None:
    """Word a signal otherwise, or give it another level. Raises: BadInput, AskFirst, NotFound, NotAllowed."""
    with write(db):
        signal_id, kept = _id(db, guid), _words(pilot, db, words, levels.LONGEST, sure)
        if not kept:
            raise BadInput(N_("Say in a few words what stood in the way."))
        _check_level(level)
        db.conn.execute("UPDATE signal SET words = ?, level = ?, changed_at = ? WHERE signal_id = ?",
                        (kept, level, now(), signal_id))
        events.record(db, viewer, "changed", "signal", guid)


@use_case(Right.LEAD_SIGNALS, event="sent on signal")
def send(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, to: str, on: str, *, sure: Container[str] = ()
) -> None:
    """Say to whom (a function) a signal was sent, and when (ISO). Raises: BadInput, AskFirst, NotFound, NotAllowed."""
    with write(db):
        signal_id, function = _id(db, guid), _words(pilot, db, to, levels.LONGEST_TO, sure)
        if not function:
            raise BadInput(N_("Say to whom it was sent: a function, such as head of the debt service."))
        day = _past(db, on, sure)
        (answered,) = db.conn.execute("SELECT answered_on FROM signal WHERE signal_id = ?", (signal_id,)).fetchone()
        _in_order(day, answered)
        db.conn.execute("UPDATE signal SET sent_to = ?, sent_on = ?, changed_at = ? WHERE signal_id = ?",
                        (function, day, now(), signal_id))
        events.record(db, viewer, "sent on", "signal", guid)


@use_case(Right.LEAD_SIGNALS, event="answered signal")
def answer(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, words: str, on: str, state: str = "answered", *,
    sure: Container[str] = (),
) -> None:
    """Keep what was answered, when (ISO), and how the signal stands now.

    Raises: BadInput (no answer, before it was sent, never sent), AskFirst, NotFound, NotAllowed.
    """
    with write(db):
        signal_id, kept = _id(db, guid), _words(pilot, db, words, levels.LONGEST, sure)
        if not kept:
            raise BadInput(N_("Say in a few words what the answer was."))
        if state not in levels.STATES:
            raise BadInput(N_("Choose how the signal stands from the list."))
        (sent,) = db.conn.execute("SELECT sent_on FROM signal WHERE signal_id = ?", (signal_id,)).fetchone()
        if sent is None:
            raise BadInput(N_("This signal was sent to nobody yet. Say first to whom it went."))
        day = _past(db, on, sure)
        _in_order(sent, day)
        db.conn.execute(
            "UPDATE signal SET answer = ?, answered_on = ?, state = ?, changed_at = ? WHERE signal_id = ?",
            (kept, day, state, now(), signal_id))
        events.record(db, viewer, "answered", "signal", guid)


@use_case(Right.LEAD_SIGNALS, event="set signal")
def set_state(db: Database, viewer: Viewer, guid: str, state: str) -> None:
    """Say how a signal stands. Raises: BadInput (answered without an answer), NotFound, NotAllowed."""
    with write(db):
        signal_id = _id(db, guid)
        if state not in levels.STATES:
            raise BadInput(N_("Choose how the signal stands from the list."))
        (answered,) = db.conn.execute("SELECT answered_on FROM signal WHERE signal_id = ?", (signal_id,)).fetchone()
        if state == "answered" and answered is None:
            raise BadInput(N_("Say in a few words what the answer was."))
        db.conn.execute("UPDATE signal SET state = ?, changed_at = ? WHERE signal_id = ?", (state, now(), signal_id))
        events.record(db, viewer, "set", "signal", guid)


@use_case(Right.LEAD_SIGNALS, event=("bundled signal", "unbundled signal"))
def bundle(db: Database, viewer: Viewer, guid: str, into: str) -> None:
    """Let a signal, with all that is bundled in it, go up in another one; with '' it stands by itself again.

    Raises: BadInput (into itself), NotFound, NotAllowed.
    """
    with write(db):
        (signal_id,) = db.conn.execute("SELECT signal_id FROM signal WHERE guid = ?", (guid,)).fetchone() or (None,)
        if signal_id is None:
            raise NotFound(NOT_THERE)
        target = _id(db, into) if into else None
        if target == signal_id:
            raise BadInput(N_("A signal cannot go up in itself. Choose another one."))
        db.conn.execute("UPDATE signal SET in_signal = ?1, changed_at = ?2 WHERE signal_id = ?3"
                        " OR (?1 IS NOT NULL AND in_signal = ?3)", (target, now(), signal_id))
        events.record(db, viewer, "bundled" if into else "unbundled", "signal", guid)


def _id(db: Database, guid: str) -> int:
    """signal_id of one that stands by itself. Raises: NotFound."""
    row = db.conn.execute("SELECT signal_id FROM signal WHERE guid = ? AND in_signal IS NULL", (guid,)).fetchone()
    if row is None:
        raise NotFound(NOT_THERE)
    return int(row[0])


def _check_level(level: str) -> None:
    if level not in levels.LEVELS:
        raise BadInput(N_("Say who could take this away: the team, the municipality, the region or the country."))


def _past(db: Database, on: str, sure: Container[str]) -> str:
    day = check_date(on)
    if day > today(db):
        raise BadInput(N_("{date} is after today. Note it once it was."), date=date.fromisoformat(day))
    early.ask(db, [day], sure)
    return day


def _in_order(sent: str, answered: str | None) -> None:
    if answered and answered < sent:
        raise BadInput(N_("The answer cannot be from before it was sent. Check both dates."))


def _words(pilot: Pilot, db: Database, text: str, longest: int, sure: Container[str]) -> str:
    """Words without a family: no real name and no family's pseudonym unless sure. Raises: BadInput, AskFirst."""
    kept = noting.without_names(pilot, text, "", sure, longest)
    words = set(re.findall(r"\w+", kept))
    for (pseudonym,) in db.conn.execute("SELECT pseudonym FROM family ORDER BY pseudonym"):
        if words.issuperset(re.findall(r"\w+", pseudonym)) and pseudonym not in sure:
            raise AskFirst(N_("“{word}” is the pseudonym of a family. A signal is about a service or a rule: leave the"
                              " family out, or say that the word may stay."), pseudonym, word=pseudonym)
    return kept
