"""A project becomes a new pilot: a file of its own, whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exchange import report
from exchange.refi import reading, sounds
from exchange.refi.putting import Putting
from pilot import access, events, setup
from pilot.called import LONGEST
from pilot.config import Pilot
from pilot.errors import BadInput, Conflict
from pilot.store import large_files
from pilot.store.files import StoreFault, open_pilot, write
from pilot.visible import visible_name
from pilot.words import N_
from texts.importers.faults import damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exchange.refi.model import Project
    from texts.intake.media_kind import Media


@dataclass(frozen=True)
class Imported:
    """What came in, counted; `discarded`: what could not be carried, by kind, and `discarded_of`: names of documents
    that it is of; `convention`: as in `offsets`."""

    counts: dict[str, int]
    discarded: dict[str, int]
    discarded_of: dict[str, list[str]]
    convention: str

    def told(self) -> dict[str, int | str | dict[str, int]]:
        """As the command prints it: how many came by kind, what was discarded, how offsets were meant; no name."""
        return {**self.counts, "discarded": dict(sorted(self.discarded.items())), "offset_convention": self.convention}


def import_project(source: Path, target: Path, *, free_of_names: bool = False) -> Imported:
    """Make a pilot file of a .qdpx project, or of the codes in a .qdc file.

    Args:
        target: the new file, of any name, in a folder that is there. Called pilot.db it is one of a home: its folder is
            made, with a register.
        free_of_names: whether the operator says that no text in it holds a real name; else only who prepares texts
            reads those that do not say themselves.

    Raises: BadInput, Conflict when there is a file called `target`; nothing is left behind.
    """
    target = target.absolute()
    if target.exists():
        raise Conflict(N_("There is a file {path} already. Give the new pilot another name."), path=target)
    is_whole = target.name == Pilot("", target.parent).db_path.name
    if not target.parent.is_dir() and not (is_whole and target.parent.parent.is_dir()):
        raise BadInput(N_("There is no folder {path} to put the new pilot in."), path=target.parent)
    project = reading.project_of(source)
    with _folder(target.parent):
        counts = _bring(source, target, project, free_of_names)
        if is_whole:
            setup.complete(Pilot(_slug(target), target.parent))
    return Imported(counts, project.left_out, project.left_out_of, project.convention)


@contextmanager
def _folder(folder: Path) -> Iterator[None]:
    """A folder that is made when it is not there, and goes again when what was to lie in it fails."""
    is_new = not folder.exists()
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        yield
    except BaseException:
        if is_new:
            folder.rmdir()
        raise


def _bring(source: Path, target: Path, project: Project, free_of_names: bool) -> dict[str, int]:
    """Make the file, or leave nothing of it."""
    with tempfile.TemporaryDirectory(prefix=".refi-", dir=target.parent) as folder:
        found = sounds.take_out(project, source, Path(folder))
        figures = sounds.take_out_figures(project, source, Path(folder))
        pilot = Pilot(_slug(target), target.parent)
        made = Path(folder) / "pilot.db"
        links: list[Path] = []
        try:
            try:
                counts = _fill(made, pilot, project, (found, figures), free_of_names)
            except (StoreFault, UnicodeEncodeError) as fault:
                # What no rule above foresaw, and the store refuses.
                raise damaged(source.name) from fault
            files = [(path, guid, media.ext.lstrip(".")) for guid, (path, media) in found.items()]
            files += [(figures[one.guid], one.guid, one.ext) for one in project.figures if one.guid in figures]
            for path, guid, ext in files:
                at = large_files.recording(pilot, guid, ext)
                # Another pilot in this folder, made of the same project, has it already.
                if not _is_there(path, at):
                    links.append(at)
                    _link(path, at)
            _link(made, target)
        except BaseException:
            for path in links:
                path.unlink(missing_ok=True)
            _forget_empty(links)
            raise
    return counts


def _link(path: Path, target: Path) -> None:
    """Give a file its name, unless another one has it meanwhile."""
    if target.exists():
        raise Conflict(N_("There is a file {path} already. Give the new pilot another name."), path=target)
    large_files.name_again(path, target)
    os.chmod(target, 0o600)


def _is_there(path: Path, target: Path) -> bool:
    """Whether a file with the same bytes has that name."""
    if not target.exists():
        return False
    with large_files.opened(path) as one, large_files.opened(target) as other:
        return large_files.sha256(one) == large_files.sha256(other)


def _forget_empty(links: list[Path]) -> None:
    for folder in {path.parent for path in links}:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _slug(target: Path) -> str:
    """What the pilot is called in addresses: as its file, or its folder where that is just called pilot."""
    name = target.parent.name if target.name == "pilot.db" else target.stem
    return re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "pilot"


def _fill(
    path: Path, pilot: Pilot, project: Project, found: tuple[dict[str, tuple[Path, Media]], dict[str, Path]],
    free_of_names: bool,
) -> dict[str, int]:
    with closing(open_pilot(path, create=True)) as db:
        with write(db):
            setup.call(db, pilot.slug, visible_name(project.name)[:LONGEST] or pilot.slug)
            viewer = access.operator(db, pilot.slug)
            counts = Putting(db, viewer, project, *found, free_of_names=free_of_names).all()
            report.keep(
                db, (project.origin, project.convention), counts, project.left_out, project.left_out_of)
            events.record(db, viewer, "imported", "pilot", pilot.slug)
        db.conn.execute("PRAGMA journal_mode=DELETE")  # one whole file, to be given its name
    return counts
