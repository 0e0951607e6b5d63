"""Killed while it erases: rows are all there or all gone, and the next attempt goes on until nothing is left."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from typing import TYPE_CHECKING, Any

from jobs import erasing as asking
from jobs.kinds import ERASE
from jobs.worker import Worker
from pilot.safety import backup, deletions, erasing
from pilot.safety.record_sets import FAMILY, Subject
from tests.pilot.safety.test_erasing import found_in, plant

if TYPE_CHECKING:
    from pathlib import Path

    from jobs.work import Work
    from tests.builder import SmallPilot

# What is done last in each step, before it is noted that the step ended.
_LAST = {erasing.ASKED: "take_rows", erasing.ROWS: "take_names", erasing.NAMES: "take_files", erasing.FILES: "_tidy"}


def erase_and_die(work: Work) -> None:
    """The real handler, killed with -9 at the end of each of its steps the first time it does that step."""
    for step, part in _LAST.items():
        _dies(part, work.home.folder.parent / f"died-at-{step}")
    asking.run(work)


def _dies(part: str, once: Path) -> None:
    done = getattr(erasing, part)

    def do_and_die(*given: Any) -> object:
        found = done(*given)
        if not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    setattr(erasing, part, do_and_die)


def test_killed_at_the_end_of_each_step(small: SmallPilot) -> None:
    """Four times kill -9, once in each step: what is left goes, the report is whole, the list says it once."""
    with closing(small.open()) as db:
        plant(small, db)
        guid = asking.ask(db, small.viewers["admin"], Subject(FAMILY, small.families["Berk"]), "asked")
    assert Worker(small.home, {ERASE: "tests.faults.test_erasure_kill:erase_and_die"}, idle_s=0).run()
    assert len(list(small.home.folder.parent.glob("died-at-*"))) == len(_LAST)
    with closing(small.open()) as db:
        report = asking.report(db, small.viewers["admin"], guid)
    assert report.finished_at
    assert report.counts["document"] == report.counts["person_name"] == 1
    assert not found_in(small.home.folder)
    assert backup.check(small.home) == []
    listed = [one.subject for one in deletions.noted(small.home)]
    assert listed.count(Subject(FAMILY, small.families["Berk"])) == 1
