"""Goals of a family, in its own words: set on a day, open until reached or let go, with the stories about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import local_day, now
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early
from pilot.makers import maker
from pilot.store.files import new_guid, write
from pilot.vocabulary import domains, voices
from pilot.vocabulary import goals as states
from pilot.words import N_
from stories.file import reaching, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from sqlite_utils import Database

    from pilot.config import Pilot

LONGEST, LONGEST_WHY = 300, 500  # characters
GONE = N_("This goal is not there any more.")


class Step(NamedTuple):
    """What became of a goal on a day (ISO), why, and who wrote it down."""

    state: str
    on: str
    why: str
    by: str


class Story(NamedTuple):
    """A story or conversation that is about a goal."""

    guid: str
    title: str
    told_on: str


class Wording(NamedTuple):
    """What a goal said before, and who had written that down on which day (ISO)."""

    words: str
    domain: str
    by: str
    on: str


@dataclass(frozen=True)
class Goal:
    """A goal; dates ISO.

    Attributes:
        words: the family's own. domain: a life domain. set_by: the voice that set it.
        steps: what became of it, the earliest first. stories: those that this viewer may read.
        before: how it was worded before, the earliest first.
    """

    guid: str
    words: str
    domain: str
    set_on: str
    set_by: str
    steps: tuple[Step, ...] = ()
    stories: tuple[Story, ...] = ()
    before: tuple[Wording, ...] = ()

    @property
    def state(self) -> str:
        """What it is now: one of `states.STATES`."""
        return self.steps[-1].state if self.steps else states.OPEN

    @property
    def since(self) -> str:
        """The day (ISO) since which it is so."""
        return self.steps[-1].on if self.steps else self.set_on


@use_case(Right.KEEP_FILE, reads="goals of families")
def goals(pilot: Pilot, db: Database, viewer: Viewer, family_guid: str) -> list[Goal]:
    """The goals of a family, in the order in which they were set. Raises: NotFound, OutOfReach."""
    family_id = reaching.require_words(db, viewer, family_guid)
    rows = db.conn.execute(
        "SELECT goal_id, guid, words, domain, set_on, set_by FROM goal WHERE family_id = ? ORDER BY set_on, goal_id",
        (family_id,)).fetchall()
    cover = typed.covering(pilot, family_guid)
    return [Goal(guid, cover(words), domain, set_on, set_by, _steps(cover, db, goal_id), _stories(db, viewer, goal_id),
                 _wordings(cover, db, goal_id))
            for goal_id, guid, words, domain, set_on, set_by in rows]


def _steps(cover: Callable[[str], str], db: Database, goal_id: int) -> tuple[Step, ...]:
    return tuple(Step(state, on, cover(why), maker(guid, label))
                 for state, on, why, guid, label in db.conn.execute(
        "SELECT s.state, s.on_date, s.why, u.guid, u.label FROM goal_step s JOIN user u ON u.user_id = s.made_by"
        " WHERE s.goal_id = ? ORDER BY s.goal_step_id", (goal_id,)))


def _wordings(cover: Callable[[str], str], db: Database, goal_id: int) -> tuple[Wording, ...]:
    return tuple(Wording(cover(words), domain, maker(guid, label), local_day(db, at))
                 for words, domain, guid, label, at in db.conn.execute(
        "SELECT w.words, w.domain, u.guid, u.label, w.made_at FROM goal_wording w JOIN user u ON u.user_id = w.made_by"
        " WHERE w.goal_id = ? ORDER BY w.goal_wording_id", (goal_id,)))


def _stories(db: Database, viewer: Viewer, goal_id: int) -> tuple[Story, ...]:
    where, params = access.documents_where(db, viewer)
    return tuple(Story(*row) for row in db.conn.execute(
        "SELECT d.guid, d.title, d.told_on FROM goal_story g JOIN document d USING (document_id)"
        f" WHERE g.goal_id = ? AND {where} ORDER BY d.told_on, d.document_id", (goal_id, *params)))


@use_case(Right.KEEP_FILE, event="set goal family")
def add(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, words: str, domain: str, set_on: str,
    set_by: str = voices.FAMILY, *, sure: Container[str] = (),
) -> str:
    """A new goal of a family; returns its guid.

    Args:
        domain: a life domain; set_on: ISO; set_by: a voice; sure: dates and words that are right although asked about.

    Raises: BadInput, AskFirst, NotFound.
    """
    with write(db):
        return add_within(pilot, db, viewer, family_guid, words, domain, set_on, set_by, sure=sure)


@inner("`add`, inside a larger write")
def add_within(
    pilot: Pilot, db: Database, viewer: Viewer, family_guid: str, words: str, domain: str, set_on: str,
    set_by: str = voices.FAMILY, *, sure: Container[str] = (),
) -> str:
    """`add`, inside `write(db)`. Raises: as `add` does."""
    said, day = typed.line(words, LONGEST), check_date(set_on)
    if not said:
        raise BadInput(N_("Write the goal in the family's own words."))
    if domain not in domains.DOMAINS or set_by not in voices.VOICES:
        raise BadInput(N_("Choose the life domain and who set the goal."))
    guid = new_guid()
    family_id = reaching.require_writing(db, viewer, family_guid)
    early.ask(db, [day], sure, family_id)
    early.ask_far(db, [day], sure, ahead=0)
    typed.ask(pilot, family_guid, said, sure)
    db.conn.execute(
        "INSERT INTO goal(guid, family_id, words, domain, set_on, set_by, made_by, made_at)"
        " VALUES (?,?,?,?,?,?,?,?)", (guid, family_id, said, domain, day, set_by, viewer.user_id, now()))
    events.record(db, viewer, "set goal", "family", family_guid)
    return guid


@use_case(Right.KEEP_FILE, event="moved goal family")
def move(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, state: str, on: str, why: str, *, was: str | None = None,
    sure: Container[str] = (),
) -> None:
    """Say what became of a goal on a day (ISO), and why.

    Args:
        was: the state that whoever says so saw; None where nobody looked.

    Raises: BadInput (no reason, before it was set), Conflict (somebody else said something first), AskFirst, NotFound.
    """
    said, day = typed.line(why, LONGEST_WHY), check_date(on)
    if state not in states.STATES:
        raise BadInput(N_("Choose what became of the goal."))
    if not said:
        raise BadInput(N_("Say in a few words why."))
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "goal", guid, GONE)
        reaching.require_writing(db, viewer, family_guid)
        set_on, now_is, since = db.conn.execute(
            "SELECT set_on, coalesce((SELECT state FROM goal_step s WHERE s.goal_id = g.goal_id"
            " ORDER BY goal_step_id DESC LIMIT 1), 'open'), (SELECT max(on_date) FROM goal_step s"
            " WHERE s.goal_id = g.goal_id) FROM goal g WHERE goal_id = ?", (row,)).fetchone()
        if now_is == state or was not in (None, now_is):
            raise Conflict(N_("This goal is “{state}” already. Reload the page and look it over."),
                           state=states.name(now_is))
        if day < (since or set_on):
            raise BadInput(N_("This cannot be before {date}, when the goal was set or changed last."),
                           date=date.fromisoformat(since or set_on))
        early.ask_far(db, [day], sure, ahead=0)
        typed.ask(pilot, family_guid, said, sure)
        db.conn.execute(
            "INSERT INTO goal_step(guid, goal_id, state, on_date, why, made_by, made_at) VALUES (?,?,?,?,?,?,?)",
            (new_guid(), row, state, day, said, viewer.user_id, now()))
        events.record(db, viewer, "moved goal", "family", family_guid)


@use_case(Right.KEEP_FILE, event="worded goal family")
def word(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, words: str, domain: str, *, was: str | None = None,
    sure: Container[str] = (),
) -> None:
    """Word a goal otherwise, or put it in another life domain; what it said before stays readable.

    Args:
        was: the words that whoever does so saw; None where nobody looked.

    Raises: BadInput (no words, no domain), Conflict (somebody else worded it first), AskFirst, NotFound.
    """
    said = typed.line(words, LONGEST)
    if not said:
        raise BadInput(N_("Write the goal in the family's own words."))
    if domain not in domains.DOMAINS:
        raise BadInput(N_("Choose the life domain and who set the goal."))
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "goal", guid, GONE)
        reaching.require_writing(db, viewer, family_guid)
        now_says, now_in = db.conn.execute("SELECT words, domain FROM goal WHERE goal_id = ?", (row,)).fetchone()
        shown = typed.covered(pilot, family_guid, now_says)
        if was not in (None, shown):
            raise Conflict(N_("This goal says “{words}” by now. Reload the page and look it over."), words=shown)
        said = now_says if said == shown else said  # a name that is shown covered was not typed by who looks
        if (said, domain) == (now_says, now_in):
            return
        if said != now_says:
            typed.ask(pilot, family_guid, said, sure)
        db.conn.execute(
            "INSERT INTO goal_wording(goal_id, words, domain, made_by, made_at)"
            " SELECT goal_id, words, domain, made_by, made_at FROM goal WHERE goal_id = ?", (row,))
        db.conn.execute("UPDATE goal SET words = ?, domain = ?, made_by = ?, made_at = ? WHERE goal_id = ?",
                        (said, domain, viewer.user_id, now(), row))
        events.record(db, viewer, "worded goal", "family", family_guid)


@use_case(Right.KEEP_FILE, event="moved goal family")
def link(db: Database, viewer: Viewer, guid: str, documents: Iterable[str]) -> None:
    """Say which stories and conversations are about a goal, of those that this viewer may know of.

    Args:
        documents: their guids: all that she wants, others that she sees are no longer linked.

    Raises: NotFound (also for a document of another family), OutOfReach, Withdrawn.
    """
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "goal", guid, GONE)
        family_id = reaching.require_words(db, viewer, family_guid)
        known = [access.require_known(db, viewer, one) for one in documents]
        if any(one.family_id != family_id for one in known):
            raise BadInput(N_("Choose stories and conversations of this family."))
        where, params = access.documents_where(db, viewer)
        db.conn.execute("DELETE FROM goal_story WHERE goal_id = ? AND document_id IN"
                        f" (SELECT d.document_id FROM document d WHERE {where})", (row, *params))
        db.conn.executemany("INSERT INTO goal_story(goal_id, document_id) VALUES (?, ?)",
                            [(row, one.document_id) for one in known])
        events.record(db, viewer, "moved goal", "family", family_guid)


@use_case(Right.KEEP_FILE, event="moved goal family")
def take_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a goal that was put in by mistake away, with what was said of it. Raises: NotFound."""
    with write(db):
        row, family_guid = reaching.row_of(db, viewer, "goal", guid, GONE)
        db.conn.execute("DELETE FROM goal_story WHERE goal_id = ?", (row,))
        db.conn.execute("DELETE FROM goal_step WHERE goal_id = ?", (row,))
        db.conn.execute("DELETE FROM goal_wording WHERE goal_id = ?", (row,))
        db.conn.execute("DELETE FROM goal WHERE goal_id = ?", (row,))
        events.record(db, viewer, "moved goal", "family", family_guid)
