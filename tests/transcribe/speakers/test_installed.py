"""Speaker models on this machine: added from a folder, fetched, checked; what is damaged is said in one sentence."""

from __future__ import annotations

import hashlib
import io
import tarfile
import threading
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from pilot.config import Home
from pilot.errors import BadInput, NotFound
from tests.transcribe.speakers import tiny_onnx
from transcribe.speakers import fetching, installed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home without models."""
    monkeypatch.delenv("RODE_DRAAD_MODELS", raising=False)
    return Home(tmp_path / "home")


def test_none_here(home: Home) -> None:
    """Without models it is said how to get them."""
    assert installed.folder_of(home) is None
    with pytest.raises(NotFound, match="model fetch speakers"):
        installed.loaded(home)


def test_added_from_a_folder(home: Home, tmp_path: Path) -> None:
    """Models are known by what they say of themselves, not by their names, and are copied with their hashes."""
    kept = installed.add(home, tiny_onnx.folder(tmp_path / "given"))
    assert sorted(path.name for path in kept.iterdir()) == ["campplus.onnx", "segmentation.onnx", "sha256.json"]
    found = installed.loaded(home, threads=1)
    assert found.segmentation.get_inputs()[0].shape[-1] == 7
    assert found.embedding.get_inputs()[0].shape[-1] == 80
    assert [path.name for path in home.models.iterdir()] == ["speakers"]


@pytest.mark.parametrize("name", installed.FILES)
def test_a_damaged_one_is_said(home: Home, tmp_path: Path, name: str) -> None:
    """A file that changed after it was checked is not loaded; added anew it works again."""
    given = tiny_onnx.folder(tmp_path / "given")
    path = installed.add(home, given) / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(BadInput, match=name):
        installed.loaded(home)
    installed.add(home, given)
    assert installed.loaded(home)


@pytest.mark.parametrize("damage", [b"", b"no model", None])
def test_a_folder_that_will_not_do(home: Home, tmp_path: Path, damage: bytes | None) -> None:
    """A file that is no model, or only one of the two, is refused and what was there stays."""
    kept = installed.add(home, tiny_onnx.folder(tmp_path / "given"))
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    bad = tiny_onnx.folder(tmp_path / "bad")
    if damage is None:
        (bad / "model.onnx").write_bytes(tiny_onnx.model({"model_type": "another"}))
    else:
        (bad / "model.onnx").write_bytes(damage)
    with pytest.raises(BadInput):
        installed.add(home, bad)
    with pytest.raises(NotFound):
        installed.add(home, tmp_path / "nowhere")
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_another_model_under_that_name(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Models in a folder that somebody named are checked too when they are loaded."""
    given = tmp_path / "given"
    given.mkdir()
    monkeypatch.setenv("RODE_DRAAD_MODELS", str(given))
    (given / installed.SEGMENTATION).write_bytes(tiny_onnx.model(tiny_onnx.SEGMENTATION, 7))
    (given / installed.EMBEDDING).write_bytes(tiny_onnx.model(tiny_onnx.EMBEDDING, 40))
    assert installed.folder_of(home) == given
    with pytest.raises(BadInput, match=r"campplus\.onnx"):
        installed.loaded(home)


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A host of our own in place of sherpa-onnx's releases; the folder it serves."""
    folder = tmp_path / "releases"
    segmentation = tiny_onnx.model(tiny_onnx.SEGMENTATION, 7)
    for part, data in ((fetching.ARCHIVE, _archive(segmentation)),
                       (fetching.EMBEDDING, tiny_onnx.model(tiny_onnx.EMBEDDING))):
        (folder / part.url).parent.mkdir(parents=True)
        (folder / part.url).write_bytes(data)
        name = "ARCHIVE" if part is fetching.ARCHIVE else "EMBEDDING"
        monkeypatch.setattr(fetching, name, replace(part, bytes=len(data), sha256=hashlib.sha256(data).hexdigest()))
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(fetching, "RELEASES", f"http://127.0.0.1:{server.server_address[1]}")
    yield folder
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def _archive(model: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:bz2") as tar:
        entry = tarfile.TarInfo(fetching.INSIDE)
        entry.size = len(model)
        tar.addfile(entry, io.BytesIO(model))
    return made.getvalue()


def test_fetched(home: Home, releases: Path) -> None:
    """Both are fetched, taken out and checked; nothing else is left, and a second fetch asks nobody."""
    told: list[tuple[int, int]] = []
    assert fetching.fetch_speakers(home, lambda done, total: told.append((done, total))) == home.models / "speakers"
    assert told[-1][0] == told[-1][1] == fetching.ARCHIVE.bytes + fetching.EMBEDDING.bytes
    assert installed.loaded(home)
    assert [path.name for path in home.models.iterdir()] == ["speakers"]
    (releases / fetching.EMBEDDING.url).unlink()
    assert fetching.fetch_speakers(home)


def test_one_that_arrives_damaged(home: Home, releases: Path) -> None:
    """A file with another hash is thrown away; the next try fetches that one only, and a damaged home is mended."""
    path = releases / fetching.EMBEDDING.url
    right = path.read_bytes()
    path.write_bytes(right[:-1] + b"?")
    with pytest.raises(BadInput, match="damaged"):
        fetching.fetch_speakers(home)
    assert installed.folder_of(home) is None
    path.write_bytes(right)
    kept = fetching.fetch_speakers(home)
    (kept / installed.EMBEDDING).write_bytes(b"")
    fetching.fetch_speakers(home)
    assert installed.loaded(home)


def test_no_connection(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a connection nothing changes, and the host is named."""
    monkeypatch.setattr(fetching, "RELEASES", "http://127.0.0.1:9")
    with pytest.raises(BadInput, match=r"127\.0\.0\.1:9"):
        fetching.fetch_speakers(home)
    assert installed.folder_of(home) is None
