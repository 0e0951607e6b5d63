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

from benchmarks.rows import machine

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "SECURITY.md"
_ROW = re.compile(
    r"^\| (?P<promise>[^|]+) \| `(?P<command>(?:pytest|python -m benchmarks|cli\.py) [^`]+)` \| (?P<came>[^|]*)\|$",
    re.M)
LEFT = "left"
# A proof that takes longer hangs.
LONGEST_S = 2 * 3600
# A row of a benchmark's table of which something is asked: what, what was measured, what was asked.
_FIGURE = re.compile(r"(?m)^\| (?!what )([^|]+?) +\| ([^|]+?) +\| [^| ][^|]*\|$")
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
    try:
        done = subprocess.run(argv(command), cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_S,
                              env=os.environ | {"COLUMNS": "200"})
    except subprocess.TimeoutExpired:
        return Came(False, f"**does not hold**: did not end in {LONGEST_S} s")
    took = f"{time.monotonic() - began:.0f} s"
    counts = {what: int(number) for number, what in _COUNTS.findall(done.stdout[-400:])}
    if command.startswith("pytest"):
        held = done.returncode == 0 and counts.get("passed", 0) > 0
        told = ", ".join(f"{number} {what}" for what, number in counts.items()) or f"ended with {done.returncode}"
    else:
        held = done.returncode == 0
        figures = "; ".join(f"{what}: {measured}" for what, measured in _FIGURE.findall(done.stdout))
        told = figures or (f"ended with {done.returncode}" if done.returncode else "held")
    if not held:
        print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
    return Came(held, f"{told}, {took}" if held else f"**does not hold**: {told}")


def written(text: str, command: str, came: Came, when: str) -> str:
    """The paper with what came of this command, and when and on what machine that was."""

    def row(found: re.Match[str]) -> str:
        told = f"{came.words}; {when}" if found["command"] == command else found["came"]
        return f"| {found['promise']} | `{found['command']}` | {told.strip()} |"

    return re.sub(r"(?m)^Last shown: .*$", f"Last shown: {when}, {machine()}.", _ROW.sub(row, text))


def when() -> str:
    """The day, and the first letters of the commit that is here; says so where something was changed since, or where
    there is no history."""
    done = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    status = ["git", "status", "--porcelain", "-uno", "--", ".", f":!{PAPER.name}"]
    changed = subprocess.run(status, cwd=ROOT, capture_output=True, text=True)
    at = done.stdout.strip() or "a copy without a history"
    return f"{datetime.now(UTC):%Y-%m-%d} at {at}{' and changes' if changed.stdout.strip() else ''}"


def chosen(text: str, words: list[str], now: str) -> list[Promise]:
    """The promises to try: those in which the words stand; with "left" only what was not shown to hold at `now`."""
    left, wanted = LEFT in words, " ".join(word for word in words if word != LEFT).casefold()
    at = now.partition(" at ")[2]
    return [one for one in promises(text) if wanted in f"{one.promise} {one.command}".casefold()
            and not (left and one.came.endswith(f" at {at}") and "**" not in one.came)]


def main(words: list[str]) -> int:
    """Try what is chosen; returns 1 when one does not hold, 2 when no promise has these words."""
    came: dict[str, Came] = {}
    text, now = PAPER.read_text(encoding="utf-8"), when()
    if not chosen(text, [word for word in words if word != LEFT], now):
        return 2
    for one in chosen(text, words, now):
        if one.command in came:
            continue
        came[one.command] = proved(one.command)
        print(f"{one.promise}: {came[one.command].words}", flush=True)
        text = PAPER.read_text(encoding="utf-8")
        PAPER.write_text(written(text, one.command, came[one.command], when()), encoding="utf-8")
    return int(not all(each.held for each in came.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
