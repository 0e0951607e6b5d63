"""The way back when a file is damaged: what is damaged comes from the newest whole backup, all else stays as it is.

A store comes back with its pilot: `pilot.db` and `register.db` belong together. A recording or paper comes back alone.
What was there is put aside in the home, never erased. Killed in the middle, the same command goes on.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pilot import clock
from pilot.config import Home
from pilot.errors import BadInput, NotFound, RodeDraadError
from pilot.safety import backup, deletions, places, plan, restore
from pilot.store import keys, large_files, pool
from pilot.store.files import StoreFault, is_plain
from pilot.words import N_

_COMING, _ORDERS = ".recovering", "orders.json"
_BESIDE = ("", "-wal", "-shm")  # a store and what SQLite keeps beside it


@dataclass(frozen=True)
class Recovered:
    """What was done.

    Attributes:
        faults: what was found, one line each; none: nothing was damaged and nothing was done.
        source: the backup it came from. made_at: when that was made (UTC): work of later in what came back is gone.
        back: places in the home that came back. aside: the folder with what was there; None: nothing had to go there.
    """

    faults: list[str]
    source: Path | None = None
    made_at: datetime | None = None
    back: tuple[str, ...] = ()
    aside: Path | None = None


def recover(home: Home, source: Path | None = None) -> Recovered:
    """Bring back what is damaged or missing. Nobody may be working in the home: stop app and worker first.

    Args:
        source: the backup to take it from; the newest that is whole and has it, when None.

    Raises: NotFound when there is no whole backup; BadInput for a `source` that is none. Nothing was changed then.
    """
    pool.close_all()
    coming = home.folder / _COMING
    if not (coming / _ORDERS).is_file():
        shutil.rmtree(coming, ignore_errors=True)
        faults = _faults(home)
        if not faults:
            return Recovered([])
        chosen = _unpacked(home, coming, source)
        if _key_is_back(home, coming) and not _faults(home):
            shutil.rmtree(coming)
            return Recovered(faults, chosen, _made_at(chosen), (keys.NAME,))
        _order(home, coming, chosen, faults)
    return _swapped(home, coming)


def _faults(home: Home) -> list[str]:
    try:
        return backup.check(home)
    except NotFound:  # not one store is left
        return [NotFound(N_("There is no store of Rode Draad in {path}."), path=home.folder).sentence()]


def _unpacked(home: Home, coming: Path, source: Path | None) -> Path:
    """Bring a backup back beside the home's own files; which one it was."""
    for candidate in [source] if source else _candidates(home):
        try:
            restore.restore(candidate, coming, erased=deletions.noted(home))
            _require_same_key(home, coming, candidate)
            return candidate
        except RodeDraadError:
            shutil.rmtree(coming, ignore_errors=True)
            if source:
                raise
    raise NotFound(N_("There is no whole backup to bring anything back from. Name one with --from."))


def _require_same_key(home: Home, coming: Path, source: Path) -> None:
    """What comes back opens with the key of this home; who can put a plain zip among the backups of an encrypted home
    puts nothing in it. Raises: BadInput."""
    here, there = keys.opened_with(home.folder), keys.opened_with(coming)
    if here is not None and (there is None or there.name != here.name):
        raise BadInput(N_("{path} is of another folder, or of before this one was encrypted. Restore it into a new"
                          " folder and look at it there."), path=source)


def _key_is_back(home: Home, coming: Path) -> bool:
    """Put the locked key of the backup in a home that lost its own: its stores may all be whole. Whether it was."""
    lost = keys.kept(home.folder) is None and (coming / keys.NAME).is_file() and not any(
        is_plain(path) for path, *_rest in backup.stores(home))
    if lost:
        with large_files.appearing(home.folder / keys.NAME) as file:
            file.write((coming / keys.NAME).read_bytes())
        (home.folder / keys.NAME).chmod(0o600)
    return lost


def _made_at(source: Path) -> datetime:
    """When a backup was made as its name says; now for one of another name."""
    return next((one.at for one in places.lying(source.parent) if one.path == source), clock.moment())


def _candidates(home: Home) -> list[Path]:
    """Every backup there is, the newest first; the plan may be in the file that is damaged."""
    try:
        elsewhere = plan.unopened(home).elsewhere()
        folders = {plan.unopened(home).in_home(home), home.folder / "backups"}
    except (RodeDraadError, StoreFault):
        folders, elsewhere = {home.folder / "backups"}, None
    found = [one for folder in (*folders, elsewhere) if folder for one in places.lying(folder)]
    return [one.path for one in sorted(found, key=lambda one: one.at, reverse=True)]


def _order(home: Home, coming: Path, source: Path, faults: list[str]) -> None:
    """Write down what is to be swapped, once all of it is there: from here on a second run goes on with it."""
    back = [place for place in _damaged(home, Home(coming)) if (coming / place).is_file()]
    if not back:
        shutil.rmtree(coming)
        raise NotFound(N_("What is damaged is not in {path}. Name another backup with --from."), path=source)
    made_at = clock.iso(_made_at(source))
    aside = f"damaged-{clock.moment():%Y%m%dT%H%M%SZ}"
    orders = {"faults": faults, "source": str(source), "made_at": made_at, "back": back, "aside": aside}
    with large_files.appearing(coming / _ORDERS) as file:
        file.write(json.dumps(orders).encode())


def _damaged(home: Home, whole: Home) -> list[str]:
    """Places in the home that are to come back: those with a fault, and the stores that belong with one."""
    found = []
    broken = backup.damaged_stores(home)
    if "server.db" in broken:
        found.append("server.db")
    for pilot in whole.pilots():
        here = home.pilot(pilot.slug)
        stores = [path.relative_to(whole.folder).as_posix() for path in (pilot.db_path, pilot.register_path)
                  if path.is_file()]
        comes_back = bool(broken & set(stores)) or not here.db_path.is_file()
        if comes_back:
            found += stores
        # What was erased since is missing, too: which file should be there the pilot file that will be there says.
        lost = backup.lost_files(here, pilot if comes_back else None)
        found += [one.path.relative_to(home.folder).as_posix() for one in lost]
    return found


def _swapped(home: Home, coming: Path) -> Recovered:
    """Put aside what is there and the other in its place, one after the other; each step may have been done before."""
    orders = json.loads((coming / _ORDERS).read_bytes())
    aside = home.folder / orders["aside"]
    for place in orders["back"]:
        if not (coming / place).is_file():
            continue  # a run before this one did it
        for end in _BESIDE if place.endswith(".db") else ("",):
            _moved(home.folder / f"{place}{end}", aside / f"{place}{end}")
        _moved(coming / place, home.folder / place)
    shutil.rmtree(coming)
    found = Recovered(orders["faults"], Path(orders["source"]), datetime.fromisoformat(orders["made_at"]),
                      tuple(orders["back"]), aside)
    left = _faults(home)
    if left:
        raise BadInput(N_("Not all could be brought back: {fault}. What was there is in {path}."),
                       fault=left[0], path=aside)
    return found


def _moved(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.replace(source, target)
        large_files.sync_folder(target.parent)

