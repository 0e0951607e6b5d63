"""What a report of an import says of texts that are erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database


def forget(db: Database, titles: Sequence[str]) -> None:
    """Take these titles of texts out of what reports say; inside a write."""
    for report_id, left in db.conn.execute("SELECT report_id, left_out_of FROM refi_report").fetchall():
        kept = json.loads(left)
        less = {kind: [one for one in names if one not in titles] for kind, names in kept.items()}
        if less != kept:
            db.conn.execute("UPDATE refi_report SET left_out_of = ? WHERE report_id = ?", (json.dumps(less), report_id))
