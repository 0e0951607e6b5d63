"""What other programs read: the whole pilot as REFI-QDA, and its codebook alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange.refi.export import export_project
from pilot.files import outgoing
from pilot.files.export import Asked, Counts, Export, Format
from pilot.store import large_files
from pilot.store.files import new_guid
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROJECT, CODES = "application/zip", "application/xml"
WITHOUT_SOUND = "without_sound"


def _save(asked: Asked, target: Path) -> Counts:
    """Write it where the worker says; returns what left and what could not, counted, for the task."""
    made = export_project(asked.pilot, asked.db, asked.viewer, target,
                          with_sound=not asked.query.get(WITHOUT_SOUND), report=asked.report)
    return {"counts": made.counts, "left_out": made.left_out}


def _write(ending: str) -> Callable[[Asked], bytes]:
    def made(asked: Asked) -> bytes:
        # Where such files lie anyway, for it holds what people said.
        target = outgoing.path(asked.pilot, new_guid(), ending)
        try:
            _save(asked, target)
            with large_files.opened(target) as file:
                return file.read()
        finally:
            target.unlink(missing_ok=True)

    return made


PILOT = Export("pilot", N_("The whole pilot, for other programs (REFI-QDA)"), (WITHOUT_SOUND,), {
    "qdpx": Format(PROJECT, _write("qdpx"), _save)}, is_slow=lambda asked: True)
CODEBOOK = Export("codes", N_("The codebook, for other programs (REFI-QDA)"), (), {"qdc": Format(CODES, _write("qdc"))})
EXPORTS = (PILOT, CODEBOOK)
