"""Looking texts through for names in the worker, and making versions without them: asking for it, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import queue
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import BadInput, RodeDraadError
from pilot.paging import Wanted
from pilot.store.files import write
from pilot.words import N_
from texts import preparing
from texts.names_out import making, opened, proposing
from transcribe.handlers import FIND_NAMES, MAKE_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sqlite_utils import Database

    from jobs.work import Work
    from pilot.config import Pilot

UNIT = "texts"
MOST = 10_000  # at once; who asks again gets the rest


@use_case(Right.PREPARE, event="asked for job")
def ask(db: Database, viewer: Viewer, documents: Collection[str] = ()) -> str:
    """Ask for names to be looked for in these documents, or in every text that waits; returns the job's guid.

    While one of the same is still to be done, asking again gives that one.
    Raises: BadInput when no text waits, NotFound, NotAllowed.
    """
    for guid in documents:
        access.require_document(db, viewer, guid)
    wanted = sorted(set(documents)) or [
        one.guid for one in preparing.to_prepare(db, viewer, Wanted(size=MOST))]
    if not wanted:
        raise BadInput(N_("No text waits to be made free of names."))
    with write(db):
        return queue.enqueue(db, viewer, FIND_NAMES, {"documents": wanted}, " ".join(wanted) if documents else "all")


@use_case(Right.PREPARE, event="asked for job")
def ask_to_make(db: Database, viewer: Viewer, documents: Collection[str] = ()) -> str:
    """Ask for the versions without names of these documents, or of every text that waits in which something was found
    and all of it decided; returns the job's guid. Where nothing was found, a person says so text by text.

    While one of the same is still to be done, asking again gives that one.
    Raises: BadInput when there is no such text, NotFound, NotAllowed.
    """
    for guid in documents:
        access.require_document(db, viewer, guid)
    wanted = sorted(set(documents)) or [
        one.guid for one in opened.waiting(db, viewer) if one.looked and one.places and not one.undecided]
    if not wanted:
        raise BadInput(N_("In no text that waits everything is decided."))
    with write(db):
        return queue.enqueue(db, viewer, MAKE_VERSIONS, {"documents": wanted}, " ".join(wanted))


def run(work: Work) -> None:
    """Look each text through; what was done stays when it is ended, and one that cannot be read is passed over."""
    _each(work, proposing.propose)


def run_make(work: Work) -> None:
    """Make the version without names of each text; one in which a name of the register still stands waits on, for a
    person to look at it, as does one that was changed meanwhile."""
    _each(work, lambda pilot, db, viewer, guid: making.make(
        pilot, db, viewer, guid, preparing.number_of(db, viewer, guid)))


def _each(work: Work, do: Callable[[Pilot, Database, Viewer, str], object]) -> None:
    """One text after another; `failed`: guids of those that were passed over."""
    wanted, done = list(work.input["documents"]), work.done
    failed = list(work.output.get("failed", []))
    for at, guid in enumerate(wanted[done:], done + 1):
        try:
            do(work.pilot, work.db, work.viewer(), guid)
        except RodeDraadError:
            # Made readable, withdrawn or out of reach meanwhile, or too heavy: the others go on.
            failed.append(guid)
        with work.holding():
            work.report(at, len(wanted), UNIT)
            work.note(failed=failed)
    with work.finishing():
        work.note(failed=failed)
