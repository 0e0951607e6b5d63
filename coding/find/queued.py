"""Coding very many places as a task: asked for once, done behind, taken back as one."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coding.find import together
from coding.find.together import Done, Place
from jobs import queue
from jobs.kinds import CODE
from pilot import access, words
from pilot.access import Right, Viewer
from pilot.clock import now, seconds_between
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.store.files import write
from pilot.words import N_, current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from jobs.queue import Job
    from jobs.shapes import Asked as Given
    from jobs.work import Work

AT_ONCE = 2_000  # places: more are coded behind the page
UNIT = "passages"
_TOLD_S = 3600


class Asked(NamedTuple):
    """Coding that was asked for as a task: the task, the name of the code, and the batch (a uuid) it makes."""

    job: Job
    code: str
    batch: str

    @property
    def is_fresh(self) -> bool:
        """Whether it ended so short ago that one wants to hear what became of it."""
        ended = self.job.finished_at
        return ended is not None and seconds_between(ended, now()) < _TOLD_S

    @property
    def done(self) -> Done:
        """What became of it, once it is done."""
        told = self.job.output
        return Done(int(told.get("made", 0)), int(told.get("already", 0)), int(told.get("refused", 0)),
                    tuple(told.get("why", ())))


@use_case(Right.CODE, event="asked for job")
def request(
    db: Database, viewer: Viewer, found: Sequence[Place], code: str, sign: str | None = None, *, extent: str,
) -> str:
    """Ask for places to be coded as `together.code_all` does it; returns the guid of the task. Raises: as that does,
    and NotFound for a document that this viewer does not see."""
    together.checked(db, found, code, sign, extent)
    for document in {place.document for place in found}:
        access.require_document(db, viewer, document)
    batch = str(uuid.uuid4())
    places = {document: (document_places[0].version, [(one.start, one.end) for one in document_places])
              for document, document_places in (
                  (guid, list(some)) for guid, some in groupby(sorted(set(found)), lambda place: place.document))}
    asked: Given = {
        "batch": batch, "code": code, "sign": sign, "extent": extent, "places": places, "language": current()}
    with write(db):
        return queue.enqueue(db, viewer, CODE, asked, batch)


@use_case(Right.CODE, reads="one's own tasks")
def last(db: Database, viewer: Viewer) -> Asked | None:
    """What this coder asked for last, or is being done; None before she did."""
    job = next(iter(queue.jobs(db, viewer, 1, kinds=(CODE,), own=True)), None)
    if job is None:
        return None
    code = together.name_of(db, job.input["code"])
    return Asked(job, code, job.input["batch"])


@use_case(Right.CODE, event="cancelled job")
def stop(db: Database, viewer: Viewer, guid: str) -> None:
    """Stop it; what was coded stays, and can be taken back as one. Raises: NotFound; Conflict when it has ended."""
    if not any(one.guid == guid for one in queue.jobs(db, viewer, 1, kinds=(CODE,), own=True, guid=guid)):
        raise NotFound(N_("This task is not there, or it is not yours."))
    queue.cancel(db, viewer, guid)


def run(work: Work) -> None:
    """The worker's part. Begun anew after a crash it goes on: what has its code has it once (`together.code_all`)."""
    given = work.input
    found = [Place(document, version, start, end)
             for document, (version, spans) in given["places"].items() for start, end in spans]

    def tell(n: int) -> None:
        with work.holding():
            work.report(n, len(found), UNIT)

    with words.speaking(given["language"]):
        tell(0)
        done = together.code_all(work.db, work.viewer(), given["batch"], found, given["code"], given["sign"],
                                 extent=given["extent"], tell=tell)
    with work.finishing():
        work.note(made=done.made, already=done.already, refused=done.refused, why=list(done.why))
