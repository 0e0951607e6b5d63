"""Recordings and texts that have lain here longer than the pilot keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import Right, Viewer
from pilot.clock import local_day
from pilot.door import use_case
from pilot.safety.retention import Due, past

if TYPE_CHECKING:
    from sqlite_utils import Database


@use_case(Right.ERASE, reads="titles")
def sound(db: Database, viewer: Viewer) -> list[Due]:
    """Recordings and voice notes whose words have been in a text longer than sound is kept."""
    rows = db.conn.execute(
        "SELECT r.guid, coalesce(d.title, ''), f.pseudonym, f.guid, coalesce((SELECT min(v.created_at)"
        " FROM document_version v WHERE v.document_id = d.document_id), n.written_at) AS at FROM recording r"
        " JOIN family f USING (family_id) LEFT JOIN document d USING (recording_id)"
        " LEFT JOIN note_text n USING (recording_id) WHERE at IS NOT NULL")
    return past(db, viewer, "sound", (
        Due(guid, title, family, local_day(db, at), "", _family(family_guid))
        for guid, title, family, family_guid, at in rows))


@use_case(Right.ERASE, reads="titles")
def raw(db: Database, viewer: Viewer) -> list[Due]:
    """Documents that hold a version with real names beside one without, for longer than such versions are kept."""
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, f.guid, min(v.created_at) FROM document d JOIN family f USING (family_id)"
        " JOIN document_version v USING (document_id) WHERE v.kind = 'deidentified' AND EXISTS (SELECT 1"
        " FROM document_version o WHERE o.document_id = d.document_id AND o.kind <> 'deidentified')"
        " GROUP BY d.document_id")
    return past(db, viewer, "raw", (
        Due(guid, title, family, local_day(db, at), "", _family(family_guid))
        for guid, title, family, family_guid, at in rows))


@use_case(Right.ERASE, reads="titles")
def texts(db: Database, viewer: Viewer) -> list[Due]:
    """Conversations and stories of families whose support ended longer ago than texts are kept."""
    rows = db.conn.execute(
        "SELECT d.guid, d.title, f.pseudonym, f.guid, max(p.ends_on) FROM document d JOIN family f USING (family_id)"
        " JOIN support_period p USING (family_id) GROUP BY d.document_id HAVING count(*) = count(p.ends_on)")
    return past(db, viewer, "texts", (
        Due(guid, title, family, ended, "", _family(family_guid)) for guid, title, family, family_guid, ended in rows))


def _family(guid: str) -> str:
    return f"/families?family={guid}"
