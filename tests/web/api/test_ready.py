"""Ready or not: what a watcher is told, and what the log says of it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pilot.running import ready
from web.api import health

if TYPE_CHECKING:
    from tests.builder import SmallPilot
    from tests.web.conftest import Caller


class Usage(NamedTuple):
    """What a disk says of itself, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def looked_at_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request looks anew."""
    monkeypatch.setattr(health, "KEPT_S", 0.0)


def test_ready(call: Caller) -> None:
    """Signed out too, and a bare fact."""
    answer = call("GET", "/ready", None)
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


@pytest.mark.parametrize("store", ["server.db", "pilots/proef/pilot.db", "pilots/proef/register.db"])
def test_a_damaged_store(call: Caller, small: SmallPilot, store: str, caplog: pytest.LogCaptureFixture) -> None:
    """A store that does not open: 503 without a word more; the log names the store; alive all the same."""
    path = small.home.folder / store
    kept = path.read_bytes()
    for beside in path.parent.glob(f"{path.name}-*"):
        beside.unlink()
    path.write_bytes(b"x" * 5_000)
    answer = call("GET", "/ready", None)
    assert (answer.status_code, answer.json()) == (503, {"ready": False})
    assert f"{store} does not open" in caplog.text
    assert call("GET", "/health", None).json() == {"ok": True}
    path.write_bytes(kept)
    assert call("GET", "/ready", None).status_code == 200


def test_a_full_disk_and_a_folder_that_takes_nothing(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either is named, and neither before it is so."""
    assert ready.faults(small.home) == []
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9 - 10**6, 10**6))
        assert ready.faults(small.home) == ["the disk of the home is nearly full"]
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert ready.faults(small.home) == ["the folder of the home takes nothing that is written"]
