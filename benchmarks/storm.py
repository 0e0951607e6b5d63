"""Nothing is lost: server and worker killed again and again under ten people at work."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.rows import Row, p
from pilot.safety import backup

KILLS = int(os.environ.get("RODE_DRAAD_KILLS", "300"))
LEAST = 20


def run() -> list[Row]:
    """Kill the server so many times, the worker each second time, and look for what was confirmed."""
    from tests.builder import build
    from tests.faults.storm import Storm

    with tempfile.TemporaryDirectory() as folder:
        storm = Storm(build(Path(folder, "home")))
        began = time.monotonic()
        storm.blow(KILLS, LEAST)
        took = time.monotonic() - began
        lost, states = list(storm.losses()), storm.states()
        faults = backup.check(storm.small.home)
        undone = sum(state != "done" for state in states)
        times = [each for one in storm.people for each in one.times_ms]
        return [
            Row(f"actions confirmed to 10 people, at least {LEAST} before each kill", f"{storm.confirmed():,}"),
            Row("kill -9 of the server, of the worker each second time", f"{storm.kills}", "300"),
            Row("confirmed and lost, there twice, or refused", f"{len(lost)}", "0", bool(lost)),
            Row("tasks asked for, not done", f"{len(states)}, {undone}", "0", undone > 0),
            Row("faults of the stores (integrity, keys, index, events)", f"{len(faults)}", "0", bool(faults)),
            Row("an answer, median and 95th percentile", f"{p(times, .5):.0f} / {p(times, .95):.0f} ms"),
            Row("all of it", f"{took:.0f} s")]
