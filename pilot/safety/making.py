"""One backup from beginning to end: written, opened to see that it is whole, copied elsewhere, old ones taken away."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from pilot import clock
from pilot.errors import BadInput, NotFound, RodeDraadError, of_disk
from pilot.safety import backup, deletions, envelope, made, places, plan, restore, rotation
from pilot.store import keys, large_files
from pilot.store.files import open_pilot
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pilot.config import Home
    from pilot.safety.plan import Plan
    from pilot.safety.rotation import Rotation

LEFT_BEHIND = (".backup-", ".copy-", ".proof-", ".drill-")
DAY_S = 86_400


def make(home: Home, why: str, told: Callable[[int], None] = lambda done: None) -> Path:
    """Make a backup of the whole home by its plan; what became of it is kept, whatever became of it.

    Args:
        why: one of `made.PLANNED`, `ASKED`, `UPGRADE`.
        told: called with 1, 2, 3 as it is written, proven and copied.

    Returns: the file.
    Raises: BadInput, Conflict when it could not be made whole; nothing is then left of it, and older ones stay.
    """
    upgrade = why == made.UPGRADE
    wanted, at, since = plan.unopened(home) if upgrade else plan.plan(home), clock.moment(), monotonic()
    _sweep(_folder(wanted.in_home(home)))
    target = wanted.in_home(home) / places.name(at, upgrade=upgrade, sealed=keys.opened_with(home.folder) is not None)
    second, missed = "none", None
    try:
        backup.back_up(home, target, as_it_is=upgrade)
        told(1)
        _prove(target, upgrade)
        told(2)
    except RodeDraadError as error:
        # Before an upgrade nothing is written into stores that are still as an earlier version left them.
        if not upgrade:
            _note(home, at, target, why, False, since, second, error)
        raise
    if elsewhere := wanted.elsewhere():
        second, missed = _copied(target, elsewhere)
    told(3)
    rotate(wanted, home)
    _note(home, at, target, why, True, since, second, missed)
    return target


def by_hand(home: Home, target: Path) -> Path:
    """Make a backup where who looks after the machine wants it, outside the plan; it is opened again and kept in the
    list as the others are.

    Raises: as `make`.
    """
    at, since = clock.moment(), monotonic()
    backup.back_up(home, target)
    _prove(target, False)
    made.note(home, clock.iso(at), target.name, made.ASKED, whole=True, sealed=envelope.is_sealed(target),
              size=target.stat().st_size, ms=int((monotonic() - since) * 1000), second="none", fault=None)
    backup.record(home)
    return target


def _folder(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            N_("Backups cannot be written in {path}: {reason}."), path=path, reason=of_disk(error)) from error
    return path


def _sweep(folder: Path) -> None:
    """Take away what an attempt that was killed left behind; one of today may still be at work."""
    for path in folder.glob(".*"):
        if path.name.startswith(LEFT_BEHIND) and clock.moment().timestamp() - path.stat().st_mtime > DAY_S:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _prove(target: Path, upgrade: bool) -> None:
    """Take the file away again when it does not open: who looks for a backup must not find that one."""
    try:
        restore.prove(target, target.parent, as_it_was=upgrade)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _note(
    home: Home, at: datetime, target: Path, why: str, whole: bool, since: float, second: str,
    fault: RodeDraadError | None,
) -> None:
    size = target.stat().st_size if whole else 0
    made.note(home, clock.iso(at), target.name, why, whole=whole, sealed=target.suffix == ".sealed", size=size,
              ms=int((monotonic() - since) * 1000), second=second, fault=fault)
    if whole:
        backup.record(home)


def _copied(target: Path, elsewhere: Path) -> tuple[str, RodeDraadError | None]:
    """Put a copy in the second place, read back against the first; a place that is away (a disk, a network) is told."""
    copy = elsewhere / target.name
    part = copy.with_name(f".{copy.name}.part")
    try:
        if not elsewhere.is_dir():
            raise NotFound(N_("The second place is not there: {path}."), path=elsewhere)
        with target.open("rb") as file, large_files.written(part) as out:
            os.chmod(part, 0o600)
            shutil.copyfileobj(file, out, backup.CHUNK)
        if _sha256(part) != _sha256(target):
            raise BadInput(N_("The copy in {path} is not the same as the backup."), path=elsewhere)
        os.replace(part, copy)
        large_files.sync_folder(elsewhere)
    except RodeDraadError as error:
        return "failed", error
    except OSError as error:
        return "failed", BadInput(
            N_("Backups cannot be written in {path}: {reason}."), path=elsewhere, reason=of_disk(error))
    finally:
        if elsewhere.is_dir():
            part.unlink(missing_ok=True)
    return "copied", None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return large_files.sha256(file)


def rotate(wanted: Plan, home: Home) -> list[Path]:
    """Take away the backups whose turn it is, in both places; returns them. Those from before an upgrade stay a year's
    worth: as many as there are months kept."""
    gone = []
    for folder in (wanted.in_home(home), wanted.elsewhere()):
        if folder is not None:
            gone += _passed(folder, wanted.rotation)
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _passed(folder: Path, keeping: Rotation) -> list[Path]:
    found = places.lying(folder)
    before = [one for one in found if one.upgrade]
    usual = [one for one in found if not one.upgrade]
    stay = rotation.kept((one.at for one in usual), keeping)
    return [*(one.path for one in usual if one.at not in stay), *(one.path for one in before[max(1, keeping.months):])]


def drill(home: Home, source: Path | None = None) -> made.Drill:
    """Bring a backup back in a temporary place, as after a disaster, and keep what came of it; the place is erased.

    Args:
        source: which one; the newest in the second place, for want of one the newest here.

    Raises: NotFound when there is none. One that does not come back is no error: the answer says so.
    """
    wanted = plan.plan(home)
    chosen = source or newest(home, wanted)
    since, at = monotonic(), clock.moment()
    place = _folder(wanted.in_home(home)) / f".drill-{at:%Y%m%dT%H%M%S%f}"
    counts, fault = (0, 0, 0), None
    try:
        counts = _counted(restore.restore(chosen, place, erased=deletions.noted(home)))
    except RodeDraadError as error:
        fault = error
    finally:
        shutil.rmtree(place, ignore_errors=True)
    made_at = next((one.at for one in places.lying(chosen.parent) if one.path == chosen), at)
    made.note_drill(home, chosen.name, clock.iso(made_at), whole=fault is None,
                    ms=int((monotonic() - since) * 1000), counts=counts, fault=fault)
    return made.drills(home, 1)[0]


def newest(home: Home, wanted: Plan) -> Path:
    """The newest backup, in the second place before the first. Raises: NotFound."""
    for folder in (wanted.elsewhere(), wanted.in_home(home)):
        if folder is not None and (found := places.lying(folder)):
            return found[0].path
    raise NotFound(N_("There is no backup yet. Make one first."))


def _counted(home: Home) -> tuple[int, int, int]:
    """Of a home that came back: stores, texts and recordings."""
    texts = sounds = 0
    for pilot in home.pilots():
        with closing(open_pilot(pilot.db_path)) as db:
            texts += db.conn.execute("SELECT count(DISTINCT document_id) FROM document_version").fetchone()[0]
            sounds += db.conn.execute("SELECT count(*) FROM recording").fetchone()[0]
    return sum(1 for _store in backup.stores(home)), texts, sounds
