"""How many actions there were on a document, by which an open desk knows that something changed.

They are counted by document: the numbers of all actions together would have gaps that tell how much somebody does in
other documents, blind ones too. While a document is coded blind the count must not tell how much others do there, nor
when: then it goes on by one for each action on the viewer's own codings from the last action before the round, and
never beyond what it is once the round is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot import access
from pilot.door import inner

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

# An action of her own; or one by which the codebook changed codings of hers: that has no coding of its own.
_HERS = (
    "(o.kind <> 'recode' AND o.user_id = ?2) OR (o.kind = 'recode' AND (EXISTS (SELECT 1 FROM coding c"
    " WHERE c.document_id = o.document_id AND c.coder_id = ?2 AND c.rev = o.op_id) OR EXISTS (SELECT 1"
    " FROM coding_recoded r JOIN coding c USING (coding_id) WHERE c.document_id = o.document_id AND c.coder_id = ?2"
    " AND r.at = o.at)))")
_BLIND = (
    f"SELECT count(*) FILTER (WHERE o.at < b.begun_at OR {_HERS})"
    " FROM coding_op o, (SELECT max(r.begun_at) AS begun_at FROM double_round r JOIN double_document d USING (round_id)"
    " WHERE d.document_id = ?1 AND r.closed_at IS NULL AND r.revealed_at IS NULL) b WHERE o.document_id = ?1")


@inner("part of reads of codings and of actions on them, which ask the right")
def revision(db: Database, viewer: Viewer, document_id: int) -> int:
    """The document's revision as this viewer is told it; 0 before the first action."""
    if document_id in access.blind.documents(db):
        return int(db.conn.execute(_BLIND, (document_id, viewer.user_id)).fetchone()[0])
    found = db.conn.execute("SELECT count(*) FROM coding_op WHERE document_id = ?", (document_id,)).fetchone()
    return int(found[0])


@inner("part of reads of codings, which ask the right")
def since(db: Database, viewer: Viewer, document_id: int, told: int) -> int:
    """The number of the action after which `coding.rev` is news to a viewer who was told revision `told`.

    In a document that is coded blind that is all of it, or nothing: its revision there counts no one action. All of it
    is news, too, after a revision that never was.
    """
    if document_id not in access.blind.documents(db):
        return _nth(db, document_id, told)
    return _nth(db, document_id, 0) if told == revision(db, viewer, document_id) else 0


def _nth(db: Database, document_id: int, n: int) -> int:
    """The number among all actions (`op_id`) of the n-th one on a document, from 1; of the last one for 0."""
    order, offset = ("op_id", n - 1) if n else ("op_id DESC", 0)
    found = db.conn.execute(
        f"SELECT op_id FROM coding_op WHERE document_id = ? ORDER BY {order} LIMIT 1 OFFSET ?",
        (document_id, offset)).fetchone()
    return int(found[0]) if found else 0
