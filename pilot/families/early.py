"""Dates before the pilot or a family's support, or after the telling: seldom right, so they are asked about, and never
refused.

Whoever means such a date says so: a use case takes the dates that are `sure`, and asks about all others.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import TYPE_CHECKING

from pilot.errors import AskFirst
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


class _Every(Container[str]):
    """Holds every date."""

    def __contains__(self, day: object) -> bool:
        return True


EVERY_DAY = _Every()  # whoever gives the dates stands for all of them


def question(db: Database, day: str | None, family_id: int | None = None) -> AskFirst | None:
    """What to ask about an ISO date: whether it is right although it lies before the pilot or the support; else None.

    Args:
        family_id: the family it is about; None where only the pilot's own beginning counts.
    """
    if not day:
        return None
    (pilot,) = db.conn.execute("SELECT started_on FROM pilot").fetchone() or (None,)
    if pilot and day < pilot:
        return _asked(N_("{date} is before the pilot began, on {start}. Is that date right?"), day, pilot)
    (support,) = db.conn.execute(
        "SELECT min(starts_on) FROM support_period WHERE family_id = ?", (family_id,)).fetchone()
    if support and day < support:
        return _asked(
            N_("{date} is before the support of this family began, on {start}. Is that date right?"), day, support)
    return None


def _asked(message: str, day: str, start: str) -> AskFirst:
    return AskFirst(message, day, date=date.fromisoformat(day), start=date.fromisoformat(start))


def ask_late(told_on: str, days: Iterable[str | None], sure: Container[str]) -> None:
    """Ask about the first ISO date of what was told that lies after the telling and is not among `sure`.

    Raises: AskFirst.
    """
    for day in days:
        if day and told_on and day > told_on and day not in sure:
            raise _asked(N_("{date} is after this was told, on {start}. Is that date right?"), day, told_on)


def ask(db: Database, days: Iterable[str | None], sure: Container[str], family_id: int | None = None) -> None:
    """Ask about the first of some ISO dates (None for one that was not given) that is early and not among `sure`.

    Raises: AskFirst.
    """
    for day in days:
        if day not in sure and (found := question(db, day, family_id)):
            raise found
