"""When what waits has its turn: one time where that is known, a range where the machine was busy."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from jobs import queue
from pilot.store.files import write
from tests import recordings
from tests.transcribe.test_pace import finished
from transcribe import schedule
from transcribe.handlers import TRANSCRIBE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot


def test_a_range_after_a_busy_afternoon(small: SmallPilot, jfk: Path) -> None:
    """An hour that takes 10 minutes as a rule and took 60 of late: ready between the one and the other."""
    recording = recordings.store(small, jfk)
    with closing(small.open()) as db:
        viewer = small.viewers["evaluator"]
        with write(db):
            db.conn.execute("UPDATE recording SET duration_ms = 3600000")
            guid = queue.enqueue(db, viewer, TRANSCRIBE, {"recording": recording, "model": "base"}, recording)
        finished(db, "base", 100, 600_000)
        waits = [one for one in queue.jobs(db, viewer) if one.alive]
        assert re.fullmatch(r"begins about \d\d:\d\d, ready about \d\d:\d\d", schedule.told(db, waits)[guid])
        finished(db, "base", 600, 600_000)
        assert re.fullmatch(
            r"begins about \d\d:\d\d, ready between \d\d:\d\d and \d\d:\d\d", schedule.told(db, waits)[guid])
        assert schedule.lengths(db, waits) == [(600, 3600)]
        # Of the last one half was telling voices apart, 5 minutes for 10: so an hour takes half an hour more for that.
        with write(db):
            db.conn.execute("UPDATE job SET output = json_object('apart', json_object('seconds', 300.0, 'ms', 600000))"
                            " WHERE job_id = (SELECT max(job_id) FROM job)")
        assert schedule.lengths(db, waits) == [(600, 1800)]
        assert schedule.lengths(db, waits, tells_apart=True) == [(2400, 3600)]
