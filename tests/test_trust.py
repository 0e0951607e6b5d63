"""SECURITY.md: every promise has a proof that is there, and what came of it is written down as it was."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from benchmarks import rows, trust
from benchmarks.rows import Row

PAPER = trust.PAPER.read_text(encoding="utf-8")
SMALL = """# Paper

Last shown: a day.

| promise | proof | what came of it |
|---|---|---|
| It holds | `pytest tests/holds.py` | |
| It does not | `pytest tests/breaks.py` | 1 passed, 1 s |
| It runs | `cli.py --help` | |
"""
TABLE = rows.table([Row("kills", "40", "300"), Row("all of it", "9 s"), Row("lost", "0", "0")])


def test_every_promise_has_a_proof_that_is_there() -> None:
    """Tests and benchmarks that a promise names exist, and none is named in a way that is not run."""
    found = trust.promises(PAPER)
    assert len(found) > 25
    assert len(found) == PAPER.count("| `")
    for one in found:
        for word in shlex.split(one.command)[1:]:
            if word.startswith("tests/"):
                assert (trust.ROOT / word).exists(), one
        if "-m benchmarks" in one.command:
            assert (trust.ROOT / "benchmarks" / f"{one.command.split()[-1]}.py").is_file(), one


@pytest.mark.slow
def test_what_came_of_it_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A proof that holds, one that breaks and one of a command: each as it was, with the day; a break is told."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/holds.py").write_text("def test_one(): pass\n\n\ndef test_two(): pass\n")
    (tmp_path / "tests/breaks.py").write_text("def test_one(): raise AssertionError\n")
    (tmp_path / "cli.py").write_text(f"print({TABLE!r})")
    paper = tmp_path / "SECURITY.md"
    paper.write_text(SMALL)
    monkeypatch.setattr(trust, "ROOT", tmp_path)
    monkeypatch.setattr(trust, "PAPER", paper)
    assert trust.main([]) == 1
    came = [one.came for one in trust.promises(paper.read_text())]
    assert came[0].startswith("2 passed, ")
    assert came[1].startswith("**does not hold**: 1 failed")
    assert came[2].startswith("kills: 40; lost: 0, ")
    assert all(re.search(r"; 20\d\d-\d\d-\d\d at a copy without a history$", each) for each in came)
    assert re.search(r"^Last shown: 20.* cores of ", paper.read_text(), re.M)
    assert trust.main(["it", "runs"]) == 0
    assert trust.main(["nothing", "like", "it"]) == 2
    assert "It does not: **does not hold**" in capsys.readouterr().out


@pytest.mark.slow
def test_what_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that was broken off keeps what it had; "left" tries what did not hold or was not shown at this commit."""
    paper = tmp_path / "SECURITY.md"
    paper.write_text(SMALL)
    monkeypatch.setattr(trust, "PAPER", paper)
    monkeypatch.setattr(trust, "when", lambda: "2026-03-01 at abc")

    def broken_off(command: str) -> trust.Came:
        if "breaks" in command:
            raise KeyboardInterrupt
        return trust.Came(True, "2 passed")

    monkeypatch.setattr(trust, "proved", broken_off)
    with pytest.raises(KeyboardInterrupt):
        trust.main([])
    first = "2 passed; 2026-03-01 at abc"
    assert [one.came for one in trust.promises(paper.read_text())] == [first, "1 passed, 1 s", ""]
    held = {"pytest tests/breaks.py": False, "cli.py --help": True}
    words = {True: "held", False: "**does not hold**"}
    monkeypatch.setattr(trust, "proved", lambda command: trust.Came(held[command], words[held[command]]))
    assert trust.main(["left"]) == 1
    held["pytest tests/breaks.py"] = True
    del held["cli.py --help"]
    monkeypatch.setattr(trust, "when", lambda: "2026-03-02 at abc")
    assert trust.main(["left"]) == 0
    assert trust.main(["left"]) == 0
    assert [one.came for one in trust.promises(paper.read_text())] == [
        first, "held; 2026-03-02 at abc", "held; 2026-03-01 at abc"]
    assert capsys.readouterr().out.count("It does not: ") == 2
    monkeypatch.setattr(trust, "when", lambda: "2026-03-02 at abd")
    assert len(trust.chosen(paper.read_text(), ["left"], trust.when())) == 3
