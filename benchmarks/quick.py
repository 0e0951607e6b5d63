"""What `make quick` asks of the processor, room by room and in one run: what somebody waits for before each commit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.rows import Row

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = "not browser and not model and not fault and not slow"
MOST_ROOM_S, MOST_S = 20, 150  # seconds of processor, children too
# All of these are left out of a quick run, or are no tests.
APART = {"browser", "faults", "fixtures"}


def run() -> list[Row]:
    """Each room by itself, then all in one; RODE_DRAAD_ROOMS names some rooms, and then these alone."""
    asked = os.environ.get("RODE_DRAAD_ROOMS", "").split()
    rooms = asked or sorted(path.name for path in (ROOT / "tests").iterdir()
                            if path.is_dir() and path.name.isidentifier() and path.name not in APART)
    rows = [_row(f"`make quick {room}`", [room, f"tests/{room}"], MOST_ROOM_S) for room in rooms]
    return rows if asked else [*rows, _row("`make quick`", ["."], MOST_S, ["tests"])]


def _row(what: str, linted: list[str], most_s: int, tested: list[str] | None = None) -> Row:
    """One run as the Makefile does it; a test that fails is told beside the time."""
    before = os.times()
    there = [one for one in linted if (ROOT / one).exists()]
    subprocess.run([sys.executable, "-m", "ruff", "check", "-q", *there], cwd=ROOT, check=True)
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", LEFT_OUT, *(tested or linted[1:])], cwd=ROOT,
                          capture_output=True, text=True)
    after = os.times()
    took_s = sum(after[2:4]) - sum(before[2:4])
    told = done.stdout.strip().splitlines()[-1].split(" in ")[0] if done.stdout.strip() else "nothing ran"
    return Row(what, f"{took_s:.0f} s ({told})", f"< {most_s} s")
