"""Whose codings may be seen, and which count: the one place that answers, for rounds in which coders are blind.

While a round is blind, everybody sees of its documents her own codings only, whatever her role, by command too:
codings, what is thought of them, counts, figures and files. Figures and files leave those documents out altogether, for
everybody alike, so that two people have the same numbers on the same day. A practice round counts nowhere: once it is
shown, its codings are seen at the desk and where coders are compared, and in no figure, search or file, until it is put
away.

Every read of codings composes one of two conditions: `seen_where` for what is shown to one person, `counted_where` for
what is counted, searched or leaves. Where no round holds anything back they are '1', at the cost of one look-up. Scores
of life domains that several give blind have the same two.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pilot.access.reach import Where
from pilot.door import inner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from pilot.access.rights import Viewer

_HELD = (
    "SELECT o.document_id FROM double_round r CROSS JOIN double_document o USING (round_id)"
    " WHERE r.closed_at IS NULL AND (r.revealed_at IS NULL OR NOT r.counts) AND o.left_out_at IS NULL")


def documents(db: Database) -> frozenset[int]:
    """`document_id` of the documents of rounds that nobody may see more of than her own codings; one query."""
    return frozenset(row[0] for row in db.conn.execute(f"{_HELD} AND r.revealed_at IS NULL"))


def uncounted(db: Database) -> frozenset[int]:
    """`document_id` of the documents whose codings count nowhere today: blind ones, and those of practice rounds."""
    return frozenset(row[0] for row in db.conn.execute(_HELD))


def coders(db: Database) -> dict[str, str]:
    """Who has a part in a blind round: account guid, and since when (UTC ISO)."""
    return dict(db.conn.execute(
        "SELECT u.guid, min(r.begun_at) FROM double_round r JOIN double_task t USING (round_id)"
        " JOIN user u ON u.user_id = t.coder_id WHERE r.closed_at IS NULL AND r.revealed_at IS NULL GROUP BY u.guid"
        ).fetchall())


def _outside(found: Iterable[int], alias: str) -> Where:
    held = sorted(found)
    return (f"{alias}.document_id NOT IN (SELECT value FROM json_each(?))", [json.dumps(held)]) if held else ("1", [])


@inner("a rule that reads compose")
def seen_where(db: Database, viewer: Viewer, alias: str = "c") -> Where:
    """Condition for codings `alias` (document_id, coder_id) that this viewer may see today: of blind documents only
    her own. Rights and consent come on top."""
    where, params = _outside(documents(db), alias)
    return (where, params) if not params else (f"({where} OR {alias}.coder_id = ?)", [*params, viewer.user_id])


def documents_where(db: Database, alias: str = "d") -> Where:
    """Condition for documents `alias` of which everybody may see what others made of them: no blind ones."""
    return _outside(documents(db), alias)


def counted_where(db: Database, alias: str = "c") -> Where:
    """Condition for rows `alias` (document_id: of codings, or documents) that count in figures, searches and files."""
    return _outside(uncounted(db), alias)


# Families whose scores in a round of measuring are given blind; `s` is what is asked about (family_id, wave_id).
_SCORED_BLIND = (
    "EXISTS (SELECT 1 FROM score_round b CROSS JOIN score_task k USING (score_round_id) WHERE b.wave_id = {s}.wave_id"
    " AND b.shown_at IS NULL AND b.closed_at IS NULL AND k.family_id = {s}.family_id)")


def scores_counted_where(alias: str = "s") -> str:
    """Condition for rows `alias` (family_id, wave_id: scores, and what they rest on) that count: not given blind."""
    return f"NOT {_SCORED_BLIND.format(s=alias)}"


@inner("a rule that reads compose")
def scores_seen_where(viewer: Viewer, alias: str = "s", by: str = "scored_by") -> Where:
    """Condition for scores `alias` that this viewer may see today: of what is scored blind only her own (`by`: the
    column with whose they are). Rights and consent come on top."""
    return f"({scores_counted_where(alias)} OR {alias}.{by} = ?)", [viewer.user_id]
