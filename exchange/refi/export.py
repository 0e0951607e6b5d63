"""A pilot leaves as a .qdpx, its codebook as a .qdc."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from coding.book import codebook
from exchange.refi import gather, ours, xml_out
from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.files.export import about, in_lines
from pilot.store import large_files
from pilot.store.files import new_guid, write
from pilot.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlite_utils import Database

    from exchange.refi.model import Project
    from pilot.config import Pilot

_NOTHING = N_("There is nothing to export yet: no text that you may read, and no codebook.")


@dataclass(frozen=True)
class Exported:
    """What left, counted.

    Attributes:
        left_out: what could not be carried or is not for this viewer, by kind; left_out_of: names of the documents that
            something of a kind is of, the first of them.
    """

    counts: dict[str, int]
    left_out: dict[str, int]
    left_out_of: dict[str, list[str]]

    def told(self) -> dict[str, int | dict[str, int] | dict[str, list[str]]]:
        """As the command prints it: how many left by kind, what was left out, and of which documents."""
        return {**self.counts, "left_out": dict(sorted(self.left_out.items())), "left_out_of": self.left_out_of}


@use_case(Right.SEE_OTHER_CODERS, event=("exported pilot", "exported codebook"), reads="texts")
def export_project(
    pilot: Pilot, db: Database, viewer: Viewer, target: Path, *, with_sound: bool = True,
    report: Callable[[int, int], None] | None = None,
) -> Exported:
    """Write what this viewer may read of the pilot to a new .qdpx file, or its codes to a .qdc file; for the team.

    Args:
        target: by its ending it is the one or the other.
        with_sound: with recordings, where the viewer may hear them.
        report: told how many texts and recordings are written, of how many.

    Raises: Conflict when there is a file called `target`, BadInput when there is nothing to export or the name ends
        otherwise; no file is left behind.
    """
    ending = target.suffix.casefold()
    if ending not in (".qdpx", ".qdc"):
        raise BadInput(N_("Give the file a name that ends in .qdpx (everything) or .qdc (the codebook)."))
    if target.exists():
        raise Conflict(N_("There is a file {path} already. Choose another name."), path=target)
    if not target.absolute().parent.is_dir():
        raise BadInput(N_("There is no folder {path}."), path=target.absolute().parent)
    project = gather.codebook_of(db, viewer) if ending == ".qdc" else gather.project_of(
        db, viewer, lambda guid, ext: with_sound and large_files.recording(pilot, guid, ext).is_file())
    for figure in project.figures:
        if figure.ext and not large_files.recording(pilot, figure.guid, figure.ext).is_file():
            figure.ext = ""
    if not (project.codes or project.sources or project.sounds or project.figures):
        raise BadInput(_NOTHING)
    coded = codebook.coded(db, (one.name for one in project.users))
    left = () if with_sound or ending == ".qdc" else ((_("Left out"), _("the recordings")),)
    told = "\n".join(in_lines(about(db, viewer, *left, coded=coded)))
    part = target.with_name(f".{new_guid()}.part")
    try:
        with large_files.written(part) as file:
            os.chmod(part, 0o600)
            _write(pilot, project, file, told, report, alone=ending == ".qdc")
        with write(db):
            events.record(db, viewer, "exported", "codebook" if ending == ".qdc" else "pilot", viewer.pilot_slug)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return Exported({
        "documents": len(project.sources), "codes": len(project.codes), "codings": sum(
            len(source.codings) + sum(len(one.codings) for one in source.selections) for source in project.sources),
        "memos": sum(not (ours.what_is_stated(note) or ours.is_reason(note)) for note in project.notes),
        "cases": len(project.cases), **project.kept}, project.left_out, project.left_out_of)


def _write(
    pilot: Pilot, project: Project, file: BinaryIO, told: str, report: Callable[[int, int], None] | None, *,
    alone: bool,
) -> None:
    if alone:
        file.write(xml_out.codebook(project, told).encode())
        return
    files = {one.guid: one.ext for one in project.sounds} | {one.guid: one.ext for one in project.figures}
    xml_out.write_project(
        project, file, (now(), told),
        lambda guid: large_files.opened(large_files.recording(pilot, guid, files[guid])), report)
