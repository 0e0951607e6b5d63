"""`cli.py write-out` and `cli.py tasks`: the queue of a pilot from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from jobs import worker
from tests import recordings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot


def test_asking_and_changing_what_waits(
    small: SmallPilot, jfk: Path, dutch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Recordings are asked for by guid or all at once, all or none; a task is put first, waits, goes on, is stopped."""
    started: list[object] = []
    monkeypatch.setattr(worker, "ensure_running", started.append)

    def run(*arguments: str, home: bool = False) -> tuple[int, list[str], str]:
        where = ["--pilot", str(small.pilot.db_path), *(["--home", str(small.home.folder)] if home else [])]
        made = CliRunner().invoke(cli, [*arguments, *where])
        return made.exit_code, made.stdout.splitlines(), made.stderr

    one, two = recordings.store(small, jfk), recordings.store(small, dutch)
    code, told, error = run("write-out", one, "no-such-guid", home=True)
    assert (code, told) == (2, [])
    assert "This recording is not there" in error
    assert run("tasks", "list")[1] == []
    assert run("write-out", home=True)[0] == 2
    code, asked, _error = run("write-out", "--all", home=True)
    assert (code, len(asked), len(started)) == (0, 2, 1)
    assert run("write-out", two, home=True)[1][0] in asked

    first, second = (line.split("\t")[0] for line in run("tasks", "list")[1])
    assert run("tasks", "first", second)[0] == 0
    assert run("tasks", "pause", second)[0] == 0
    rows = [line.split("\t") for line in run("tasks", "list")[1]]
    assert [row[:3] for row in rows] == [[second, "transcribe", "paused"], [first, "transcribe", "queued"]]
    assert run("tasks", "resume", second)[0] == 0
    assert run("tasks", "stop", first)[0] == 0
    rows = [line.split("\t") for line in run("tasks", "list")[1]]
    assert [row[2] for row in rows] == ["queued", "cancelled"]
    assert run("tasks", "pause", first) == (2, [], "This has ended already.\n")
