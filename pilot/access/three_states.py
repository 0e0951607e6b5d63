"""Why something that is pointed at cannot be read: it is out of reach, withdrawn, or erased. The one place that says
which, so that every page says it in the same words.

Out of reach: somebody's consent is missing, was withdrawn or has ended; it comes back with consent. Withdrawn: a
decision with a reason; an administrator can bring it back. Erased: gone for good, known by its guid only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilot.access import reach
from pilot.words import N_, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlite_utils import Database

    from pilot.access.reach import Where

OUT_OF_REACH, WITHDRAWN, ERASED = STATES = ("out of reach", "withdrawn", "erased")
BLIND = "blind"  # scored blind: held back until it is shown
OTHERWISE = "otherwise"  # it is there, and not for this viewer here: another's, or with names in it
NAMES = {OUT_OF_REACH: N_("Out of reach"), WITHDRAWN: N_("Withdrawn"), ERASED: N_("Erased")}
A_STORY = {
    OUT_OF_REACH: N_("A story that is out of reach"), WITHDRAWN: N_("A story that is withdrawn"),
    ERASED: N_("A story that was erased"), OTHERWISE: N_("A story that you do not read here")}
A_TEXT = {
    OUT_OF_REACH: N_("A text that is out of reach."), WITHDRAWN: N_("A text that is withdrawn."),
    ERASED: N_("A text that was erased."), OTHERWISE: N_("A text that you do not read here.")}
DOCUMENT_ERASED = N_("This document was erased: its text, sound and codings are gone for good.")
RECORDING_ERASED = N_("This recording was erased: it is gone for good.")


def state_where(db: Database, alias: str = "d") -> Where:
    """Expression for documents in a list: one of STATES but erased; '' for one that is neither."""
    return (f"CASE WHEN {alias}.withdrawn_at IS NOT NULL THEN '{WITHDRAWN}' WHEN {alias}.document_id IN"
            f" (SELECT value FROM json_each(?)) THEN '{OUT_OF_REACH}' ELSE '' END",
            [json.dumps(sorted(reach.outside(db)))])


def is_erased(db: Database, thing: str, guid: str) -> bool:
    """Whether the thing (a 'document', 'recording', 'family' or 'person') of this guid was erased."""
    return db.conn.execute("SELECT 1 FROM erased WHERE guid = ? AND thing = ?", (guid, thing)).fetchone() is not None


def of_documents(db: Database, documents: Iterable[int]) -> dict[int, str]:
    """By `document_id`, why each of these that is not read is not: one of STATES, or OTHERWISE."""
    state, params = state_where(db)
    return {document_id: why or OTHERWISE for document_id, why in db.conn.execute(
        f"SELECT d.document_id, {state} FROM document d WHERE d.document_id IN (SELECT value FROM json_each(?))",
        (*params, json.dumps(sorted(documents))))}


def of_document(db: Database, guid: str) -> str:
    """Of one document: one of STATES, '' for one that is neither, or was never there."""
    state, params = state_where(db)
    row = db.conn.execute(f"SELECT {state} FROM document d WHERE d.guid = ?", (*params, guid)).fetchone()
    if row is None:
        return ERASED if is_erased(db, "document", guid) else ""
    return str(row[0])


def stories(counts: Mapping[str, int]) -> list[str]:
    """How many stories are in which state, a sentence for each state of which there are any."""
    said: dict[str, Callable[[int], str]] = {
        OUT_OF_REACH: lambda n: ngettext("{n} story is out of reach.", "{n} stories are out of reach.", n),
        WITHDRAWN: lambda n: ngettext("{n} story is withdrawn.", "{n} stories are withdrawn.", n),
        OTHERWISE: lambda n: ngettext("{n} story is not read here.", "{n} stories are not read here.", n)}
    return [say(n).format(n=n) for state, say in said.items() if (n := counts.get(state, 0))]


def more(counts: Mapping[str, int]) -> list[str]:
    """How much more there is beside what is shown, and why it is not shown, a sentence for each reason."""
    said: dict[str, Callable[[int], str]] = {
        OUT_OF_REACH: lambda n: ngettext("{n} more is out of reach today: a consent ended or was withdrawn.",
                                         "{n} more are out of reach today: a consent ended or was withdrawn.", n),
        WITHDRAWN: lambda n: ngettext("{n} more is withdrawn.", "{n} more are withdrawn.", n),
        OTHERWISE: lambda n: ngettext("{n} more is not shown now.", "{n} more are not shown now.", n)}
    return [say(n).format(n=n) for why, say in said.items() if (n := counts.get(why, 0))]
