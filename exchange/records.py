"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exchange import forgetting
from pilot.safety.record_sets import Besides, Gone, RecordSet
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

_CAME = "what a variable or a set of another program is called"

RECORDS = (
    RecordSet("refi_variable", kept=_CAME),
    RecordSet("refi_value", N_("values of another program")),
    RecordSet("refi_set", kept=_CAME),
    RecordSet("refi_member"),
    RecordSet("refi_report", kept="what came from another program, counted; names of texts that go are taken out"),
    RecordSet("refi_figure", N_("pictures of another program")),
)


def _cleans(db: Database, gone: Gone) -> None:
    forgetting.forget(db, [row[0] for row in db.conn.execute(
        "SELECT title FROM document WHERE document_id IN (SELECT value FROM json_each(?))", (gone.ids("document"),))])


BESIDES = (Besides(cleans=_cleans),)
