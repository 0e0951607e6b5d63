"""What a viewer can choose from to make a scope."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coding.book import codebook
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.words import _, current
from themes import frames

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.scope import Names


@use_case(Right.SEE_THEMES, reads="sites, coaches and coders")
def choices(db: Database, viewer: Viewer) -> Names | None:
    """Sites, coaches, coders and groups of codes by key or guid; None while no codebook has been loaded.

    Raises: NotAllowed.
    """
    version = codebook.newest(db)
    if version is None:
        return None
    names = frames.names(db, codebook.codes(db, version.codebook_version_id, current()), version.number)
    mine = names.coders.get(viewer.account_guid)
    if mine is None:
        return names
    # In the list of coders one's own label is marked: nobody knows by heart which evaluator she is.
    return replace(names, coders={**names.coders, viewer.account_guid: _("{coder} (me)").format(coder=mine)})


@use_case(Right.SEE_THEMES, reads="numbers")
def has_consensus(db: Database, viewer: Viewer) -> bool:
    """Whether coders have agreed on any coding, so that the layer of agreement can be chosen."""
    counted, held = access.blind.counted_where(db)
    return bool(db.conn.execute(f"SELECT 1 FROM coding c WHERE layer = 'consensus' AND retracted_at IS NULL"
                                f" AND {counted}", held).fetchone())
