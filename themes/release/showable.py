"""What of a release may still be shown: all but quotes, stories and exact lines of families that left since."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pilot import access
from themes.release.arcs import leaving as arcs
from themes.release.quotes_out import leaving as quotes

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content
    from themes.release.store import Row


def only_showable(db: Database, row: Row) -> Content:
    """What a release says without what may not be shown any more; everything else stays as it was."""
    content = arcs.only_showable(db, quotes.only_showable(db, row.content))
    return content if _all_agree(db, row) else _without_exact(content)


def _all_agree(db: Database, row: Row) -> bool:
    """Whether each family that agreed with the exact line still lets its material be counted; so without a line."""
    agreed = {guid for guid, _day in row.choice.get("exact", {}).get("agreed", ())} if row.choice else set()
    if not agreed:
        return True
    where, params = access.reach.documents_where(db)
    return agreed <= {guid for (guid,) in db.conn.execute(
        f"SELECT DISTINCT f.guid FROM family f JOIN document d USING (family_id) WHERE {where}", params)}


def _without_exact(content: Content) -> Content:
    """Without the line that says more than the rules allow, wherever it stands."""
    keys = (*content.news_keys, *[""] * len(content.news))  # what was kept by an earlier version has none
    told = [(line, key) for line, key in zip(content.news, keys, strict=False)
            if content.exact not in (line.nl, line.en)]
    return replace(
        content, exact="", exception="", news=tuple(line for line, _key in told),
        news_keys=tuple(key for _line, key in told),
        methods=tuple(replace(one, lines=tuple(line for line in one.lines if content.exact not in line.nl))
                      for one in content.methods))
