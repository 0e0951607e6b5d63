"""What was said otherwise in an earlier version of a text, said so in the next one: nobody has to write it twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot.store.files import new_guid
from texts import anchors, places
from texts.names_out.rests import BARE

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import ReadableVersion

KIND = "other"


class Reworded(NamedTuple):
    """Words of a version (code points) that are said otherwise, and who decided so.

    `whole`: all words that were reworded stand there as they did; else only the first of them, for a person to decide.
    """

    start: int
    end: int
    thing: str
    wording: str
    by: int
    at: str
    whole: bool


def reworded(db: Database, version: ReadableVersion) -> list[Reworded]:
    """What was reworded in the nearest version before this one in which anything was, where it stands now."""
    source = db.conn.execute(
        "SELECT v.version_id, v.text FROM document_version v JOIN document_version this USING (document_id)"
        " WHERE this.version_id = ?1 AND v.number < this.number AND EXISTS (SELECT 1 FROM name_place p WHERE"
        " p.version_id = v.version_id AND p.kind = ?2 AND p.decision = 'replace') ORDER BY v.number DESC LIMIT 1",
        (version.version_id, KIND)).fetchone()
    if source is None:
        return []
    rows = db.conn.execute(
        "SELECT start_char, end_char, thing, replacement, decided_by, decided_at FROM name_place WHERE version_id = ?"
        " AND kind = ? AND decision = 'replace' ORDER BY start_char", (source[0], KIND)).fetchall()
    (text,) = db.conn.execute(
        "SELECT text FROM document_version WHERE version_id = ?", (version.version_id,)).fetchone()
    now = anchors.same_words(places.turns(db, source[0]), places.turns(db, version.version_id),
                             [(start, end) for start, end, *_rest in rows])
    found = []
    for (start, end, thing, wording, by, at), span in zip(rows, now, strict=True):
        # Without the marks that stand around its words there.
        bare = BARE.search(str(text)[slice(*span)]) if span else None
        if span and bare:
            whole = bare[0].casefold() == str(source[1])[start:end].casefold()
            found.append(Reworded(span[0] + bare.start(), span[0] + bare.end(), thing, wording, by, at, whole))
    return found


def put(db: Database, version: ReadableVersion, reworded: list[Reworded]) -> None:
    """Store them where no place lies yet, decided as they were; inside a write."""
    for one in reworded:
        over = db.conn.execute("SELECT 1 FROM name_place WHERE version_id = ? AND start_char < ? AND end_char > ?",
                               (version.version_id, one.end, one.start)).fetchone()
        if over is None:
            decided = ("replace", one.by, one.at) if one.whole else (None, None, None)
            db.conn.execute(
                "INSERT INTO name_place(guid, version_id, start_char, end_char, kind, thing, replacement, source,"
                " sureness, decision, decided_by, decided_at) VALUES (?,?,?,?,?,?,?,'hand',1,?,?,?)",
                (new_guid(), version.version_id, one.start, one.end, KIND, one.thing, one.wording, *decided))
