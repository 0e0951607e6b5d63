"""Looking texts through for names in the worker: asking for it, and doing it."""

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
from texts.names_out import proposing
from transcribe.handlers import FIND_NAMES

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database

    from jobs.work import Work

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


def run(work: Work) -> None:
    """Look each text through; what was done stays when it is ended, and one that cannot be read is passed over."""
    wanted, done = list(work.input["documents"]), work.done
    failed = list(work.output.get("failed", []))
    for at, guid in enumerate(wanted[done:], done + 1):
        try:
            proposing.propose(work.pilot, work.db, work.viewer(), guid)
        except RodeDraadError:
            # Made readable, withdrawn or out of reach meanwhile, or too heavy: the others go on.
            failed.append(guid)
        with work.holding():
            work.report(at, len(wanted), UNIT)
            work.note(failed=failed)
    with work.finishing():
        work.note(failed=failed)
