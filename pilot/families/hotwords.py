"""Names and words that a model is told to expect in a recording; they lie in the register and are shown to nobody."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right
from pilot.clock import now
from pilot.door import use_case
from pilot.families.real_names import parts
from pilot.store.files import open_register, write
from pilot.visible import visible_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from pilot.access import Viewer
    from pilot.config import Pilot

# What is kept of one correction, and how long a word may be (code points).
MOST_AT_ONCE, LONGEST = 200, 60
# Words of the lexicon that are said as they are written.
SPOKEN = (
    "person", "nickname", "place", "street", "school", "employer", "organisation", "address", "other")


@use_case(Right.PREPARE, event="learned word")
def learn(pilot: Pilot, db: Database, viewer: Viewer, guid: str, words: Sequence[str]) -> int:
    """Keep words that somebody put right in a document, so that a model expects them the next time.

    Args:
        words: as they are written now; of more than 200 the first, and none of a letter or of more than 60.

    Returns: how many were kept.
    Raises: NotFound, NotAllowed.
    """
    version = access.require_document(db, viewer, guid)
    family, = db.conn.execute("SELECT guid FROM family WHERE family_id = ?", (version.family_id,)).fetchone()
    kept = list(dict.fromkeys(word for word in map(visible_name, words) if 1 < len(word) <= LONGEST))[:MOST_AT_ONCE]
    if not kept:
        return 0
    at = now()
    with closing(open_register(pilot.register_path, create=True)) as register, write(register):
        register.conn.executemany(
            "INSERT INTO hotword(family_guid, word, times, last_at) VALUES (?, ?, 1, ?)"
            " ON CONFLICT DO UPDATE SET times = times + 1, last_at = excluded.last_at",
            [(family, word, at) for word in kept])
    with write(db):
        events.record(db, viewer, "learned", "word", guid)
    return len(kept)


def expected(pilot: Pilot, family_guid: str) -> list[str]:
    """What may be said in a recording of a family, the most useful first; for the model that hears it, for nobody else.

    Words that were put right in its texts twice or more, names of its people and of who works with all families, the
    words of its lexicon and of everybody's, then what was put right once, and what was in texts of several others.
    """
    if not pilot.register_path.is_file():
        return []
    with closing(open_register(pilot.register_path)) as register:
        def of(sql: str) -> list[str]:
            return [str(row[0]) for row in register.conn.execute(sql, {"family": family_guid})]

        right = of("SELECT word FROM hotword WHERE family_guid = :family AND times > 1 ORDER BY times DESC, word")
        names = of("SELECT name FROM family_name WHERE family_guid = :family UNION ALL SELECT name FROM person_name"
                   " WHERE family_guid = :family UNION ALL SELECT name FROM person_name WHERE family_guid IS NULL")
        known = ", ".join(f"'{kind}'" for kind in SPOKEN)
        own = of(f"SELECT word FROM lexicon WHERE family_guid = :family AND kind IN ({known}) ORDER BY word")
        everybody = of(f"SELECT word FROM lexicon WHERE family_guid IS NULL AND kind IN ({known}) ORDER BY word")
        once = of("SELECT word FROM hotword WHERE family_guid = :family AND times = 1 ORDER BY last_at DESC, word")
        others = of("SELECT word FROM hotword WHERE family_guid <> :family GROUP BY word HAVING count(*) > 1"
                    " ORDER BY sum(times) DESC, word")
    return list(dict.fromkeys([*right, *_spoken(names), *own, *everybody, *once, *others]))


def _spoken(names: Iterable[str]) -> list[str]:
    """Names as they are called: their parts before the whole."""
    return [part for name in names for part in (*parts(name)[1:], name)]
