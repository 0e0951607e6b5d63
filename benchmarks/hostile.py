"""Files that ask for far more than they are: what each costs behind the fence, and what others notice meanwhile.

Each file is read by the very child that reads uploads, under its limits, forked from a process that holds the parsers
as the nursery does; the kernel tells its processor time and the most memory it had.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.behind import Behind
from benchmarks.rows import Row, spread, table
from pilot import fence
from pilot.config import ROOT
from texts.importers import AUDIO_EXTENSIONS, read_text
from texts.intake import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.behind import Cost

ASKED = "< 2 s, < 200 MB"
CASES = ROOT.parent / "shared" / "cases" / "hostile"
HEAVY, WATCHED_S, LONGEST_S = 45, 0.02, 60


def run() -> list[Row]:
    """Measure every case, the cost of the fence itself, and another person's wait."""
    rows = _cases()
    rows += _extra()
    rows += _another()
    return rows


def _cases() -> list[Row]:
    from tests.hostile_files import LARGE, SMALL

    rows, behind = [], Behind()
    with tempfile.TemporaryDirectory() as folder, closing(behind):
        path = Path(folder, "x")
        for path_there in sorted(CASES.glob("*")) if CASES.is_dir() else ():
            if path_there.suffix != ".zip":
                rows.append(_row(behind, path_there.name, path_there, path_there.name))
        for what, (name, make) in {**LARGE, **SMALL}.items():
            path.unlink(missing_ok=True)
            _apart(make, path)
            rows.append(_row(behind, f"{what}, {name.rpartition('.')[2]}", path, name))
    return rows


def _apart(make: Callable[[Path], object], path: Path) -> None:
    """Make a file in a process of its own, whose memory goes with it."""
    pid = os.fork()
    if not pid:
        make(path)
        os._exit(0)
    _pid, status = os.waitpid(pid, 0)
    assert status == 0, path


def _row(behind: Behind, what: str, path: Path, name: str) -> Row:
    outcome, seconds, megabytes = measured(behind, path, name)
    return Row(f"{what} ({_size(path.stat().st_size)})", f"{seconds:.2f} s, {megabytes:.0f} MB: {outcome}", ASKED)


def _size(number: int) -> str:
    return f"{number / 1e6:.1f} MB" if number >= 100_000 else f"{number / 1e3:.1f} kB"


def measured(behind: Behind, path: Path, name: str) -> Cost:
    """What comes of a file behind the fence, and what it costs."""
    limits = fence.SMALL
    if path.suffix in AUDIO_EXTENSIONS or Path(name).suffix in AUDIO_EXTENSIONS:
        function, given = "media_behind", [str(path), name]
        limits = reading.media_limits(path.stat().st_size)
    elif name.startswith("list."):
        function, given = "listed_behind", [str(path), name]
    else:
        function, given = "text_behind", [str(path), name]
    return behind.cost({
        "function": f"texts.intake.reading:{function}", "given": given, "folder": os.getcwd(),
        "limits": asdict(limits), "language": "en"})


def _extra() -> list[Row]:
    """What the fence costs a small file, beside reading it here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x")
        path.write_text("Moeder: dag\nCoach: hallo\n")
        fence.warm(reading.MODULES)
        reading.text_of(path, "a.txt")
        behind, here = [], []
        for _ in range(60):
            began = time.perf_counter()
            reading.text_of(path, "a.txt")
            behind.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            read_text(path, "a.txt")
            here.append((time.perf_counter() - began) * 1000)
        rows = [Row("two lines, behind the fence", spread(behind), "< 50 ms more"),
                Row("two lines, in the server itself", spread(here)),
                Row("memory of the warm process, waiting", f"{_memory_mb():.0f} MB")]
        fence.stop()
    return rows


def _memory_mb() -> float:
    """What the nursery has in memory, libraries included, in MB."""
    from pilot.fence import calls

    lines = Path(f"/proc/{calls.running().pid}/status").read_text(encoding="ascii").splitlines()
    return int(dict(line.split(":", 1) for line in lines)["VmHWM"].split()[0]) / 1024


def _another() -> list[Row]:
    """How long a coach waits for an answer while an evaluator's 45 heavy previews are read, over a real server."""
    import httpx

    from tests.browser.conftest import address_of, serve_home, stop
    from tests.builder import build
    from tests.hostile_files import SMALL
    from texts.intake import pieces

    with tempfile.TemporaryDirectory() as folder:
        small = build(Path(folder, "home"))
        heavy = Path(folder, "a.pdf")
        SMALL["forms that draw forms"][1](heavy)
        with closing(small.open()) as db:
            guids = [pieces.take_file(small.pilot, db, small.viewers["evaluator"], heavy).guid for _ in range(HEAVY)]
        process = serve_home(small.home.folder)
        try:
            url = address_of(process)
            with httpx.Client(base_url=url, headers=_signed_in(url, "evaluator", small), timeout=300) as evaluator, \
                    httpx.Client(base_url=url, headers=_signed_in(url, "coach", small), timeout=300) as coach:
                coach.get("/api/reach")
                told: list[float] = []
                alone = list(_waits(coach, lambda: len(told) >= 100, told))
                answers: list[int] = []

                def preview(guid: str) -> None:
                    asked = {"items": [{"upload": guid, "name": "a.pdf"}]}
                    with suppress(httpx.TransportError):  # its connection is closed at the end
                        answers.append(evaluator.post("/api/intake/preview", json=asked).status_code)

                threads = [threading.Thread(target=preview, args=(guid,), daemon=True) for guid in guids]
                began = time.monotonic()
                for thread in threads:
                    thread.start()
                beside = list(_waits(
                    coach, lambda: len(answers) == HEAVY or time.monotonic() - began > LONGEST_S, []))
                took = time.monotonic() - began
        finally:
            stop(process)
    assert set(answers) <= {200}, answers
    return [
        Row("another person's answer, alone (50 / 95 %, slowest)", f"{spread(alone)}, {max(alone):.0f} ms"),
        Row(f"the same beside {HEAVY} heavy previews ({len(answers)} done in {took:.0f} s)",
            f"{spread(beside)}, {max(beside):.0f} ms", "< 100 ms"),
        Row("mean of these", f"{statistics.mean(beside):.0f} ms")]


def _signed_in(url: str, name: str, small: Any) -> dict[str, str]:
    """The headers of a signed-in browser."""
    from pilot.accounts import sittings
    from pilot.store.files import open_server
    from pilot.visit import COOKIE
    from tests.builder import PASSWORD

    with closing(open_server(small.home.server_path)) as server:
        token = sittings.sign_in(server, name, PASSWORD, "127.0.0.1")
    return {"Cookie": f"{COOKIE}={token}", "Origin": url, "X-CSRF-Token": sittings.csrf_for(token)}


def _waits(client: Any, done: Any, told: list[float]) -> Iterator[float]:
    """Milliseconds that each answer takes, one after the other, until `done()`; also written into `told`."""
    while not done():
        began = time.perf_counter()
        assert client.get("/api/reach").status_code == 200
        told.append((time.perf_counter() - began) * 1000)
        yield told[-1]
        time.sleep(WATCHED_S)


if __name__ == "__main__":
    print(table(run()))
