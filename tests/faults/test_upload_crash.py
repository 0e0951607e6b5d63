"""Uploads when the program is killed: what was confirmed is there, and storing is all or nothing."""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import signal
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from pilot.accounts import sittings
from pilot.store import large_files
from pilot.store.files import open_server
from tests.browser.conftest import address_of, stop
from tests.forked import dies_at, ended
from tests.texts.intake.test_intake import tone
from tests.waiting import eventually
from texts import documents
from texts.intake import pieces, storing, uploads
from texts.intake.checks import Item
from texts.intake.who_is_who import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.forge import Forge, Served
    from tests.builder import SmallPilot

PIECE = 4 * 1024 * 1024


class Server:
    """A real server over the small pilot, spoken to as the page does, and killed at will."""

    def __init__(self, small: SmallPilot, forge: Forge) -> None:
        self.small, self.forge = small, forge
        with closing(open_server(small.home.server_path)) as server:
            self.token = sittings.sign_in(server, "evaluator", "demo", "127.0.0.1")
        self.start()

    def start(self) -> None:
        """Start it (again)."""
        self.process: Served = self.forge.serve(self.small.home.folder)
        self.url = address_of(self.process).rstrip("/")

    def kill(self) -> None:
        """Pull the plug."""
        self.process.kill()
        self.process.communicate()

    def headers(self) -> dict[str, str]:
        """What the browser sends along."""
        return {"Cookie": f"rode_draad={self.token}", "Origin": self.url, "X-CSRF-Token": sittings.csrf_for(self.token)}

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, Any]]:
        """One request; status and JSON."""
        with closing(http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)) as line:
            line.request(method, path, body, self.headers())
            answer = line.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said else {}

    def peak_mb(self) -> float:
        """The most memory the process has held, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


@pytest.fixture
def server(small: SmallPilot, forge: Forge) -> Iterator[Server]:
    """A running server, stopped at the end."""
    made = Server(small, forge)
    yield made
    stop(made.process)


def test_killed_in_the_middle_it_goes_on_from_what_is_on_disk(server: Server) -> None:
    """Kill -9 while a piece is coming in: after the restart the file is completed and is the same file."""
    data = random.Random(7).randbytes(3 * PIECE + 12345)
    _, upload = server.ask("POST", "/api/uploads", json.dumps({"ext": "wav", "bytes": len(data)}).encode())
    path = f"/api/uploads/{upload['guid']}"
    assert server.ask("PATCH", f"{path}?offset=0", data[:PIECE])[1]["received"] == PIECE
    line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    line.putrequest("PATCH", f"{path}?offset={PIECE}")
    for name, value in (server.headers() | {"Content-Length": str(PIECE)}).items():
        line.putheader(name, value)
    line.endheaders(data[PIECE : PIECE + PIECE // 2])
    part = large_files.upload(server.small.pilot, upload["guid"])
    eventually(lambda: part.stat().st_size > PIECE)  # bytes that nobody confirmed lie on disk
    server.kill()
    line.close()
    server.start()
    at = server.ask("GET", path)[1]["received"]
    assert at == PIECE
    while at < len(data):
        at = server.ask("PATCH", f"{path}?offset={at}", data[at : at + PIECE])[1]["received"]
    assert hashlib.sha256(part.read_bytes()).digest() == hashlib.sha256(data).digest()


def test_a_broken_connection_keeps_what_arrived(server: Server) -> None:
    """A piece that is cut off half way is kept as far as it came, and the upload goes on from there."""
    data = random.Random(8).randbytes(PIECE)
    _, upload = server.ask("POST", "/api/uploads", json.dumps({"ext": "wav", "bytes": len(data)}).encode())
    path = f"/api/uploads/{upload['guid']}"
    line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    line.putrequest("PATCH", f"{path}?offset=0")
    for name, value in (server.headers() | {"Content-Length": str(PIECE)}).items():
        line.putheader(name, value)
    line.endheaders(data[: PIECE // 2])
    part = large_files.upload(server.small.pilot, upload["guid"])
    eventually(lambda: part.exists() and part.stat().st_size)
    line.close()
    eventually(lambda: server.ask("GET", path)[1]["received"])
    at = server.ask("GET", path)[1]["received"]
    assert at <= PIECE // 2
    while at < len(data):
        status, told = server.ask("PATCH", f"{path}?offset={at}", data[at:])
        at = told["received"]
        assert status in (200, 409)
    assert part.read_bytes() == data


def test_memory_stays_flat(server: Server) -> None:
    """300 MB come in while the program grows by far less than that."""
    piece = random.Random(9).randbytes(PIECE)
    count = 75
    _, upload = server.ask("POST", "/api/uploads", json.dumps({"ext": "wav", "bytes": PIECE * count}).encode())
    path = f"/api/uploads/{upload['guid']}"
    server.ask("PATCH", f"{path}?offset=0", piece)
    before = server.peak_mb()
    for n in range(1, count):
        status, told = server.ask("PATCH", f"{path}?offset={n * PIECE}", piece)
        assert (status, told.get("received")) == (200, (n + 1) * PIECE)
    assert server.peak_mb() - before < 60


STEPS: dict[str, tuple[Any, str, bool]] = {
    "before the recording is in place": (storing, "place_recording", False),
    "after the recording is in place": (storing, "place_recording", True),
    "after the text is written": (documents, "add_document", True),
    "after the commit": (storing, "drop_parts", False),
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_while_storing(small: SmallPilot, tmp_path: Path, step: str) -> None:
    """Kill -9 between any two steps of storing: everything is stored, or nothing is and it can be done again."""
    guids = []
    for name, data in (("a.wav", tone()), ("a.txt", b"Moeder: Goed hoor, dank je wel.\n")):
        (tmp_path / name).write_bytes(data)
        with closing(small.open()) as db:
            guids.append(pieces.take_file(small.pilot, db, small.operator(db), tmp_path / name).guid)
    sound, text = guids
    mother = small.persons["Berk moeder"]
    about = (small.families["Berk"], "family", "2021-03-04")
    items = [
        Item(sound, *about, persons=(mother,)),
        Item(text, *about, "Gesprek", recording=sound, speakers={"Moeder": Speaker("Moeder", "family", mother)})]

    def store() -> None:
        with closing(small.open()) as db:
            storing.store(small.pilot, db, small.operator(db), items)

    def killed() -> None:
        owner, name, after = STEPS[step]
        dies_at(owner, name, after=after)
        store()

    assert ended(killed) == -signal.SIGKILL
    with closing(small.open()) as db:
        uploads.sweep(small.pilot, db)
        rows = (db["recording"].count, db["document"].count, db["upload"].count)
    recordings = sorted(p.name for p in small.pilot.recordings.iterdir())
    parts = sorted(p.stem for p in small.pilot.uploads.iterdir())
    if step == "after the commit":
        assert (rows, recordings, parts) == ((1, 1, 0), [f"{sound}.wav"], [])
        return
    assert (rows, recordings, parts) == ((0, 0, 2), [], sorted(guids))
    items.reverse()  # in whatever order
    store()
    assert (small.pilot.recordings / f"{sound}.wav").read_bytes() == tone()
