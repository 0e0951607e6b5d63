"""Fifty people code for ten minutes, pages are opened five thousand times: how long it takes, what memory stays."""

from __future__ import annotations

import os
import tempfile
import threading
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import Row, p
from benchmarks.visitor import Visitor

if TYPE_CHECKING:
    from tests.builder import SmallPilot

CODERS = int(os.environ.get("RODE_DRAAD_CODERS", "50"))
SECONDS = int(os.environ.get("RODE_DRAAD_SECONDS", "600"))
RUNS = int(os.environ.get("RODE_DRAAD_RUNS", "5000"))
# Somebody who codes fast reads a sentence between two codings.
REST_S = 3.0
PAGES = ("", "documents", "stories", "families")
# What a server has in hand after so many runs is what it keeps: caches are full by then.
WARM_RUNS = 200


def run() -> list[Row]:
    """Coders first, pages after, over one server."""
    from tests.browser.conftest import address_of, serve_home, stop
    from tests.builder import build

    with tempfile.TemporaryDirectory() as folder:
        small = build(Path(folder, "home"))
        process = serve_home(small.home.folder)
        try:
            base = address_of(process).rstrip("/")
            return [*_coding(small, base, process.pid), *_pages(small, base, process.pid)]
        finally:
            stop(process)


def _coding(small: SmallPilot, base: str, pid: int) -> list[Row]:
    from coding.book import codebook
    from pilot.config import ROOT
    from tests.faults.storm import WORDS, Coder
    from texts.documents import NewTurn

    over = threading.Event()
    with closing(small.open()) as db:
        codebook.adopt(db, small.operator(db), (ROOT / "codebook.yaml").read_text(encoding="utf-8"), "proef")
        texts = [small.interview(db, turns=(NewTurn(WORDS, "Moeder", "family"),), title=str(uuid.uuid4()))
                 for _ in range(CODERS)]
    people = [Coder(small, base, text, over, REST_S) for text in texts]
    before = memory_mb(pid)
    for one in people:
        one.start()
    time.sleep(SECONDS)
    after = memory_mb(pid)
    over.set()
    for one in people:
        one.join()
    times = [each for one in people for each in one.times_ms]
    faults = [each for one in people for each in one.refused]
    return [
        Row(f"{CODERS} coders for {SECONDS} s: actions", f"{len(times):,}"),
        Row("an action, from sending to confirmed", f"{p(times, .5):.0f} / {p(times, .95):.0f} ms", "p95 < 100 ms"),
        Row("refused or without an answer", f"{len(faults)}", "0", bool(faults)),
        Row("memory of the server, per coder", f"{(after - before) / CODERS:.2f} MB"),
    ]


def _pages(small: SmallPilot, base: str, pid: int) -> list[Row]:
    visitor, seconds, failed = Visitor.signed_in(base, small.home, "evaluator"), [], 0
    for n in range(WARM_RUNS):
        visitor.run(PAGES[n % len(PAGES)])
    before = memory_mb(pid)
    for n in range(RUNS):
        ran = visitor.run(PAGES[n % len(PAGES)])
        seconds.append(ran.seconds * 1000)
        failed += ran.failed
    grown = memory_mb(pid) - before
    return [
        Row(f"{RUNS:,} page runs, each", f"{p(seconds, .5):.0f} / {p(seconds, .95):.0f} ms"),
        Row("of which went wrong", f"{failed}", "0", failed > 0),
        Row("memory that stayed", f"{grown:.1f} MB, {grown * 1000 / RUNS:.2f} kB a run", "no growth"),
    ]


def memory_mb(pid: int) -> float:
    """What a process has in memory, in MB."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
