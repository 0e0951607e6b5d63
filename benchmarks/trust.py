"""`python -m benchmarks.trust [WORDS]`: run the proof of every promise in SECURITY.md and write down what came of it.

A promise is a row of a table there: what is promised, the command that proves it, what came of it. A command is pytest
with the tests, a benchmark, or one of ours. With WORDS only promises in which they stand are tried. A proof that does
not hold is written down as such, and the command ends with 1.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "SECURITY.md"
_ROW = re.compile(
    r"^\| (?P<promise>[^|]+) \| `(?P<command>(?:pytest|python -m benchmarks|cli\.py) [^`]+)` \| (?P<came>[^|]*)\|$",
    re.M)
_COUNTS = re.compile(r"(\d+) (passed|failed|skipped|error)")


class Promise(NamedTuple):
    """A row: what is promised, the command that proves it, and what came of it the last time."""

    promise: str
    command: str
    came: str


class Came(NamedTuple):
    """What came of a proof: whether it held, and in words."""

    held: bool
    words: str


def promises(text: str) -> list[Promise]:
    """The promises of a paper, in their order."""
    return [Promise(*(each.strip() for each in found.groups())) for found in _ROW.finditer(text)]


def argv(command: str) -> list[str]:
    """A command of the paper as a process is given it, with this Python."""
    first, *rest = shlex.split(command)
    if first == "pytest":
        return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *rest]
    return [sys.executable, *([] if first == "python" else [str(ROOT / first)]), *rest]


def proved(command: str) -> Came:
    """Run a proof. It holds when it ends with 0, and pytest ran at least one test and skipped none."""
    began = time.monotonic()
    done = subprocess.run(argv(command), cwd=ROOT, capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"})
    took = f"{time.monotonic() - began:.0f} s"
    counts = {what: int(number) for number, what in _COUNTS.findall(done.stdout[-400:])}
    if command.startswith("pytest"):
        held = done.returncode == 0 and counts.get("passed", 0) > 0
        told = ", ".join(f"{number} {what}" for what, number in counts.items()) or f"ended with {done.returncode}"
    else:
        held, told = done.returncode == 0, f"ended with {done.returncode}" if done.returncode else "held"
    if not held:
        print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
    return Came(held, f"{told}, {took}" if held else f"**does not hold**: {told}")


def written(text: str, came: dict[str, Came], when: str) -> str:
    """The paper with what came of these commands, and when that was."""

    def row(found: re.Match[str]) -> str:
        outcome = came.get(found["command"])
        told = outcome.words if outcome else found["came"]
        return f"| {found['promise']} | `{found['command']}` | {told.strip()} |"

    return re.sub(r"(?m)^Shown on .*$", f"Shown on {when}.", _ROW.sub(row, text))


def commit() -> str:
    """The first letters of the commit that is here, or that there is none to tell."""
    done = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "a copy without a history"


def main(wanted: str = "") -> int:
    """Try the promises in which `wanted` stands; returns 1 when one does not hold, 2 when there is none."""
    text, came = PAPER.read_text(encoding="utf-8"), {}
    chosen = [one for one in promises(text) if wanted.casefold() in f"{one.promise} {one.command}".casefold()]
    for one in chosen:
        if one.command not in came:
            came[one.command] = proved(one.command)
            print(f"{one.promise}: {came[one.command].words}", flush=True)
    when = f"{datetime.now(UTC):%Y-%m-%d} at {commit()}"
    PAPER.write_text(written(PAPER.read_text(encoding="utf-8"), came, when), encoding="utf-8")
    return 2 if not chosen else int(not all(each.held for each in came.values()))


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
