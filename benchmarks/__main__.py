"""`python -m benchmarks [NAME...]`: run the benchmarks named (all of them when none is) and print their tables.

A benchmark is a module in this folder with `run() -> list[Row]`; README.md holds the last figures.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import load, machine, stolen_s, table

if TYPE_CHECKING:
    from types import ModuleType


def modules() -> dict[str, ModuleType]:
    """Every benchmark by name; importing one measures nothing."""
    found = {info.name: importlib.import_module(f"benchmarks.{info.name}")
             for info in pkgutil.iter_modules([str(Path(__file__).parent)]) if info.name != "__main__"}
    return {name: module for name, module in sorted(found.items()) if hasattr(module, "run")}


def main(names: list[str]) -> int:
    """Run and print; one that fails does not stop the others.

    Returns: 0; 1 when one failed or broke a promise; 2 for an unknown name.
    """
    known = modules()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = 0
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine()}\n")
    for name in names or known:
        before, stolen, began = load(), stolen_s(), time.monotonic()
        print(f"### `python -m benchmarks {name}`\n", flush=True)
        try:
            rows = known[name].run()
            print(table(rows))
            failed += any(row.broken for row in rows)
        except Exception:
            traceback.print_exc()
            failed += 1
        took = time.monotonic() - began
        print(f"\nLoad {before} before, {load()} after; took {took:.0f} s, in which other machines on the host took"
              f" {stolen_s() - stolen:.0f} s of processor.\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
