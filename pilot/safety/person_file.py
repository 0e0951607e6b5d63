"""All that is held on one person, to be read by her: what she may ask for by law.

A room hands in HELD in its `on_person.py`: functions that give parts of it. They are found by their place, so that no
room is forgotten. What the viewer may not read, what consent puts out of reach, what was withdrawn and what is scored
blind is told as a number and not given; who may read texts, or the command line, gives the words too.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.config import ROOT, Home
from pilot.door import use_case
from pilot.families import people
from pilot.files.export import version
from pilot.store.files import write
from pilot.vocabulary import days
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlite_utils import Database

    from pilot.config import Pilot
    from pilot.families.people import Person


class Whose(NamedTuple):
    """About whom parts are asked, where, and for whom; `family_guid` is '' of who works for the pilot."""

    pilot: Pilot
    db: Database
    viewer: Viewer
    person: Person
    family_guid: str

    @property
    def home(self) -> Home:
        """The home that the pilot lies in."""
        return Home(self.pilot.folder.parent.parent)


class Part(NamedTuple):
    """A table of what one room holds.

    Attributes:
        title: what it is, in the reader's language. columns: their names, likewise.
        rows: texts, one for each column; days ISO.
        kept_back: how many rows are there and not given to this viewer, by why: a state of `access.three_states`.
        room: the folder of the program that holds it; filled in when parts are gathered.
    """

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    kept_back: Mapping[str, int] = MappingProxyType({})
    room: str = ""


class PersonFile(NamedTuple):
    """The whole: what there is to know of it, and its parts; `title` names the person by pseudonym."""

    title: str
    about: tuple[tuple[str, str], ...]
    parts: list[Part]


def cells(rows: Iterable[Iterable[object]]) -> list[tuple[str, ...]]:
    """Rows of a store as texts; '' where there is nothing."""
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


def yes_no(value: object) -> str:
    """A truth of the store in words."""
    return _("yes") if value else _("no")


@cache
def _rooms() -> tuple[tuple[str, tuple[Callable[[Whose], Iterable[Part]], ...]], ...]:
    found = []
    for path in sorted(ROOT.glob("*/**/on_person.py")):
        place = path.relative_to(ROOT).parent
        if not any(part.startswith(".") or part == "tests" for part in place.parts):
            found.append((place.as_posix(), import_module(".".join((*place.parts, "on_person"))).HELD))
    return tuple(found)


@use_case(Right.ERASE, event="exported person", reads="real names", again=True)
def gathered(pilot: Pilot, db: Database, viewer: Viewer, person_guid: str) -> PersonFile:
    """All that is held on one person, by room. That it was taken out is recorded.

    Raises: NotFound; ConfirmFirst.
    """
    whose = _whose(pilot, db, viewer, person_guid)
    parts = [part._replace(room=room) for room, held in _rooms() for give in held for part in give(whose)
             if part.rows or any(part.kept_back.values())]
    with write(db):
        events.record(db, viewer, "exported", "person", person_guid)
    return PersonFile(_("All that is held on {person}").format(person=whose.person.pseudonym), (
        (_("Pilot"), str(db.conn.execute("SELECT name FROM pilot").fetchone()[0])),
        (_("For whom"), _("for the person it is about; it holds a real name, so hand it over yourself")),
        (_("Not in it"), _("sound and pictures of signatures: hand them over by themselves. What others said in the"
                           " same conversation, and names of others, are not in it either")),
        (_("Made by"), viewer.label), (_("Made on"), days.long(today(db))),
        (_("Made with"), f"Rode Draad {version()}")), parts)


def _whose(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> Whose:
    person = people.person(db, guid)
    row = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (person.family_id,)).fetchone()
    if row:
        access.require_family(db, viewer, row[0])
    return Whose(pilot, db, viewer, person, row[0] if row else "")

