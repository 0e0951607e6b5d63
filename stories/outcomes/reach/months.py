"""Questions to the team counted by month: for our own organisation or an outside service, and how many went on warm.

As the ID-team of Mechelen counted: warm is a question that was handed over with the person (papers, appointment,
contact, explanation, going along), not one that was told where to go. No question is kept, only how many there were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.store.files import write
from pilot.words import N_
from stories.outcomes.reach import kinds

if TYPE_CHECKING:
    from sqlite_utils import Database

MOST = 100_000


class Month(NamedTuple):
    """A month (YYYY-MM): questions for a place of `kinds.PLACES`, and how many of these went on warm."""

    month: str
    place: str
    questions: int
    warm: int


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, event="counted questions")
def count(db: Database, viewer: Viewer, month: str, place: str, questions: int, warm: int) -> None:
    """Say how many questions there were in a month; a count from before is replaced. Raises: BadInput, NotAllowed."""
    with write(db):
        count_within(db, viewer, month, place, questions, warm)


@inner("`count`, inside a larger write")
def count_within(db: Database, viewer: Viewer, month: str, place: str, questions: int, warm: int) -> None:
    """`count`, inside `write(db)`. Raises: BadInput."""
    check(month, place, questions, warm, today(db))
    db.conn.execute(
        "INSERT INTO month_count(month, place, questions, warm, counted_by, counted_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET questions = excluded.questions, warm = excluded.warm,"
        " counted_by = excluded.counted_by, counted_at = excluded.counted_at",
        (month, place, questions, warm, viewer.user_id, now()))
    events.record(db, viewer, "counted", "questions", viewer.pilot_slug)


def check(month: str, place: str, questions: int, warm: int, now_on: str) -> None:
    """Raises: BadInput for what cannot be counted so on the ISO date `now_on`."""
    if place not in kinds.PLACES:
        raise BadInput(N_("Say whether the questions were for your own organisation or for an outside service."))
    if not _is_month(month):
        raise BadInput(N_("{month} is not a month. Write it as 2021-03."), month=month[:40])
    if month > now_on[:7]:
        raise BadInput(N_("This month has not begun yet. Count it once it is over."))
    if not 0 <= questions <= MOST or not 0 <= warm <= questions:
        raise BadInput(N_("Give how many questions there were, and how many of these went on warm: no more than all."))


def _is_month(text: str) -> bool:
    year, _dash, month = text.partition("-")
    return (len(text) == len("2021-03") and text.isascii() and year.isdigit() and month.isdigit()
            and 1 <= int(month) <= 12 and 1900 <= int(year) <= 2100)


@use_case(Right.MANAGE_FAMILIES, Right.KEEP_FILE, reads="numbers of questions")
def months(db: Database, viewer: Viewer) -> list[Month]:
    """What was counted, the newest month first, inside before outside."""
    return [Month(*row) for row in db.conn.execute(
        "SELECT month, place, questions, warm FROM month_count ORDER BY month DESC, place")]
