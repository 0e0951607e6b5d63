"""By whom and what passages can be narrowed: what there is to choose from, by key, with its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coding.marks import agreed
from pilot import access
from pilot.access import Right, Viewer, families_where
from pilot.door import use_case
from pilot.words import _

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Choices:
    """Names by guid (coders, families, coaches) or key (sites, referrers); empty where there is nothing to choose."""

    coders: dict[str, str]
    families: dict[str, str]
    sites: dict[str, str]
    coaches: dict[str, str]
    referrers: dict[str, str]


@use_case(Right.CODE, reads="pseudonyms")
def choices(db: Database, viewer: Viewer) -> Choices:
    """What there is in this pilot; of coders those who coded anything that counts."""
    where, params = families_where(viewer)

    def named(sql: str, given: list[object] | None = None) -> dict[str, str]:
        return dict(db.conn.execute(sql, given or []).fetchall())

    counted, held = access.blind.counted_where(db)
    coders = named("SELECT u.guid, u.label FROM user u WHERE EXISTS (SELECT 1 FROM coding c"
                   f" WHERE c.coder_id = u.user_id AND c.layer = 'coder' AND {counted}) ORDER BY u.label", held)
    if db.conn.execute("SELECT 1 FROM coding WHERE layer = 'consensus' AND retracted_at IS NULL LIMIT 1").fetchone():
        coders[agreed.OURS] = _("what coders came to together")
    return Choices(
        coders,
        named(f"SELECT f.guid, f.pseudonym FROM family f WHERE {where} ORDER BY folded(f.pseudonym)", params),
        named("SELECT key, name FROM site ORDER BY name"),
        named("SELECT guid, pseudonym FROM person WHERE kind = 'coach' ORDER BY pseudonym"),
        # Who referred families that were not taken on has no text to find anything in.
        named(f"SELECT key, name FROM referrer r WHERE EXISTS (SELECT 1 FROM family f WHERE f.referrer_id ="
              f" r.referrer_id AND {where}) ORDER BY name", params))
