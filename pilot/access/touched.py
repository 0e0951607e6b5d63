"""What hangs on one person's consent: what goes out of reach when that is withdrawn, and what is out of reach by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import reach

if TYPE_CHECKING:
    from sqlite_utils import Database

# Somebody is heard in it, or it tells about that person's family.
_HANGS_ON = (
    "(d.document_id IN (SELECT document_id FROM document_person WHERE person_id = ?)"
    f" OR (d.family_id = (SELECT family_id FROM person WHERE person_id = ?) AND {reach.about('d')}))")


def documents(db: Database, person_id: int, use: str, *, reached: bool = True) -> list[int]:
    """`document_id` of what hangs on a person's consent for a use of documents ('analyse', 'quote' or 'share').

    Args:
        reached: what is in reach now and goes out of it with this consent; else what hangs on it and is out of reach.
    """
    if use not in ("analyse", "quote", "share"):
        return []
    now, params = reach.document_where(db, use)
    rows = db.conn.execute(
        f"SELECT d.document_id FROM document d WHERE d.withdrawn_at IS NULL AND {_HANGS_ON} AND ({now}) = ?"
        " ORDER BY d.told_on, d.document_id", (person_id, person_id, *params, reached))
    return [row[0] for row in rows]


def recordings(db: Database, person_id: int, use: str, *, reached: bool = True) -> list[int]:
    """`recording_id` of the sound that goes out of reach with a person's consent for a use.

    Recording: what the person is heard in. Transcribing: the same, as far as it has no text yet. Analysing: what
    others tell about the family.

    Args:
        reached: as in `documents`.
    """
    if use not in ("record", "transcribe", "analyse"):
        return []
    now, params = reach.recordings_where(db, "record" if use == "analyse" else use)
    everybody = reach.HEARD_IN_RECORDING.format(r="r")
    heard = f"? IN {everybody}"
    of_family = ("(r.family_id = (SELECT family_id FROM person WHERE person_id = ?) AND NOT EXISTS"
                 f" (SELECT 1 FROM person q WHERE q.family_id IS NOT NULL AND q.person_id IN {everybody}))")
    without_text = "NOT EXISTS (SELECT 1 FROM document t WHERE t.recording_id = r.recording_id)"
    which = {"record": heard, "transcribe": f"{heard} AND {without_text}", "analyse": of_family}[use]
    rows = db.conn.execute(
        f"SELECT r.recording_id FROM recording r WHERE {which} AND {reach.NOT_WITHDRAWN.format(r='r')}"
        f" AND ({now}) = ? ORDER BY r.recorded_on, r.recording_id", (person_id, *params, reached))
    return [row[0] for row in rows]
