"""A fuzzer that looks where its inputs lead: `python -m benchmarks.guided importers 1000`.

Atheris runs the parsers in this very process, with their branches counted, so that it finds inputs that go further in
than chance does. Whatever is no sentence of ours ends it with the input that did it. It fetches nothing and keeps no
file but in a folder that goes with it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

DOORS = ("importers", "refi")


def _importers(folder: Path) -> tuple[Any, dict[str, bytes]]:
    from benchmarks.fuzz import seeds
    from pilot.errors import RodeDraadError
    from texts.importers import read_text
    from texts.importers.source import InMemory

    made = {name: seed for name, seed in seeds(folder).items() if not name.endswith((".docx", ".odt", ".pdf"))}
    names = sorted(made)

    def one(data: bytes) -> None:
        if data:
            try:
                read_text(InMemory(data[1:]), names[data[0] % len(names)])
            except RodeDraadError:
                return

    return one, {name: bytes([names.index(name)]) + seed for name, seed in made.items()}


def _refi(folder: Path) -> tuple[Any, dict[str, bytes]]:
    from exchange.refi.reading import read_behind
    from pilot.errors import RodeDraadError
    from tests.exchange.refi import projects

    path = folder / "x.qdpx"

    def one(data: bytes) -> None:
        projects.packed(path, data)
        try:
            read_behind(str(path), "x.qdpx")
        except RodeDraadError:
            return

    inner = projects.sources(projects.source(projects.selection(0, 9), text="Zij belde zelf."))
    return one, {"project": projects.project(inner).encode()}


def main(door: str, runs: str) -> None:
    """Try so many inputs; ends the process, with 0 when nothing was wrong."""
    import atheris

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with atheris.instrument_imports(include=["texts", "exchange"]):
            one, seeds = _importers(folder) if door == "importers" else _refi(folder)
        corpus = folder / "corpus"
        corpus.mkdir()
        for seed, data in seeds.items():
            (corpus / seed).write_bytes(data)
        atheris.Setup([sys.argv[0], f"-runs={runs}", "-seed=1", "-max_len=4096", "-timeout=20",
                       f"-artifact_prefix={folder}/", str(corpus)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in DOORS or not sys.argv[2].isdigit():
        sys.exit(f"Say which door and how many inputs: {' or '.join(DOORS)}, and 1000.")
    main(*sys.argv[1:])
