"""Files that take long to make: asked for as a task, made by the worker, taken once by who asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from jobs import queue
from jobs.kinds import MAKE
from pilot import events
from pilot.access import Right, Viewer, reach
from pilot.door import use_case
from pilot.errors import Conflict, NotFound
from pilot.files import outgoing
from pilot.files.export import file_name, format_of
from pilot.store.files import write
from pilot.words import N_, current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from jobs.queue import Job
    from jobs.shapes import Asked, Noted
    from pilot.config import Pilot
    from pilot.files.export import Export

_CHANGED = N_("Since this file was made it has changed what you may read. Make it once more.")


class Ready(NamedTuple):
    """A file to take: what it is called, what it is, and itself; close it when done."""

    name: str
    mime: str
    file: BinaryIO


@use_case(Right.CODE, event="asked for job")
def request(
    db: Database, viewer: Viewer, export: Export, ending: str, query: Mapping[str, str], server: str = "",
) -> str:
    """Ask for a file; returns the job's guid, the same one while it is alive.

    Args:
        server: address of this server, for links in the file.
        query: of the export's options; words that are searched stay out, for a task keeps nothing of what was said.

    Raises: BadInput for another ending; NotAllowed.
    """
    format_of(export, ending)
    chosen = {name: query[name] for name in export.options if query.get(name) and name != "search"}
    asked: Asked = {"export": export.key, "ending": ending, "name": export.name, "query": chosen, "language": current(),
             "server": server}
    with write(db):
        return queue.enqueue(db, viewer, MAKE, asked, f"{viewer.user_id} {json.dumps(asked, sort_keys=True)}")


@use_case(Right.CODE, reads="one's own tasks")
def mine(db: Database, viewer: Viewer, limit: int = 20) -> list[Job]:
    """The files that this viewer asked for, those to be made first, in their turn; then the newest."""
    return queue.jobs(db, viewer, limit, kinds=(MAKE,), own=True)


@use_case(Right.CODE, event="took file", reads="a file of one's own", again=True)
def take(pilot: Pilot, db: Database, viewer: Viewer, guid: str, mimes: Mapping[str, str]) -> Ready:
    """A file that this viewer asked for, once: all the pilot may be in it, so who takes it is asked again who it is.

    Args:
        mimes: by ending.

    Raises: NotFound for another one, or one that is not there (any more); Conflict while it is being made, or where
        what may be read has changed since.
    """
    one = next((job for job in queue.jobs(db, viewer, 1, kinds=(MAKE,), own=True, guid=guid)), None)
    if one is None:
        raise NotFound(N_("This file is not there, or it is not yours."))
    if one.state != "done":
        raise Conflict(N_("This file is not ready yet."))
    ending = one.input["ending"]
    if one.output.get("stamp") != reach.stamp(db):
        outgoing.erase(pilot, guid, ending)
        raise Conflict(_CHANGED)
    outgoing.forget_old(pilot)
    file = outgoing.taken(pilot, guid, ending)
    with write(db):
        events.record(db, viewer, "took", "file", guid)
    return Ready(file_name(db, one.input["export"], ending), mimes[ending], file)


def noted(db: Database) -> Noted:
    """What a file that is ready is judged by when it is taken: kept in its task."""
    return {"stamp": reach.stamp(db)}
