"""Handlers that real child processes run in tests."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pilot.errors import BadInput
from pilot.words import N_

if TYPE_CHECKING:
    from jobs.shapes import Noted
    from jobs.work import Work

SECRET = "wat een moeder zei"


def note(work: Work, **found: object) -> None:
    """Notes of these tests: keys of their own."""
    work.note(**cast("Noted", found))


def count(work: Work) -> None:
    """Three steps, each kept; goes on after those an earlier attempt did."""
    for done in range(work.done + 1, 4):
        with work.holding():
            work.report(done, 3, "")
    with work.finishing():
        note(work, by="+".join(work.viewer().roles))


def refuse(work: Work) -> None:
    """Fails with a sentence."""
    raise BadInput(N_("There is no text in it."))


def stumble(work: Work) -> None:
    """A bug whose message holds what somebody said."""
    raise ValueError(SECRET)


def die_once(work: Work) -> None:
    """Is killed after its first step, the first time."""
    if work.done == 0:
        with work.holding():
            work.report(1, 3, "")
        os.kill(os.getpid(), signal.SIGKILL)
    count(work)


def die(work: Work) -> None:
    """Is killed each time."""
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(work: Work) -> None:
    """Says its process id, then goes on until it is stopped."""
    with work.holding():
        note(work, pid=os.getpid())
    while True:
        time.sleep(0.05)


def write_after_end(work: Work) -> None:
    """Waits until its job was given to another, then tries to write all the same."""
    marker = Path(cast("dict[str, str]", work.input)["marker"])
    while not marker.exists():
        time.sleep(0.02)
    with work.finishing():
        note(work, wrong=True)


def fill_disk(work: Work) -> None:
    """Writes more than the file may grow to: SQLite's own answer to a full disk."""
    with work.holding():
        work.report(1, 3, "")
    pages = work.db.conn.execute("PRAGMA page_count").fetchone()[0]
    work.db.conn.execute(f"PRAGMA max_page_count = {pages}")
    with work.finishing():
        note(work, filling="x" * 5_000_000)
