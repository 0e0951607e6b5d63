"""Erasing for good: what would go, asking for it, and the task that does it step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobs import queue
from jobs.kinds import ERASE
from pilot import access
from pilot.access import Right, Viewer
from pilot.config import Home, Pilot
from pilot.door import use_case
from pilot.errors import Conflict
from pilot.safety import closure, erasing, holding
from pilot.safety.record_sets import ACCOUNT, FAMILY, Subject
from pilot.store.files import write
from pilot.words import N_

if TYPE_CHECKING:
    from sqlite_utils import Database

    from jobs.work import Work
    from pilot.safety.erasing import Erasure
    from pilot.safety.holding import Held, Thing

UNIT = "steps"
# All that a family has which was put in by mistake, and nothing was added to since.
_EMPTY = frozenset({"family", "support_period", "person", "coaching"})


class Preview(NamedTuple):
    """What would go, before anybody decides.

    Attributes:
        held: how many rows of each table. things: families, people, texts and recordings by their names.
        first: memos that go with it, by guid: to be looked at before. beside: what stays and may speak of it.
        is_empty: a family that nothing was added to, which goes at once (`remove_family`).
        going_on: it is being erased.
        is_blind: a text of it is coded blind, or it is who codes blind: then `held` and `first` are not told, for how
            much there is says how much was coded.
    """

    subject: Subject
    held: list[Held]
    things: list[Thing]
    first: list[Thing]
    beside: list[Thing]
    is_empty: bool
    going_on: bool
    is_blind: bool


@use_case(Right.ERASE, reads="what would be erased, by name and number")
def preview(db: Database, viewer: Viewer, subject: Subject) -> Preview:
    """What would go with a subject, and what stays that may speak of it. Raises: NotFound, BadInput."""
    erasing.require_there(db, subject)
    gone = closure.find(db, Pilot.of(db), subject)
    there = {table for table, keys in gone.rows.items() if keys}
    going_on = any(one.subject == subject and not one.finished_at for one in erasing.erasures(db))
    is_blind = subject.guid in access.blind.coders(db) if subject.kind == ACCOUNT else any(
        (document_id,) in gone.of("document") for document_id in access.blind.documents(db))
    held, first = ([], []) if is_blind else (holding.counted(gone), holding.first(db, gone))
    return Preview(subject, held, holding.things(db, gone), first, holding.beside(db, gone),
                   subject.kind == FAMILY and there <= _EMPTY, going_on, is_blind)


@use_case(Right.ERASE, event=tuple(f"asked to erase {kind}" for kind in (
    "person", "document", "family", "recording", "account")), again=True)
def ask(db: Database, viewer: Viewer, subject: Subject, reason: str) -> str:
    """Ask for a subject to be erased for good; the worker does it. Asking again changes nothing.

    Args:
        reason: one of `erasing.REASONS`: no words of anybody, for they would stay.

    Returns: the guid of the erasure, for `report`.
    Raises: NotFound, BadInput; Conflict for the only account that administers the pilot.
    """
    if subject.kind == ACCOUNT:
        erasing.require_others(Home(Pilot.of(db).folder.parent.parent), viewer.pilot_slug, subject)
    with write(db):
        guid = erasing.begin(db, viewer, subject, reason)
        queue.enqueue(db, viewer, ERASE, {"erasure": guid}, guid)
    return guid


@use_case(Right.ERASE, reads="what was erased, by guid and number")
def reports(db: Database, viewer: Viewer) -> list[Erasure]:
    """All that was asked to be erased, the last first."""
    return erasing.erasures(db)


@use_case(Right.ERASE, reads="what was erased, by guid and number")
def report(db: Database, viewer: Viewer, guid: str) -> Erasure:
    """One erasure: how far it is, and how many rows went. Raises: NotFound."""
    return erasing.erasure(db, guid)


@use_case(Right.ERASE, event=("asked to erase family", "erased family"), again=True)
def remove_family(pilot: Pilot, db: Database, viewer: Viewer, guid: str) -> Erasure:
    """Take away a family that was put in by mistake, at once. Raises: NotFound; Conflict where something was added."""
    subject = Subject(FAMILY, guid)
    if not preview(db, viewer, subject).is_empty:
        raise Conflict(N_("Something was added to this family already. Look first at all that would go, and ask for it"
                          " to be erased."))
    return erasing.at_once(Home(pilot.folder.parent.parent), pilot, db, viewer, subject, "mistake")


def run(work: Work) -> None:
    """The worker's part: goes on after a crash with the step that did not end."""
    def tell(n: int) -> None:
        work.report(n, len(erasing.STEPS) - 1, UNIT)

    erasing.go_on(work.home, work.pilot, work.db, work.input["erasure"], holding=work.holding, tell=tell)
