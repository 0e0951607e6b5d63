"""Files that take long: asked for once, made as who asked, taken once by her alone, erased after a day."""

from __future__ import annotations

import os
import time
import zipfile
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING, ClassVar, cast

import pytest

from coding.exports import SEGMENTS
from coding.marks import segments
from exchange.exports import PILOT
from jobs import files, queue, shown
from jobs.worker import Worker
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import consent
from pilot.files import as_xlsx, docx_rows, outgoing
from pilot.files.export import GATHERED, WHOLE, Asked, Export, Format
from tests.themes import coded
from web import making
from web.api.files import MIMES
from web.exports import EXPORTS
from web.handlers import HANDLERS

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlite_utils import Database

    from jobs.queue import Job
    from jobs.work import Work
    from pilot.access import Viewer
    from tests.builder import SmallPilot


@pytest.fixture
def asked(small: SmallPilot, db: Database) -> str:
    """A whole pilot that an evaluator asked for."""
    coded.code(small, db)
    return files.request(db, small.viewers["evaluator"], PILOT, "qdpx", {"search": "geheim", "x": "y"})


def work_off(small: SmallPilot) -> None:
    """Do what is asked for."""
    assert Worker(small.home, HANDLERS, idle_s=0).run()


def look(small: SmallPilot, who: str = "evaluator") -> list[Job]:
    """Her files."""
    with closing(small.open()) as db:
        return files.mine(db, small.viewers[who])


def take(small: SmallPilot, guid: str, who: str = "evaluator") -> files.Ready:
    """Take one."""
    with closing(small.open()) as db:
        return files.take(small.pilot, db, small.viewers[who], guid, MIMES)


@pytest.mark.slow
def test_a_file_is_made_and_taken_once(small: SmallPilot, db: Database, asked: str) -> None:
    """It lies in the pilot's folder until its maker takes it; nobody else finds it, and words searched are not kept."""
    assert files.request(db, small.viewers["evaluator"], PILOT, "qdpx", {}) == asked
    assert look(small)[0].input["query"] == {}
    with pytest.raises(Conflict, match="not ready"):
        take(small, asked)
    work_off(small)
    (job,) = look(small)
    assert (job.state, job.output["counts"]["documents"]) == ("done", 3)
    assert (small.pilot.outgoing / f"{asked}.qdpx").stat().st_mode & 0o077 == 0
    assert look(small, "evaluator2") == []
    with pytest.raises(NotFound, match="not yours"):
        take(small, asked, "evaluator2")
    ready = take(small, asked)
    with ready.file, zipfile.ZipFile(ready.file) as found:
        assert "project.qde" in found.namelist()
    assert (ready.name.startswith("rode-draad-pilot-"), ready.mime) == (True, "application/zip")
    assert list(small.pilot.outgoing.iterdir()) == []
    with pytest.raises(NotFound, match="no longer"):
        take(small, asked)
    events = db.execute("SELECT verb, subject FROM event ORDER BY event_id").fetchall()
    assert ("exported", "pilot") in events
    assert events[-1] == ("took", "file")


@pytest.mark.slow
def test_what_is_out_of_reach_since_does_not_leave(small: SmallPilot, db: Database, asked: str) -> None:
    """Consent that changed after a file was made: it is erased, and one sentence says to make it anew."""
    work_off(small)
    consent.give(db, small.operator(db), small.persons["Berk moeder"], ["analyse"], "2021-01-15")
    consent.withdraw(db, small.operator(db), small.persons["Berk moeder"], "analyse", "2021-03-05")
    with pytest.raises(Conflict, match="changed what you may read"):
        take(small, asked)
    assert list(small.pilot.outgoing.iterdir()) == []


@pytest.mark.slow
def test_a_file_is_erased_after_a_day(small: SmallPilot, asked: str) -> None:
    """What nobody took goes, and what was left of a task that was ended; a fresh one stays."""
    work_off(small)
    path = small.pilot.outgoing / f"{asked}.qdpx"
    outgoing.forget_all(small.home)
    assert path.is_file()
    old = time.time() - outgoing.KEPT_S - 60
    os.utime(path, (old, old))
    outgoing.forget_all(small.home)
    assert not path.exists()


def test_a_task_that_is_stopped_makes_nothing(small: SmallPilot, db: Database, asked: str) -> None:
    """Cancelled before the worker came to it."""
    queue.cancel(db, small.viewers["evaluator"], asked)
    work_off(small)
    assert (look(small)[0].state, small.pilot.outgoing.exists()) == ("cancelled", False)


@pytest.mark.slow
def test_a_table_as_a_task_is_the_same_table(small: SmallPilot, db: Database, asked: str) -> None:
    """What is made behind is what the menu gives; a fault is the sentence of the task."""
    evaluator = small.viewers["evaluator"]
    guid = files.request(db, evaluator, SEGMENTS, "csv", {"code": coded.CODE})
    wrong = files.request(db, evaluator, SEGMENTS, "csv", {"code": "bestaat-niet"})
    work_off(small)
    with take(small, guid).file as file:
        made = file.read()
    direct = SEGMENTS.formats["csv"].write(Asked(small.pilot, db, evaluator, {"code": coded.CODE}))
    assert made.count(b"\r\n") == direct.count(b"\r\n")
    states = {one.guid: (one.state, one.error) for one in look(small)}
    assert states[wrong] == ("failed", "This code is not in the codebook.")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv"])
def test_a_table_tells_how_far_it_is(
    small: SmallPilot, db: Database, asked: str, ending: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Gathering and writing are parts of one whole, which only grows."""
    for module in (segments, as_xlsx, docx_rows):
        monkeypatch.setattr(module, "_EVERY", 1)
    told: list[tuple[int, int]] = []
    asking = Asked(small.pilot, db, small.viewers["evaluator"], {}, lambda *one: told.append(one))
    SEGMENTS.formats[ending].write(asking)
    assert told[0] == (0, WHOLE)
    assert told == sorted(told)
    assert {total for _done, total in told} == {WHOLE}
    assert (max(told)[0] > GATHERED[ending] * WHOLE) == (ending != "csv")
    assert max(told)[0] <= WHOLE


def test_how_far_a_file_is_goes_up_only(small: SmallPilot, db: Database, asked: str) -> None:
    """Begun anew it says nothing until it has come further, so that what ends it each time ends the task."""
    reported: list[int] = []

    class Again:
        """A second attempt at what was half done."""

        done = 500
        input: ClassVar = {"export": "test", "ending": "csv", "language": "nl", "query": {}}

        def __init__(self) -> None:
            self.pilot, self.db, self.guid, self.home = small.pilot, db, asked, small.home

        def viewer(self) -> Viewer:
            return small.viewers["evaluator"]

        def report(self, done: int, total: int, unit: str) -> None:
            assert (total, unit) == (WHOLE, shown.SHARE)
            reported.append(done)

        def holding(self) -> AbstractContextManager[None]:
            return nullcontext()

        finishing = holding

        def note(self, **_found: object) -> None:
            pass

    def made(given: Asked) -> bytes:
        for n in range(11):
            assert given.report is not None
            given.report(n, 10)
        return b"x"

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(EXPORTS, "test", Export("test", "Test", (), {"csv": Format("text/csv", made)}))
        patch.setattr(making, "TELL_EVERY_S", 0)
        making.run(cast("Work", Again()))
    assert reported == [600, 700, 800, 900, 1000]


def test_who_may_not(small: SmallPilot, db: Database) -> None:
    """Who does not code asks for nothing; another ending is one sentence."""
    with pytest.raises(NotAllowed):
        files.request(db, small.viewers["coach"], PILOT, "qdpx", {})
    with pytest.raises(BadInput):
        files.request(db, small.viewers["evaluator"], PILOT, "exe", {})
