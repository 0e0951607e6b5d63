"""What a benchmark says: rows of what was measured against what was asked, as a Markdown table."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Row:
    """One line of a table: what, what was measured, what was asked (empty where nothing was), and whether a promise of
    SECURITY.md is broken by it: what was measured is then written all the same, and the benchmark fails."""

    what: str
    measured: str
    asked: str = ""
    broken: bool = False


def p(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def spread(values: Sequence[float]) -> str:
    """Median and 95th percentile of times in ms."""
    return f"{p(values, 0.5):.0f} / {p(values, 0.95):.0f} ms"


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table, its columns lined up."""
    lines = [("what", "measured", "asked"), *((row.what, row.measured, row.asked) for row in rows)]
    wide = [max(len(line[column]) for line in lines) for column in range(3)]
    shown = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, wide, strict=True)) + " |"
             for line in lines]
    return "\n".join([shown[0], "|" + "|".join("-" * (width + 2) for width in wide) + "|", *shown[1:]])


def machine() -> str:
    """The machine: cores, processor, memory."""
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {_processor()}, {gib:.0f} GiB, Python {platform.python_version()}"


def load() -> str:
    """How busy the machine is: processes wanting a core, over 1 and over 5 minutes."""
    one, five, _fifteen = os.getloadavg()
    return f"{one:.1f} / {five:.1f}"


def stolen_s() -> float:
    """Seconds of processor that other machines on the same host took from this one since it started (Linux)."""
    try:
        fields = Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0].split()
    except OSError:
        return 0.0
    return int(fields[8]) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
