"""Writing a summary: every save is a version with the quotes it rests on; who writes over another's is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.door import use_case
from pilot.errors import BadInput, Conflict
from pilot.families import register
from pilot.store.files import new_guid, write
from pilot.words import N_
from themes import frames
from themes.framework import ground
from themes.framework.period import scope_of
from themes.framework.reading import cell_of, key_of, stands

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.config import Pilot
    from themes.framework.ground import Quoted

LONGEST = 4_000  # code points


class At(NamedTuple):
    """Which cell: guid of the family, key of the code, period ('' for all that was told)."""

    family: str
    code: str
    period: str


@use_case(Right.CODE, event="wrote summary")
def write_cell(
    pilot: Pilot, db: Database, viewer: Viewer, at: At, text: str, rests: Iterable[str], *, seen: str = "",
    anyway: bool = False,
) -> tuple[str, ...]:
    """Write a cell; what stood there stays as an earlier version.

    Args:
        rests: the quotes it rests on, as `reading.key_of` names them; it may rest on nothing yet.
        seen: guid of the version it is written over, '' for an empty cell.
        anyway: keep it although words of the register stand in it.

    Returns: words of the register in it, when they stop it; nothing was changed then.
    Raises: BadInput; NotFound; Conflict when somebody wrote there meanwhile, or a quote is not there any more.
    """
    text = text.strip()
    if len(text) > LONGEST or "\0" in text:
        raise BadInput(N_("This is too long: {n} characters at most."), n=LONGEST)
    # All that takes long is asked before anything is written, so that nobody waits for it.
    family_id, key, was = cell_of(db, viewer, at.family, at.code, at.period)
    wanted = frozenset(rests)
    if was and (text, wanted) == (was.newest.text, was.rests_on) and not was.stale:
        raise BadInput(N_("Nothing was changed."))
    if not was and not text and not wanted:
        raise BadInput(N_("Write something: this cannot be empty."))
    found = tuple(dict.fromkeys(hit.found for hit in register.names_in(pilot, at.family, text)))
    if found and not anyway:
        return found
    places, sha, code_id = _offered(db, viewer, family_id, key, at.period)
    if not wanted <= set(places):
        raise Conflict(N_("A quote you chose is not there any more. Look at the quotes again; your words stay."))
    with write(db):
        if stands(db, family_id, key, at.period) != seen:
            raise Conflict(N_("Somebody wrote in this cell meanwhile. Your words are still here: look at theirs below,"
                              " and save once more."))
        guid = _kept(db, viewer, (family_id, code_id, at.period), text, sha, [places[one] for one in sorted(wanted)])
        events.record(db, viewer, "wrote", "summary", guid)
    return ()


def _offered(
    db: Database, viewer: Viewer, family_id: int, key: str, period: str
) -> tuple[dict[str, Quoted], str, int]:
    """What a cell can rest on, by `key_of`; what its code means, and its code_id."""
    material = frames.load(db, viewer, scope_of(period), key)
    if material is None:
        return {}, "", 0
    found = ground.now(db, viewer, material, [key])
    mine = material.documents[material.documents["family_id"] == family_id]
    called = dict(zip(mine["document_id"].tolist(), mine["guid"].tolist(), strict=True))
    places = {key_of(called[document], one.start, one.end): one for (document, code), ones in found.places.items()
              if code == key and document in called for one in ones}
    return places, found.shas[key], material.codes[0].code_id


def _kept(
    db: Database, viewer: Viewer, at: tuple[int, int, str], text: str, sha: str, rests: list[Quoted]
) -> str:
    """Store a version of the cell (family_id, code_id, period); returns the guid of the cell."""
    db.conn.execute("INSERT OR IGNORE INTO summary_cell(guid, family_id, code_id, period) VALUES (?,?,?,?)",
                    (new_guid(), *at))
    cell_id, guid = db.conn.execute(
        "SELECT cell_id, guid FROM summary_cell WHERE family_id = ? AND code_id = ? AND period = ?", at).fetchone()
    version = db.conn.execute(
        "INSERT INTO summary_version(guid, cell_id, number, text, code_sha, written_by, written_at)"
        " SELECT ?, ?, 1 + coalesce(max(number), 0), ?, ?, ?, ? FROM summary_version WHERE cell_id = ?",
        (new_guid(), cell_id, text, sha, viewer.user_id, now(), cell_id)).lastrowid
    db.conn.executemany(
        "INSERT INTO summary_ground(summary_version_id, document_id, version_id, start_char, end_char, coded)"
        " VALUES (?,?,?,?,?,?)", [(version, *one) for one in rests])
    return str(guid)
