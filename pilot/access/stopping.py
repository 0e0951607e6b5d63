"""What rooms do when something went out of reach, or came back: each says so as ENDS and RESUMES in its `records.py`.

What reads asks `reach` each time; what was begun and works on by itself has to be ended, and what it had made so far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import reach
from pilot.safety import record_sets
from pilot.store.files import write

if TYPE_CHECKING:
    from sqlite_utils import Database


def ready() -> None:
    """Fetch the code of all rooms, half a second once: before the write that calls `stop_all`, so that nobody waits."""
    record_sets.modules()


def stop_all(db: Database, by: str | None = None) -> None:
    """End what may not go on today, in every room; inside the write by which something went out of reach.

    Args:
        by: guid of the account that takes it out of reach; None where a date did.
    """
    for module in record_sets.modules():
        for end in getattr(module, "ENDS", ()):
            end(db, by)


def stop_where_changed(db: Database, stamp: str) -> str:
    """End what may not go on where what is in reach changed since `stamp` ("" for nothing known); the stamp of now."""
    current = reach.stamp(db)
    if current != stamp:
        ready()
        with write(db):
            stop_all(db)
    return current


def resume_all(db: Database, by: str) -> None:
    """Give back what was kept back by consent alone; inside the write by which something came into reach again.

    Args:
        by: guid of the account that brings it into reach.
    """
    for module in record_sets.modules():
        for resume in getattr(module, "RESUMES", ()):
            resume(db, by)
