"""Making a pilot."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot import clock, events
from pilot.access import Right, Viewer
from pilot.called import called
from pilot.dates import check_date
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import early
from pilot.store import keys
from pilot.store.files import open_pilot, open_register, open_server, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container

    from sqlite_utils import Database

    from pilot.config import Home, Pilot

DEMO = "demo"  # what a pilot is called whose families are made up


def create_pilot(
    home: Home, slug: str, name: str, started_on: str | None = None, *, sure: Container[str] = (), plain: bool = False
) -> Pilot:
    """A new pilot with its files and folders (readable by this account only), encrypted.

    Args:
        started_on: ISO date. sure: dates that are right although they are far from today.
        plain: made-up material, which a home without keys may hold; a pilot called demo is that too.

    Raises: Conflict when there is one called `slug`; BadInput for a bad slug, name or date, and where it cannot be
        encrypted; AskFirst for a date far from today that is not `sure`.
    """
    pilot = home.pilot(slug)
    name = called(name, N_("Give the pilot a name."))
    started_on = check_date(started_on) if started_on else None
    if pilot.db_path.exists():
        raise Conflict(N_("There is a pilot called {slug} already."), slug=slug)
    early.ask_far(None, [started_on], sure, ahead=early.PLANNED, back=early.BEGUN)
    if not plain and slug != DEMO:
        encrypted(home)
    complete(pilot)
    open_server(home.server_path, create=True).close()
    with closing(open_pilot(pilot.db_path, create=True)) as db, write(db):
        call(db, slug, name, started_on)
    return pilot


def encrypted(home: Home) -> None:
    """See to it that what is made in a home from now on is encrypted: a new one gets its keys.

    Raises: BadInput where there are stores that everybody can read, and where no secret is given.
    """
    if keys.kept(home.folder) is not None:
        keys.opened_with(home.folder)
    elif home.server_path.exists() or home.pilots():
        raise BadInput(N_(
            "What lies in {path} is not encrypted, as a demo is. Choose a new folder with --home for a real pilot, or"
            " encrypt this one first, with cli.py encrypt."), path=home.folder)
    else:
        keys.begin(home.folder, whole=True)


def complete(pilot: Pilot) -> None:
    """Make what belongs beside a pilot file and is not there yet: folders, for this account alone, and the register."""
    for folder in (pilot.folder, pilot.recordings, pilot.uploads):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    open_register(pilot.register_path, create=True).close()


def call(db: Database, slug: str, name: str, started_on: str | None = None) -> None:
    """Say in a new pilot file which pilot it is, inside a write; the date ISO."""
    db.conn.execute(
        "INSERT INTO pilot(pilot_id, slug, name, started_on) VALUES (1, ?, ?, ?)", (slug, name, started_on))


def pilot_name(db: Database) -> str:
    """The pilot's name as pages show it."""
    row = db.conn.execute("SELECT name FROM pilot").fetchone()
    return str(row[0]) if row else ""


@use_case(Right.MANAGE_SETTINGS, event="zone set pilot")
def set_zone(db: Database, viewer: Viewer, zone: str) -> None:
    """Say in which time zone (such as Europe/Amsterdam) the pilot's days begin and end. Raises: BadInput."""
    clock.check_zone(zone)
    with write(db):
        db.conn.execute("UPDATE pilot SET zone = ?", (zone,))
        slug = db.conn.execute("SELECT slug FROM pilot").fetchone()[0]
        events.record(db, viewer, "zone set", "pilot", slug)
