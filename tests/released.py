"""Releases for tests of what shows them: put in as they were drafted, then proposed and signed by two people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot.clock import now
from pilot.store.files import new_guid, write
from tests.release_example import content as example
from themes.release import content, deciding, store

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer
    from themes.release.content import Content


def without_quotes(says: Content) -> Content:
    """The same without quotes, which only show while those they are of consent."""
    return replace(says, themes=tuple(replace(one, quotes=()) for one in says.themes))


def drafted(db: Database, by: Viewer, says: Content | None = None) -> str:
    """A draft that says so; returns its guid. Quotes of it that nobody let out are left out by who shows it."""
    says = says or without_quotes(example())
    kept, guid = content.as_json(says), new_guid()
    with write(db):
        db.conn.execute(
            "INSERT INTO release(guid, audience, choice, content, ground, sha256, drafted_by, drafted_at, changed_at)"
            " VALUES (?, ?, '{}', ?, '{}', ?, ?, ?, ?)",
            (guid, says.audience, kept, store.digest_of(kept), by.user_id, now(), now()))
    return guid


def proposed(db: Database, by: Viewer, says: Content | None = None) -> str:
    """One that waits for a signature."""
    guid = drafted(db, by, says)
    with write(db):
        db.conn.execute("UPDATE release SET state = 'proposed' WHERE guid = ?", (guid,))
        db.conn.execute("INSERT INTO release_step(release_id, did, by_user, at) SELECT release_id, 'proposed', ?, ?"
                        " FROM release WHERE guid = ?", (by.user_id, now(), guid))
    return guid


def signed(db: Database, by: Viewer, signer: Viewer, says: Content | None = None) -> str:
    """One that everybody of its audience sees."""
    guid = proposed(db, by, says)
    deciding.sign(db, signer, guid, deciding.proposal(db, signer, guid).sha256)
    return guid
