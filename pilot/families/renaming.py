"""Another pseudonym for a family or one of its people: for who typed a real name, or one that gives too much away."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.errors import BadInput, Conflict
from pilot.families import register
from pilot.families.people import person
from pilot.store.files import open_register, write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.config import Pilot


def rename_family(pilot: Pilot, db: Database, viewer: Viewer, guid: str, pseudonym: str) -> int:
    """Give a family another pseudonym, also where its people ("moeder Berk") and titles bear it, and in the register.

    Returns: how many of its newest texts still have the old one among their words: what is stored stays as it is.
    Raises: BadInput, Conflict (taken), NotFound, NotAllowed.
    """
    viewer.require(Right.MANAGE_FAMILIES)
    new = _checked(pilot, pseudonym)
    with write(db):
        family_id = access.require_family(db, viewer, guid)
        old = str(db.conn.execute("SELECT pseudonym FROM family WHERE family_id = ?", (family_id,)).fetchone()[0])
        taken = "SELECT 1 FROM family WHERE pseudonym = ? AND family_id <> ?"
        if db.conn.execute(taken, (new, family_id)).fetchone():
            raise Conflict(N_("There is a family with this pseudonym already. Choose another one."))
        db.conn.execute("UPDATE family SET pseudonym = ? WHERE family_id = ?", (new, family_id))
        whole = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)
        people = [(person_guid, whole.sub(lambda _found: new, called)) for person_guid, called in db.conn.execute(
            "SELECT guid, pseudonym FROM person WHERE family_id = ?", (family_id,)) if whole.search(called)]
        for person_guid, called in people:
            _put(db, person_guid, called)
        for document_id, title in db.conn.execute(
            "SELECT document_id, title FROM document WHERE family_id = ?", (family_id,)
        ).fetchall():
            if whole.search(title):
                changed = whole.sub(lambda _found: new, title)
                db.conn.execute("UPDATE document SET title = ? WHERE document_id = ?", (changed, document_id))
        events.record(db, viewer, "renamed", "family", guid)
        # Last: when the register cannot be written, nothing is.
        _in_register(pilot, [("family_name", "family_guid", new, guid), *(
            ("person_name", "person_guid", called, person_guid) for person_guid, called in people)])
        texts = db.conn.execute(
            "SELECT v.text FROM document_version v JOIN document d USING (document_id) WHERE d.family_id = ?"
            " AND v.number = (SELECT max(number) FROM document_version w WHERE w.document_id = d.document_id)",
            (family_id,))
        return sum(1 for (text,) in texts if whole.search(text))


def rename_person(pilot: Pilot, db: Database, viewer: Viewer, guid: str, pseudonym: str) -> None:
    """Give somebody of a family, or a coach, another pseudonym, also in the register.

    Raises: BadInput, Conflict (taken), NotFound, NotAllowed.
    """
    viewer.require(Right.MANAGE_FAMILIES)
    new = _checked(pilot, pseudonym)
    with write(db):
        person(db, guid)
        _put(db, guid, new)
        events.record(db, viewer, "renamed", "person", guid)
        _in_register(pilot, [("person_name", "person_guid", new, guid)])


def _checked(pilot: Pilot, pseudonym: str) -> str:
    if not pseudonym.strip():
        raise BadInput(N_("Fill in the new pseudonym."))
    register.require_no_real_name(pilot, pseudonym)
    return pseudonym.strip()


def _put(db: Database, guid: str, pseudonym: str) -> None:
    if db.conn.execute("SELECT 1 FROM person WHERE pseudonym = ? AND guid <> ?", (pseudonym, guid)).fetchone():
        raise Conflict(N_("There is a person with the pseudonym {name} already. Choose another one."), name=pseudonym)
    db.conn.execute("UPDATE person SET pseudonym = ? WHERE guid = ?", (pseudonym, guid))


def _in_register(pilot: Pilot, changes: list[tuple[str, str, str, str]]) -> None:
    """table, key column, new pseudonym, guid."""
    with closing(open_register(pilot.register_path, create=True)) as file, write(file):
        for table, key, pseudonym, guid in changes:
            file.conn.execute(f"UPDATE {table} SET pseudonym = ? WHERE {key} = ?", (pseudonym, guid))
