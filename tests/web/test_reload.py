"""The dev mode's supervisor: what it watches, and that a change starts the command anew."""

from __future__ import annotations

import os
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from pilot.config import ROOT
from pilot.errors import BadInput
from tests.waiting import eventually
from web import reload
from web.gate.binding import Binding

if TYPE_CHECKING:
    from pathlib import Path

# Writes down its process id and what the code said when it began, then goes on for ever.
COMMAND = """
import os, pathlib, sys, time
here = pathlib.Path(sys.argv[1])
with (here / "runs").open("a") as runs:
    runs.write(f"{os.getpid()} {(here / 'code.py').read_text()}\\n")
while "wrong" not in (here / "code.py").read_text():
    time.sleep(0.02)
"""


@pytest.mark.slow
def test_a_change_starts_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command runs again with each change, also after it had ended by itself; stopped, nothing of it is left."""
    code, runs = tmp_path / "code.py", tmp_path / "runs"

    def begun() -> list[list[str]]:
        return [line.split() for line in runs.read_text().splitlines()] if runs.exists() else []

    monkeypatch.setattr(reload, "READY_AFTER_S", 0.0)
    program = tmp_path / "program.py"
    program.write_text(COMMAND)
    code.write_text("one")
    ended = threading.Event()
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=reload.supervise, args=(
            sock, [str(program), str(tmp_path)], lambda: {code: code.stat().st_mtime_ns}, ended))
        thread.start()
        for said in ("one", "two", "wrong", "three"):
            code.write_text(said)
            eventually(lambda said=said: begun() and begun()[-1][1:] == [said])  # type: ignore[misc]
        ended.set()
        thread.join()
    for pid, _said in begun():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


def test_what_is_watched() -> None:
    """Our own modules, words and guide, wherever they lie; no scripts, which are read at each request, no packages."""
    names = {path.relative_to(ROOT).as_posix() for path in reload.files()}
    assert {"app.py", "web/reload.py", "web/gate/gate.py", "pilot/store/pilot.sql", "locales/nl/web.po"} <= names
    assert any(name.startswith("docs/guide/nl/") for name in names)
    assert not [name for name in names if name.endswith((".js", ".css")) or name.startswith((".venv", "tests", "data"))]


@pytest.mark.parametrize(("binding", "tls"), [
    (Binding("0.0.0.0"), False), (Binding(), True), (Binding(proxies=frozenset({"127.0.0.1"})), False)])
def test_on_this_machine_only(binding: Binding, tls: bool) -> None:
    """Whatever lets others in is refused; loopback is not."""
    with pytest.raises(BadInput, match="your own machine"):
        reload.own_machine(binding, tls=tls)
    assert reload.own_machine(Binding(), tls=False).dev
