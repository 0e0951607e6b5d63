"""Another pseudonym for a family or one of its people: for who typed a real name, or one that gives too much away."""

from __future__ import annotations

import re
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.called import called
from pilot.door import inner, use_case
from pilot.errors import Conflict
from pilot.families import looks_real, register
from pilot.families.people import person
from pilot.store.files import open_register, write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sqlite_utils import Database

    from pilot.config import Pilot


@dataclass(frozen=True)
class Renamed:
    """A family and the pseudonym it had and has; found as a whole word, however it is written."""

    family_id: int
    old: str
    new: str

    @property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){re.escape(self.old)}(?!\w)", re.IGNORECASE)

    def stands_in(self, text: str) -> bool:
        """Whether the old pseudonym is among the words of a text."""
        return bool(self._whole.search(text))

    def put(self, text: str) -> str:
        """The text with the new one in its place."""
        return self._whole.sub(lambda _found: self.new, text)


@inner("part of renaming a family, which asks the right")
@contextmanager
def renaming(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, pseudonym: str, sure: Container[str] = ()
) -> Iterator[Renamed]:
    """Give a family another pseudonym, also where its people ("moeder Berk") bear it, and in the register.

    One transaction: what else bears the name is changed inside the block. See `texts.renaming`.
    Raises: BadInput, AskFirst (it looks like a name and is not `sure`), Conflict (taken), NotFound, NotAllowed.
    """
    new = _checked(pilot, pseudonym, sure)
    with write(db):
        family_id = access.require_family(db, viewer, guid)
        old = str(db.conn.execute("SELECT pseudonym FROM family WHERE family_id = ?", (family_id,)).fetchone()[0])
        taken = "SELECT 1 FROM family WHERE pseudonym = ? AND family_id <> ?"
        if db.conn.execute(taken, (new, family_id)).fetchone():
            raise Conflict(N_("There is a family with this pseudonym already. Choose another one."))
        db.conn.execute("UPDATE family SET pseudonym = ? WHERE family_id = ?", (new, family_id))
        renamed = Renamed(family_id, old, new)
        people = [(person_guid, renamed.put(called)) for person_guid, called in db.conn.execute(
            "SELECT guid, pseudonym FROM person WHERE family_id = ?", (family_id,)) if renamed.stands_in(called)]
        for person_guid, called in people:
            _put(db, person_guid, called)
        yield renamed
        events.record(db, viewer, "renamed", "family", guid)
        # Last: when the register cannot be written, nothing is.
        _in_register(pilot, [("family_name", "family_guid", new, guid), *(
            ("person_name", "person_guid", called, person_guid) for person_guid, called in people)])


@use_case(Right.MANAGE_FAMILIES, event="renamed person")
def rename_person(
    pilot: Pilot, db: Database, viewer: Viewer, guid: str, pseudonym: str, sure: Container[str] = ()
) -> None:
    """Give somebody of a family, or a coach, another pseudonym, also in the register.

    Raises: BadInput, AskFirst (it looks like a name and is not `sure`), Conflict (taken), NotFound, NotAllowed.
    """
    new = _checked(pilot, pseudonym, sure)
    with write(db):
        person(db, guid)
        _put(db, guid, new)
        events.record(db, viewer, "renamed", "person", guid)
        _in_register(pilot, [("person_name", "person_guid", new, guid)])


def _checked(pilot: Pilot, pseudonym: str, sure: Container[str]) -> str:
    pseudonym = called(pseudonym, N_("Fill in the new pseudonym."))
    register.require_no_real_name(pilot, pseudonym)
    looks_real.ask(pseudonym, sure)
    return pseudonym


def _put(db: Database, guid: str, pseudonym: str) -> None:
    if db.conn.execute("SELECT 1 FROM person WHERE pseudonym = ? AND guid <> ?", (pseudonym, guid)).fetchone():
        raise Conflict(N_("There is a person with the pseudonym {name} already. Choose another one."), name=pseudonym)
    db.conn.execute("UPDATE person SET pseudonym = ? WHERE guid = ?", (pseudonym, guid))


def _in_register(pilot: Pilot, changes: list[tuple[str, str, str, str]]) -> None:
    """table, key column, new pseudonym, guid."""
    with closing(open_register(pilot.register_path, create=True)) as file, write(file):
        for table, key, pseudonym, guid in changes:
            file.conn.execute(f"UPDATE {table} SET pseudonym = ? WHERE {key} = ?", (pseudonym, guid))
