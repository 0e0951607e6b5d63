"""Fetching a model, from a host of our own that behaves and misbehaves."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from pilot.config import Home
from pilot.errors import BadInput
from transcribe import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WEIGHTS = bytes(range(256)) * 8000
FILES = {
    "config.json": b"{}", "tokenizer.json": b"{}", "vocabulary.txt": b"w\n" * 51_865, "model.bin": WEIGHTS,
    "README.md": b"not wanted",
}


@dataclass
class Hub:
    """What the host does: cut the weights off once after so many bytes, send others, forget about ranges."""

    url: str = ""
    cut_after: int | None = None
    weights: bytes = WEIGHTS
    knows_ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A host that lists and sends one model."""
    made = Hub()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            made.asked.append((self.path, self.headers.get("Range")))
            if self.path.startswith("/api/models/Systran/faster-whisper-tiny/revision/main"):
                siblings = [
                    {"rfilename": name, "size": len(data),
                     **({"lfs": {"sha256": hashlib.sha256(data).hexdigest()}} if name == "model.bin" else {})}
                    for name, data in FILES.items()]
                self._send(json.dumps({"sha": "a" * 40, "siblings": siblings}).encode())
                return
            name = self.path.rsplit("/", 1)[1]
            data = made.weights if name == "model.bin" else FILES[name]
            start = self.headers.get("Range", "")
            if start and made.knows_ranges:
                self._send(data[int(start.removeprefix("bytes=").rstrip("-")):], 206)
            elif name == "model.bin" and made.cut_after:
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data[:made.cut_after])
                made.cut_after = None
            else:
                self._send(data)

        def _send(self, data: bytes, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv(fetch.ENDPOINT_VARIABLE, made.url)
    yield made
    server.shutdown()
    server.server_close()


def test_a_model_is_fetched_once_with_progress(hub: Hub, tmp_path: Path) -> None:
    """All wanted files arrive, progress runs up to the whole, and a second time nothing is asked for."""
    told: list[tuple[int, int]] = []
    model = fetch.fetch(Home(tmp_path), "tiny", lambda done, total: told.append((done, total)))
    whole = sum(len(data) for name, data in FILES.items() if name != "README.md")
    assert (model.path / "model.bin").read_bytes() == WEIGHTS
    assert not (model.path / "README.md").exists()
    assert told[-1] == (whole, whole)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    hub.asked.clear()
    assert fetch.fetch(Home(tmp_path), "tiny").path == model.path
    assert hub.asked == []


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_what_was_cut_off_goes_on(hub: Hub, tmp_path: Path, knows_ranges: bool) -> None:
    """A fetch cut off in the middle shows no model; the next one asks for the rest only, and the bytes are right."""
    hub.cut_after, hub.knows_ranges = 700_000, knows_ranges
    home = Home(tmp_path)
    with pytest.raises(BadInput, match="cannot be reached"):
        fetch.fetch(home, "tiny")
    assert not (home.models / "tiny").exists()
    hub.asked.clear()
    model = fetch.fetch(home, "tiny")
    assert (model.path / "model.bin").read_bytes() == WEIGHTS
    assert [r for path, r in hub.asked if path.endswith("model.bin")] == ["bytes=700000-"]
    assert [path.name for path in home.models.iterdir()] == ["tiny"]


def test_a_damaged_file_is_thrown_away(hub: Hub, tmp_path: Path) -> None:
    """Weights with another hash than the host lists never become a model."""
    hub.weights = WEIGHTS[:-1] + b"!"
    home = Home(tmp_path)
    with pytest.raises(BadInput, match="damaged"):
        fetch.fetch(home, "tiny")
    assert not (home.models / "tiny").exists()
    hub.weights = WEIGHTS
    assert fetch.fetch(home, "tiny").multilingual


def test_offline_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a connection, and for a name nobody knows, there is a sentence and no half model."""
    monkeypatch.setenv(fetch.ENDPOINT_VARIABLE, "http://127.0.0.1:9")
    with pytest.raises(BadInput, match="cannot be reached"):
        fetch.fetch(Home(tmp_path), "tiny")
    with pytest.raises(BadInput, match="no model ../x to fetch"):
        fetch.fetch(Home(tmp_path), "../x")
    assert list(tmp_path.iterdir()) == []
