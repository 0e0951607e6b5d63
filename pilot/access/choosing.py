"""Which stories somebody reads because a panel chooses among them: the one place that answers.

A coach reads her own words only, and here is the one exception: while a round of choosing runs, who is on its panel
reads the stories of that round; a story that was chosen is read by all who choose and learn together. It is always the
text without names, never one that was withdrawn, that consent puts out of reach, or of a family of whom no consent is
on record at all. Nothing else opens by it: no desk, no list of documents, no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot.access import reach, three_states
from pilot.access.rights import Right
from pilot.door import inner
from pilot.errors import NotFound
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access.reach import Where
    from pilot.access.rights import Viewer

NOT_OPENED = N_("This story is not there, or no round of choosing opens it for you.")
_WHY = {
    three_states.OUT_OF_REACH: N_("This story is out of reach: a consent is missing, was withdrawn or has ended."),
    three_states.WITHDRAWN: N_("This story has been withdrawn. An administrator can bring it back."),
    three_states.ERASED: N_("This story was erased: it is gone for good.")}
_FREE = ("{d}.kind = 'story' AND EXISTS (SELECT 1 FROM document_version fv"
         " WHERE fv.version_id = {d}.read_version_id AND fv.kind = 'deidentified')")
_CHOSEN = ("EXISTS (SELECT 1 FROM choice_story cs JOIN choice_round cr USING (round_id)"
           " WHERE cs.document_id = {d}.document_id AND cs.chosen AND cr.state = 'chosen')")
_ON_PANEL = ("EXISTS (SELECT 1 FROM choice_story cs JOIN choice_round cr USING (round_id)"
             " JOIN choice_panel cp USING (round_id) WHERE cs.document_id = {d}.document_id"
             " AND cr.state IN ('picking','shown') AND cp.user_id = {user} AND cp.let_out_at IS NULL)")
_IN_ROUND = ("EXISTS (SELECT 1 FROM choice_story cs JOIN choice_round cr USING (round_id)"
             " WHERE cs.document_id = {d}.document_id AND cr.state <> 'ended')")


def offered_where(db: Database, alias: str = "d") -> Where:
    """Condition for stories a round may hold: free of names, not withdrawn, in reach, with a consent on record."""
    where, params = reach.documents_where(db, "analyse", alias)
    return f"{_FREE.format(d=alias)} AND {where} AND NOT {reach.unasked(alias)}", params


@inner("a rule that reads compose")
def opened_where(db: Database, viewer: Viewer, alias: str = "d") -> Where:
    """Condition for the stories that this viewer reads because of a round; who leads rounds reads those of all."""
    if not viewer.may(Right.CHOOSE_STORIES):
        return "0", []
    offered, params = offered_where(db, alias)
    return f"{offered} AND {_of_hers(viewer, alias)}", params


@inner("a rule that reads compose")
def state_where(db: Database, viewer: Viewer, alias: str = "d") -> Where:
    """Expression: why this viewer does not read a story of a round; '' where she does, else of `three_states`."""
    state, given = three_states.state_where(db, alias)
    opened, params = opened_where(db, viewer, alias)
    return (f"CASE WHEN {opened} THEN '' ELSE coalesce(nullif({state}, ''), '{three_states.OTHERWISE}') END",
            [*params, *given])


def _why(db: Database, viewer: Viewer, guid: str) -> str:
    """Why a story is not opened: which of the three, to who could otherwise read it because of a round."""
    state = three_states.of_document(db, guid)
    known = state == three_states.ERASED or db.conn.execute(
        f"SELECT 1 FROM document d WHERE d.guid = ? AND d.kind = 'story' AND {_of_hers(viewer)}", (guid,)).fetchone()
    return _WHY.get(state, NOT_OPENED) if known else NOT_OPENED


def _of_hers(viewer: Viewer, alias: str = "d") -> str:
    """Condition: a round in which this viewer takes part, or any of them if she leads, holds the story."""
    if viewer.may(Right.LEAD_CHOOSING):
        return _IN_ROUND.format(d=alias)
    return f"({_CHOSEN.format(d=alias)} OR {_ON_PANEL.format(d=alias, user=int(viewer.user_id))})"


@dataclass(frozen=True)
class Opened:
    """A story that a round opens, in the version without names."""

    document_id: int
    version_id: int


@inner("a rule that use cases on one thing ask")
def require_opened(db: Database, viewer: Viewer, guid: str) -> Opened:
    """The story `guid` (of its document), when a round opens it for this viewer.

    Raises: NotFound for one that is none of a round for this viewer; of one that is, it says which of the three states
        it is in.
    """
    where, params = opened_where(db, viewer)
    row = db.conn.execute(
        f"SELECT d.document_id, d.read_version_id FROM document d WHERE d.guid = ? AND {where}",
        (guid, *params)).fetchone()
    if row is None:
        raise NotFound(_why(db, viewer, guid))
    return Opened(*row)
