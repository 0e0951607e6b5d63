"""What encryption costs: the same pilot plain and encrypted, side by side.

Of a large pilot (120,000 codings, 300,000 turns) there are two copies, one of them encrypted; what people wait for is
done in the one and the other in turn, so that whatever else the machine does meets both alike. Asked: at most 1.3 times
the time, by the median. Beside the times stands the processor's, which other work on the machine touches less.
"""

from __future__ import annotations

import http.client
import os
import random
import shutil
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from benchmarks.big_pilot import big_pilot
from benchmarks.matrix import counted
from benchmarks.rows import Row, p
from coding.marks.actions import apply_ops
from pilot.accounts import sittings
from pilot.config import Home
from pilot.paging import Wanted
from pilot.safety import encrypting
from pilot.store import keys
from pilot.store.files import new_guid, open_pilot, open_server
from pilot.visit import COOKIE
from tests.browser.conftest import address_of, serve_home, stop
from tests.builder import build
from tests.texts.intake.test_intake import Desk, tone
from texts.index.matching import Query
from texts.index.search import search
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.access import Viewer

ROUNDS, ASKED, MOST = 30, "at most 1.3 times", 1.3
SECONDS, PIECE_BYTES = 1800, 256 * 1024  # of a recording; of what a browser asks for at a jump
WORDS = ("school", "buurvrouw", "tijd", "belde")


def run() -> list[Row]:
    """A row for each thing that people wait for, and one for taking a plain pilot along."""
    made, viewer = big_pilot()
    before = os.environ.get(keys.SECRET_VARIABLE)
    os.environ[keys.SECRET_VARIABLE] = keys.new_secret()
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain, locked = (Home(Path(folder) / name) for name in ("plain", "locked"))
            for home in (plain, locked):
                shutil.copytree(made.folder, home.folder)
            keys.begin(locked.folder)
            begun = time.perf_counter()
            list(encrypting.encrypt(locked))
            took = time.perf_counter() - begun
            size = sum(path.stat().st_size for path in locked.folder.rglob("*") if path.is_file()) / 1e6
            return [*_rows(plain, locked, viewer), _played(Path(folder)),
                    Row("encrypting a plain home, once", f"{took:.0f} s for {size:.0f} MB")]
    finally:
        os.environ.pop(keys.SECRET_VARIABLE)
        if before is not None:
            os.environ[keys.SECRET_VARIABLE] = before
        keys.forget()


def _rows(plain: Home, locked: Home, viewer: Viewer) -> list[Row]:
    acts: dict[str, Callable[[Home, Viewer, int], object]] = {
        "opening the pilot and a first question": _open, "storing a coding at the desk": _commit,
        "first page of a search": _search, "the matrix of themes": _matrix,
    }
    return [_row(what, partial(act, plain, viewer), partial(act, locked, viewer)) for what, act in acts.items()]


def _row(what: str, plain: Callable[[int], object], locked: Callable[[int], object]) -> Row:
    """Both in turn, after one of each that does not count."""
    took: tuple[list[float], list[float]] = ([], [])
    worked: tuple[list[float], list[float]] = ([], [])
    for n in range(-1, ROUNDS):
        for which, act in enumerate((plain, locked)):
            start, start_cpu = time.perf_counter(), time.process_time()
            act(n)
            if n >= 0:
                took[which].append((time.perf_counter() - start) * 1000)
                worked[which].append((time.process_time() - start_cpu) * 1000)
    (one, other), (cpu, other_cpu) = (p(took[0], 0.5), p(took[1], 0.5)), (p(worked[0], 0.5), p(worked[1], 0.5))
    return Row(what, f"{one:.1f} plain, {other:.1f} ms: {other / one:.2f} times"
                     f" (processor {cpu:.1f}, {other_cpu:.1f}: {other_cpu / max(cpu, 0.01):.2f})", ASKED,
               broken=other / one > MOST)


def _open(home: Home, _viewer: Viewer, _n: int) -> None:
    with closing(open_pilot(home.pilot("groot").db_path)) as db:
        db.conn.execute("SELECT count(*) FROM family").fetchone()


def _commit(home: Home, viewer: Viewer, n: int) -> None:
    with closing(open_pilot(home.pilot("groot").db_path)) as db:
        guid, = db.conn.execute("SELECT guid FROM document WHERE document_id = 7").fetchone()
        apply_ops(db, viewer, guid, [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "code_9",
                                      "start": 40 * (n + 1), "end": 40 * (n + 1) + 25}])


def _search(home: Home, viewer: Viewer, n: int) -> None:
    with closing(open_pilot(home.pilot("groot").db_path)) as db:
        search(db, viewer, Query(WORDS[n % len(WORDS)]), Wanted())


def _matrix(home: Home, viewer: Viewer, _n: int) -> None:
    counted(home.pilot("groot").db_path, viewer, Scope())


class _Server:
    """A server over a small pilot with one recording, and a coach who listens to it."""

    def __init__(self, folder: Path, *, encrypted: bool) -> None:
        small = build(folder / "home")
        with closing(small.open()) as db:
            desk = Desk(small, db, folder)
            self.guid = desk.bring("a.wav", tone(SECONDS))
            desk.store(desk.sound(self.guid, voice="coach", persons=(small.persons["coach"],)))
        if encrypted:
            keys.begin(small.home.folder)
            list(encrypting.encrypt(small.home))
        with closing(open_server(small.home.server_path)) as server:
            self._cookie = f"{COOKIE}={sittings.sign_in(server, 'coach', 'demo', '127.0.0.1')}"
        self.process = serve_home(small.home.folder)
        self._line = http.client.HTTPConnection(urlsplit(address_of(self.process)).netloc, timeout=60)

    def jump(self, n: int) -> None:
        """Ask for a piece from somewhere, as a browser does."""
        at = random.Random(n).randrange(2 * 8000 * SECONDS - PIECE_BYTES)
        self._line.request("GET", f"/recordings/{self.guid}", headers={
            "Cookie": self._cookie, "Range": f"bytes={at}-{at + PIECE_BYTES - 1}"})
        answer = self._line.getresponse()
        if (answer.status, len(answer.read())) != (206, PIECE_BYTES):
            raise RuntimeError(f"no piece came: {answer.status}")


def _played(folder: Path) -> Row:
    """What a listener waits for after a jump: the whole piece, from a server."""
    servers: list[_Server] = []
    try:
        for name in ("small", "sealed"):
            (folder / name).mkdir()
            servers.append(_Server(folder / name, encrypted=name == "sealed"))
        return _row("playing: a jump in a recording of half an hour, from a server", servers[0].jump, servers[1].jump)
    finally:
        for one in servers:
            stop(one.process)
