"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.safety.record_sets import Besides, Gone, RecordSet, guids_of, says
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from pilot.safety.record_sets import Row

RECORDS = (RecordSet("job", N_("tasks")),)


def _finds(db: Database, gone: Gone) -> Mapping[str, Iterable[Row]]:
    """Tasks about it, by guid or by the pseudonym that was chosen for a file; one that runs finds that it is nobody's
    any more, and ends."""
    called = {row[0] for table in ("family", "person") for row in db.conn.execute(
        f"SELECT pseudonym FROM {table} WHERE {table}_id IN (SELECT value FROM json_each(?))", (gone.ids(table),))}
    whose = guids_of(db, gone, "family", "person", "document", "recording") | called
    return {"job": [(job_id,) for job_id, *told in db.conn.execute("SELECT job_id, input, output FROM job")
                    if whose and any(says(one, whose) for one in told)]}


BESIDES = (Besides(finds=_finds),)
