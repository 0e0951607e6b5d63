"""What rooms do not go on with once something went out of reach: each says so as ENDS in its `records.py`.

What reads asks `reach` each time; what was begun and works on by itself has to be ended, and what it had made so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.safety import record_sets

if TYPE_CHECKING:
    from sqlite_utils import Database


def stop_all(db: Database) -> None:
    """End what may not go on today, in every room; inside the write by which something went out of reach."""
    for module in record_sets.modules():
        for end in getattr(module, "ENDS", ()):
            end(db)
