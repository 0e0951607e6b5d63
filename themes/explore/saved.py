"""Views of themes kept with a name and a note: one's own, and those that others share. They never change."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import local_day, now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict, NotFound
from pilot.store.files import new_guid, write
from pilot.words import N_
from themes.crossing import OPTIONS as CROSSING
from themes.explore.choice import CHOICE
from themes.scope import OPTIONS, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

LONGEST_NAME, LONGEST_NOTE, LONGEST_QUERY = 80, 2_000, 4_000
# What an address of each page may hold; anything else is left out of what is kept.
PAGES = {"themes": (*OPTIONS, "by", "panels"), "tables": (*OPTIONS, *CROSSING, "kind"), "explore": (*OPTIONS, *CHOICE)}


@dataclass(frozen=True)
class SavedView:
    """A view with its name.

    Attributes:
        page: one of PAGES; query: what is chosen there.
        by: label of who saved it, '' for the viewer's own; on: the day (ISO) on which; shared: whether all see it.
    """

    guid: str
    name: str
    note: str
    page: str
    query: Mapping[str, str]
    by: str
    on: str
    shared: bool

    @property
    def address(self) -> str:
        """The relative address that shows it."""
        return f"{self.page}?{urlencode(self.query)}" if self.query else self.page


@use_case(Right.SEE_THEMES, reads="views that were saved")
def saved_views(db: Database, viewer: Viewer) -> list[SavedView]:
    """One's own and those that others share, by name."""
    return [SavedView(guid, name, note, page, json.loads(query), "" if by == viewer.user_id else label,
                      local_day(db, at), bool(shared))
            for guid, name, note, page, query, by, label, at, shared in db.conn.execute(
                "SELECT s.guid, s.name, s.note, s.page, s.query, s.saved_by, u.label, s.saved_at, s.shared"
                " FROM saved_view s JOIN user u ON u.user_id = s.saved_by WHERE s.saved_by = ? OR s.shared"
                " ORDER BY folded(s.name), s.view_id", (viewer.user_id,))]


@use_case(Right.SEE_THEMES, event="saved view")
def save_view(
    db: Database, viewer: Viewer, name: str, note: str, page: str, query: Mapping[str, str], *, shared: bool,
) -> str:
    """Keep a view; returns its guid.

    Args:
        page: one of PAGES; query: of its address; what that page does not know is left out.

    Raises: BadInput (no name, too long, no such page or choice); Conflict for a name that one has already.
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise BadInput(N_("Give it a name of at most {limit} characters."), limit=LONGEST_NAME)
    if len(note) > LONGEST_NOTE:
        raise BadInput(N_("Make the note shorter: at most {limit} characters."), limit=LONGEST_NOTE)
    if page not in PAGES:
        raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
    kept = json.dumps({one: query[one] for one in PAGES[page] if query.get(one)}, ensure_ascii=False, sort_keys=True)
    if len(kept) > LONGEST_QUERY:
        raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
    Scope.from_query(query)
    with write(db):
        if db.conn.execute("SELECT 1 FROM saved_view WHERE saved_by = ? AND name = ?",
                           (viewer.user_id, called)).fetchone():
            raise Conflict(N_("You have a view with this name. Choose another name, or take that one away first."))
        guid = new_guid()
        db.conn.execute(
            "INSERT INTO saved_view(guid, name, note, page, query, saved_by, saved_at, shared)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (guid, called, note.strip(), page, kept, viewer.user_id, now(), shared))
        events.record(db, viewer, "saved", "view", guid)
    return guid


@use_case(Right.SEE_THEMES, event="removed view")
def remove_view(db: Database, viewer: Viewer, guid: str) -> None:
    """Take a view of one's own away. Raises: NotFound."""
    with write(db):
        if not db.conn.execute("DELETE FROM saved_view WHERE guid = ? AND saved_by = ?",
                               (guid, viewer.user_id)).rowcount:
            raise NotFound(N_("This view is not there, or it is somebody else's."))
        events.record(db, viewer, "removed", "view", guid)
