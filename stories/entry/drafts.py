"""Drafts: stories that are being written, kept while typing, and turned into a story once.

Each open page counts its own changes; a draft carries the counts of all pages whose text stands in it
(`versions`, a version vector). What arrives with no newer count is a repeat and changes nothing; what knows all the
draft knows replaces it; what knows less and more at once comes from another device and is kept beside it as a
draft of its own. So nothing is ever overwritten that its writer has not seen.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import inner, use_case
from pilot.errors import BadInput, NotAllowed, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_
from stories.entry import form, wording
from stories.spoken import landing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

BODY_CHARS = 300_000
OPEN_DRAFTS = 200
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PAGE = re.compile(r"[0-9a-z]{8,40}")
_COLUMNS = "guid, revision, versions, body, changed_at, finished_at, split_from"


@dataclass(frozen=True)
class Draft:
    """One draft; `changed_at` is UTC ISO with ms, `body` is empty once it is finished (kept or thrown away)."""

    guid: str
    revision: int
    versions: dict[str, int]
    body: form.Body
    changed_at: str
    finished: bool
    split_from: str | None


@dataclass(frozen=True)
class Saved:
    """Where a change landed: `split` when that is another draft than the one it was sent to."""

    draft: Draft
    split: bool


@inner("a name, worked out from the viewer")
def owner(viewer: Viewer) -> str:
    """Whose drafts these are: a browser may have been handed to somebody else since a text was typed in it."""
    return f"{viewer.account_guid}/{viewer.pilot_slug}"


def is_guid(text: str) -> bool:
    """Whether this can be the name of a draft."""
    return bool(_GUID.fullmatch(text))


def covers(known: dict[str, int], other: dict[str, int]) -> bool:
    """Whether every change counted in `other` is counted in `known`."""
    return all(known.get(page, 0) >= count for page, count in other.items())


def _draft(row: tuple[Any, ...]) -> Draft:
    return Draft(row[0], row[1], json.loads(row[2]), json.loads(row[3]), row[4], row[5] is not None, row[6])


@use_case(Right.WRITE_STORY, event=("started draft", "put spoken"))
def save(db: Database, viewer: Viewer, guid: str, versions: dict[str, int], body: Mapping[str, object]) -> Saved:
    """Keep what was typed so far, and that the voice notes it names stand in it; a repeat is harmless.

    Args:
        guid: chosen by the page that starts the draft.
        versions: changes per open page that stand in `body`, this page's own count among them.

    Raises: NotFound when the draft is somebody else's; BadInput when it is no draft or too long.
    """
    _require_writer(viewer)
    _check(guid, versions)
    text = json.dumps(form.tidy(body))
    if len(text) > BODY_CHARS:
        raise BadInput(N_("This story is too long to be saved in one go. Keep the first part and start a second one."))
    with write(db):
        saved = _save(db, viewer, guid, versions, text)
        if not saved.draft.finished:
            landing.put(db, viewer, saved.draft.guid, saved.draft.body.get("spoken", []))
        return saved


def _require_writer(viewer: Viewer) -> None:
    if viewer.coach_id is None:
        raise NotAllowed(N_("Your account is not linked to a coach yet. Ask an administrator."))


def _check(guid: str, versions: object) -> None:
    ok = isinstance(versions, dict) and bool(versions) and all(
        isinstance(page, str) and _PAGE.fullmatch(page) and type(count) is int and 0 < count < 2**31
        for page, count in versions.items())
    if not ok or not is_guid(guid):
        raise BadInput(N_("This draft could not be read. Reload the page; what you typed is still on this device."))


def _save(db: Database, viewer: Viewer, guid: str, versions: dict[str, int], text: str) -> Saved:
    owner = db.conn.execute("SELECT user_id FROM draft WHERE guid = ?", (guid,)).fetchone()
    if owner and owner[0] != viewer.user_id:
        raise NotFound(N_("This draft is not there, or it is not yours."))
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM draft WHERE user_id = ? AND (guid = ? OR split_from = ?) ORDER BY draft_id",
        (viewer.user_id, guid, guid))
    for known in [_draft(row) for row in rows]:
        if covers(known.versions, versions):
            return Saved(known, known.guid != guid)
        if not known.finished and covers(versions, known.versions):
            return _put(db, viewer, known.guid, versions, text, guid)
    return _add(db, viewer, new_guid() if owner else guid, versions, text, guid)


def _put(db: Database, viewer: Viewer, at: str, versions: dict[str, int], text: str, sent_to: str) -> Saved:
    db.conn.execute(
        "UPDATE draft SET body = ?, versions = ?, revision = ?, changed_at = ? WHERE guid = ?",
        (text, json.dumps(versions), sum(versions.values()), now(), at))
    return Saved(draft(db, viewer, at), at != sent_to)


def _add(db: Database, viewer: Viewer, at: str, versions: dict[str, int], text: str, sent_to: str) -> Saved:
    count = db.conn.execute(
        "SELECT count(*) FROM draft WHERE user_id = ? AND finished_at IS NULL", (viewer.user_id,)).fetchone()[0]
    if count >= OPEN_DRAFTS:
        raise BadInput(N_("You have {n} drafts already. Keep or throw away some of them first."), n=count)
    db.conn.execute(
        "INSERT INTO draft(guid, user_id, kind, revision, body, changed_at, versions, split_from)"
        " VALUES (?,?,'story',?,?,?,?,?)",
        (at, viewer.user_id, sum(versions.values()), text, now(), json.dumps(versions),
         None if at == sent_to else sent_to))
    events.record(db, viewer, "started", "draft", at)
    return Saved(draft(db, viewer, at), at != sent_to)


@use_case(Right.WRITE_STORY, reads="one's own drafts")
def draft(db: Database, viewer: Viewer, guid: str) -> Draft:
    """One of the viewer's own drafts, finished ones included. Raises: NotFound."""
    _require_writer(viewer)
    row = db.conn.execute(
        f"SELECT {_COLUMNS} FROM draft WHERE guid = ? AND user_id = ?", (guid, viewer.user_id)).fetchone()
    if row is None:
        raise NotFound(N_("This draft is not there, or it is not yours."))
    return _draft(row)


@use_case(Right.WRITE_STORY, reads="one's own drafts")
def open_drafts(db: Database, viewer: Viewer) -> list[Draft]:
    """The viewer's own drafts that are neither kept nor thrown away, last changed first."""
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM draft WHERE user_id = ? AND finished_at IS NULL"
        " ORDER BY changed_at DESC, draft_id DESC", (viewer.user_id,))
    return [_draft(row) for row in rows]


def entry_of(db: Database, body: Mapping[str, object]) -> form.Entry:
    """What stands in the body of a draft, read by the version of the forms it was begun with."""
    return form.read(body, wording.forms_of(db, form.form_of(body)))


@inner("part of keeping and of throwing away")
def finish(db: Database, viewer: Viewer, guid: str, verb: str) -> None:
    """Close a draft inside `write(db)`: its text goes, its counts stay so that a late repeat changes nothing."""
    db.conn.execute(
        "UPDATE draft SET finished_at = ?, body = '{}' WHERE guid = ? AND user_id = ?", (now(), guid, viewer.user_id))
    events.record(db, viewer, verb, "draft", guid)


@use_case(Right.WRITE_STORY, event="thrown away draft")
def throw_away(db: Database, viewer: Viewer, guid: str) -> None:
    """Throw one of the viewer's own drafts away for good; a second time changes nothing. Raises: NotFound."""
    with write(db):
        if not draft(db, viewer, guid).finished:
            finish(db, viewer, guid, "thrown away")
