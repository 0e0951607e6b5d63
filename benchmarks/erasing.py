"""Erasing a family of a large pilot (300,000 turns, 120,000 codings): how long each step takes, and the longest wait of
somebody who writes meanwhile.

Asked: nobody waits as long as a connection waits for a lock (10 s), so that no work is refused.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_pilot import big_pilot
from benchmarks.rows import Row
from pilot import access
from pilot.config import Home
from pilot.safety import closure, erasing
from pilot.safety.record_sets import FAMILY, Subject
from pilot.store.files import BUSY_TIMEOUT_MS, open_pilot, write

if TYPE_CHECKING:
    from pilot.config import Pilot

PAUSE_S = 0.02


def run() -> list[Row]:
    """The rows of the table."""
    made, _viewer = big_pilot()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        shutil.copytree(made.folder, home.folder)
        pilot, = home.pilots()
        size = pilot.db_path.stat().st_size / 1e6
        with closing(open_pilot(pilot.db_path)) as db:
            boss = access.operator(db, pilot.slug)
            guid, = db.conn.execute("SELECT guid FROM family ORDER BY family_id LIMIT 1").fetchone()
            begun = time.perf_counter()
            closure.find(db, pilot, Subject(FAMILY, guid))
            found = time.perf_counter() - begun
            ended, waits = threading.Event(), list[float]()
            other = threading.Thread(target=_writes, args=(pilot, ended, waits))
            other.start()
            begun = time.perf_counter()
            done = erasing.at_once(home, pilot, db, boss, Subject(FAMILY, guid), "asked")
            took = time.perf_counter() - begun
            ended.set()
            other.join()
    return [
        Row(f"finding what goes, {sum(done.counts.values()):,} rows of a file of {size:.0f} MB", f"{found:.1f} s"),
        Row("erasing it, all steps", f"{took:.1f} s"),
        Row("longest wait of somebody who writes meanwhile", f"{max(waits):.1f} s", f"< {BUSY_TIMEOUT_MS // 1000} s"),
        Row("writes meanwhile, none refused", f"{len(waits)}")]


def _writes(pilot: Pilot, ended: threading.Event, waits: list[float]) -> None:
    with closing(open_pilot(pilot.db_path)) as db:
        while not ended.is_set():
            begun = time.perf_counter()
            with write(db):
                db.conn.execute("UPDATE reach_stamp SET number = number + 1")
            waits.append(time.perf_counter() - begun)
            time.sleep(PAUSE_S)
