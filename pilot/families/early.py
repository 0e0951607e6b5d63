"""Dates before the pilot or a family's support, after the telling, or far from today: seldom right, so they are asked
about, and never refused.

Whoever means such a date says so: a use case takes the dates that are `sure`, and asks about all others.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import TYPE_CHECKING

from pilot.clock import today
from pilot.dates import add_years
from pilot.errors import AskFirst
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

BEGUN = 30  # years: a pilot may have begun so long ago
PLANNED = 1  # years: what begins or ends is arranged so long before
CONSENTED = 30  # years: a consent may hold so long
CHILD = 16  # years: a child turns 16 so soon
GROWN = 30  # years: somebody who is a child of a family may have turned 16 so long ago


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


def ask_far(
    db: Database | None, days: Iterable[str | None], sure: Container[str], *, ahead: int, back: int | None = None
) -> None:
    """Ask about the first of some ISO dates that is far from today and not among `sure`.

    Args:
        db: None while there is no pilot yet.
        ahead: years after today up to which nothing is asked; 0 where nothing can lie in the future.
        back: the same before today; None where `ask` asks what is early.

    Raises: AskFirst.
    """
    now = today(db)
    for day in days:
        if not day or day in sure:
            continue
        if day > add_years(now, ahead):
            raise _asked(N_("{date} is after today, {start}. Is that date right?"), day, now)
        if back is not None and day < add_years(now, -back):
            raise _asked(N_("{date} is long before today, {start}. Is that date right?"), day, now)

