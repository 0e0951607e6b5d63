"""Where suggestions are on: for the pilot, for a code, and for a coder who asked for them. All are off until somebody
says otherwise, and a code cannot be on before its figures are known and good enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coding.book import codebook
from coding.suggest import model as kept_model
from coding.suggest import proposing
from jobs import queue
from jobs.kinds import LEARN
from pilot import events, suggesting
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coding.suggest.judging import Judged
    from jobs.queue import Job
    from jobs.work import Work

UNIT = "codes"


class Known(NamedTuple):
    """What is known of suggestions in a pilot.

    Attributes:
        is_on: for the pilot. asked: whether this viewer asked to see them. learnt_at: when, UTC; None while nothing is.
        figures: of each code. codes: keys of those that are on. job: a learning that waits or runs.
    """

    is_on: bool
    asked: bool
    learnt_at: str | None
    figures: tuple[Judged, ...]
    codes: frozenset[str]
    job: Job | None


def codes_on(db: Database) -> frozenset[str]:
    """Keys of the codes that the machine may propose."""
    return frozenset(row[0] for row in db.conn.execute("SELECT k.key FROM suggest_code JOIN code k USING (code_id)"))


def asked(db: Database, user_id: int) -> bool:
    """Whether a coder asked to see suggestions."""
    return bool(db.conn.execute("SELECT 1 FROM suggest_coder WHERE user_id = ?", (user_id,)).fetchone())


def signals(db: Database) -> proposing.Signals:
    """The phrases of the codebook in use; none without one."""
    newest = codebook.newest(db)
    rows = codebook.codes(db, newest.codebook_version_id, "nl") if newest else []
    return proposing.signals_of((row.key, row.signals) for row in rows if row.is_codable)


def may_ask(db: Database, user_id: int) -> bool:
    """Whether suggestions are shown to a coder at all: the pilot has them on, and she asked."""
    return suggesting.is_on(db) and asked(db, user_id)


@use_case(Right.CODE, reads="figures")
def known(db: Database, viewer: Viewer) -> Known:
    """What is known of suggestions here: where they are on, and how good they are by code."""
    found = kept_model.kept(db)
    waiting = [job for job in queue.jobs(db, viewer, 1, kinds=(LEARN,)) if job.alive]
    return Known(suggesting.is_on(db), asked(db, viewer.user_id), found.learnt_at if found else None,
                 found.figures if found else (), codes_on(db), waiting[0] if waiting else None)


@use_case(Right.CODE, event="asked for suggestions pilot")
def ask(db: Database, viewer: Viewer, on: bool) -> None:
    """See suggestions at one's own desk from now on, or no longer. Raises: Conflict while the pilot has them off."""
    with write(db):
        if on and not suggesting.is_on(db):
            raise Conflict(N_("Suggestions are off for this pilot. Who manages its settings can switch them on."))
        if on:
            db.conn.execute("INSERT OR IGNORE INTO suggest_coder VALUES (?, ?)", (viewer.user_id, now()))
        else:
            db.conn.execute("DELETE FROM suggest_coder WHERE user_id = ?", (viewer.user_id,))
        slug = db.conn.execute("SELECT slug FROM pilot").fetchone()[0]
        events.record(db, viewer, "asked for suggestions", "pilot", slug)


@use_case(Right.LEAD_ROUNDS, event="suggestions set code")
def switch_code(db: Database, viewer: Viewer, key: str, on: bool) -> None:
    """Let the machine propose a code, or no longer.

    Raises: BadInput (no such code); Conflict when its figures are not known, or not good enough.
    """
    with write(db):
        row = db.conn.execute("SELECT code_id, guid FROM code WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise BadInput(N_("This code is not in the codebook in use. Look at the codes there are now."))
        if on:
            found = kept_model.kept(db)
            judged = next((one for one in found.figures if one.code == key), None) if found else None
            if judged is None:
                raise Conflict(N_("How good suggestions for this code are is not known. Let the machine learn first."))
            if judged.too_few:
                raise Conflict(N_("There are too few examples of this code to learn from."))
            if judged.threshold is None:
                raise Conflict(N_("Suggestions for this code are wrong too often, so the machine keeps silent."))
            db.conn.execute("INSERT OR IGNORE INTO suggest_code VALUES (?, ?, ?)", (row[0], viewer.user_id, now()))
        else:
            db.conn.execute("DELETE FROM suggest_code WHERE code_id = ?", (row[0],))
        events.record(db, viewer, "suggestions set", "code", row[1])


@use_case(Right.CODE, event="asked for job")
def learn(db: Database, viewer: Viewer) -> str:
    """Ask for learning from the pilot's codings, behind the page; the guid of the task that does it."""
    with write(db):
        return queue.enqueue(db, viewer, LEARN, {}, "codings")


def run(work: Work) -> None:
    """The worker's part: learn, and keep it if every text it was learnt on is still there for it."""
    def tell(done: int, of: int) -> None:
        with work.holding():
            work.report(done, of, UNIT)

    newest = codebook.newest(work.db)
    if newest is None:
        raise Conflict(N_("There is no codebook yet. Load one first."))
    rows = codebook.codes(work.db, newest.codebook_version_id, "nl")
    found = kept_model.made(work.db, [row.key for row in rows if row.is_codable], signals(work.db),
                            newest.codebook_version_id, tell)
    with work.finishing():
        if not kept_model.keep(work.db, found):
            raise Conflict(N_("A text or a consent was withdrawn while the machine learnt. Let it learn anew."))
