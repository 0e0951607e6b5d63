"""How long each kind of thing is kept, and what has lain here longer: to be erased, or kept for a while more.

Nothing is erased by itself: a period reminds, and an administrator decides. Each room says what of the things it holds
is past its period (`Due`); pages gather that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pilot import events
from pilot.access import Right, Viewer
from pilot.clock import now, today
from pilot.dates import add_months
from pilot.door import inner, use_case
from pilot.errors import BadInput
from pilot.paging import Key, folded
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

KIND_NAMES = {
    "sound": N_("Recordings"), "raw": N_("Texts with real names in them"), "texts": N_("Conversations and stories"),
    "names": N_("Real names"), "drafts": N_("Drafts"), "accounts": N_("Accounts"),
}
COUNTS_FROM = {
    "sound": N_("from the day their text is there"),
    "raw": N_("from the day the same text is there without names"),
    "texts": N_("from the day support of the family ended"),
    "names": N_("from the day support of the family ended"),
    "drafts": N_("from the day somebody last wrote in them"),
    "accounts": N_("from the day they were last used"),
}
LONGEST = 600  # months
CHOICES = (1, 3, 6, 12, 24, 36, 60, 84, 120, 180, 240)  # months that a page offers
AHEAD = 1  # month before the end of a period in which its end is told already


class Due(NamedTuple):
    """Something whose period ends soon or has ended.

    Attributes:
        guid: of the recording, document, family, draft or account. called: a title or label, never a real name.
        family: its pseudonym, '' where there is none. since: the ISO date from which it counts.
        due_on: the last ISO date of its period. address: the page where it is seen; '' where there is none.
    """

    guid: str
    called: str
    family: str
    since: str
    due_on: str
    address: str = ""


ORDERS: dict[str, Key[Due]] = {
    "first": Key(N_("longest past first"), lambda one: (one.due_on, folded(one.called), one.guid)),
    "family": Key(N_("by family"), lambda one: (folded(one.family), one.due_on, one.guid)),
}


@use_case(Right.ERASE, reads="settings")
def periods(db: Database, viewer: Viewer) -> dict[str, int | None]:
    """For each kind how many months it is kept; None where nobody said so."""
    kept = dict(db.conn.execute("SELECT kind, months FROM retention"))
    return {kind: kept.get(kind) for kind in KIND_NAMES}


@use_case(Right.ERASE, event="changed retention")
def set_period(db: Database, viewer: Viewer, kind: str, months: int | None) -> None:
    """Say how many months (1 to LONGEST) a kind of thing is kept; None: no period. Nothing is erased by it.

    Raises: BadInput for another kind or number.
    """
    if kind not in KIND_NAMES or not (months is None or 1 <= months <= LONGEST):
        raise BadInput(N_("Choose what it is about, and a period between one month and fifty years."))
    with write(db):
        if months is None:
            db.conn.execute("DELETE FROM retention WHERE kind = ?", (kind,))
        else:
            db.conn.execute("INSERT OR REPLACE INTO retention(kind, months, set_by, set_at) VALUES (?, ?, ?, ?)",
                            (kind, months, viewer.user_id, now()))
        events.record(db, viewer, "changed", "retention", viewer.pilot_slug)


@inner("a rule that the lists of what is past its period compose")
def past(db: Database, viewer: Viewer, kind: str, held: Iterable[Due]) -> list[Due]:
    """Of what is held of a kind (`due_on` not filled in) what is past its period or will be within AHEAD months.

    Nothing where the kind has no period. The longest past comes first.
    """
    months = periods(db, viewer)[kind]
    if months is None:
        return []
    soon = add_months(today(db), AHEAD)
    dated = (one._replace(due_on=add_months(one.since, months)) for one in held)
    return sorted((one for one in dated if one.due_on <= soon), key=ORDERS["first"].by)
