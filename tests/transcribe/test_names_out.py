"""Names looked for in the worker: every text that waits, one by one; what was done stays when it is ended."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobs import lease, queue
from jobs.work import Work
from pilot.errors import BadInput
from texts.documents import NewTurn, withdraw
from texts.names_out import deciding, opened, proposing, reviewing
from transcribe import names_out

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot
    from tests.builder import SmallPilot


@pytest.fixture
def preparer(small: SmallPilot) -> Viewer:
    """Who prepares texts."""
    return replace(small.viewers["evaluator"], prepares=True)


def raw(small: SmallPilot, db: Database, name: str) -> str:
    """A text that waits, in which a name stands."""
    return small.interview(db, kind="raw", title=name, turns=(NewTurn(f"Daar kwam {name}.", "Coach", "coach"),))


def test_every_text_that_waits_is_looked_through(
    small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for once; one that is withdrawn meanwhile is passed over, and going on does nothing twice."""
    operator = small.operator(db)
    first, second, third = (raw(small, db, name) for name in ("Hatice", "Chayenna", "Soufiane"))
    guid = names_out.ask(db, operator)
    assert names_out.ask(db, operator) == guid
    withdraw(db, operator, second, "dubbel")
    task = lease.claim(db, ["find names"])
    assert task
    work = Work(small.home, small.pilot, db, task.guid, task.token)
    with work.holding():
        work.report(1, 3, names_out.UNIT)  # an earlier attempt was ended here
    looked: list[str] = []
    real = proposing.propose

    def propose(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> int:
        looked.append(guid)
        return real(pilot, db, viewer, guid)

    monkeypatch.setattr(proposing, "propose", propose)
    names_out.run(work)
    (job,) = queue.jobs(db, operator)
    assert (job.state, job.done, job.total, job.output["failed"]) == ("done", 3, 3, [second])
    wanted = job.input["documents"]
    assert looked == wanted[1:]
    assert {place.document for group in reviewing.groups(small.pilot, db, operator) for place in group.places} == (
        {first, third} & set(wanted[1:]))


def test_versions_are_made_of_what_is_decided(small: SmallPilot, db: Database) -> None:
    """Not of one with a place to decide, nor of one in which nothing was found; one that is
    called after somebody waits on, and the others are made."""
    operator = small.operator(db)
    first = small.interview(db, kind="raw", turns=(NewTurn("Daar kwam Hatice.", "Coach", "coach"),))
    titled, undecided = (raw(small, db, name) for name in ("Chayenna", "Soufiane"))
    nothing = small.interview(db, kind="raw", turns=(NewTurn("Daar kwam niemand.", "Coach", "coach"),))
    with pytest.raises(BadInput):
        names_out.ask_to_make(db, operator)
    for guid in (first, titled, undecided, nothing):
        proposing.propose(small.pilot, db, operator, guid)
    deciding.accept(small.pilot, db, operator, [
        place.guid for group in reviewing.groups(small.pilot, db, operator) for place in group.places
        if place.document in (first, titled)])
    guid = names_out.ask_to_make(db, operator)
    assert names_out.ask_to_make(db, operator) == guid
    task = lease.claim(db, ["make versions"])
    assert task
    names_out.run_make(Work(small.home, small.pilot, db, task.guid, task.token))
    (job,) = queue.jobs(db, operator)
    assert (job.state, job.done, job.total, job.output["failed"]) == ("done", 2, 2, [titled])
    assert [one.guid for one in opened.waiting(db, operator)] == [titled, undecided, nothing]


def test_nothing_is_asked_for_where_no_text_waits(small: SmallPilot, db: Database, preparer: Viewer) -> None:
    """One sentence, and no task."""
    with pytest.raises(BadInput):
        names_out.ask(db, preparer)
    assert queue.jobs(db, preparer) == []
