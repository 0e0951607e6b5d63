"""Drafts of mended texts: what was changed and is not a version yet, kept so that no crash or other device loses it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, Conflict
from pilot.store.files import write
from pilot.words import N_
from texts.editing import edits
from texts.editing.reading import version_to_edit

if TYPE_CHECKING:
    from sqlite_utils import Database

    from texts.editing.edits import Edit, Written

_PAGE = re.compile(r"[0-9a-z-]{8,40}")


class Draft(NamedTuple):
    """A draft of this viewer: its revision, the page that wrote it, the edit as `edits.read` takes it, when (UTC)."""

    revision: int
    page: str
    body: Written
    changed_at: str


class Unsaved(NamedTuple):
    """A text of which this viewer has a draft; changed_at UTC."""

    guid: str
    title: str
    family: str
    changed_at: str


@use_case(Right.PREPARE)
def keep(db: Database, viewer: Viewer, guid: str, edit: Edit, *, page: str, revision: int) -> int:
    """Keep what was changed in a text so far, in the place of what was kept before; a repeat is harmless.

    Args:
        page: a name of the open page, its own.
        revision: of the draft that the page knows, 0 for none.

    Returns: the revision it has now.
    Raises: BadInput; Conflict when another page of this person kept something the page does not know of; NotFound,
        NotAllowed.
    """
    if not _PAGE.fullmatch(page):
        raise BadInput(edits.UNREADABLE)
    with write(db):
        version = version_to_edit(db, viewer, guid)
        row = db.conn.execute("SELECT revision, page FROM edit_draft WHERE document_id = ? AND user_id = ?"
                              " AND body IS NOT NULL", (version.document_id, viewer.user_id)).fetchone()
        if row and row[0] != revision and row[1] != page:
            raise Conflict(N_("You have this text open in another window or on another device too, and changed it"
                              " there. Go on there, or say here which of the two counts."))
        found = db.conn.execute(
            "INSERT INTO edit_draft(document_id, user_id, page, body, changed_at) VALUES (?,?,?,?,?)"
            " ON CONFLICT(document_id, user_id) DO UPDATE SET revision = revision + 1, page = excluded.page,"
            " body = excluded.body, changed_at = excluded.changed_at RETURNING revision",
            (version.document_id, viewer.user_id, page, edits.kept(edit), now())).fetchone()
    return int(found[0])


@use_case(Right.PREPARE)
def throw_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Forget what was changed in a text and is not saved. Raises: NotFound, NotAllowed."""
    with write(db):
        forget(db, viewer, version_to_edit(db, viewer, guid).document_id)


@use_case(Right.PREPARE, reads="titles")
def unsaved(db: Database, viewer: Viewer) -> list[Unsaved]:
    """The texts of which this viewer has a draft, the last changed first."""
    where, params = access.documents_where(db, viewer)
    return [Unsaved(*row) for row in db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, e.changed_at FROM edit_draft e JOIN document d USING (document_id)"
        f" JOIN family f USING (family_id) WHERE e.user_id = ? AND e.body IS NOT NULL AND {where}"
        " ORDER BY e.changed_at DESC", (viewer.user_id, *params))]


@use_case(Right.PREPARE, reads="who mends a text")
def others(db: Database, viewer: Viewer, guid: str) -> list[str]:
    """The labels of who else has changed something in a text and not saved it yet. Raises: NotFound, NotAllowed."""
    version = version_to_edit(db, viewer, guid)
    return [row[0] for row in db.conn.execute(
        "SELECT u.label FROM edit_draft e JOIN user u USING (user_id) WHERE e.document_id = ? AND e.user_id <> ?"
        " AND e.body IS NOT NULL ORDER BY e.changed_at DESC", (version.document_id, viewer.user_id))]


@use_case(Right.PREPARE, reads="what this viewer changed herself")
def own(db: Database, viewer: Viewer, guid: str) -> Draft | None:
    """What this viewer changed in a text and did not save, or None. Raises: NotFound, NotAllowed."""
    document_id = version_to_edit(db, viewer, guid).document_id
    row = db.conn.execute("SELECT revision, page, body, changed_at FROM edit_draft WHERE document_id = ?"
                          " AND user_id = ? AND body IS NOT NULL", (document_id, viewer.user_id)).fetchone()
    return Draft(row[0], row[1], json.loads(row[2]), row[3]) if row else None


@inner("part of saving and of throwing away, which ask the right")
def forget(db: Database, viewer: Viewer, document_id: int) -> None:
    """There is no draft any more; inside `write(db)`."""
    db.conn.execute("UPDATE edit_draft SET body = NULL, revision = revision + 1 WHERE document_id = ? AND user_id = ?",
                    (document_id, viewer.user_id))


@inner("part of saving, which asks the right")
def saved_as(db: Database, viewer: Viewer, document_id: int, key: str) -> int | None:
    """The number of the version that a save with this key made, or None."""
    row = db.conn.execute("SELECT saved_as FROM edit_draft WHERE document_id = ? AND user_id = ? AND save_key = ?",
                          (document_id, viewer.user_id, key)).fetchone()
    return int(row[0]) if row else None


@inner("part of saving, which asks the right")
def saved(db: Database, viewer: Viewer, document_id: int, key: str, number: int) -> None:
    """A save with this key is in the version of that number, and no draft is left; inside `write(db)`."""
    db.conn.execute(
        "INSERT INTO edit_draft(document_id, user_id, page, changed_at, save_key, saved_as) VALUES (?,?,'',?,?,?)"
        " ON CONFLICT(document_id, user_id) DO UPDATE SET revision = revision + 1, body = NULL,"
        " save_key = excluded.save_key, saved_as = excluded.saved_as", (
            document_id, viewer.user_id, now(), key, number))
