"""Signals in pages, and one of them; in how many families as far as that may be told, and which to who may know."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pilot import access
from pilot.access import Right, Viewer
from pilot.clock import today
from pilot.door import use_case
from pilot.errors import NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.words import N_
from stories.signals import levels
from stories.signals.writing import NOT_THERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database


@dataclass(frozen=True)
class About:
    """A family that a signal is about; story: guid of the document that tells of it, '' for none in reach."""

    family_guid: str
    family: str
    story: str


@dataclass(frozen=True)
class Signal:
    """A signal that stands by itself; dates ISO, None where it was not sent or answered.

    Attributes:
        level, state: of `levels`. by: label of who noted it.
        bundled: the words of those that went up in it, with their guids.
        families: in how many families, of those that may be counted; None where that is not told.
        about: the families of it whose file this viewer keeps.
    """

    guid: str
    words: str
    level: str
    state: str
    noticed_on: str
    sent_to: str
    sent_on: str | None
    answer: str
    answered_on: str | None
    by: str
    bundled: tuple[tuple[str, str], ...] = ()
    families: int | None = None
    about: tuple[About, ...] = ()


_LEVEL = "CASE s.level WHEN 'team' THEN 0 WHEN 'municipality' THEN 1 WHEN 'region' THEN 2 ELSE 3 END"
_STATE = "CASE s.state WHEN 'open' THEN 0 WHEN 'answered' THEN 1 WHEN 'solved' THEN 2 ELSE 3 END"
ORDERS = {"state": Order(N_("open first"), f"{_STATE}, s.noticed_on DESC, s.signal_id DESC"),
          "level": Order(N_("by level"), f"{_LEVEL}, {_STATE}, s.noticed_on DESC, s.signal_id DESC"),
          "new": Order(N_("newest first"), "s.noticed_on DESC, s.signal_id DESC")}
WAITING = {"long": Order(N_("longest waiting first"), "coalesce(s.sent_on, s.noticed_on), s.signal_id")}
_COLUMNS = ("s.guid, s.words, s.level, s.state, s.noticed_on, s.sent_to, s.sent_on, s.answer, s.answered_on, u.label,"
            " s.signal_id")
_SOURCE = "FROM signal s JOIN user u ON u.user_id = s.noted_by WHERE s.in_signal IS NULL"
_SEARCHED = "s.words || ' ' || s.sent_to || ' ' || s.answer"


@use_case(Right.SEE_SIGNALS, reads="signals")
def listed(db: Database, viewer: Viewer, wanted: Wanted = ALL, state: str = "") -> Paged[Signal]:
    """A page of the signals that stand by themselves, in one state or ('') all."""
    found = fetch(db, _COLUMNS, Source(f"{_SOURCE} AND ? IN ('', s.state)", (state,), _SEARCHED), wanted, ORDERS)
    return found.of(_whole(db, viewer, found))


@use_case(Right.SEE_SIGNALS, reads="signals")
def signal(db: Database, viewer: Viewer, guid: str) -> Signal:
    """One that stands by itself. Raises: NotFound."""
    rows = db.conn.execute(f"SELECT {_COLUMNS} {_SOURCE} AND s.guid = ?", (guid,)).fetchall()
    if not rows:
        raise NotFound(NOT_THERE)
    return _whole(db, viewer, rows)[0]


@use_case(Right.LEAD_SIGNALS, reads="signals")
def unanswered(db: Database, viewer: Viewer, wanted: Wanted = ALL) -> Paged[Signal]:
    """Open signals that were sent, or noted and sent to nobody, `levels.WAITS_DAYS` ago or longer."""
    found = fetch(db, _COLUMNS, Source(
        f"{_SOURCE} AND s.state = 'open' AND s.answered_on IS NULL"
        f" AND coalesce(s.sent_on, s.noticed_on) <= date(?, '-{levels.WAITS_DAYS} days')", (today(db),), _SEARCHED),
        wanted, WAITING)
    return found.of(_whole(db, viewer, found))


def _whole(db: Database, viewer: Viewer, rows: Iterable[tuple[Any, ...]]) -> list[Signal]:
    """The signals of these rows, with what is bundled in them and the families that this viewer may know of."""
    rows = list(rows)
    ids = json.dumps([row[-1] for row in rows])
    bundled: dict[int, list[tuple[str, str]]] = {}
    for into, guid, words in db.conn.execute(
        "SELECT in_signal, guid, words FROM signal WHERE in_signal IN (SELECT value FROM json_each(?))"
        " ORDER BY signal_id", (ids,)):
        bundled.setdefault(into, []).append((guid, words))
    counted, own = _families(db, viewer, ids)
    made = []
    for row in rows:
        mine = own.get(row[-1], {})
        made.append(replace(
            Signal(*row[:-1]), bundled=tuple(bundled.get(row[-1], ())), about=tuple(mine.values()),
            families=told(counted.get(row[-1], set()), set(mine), sees_all=viewer.may(Right.SEE_THEMES))))
    return made


def told(counted: set[int], own: set[int], *, sees_all: bool) -> int | None:
    """How many families a signal is about, for somebody; None where it would show whose family it is.

    Args:
        counted: the families (family_id) that may be counted. own: those of which this viewer knows.
        sees_all: this viewer may see every family's row.
    """
    return len(counted) if sees_all or len(counted - own) >= levels.FEWEST else None


def _families(
    db: Database, viewer: Viewer, ids: str
) -> tuple[dict[int, set[int]], dict[int, dict[int, About]]]:
    """Of signals (JSON of signal_id), with what is bundled in them: family_id that may be counted, and the families
    whose file this viewer keeps, by family_id."""
    theirs, params = access.families_where(viewer, right=Right.KEEP_FILE)
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    known, and_more = access.documents_where(db, viewer)
    counted: dict[int, set[int]] = {}
    own: dict[int, dict[int, About]] = {}
    for signal_id, family_id, guid, pseudonym, story, may_count, is_own in db.conn.execute(
        "SELECT coalesce(s.in_signal, s.signal_id), f.family_id, f.guid, f.pseudonym,"
        f" CASE WHEN {known} THEN coalesce(d.guid, '') ELSE '' END, {reached}, {theirs}"
        " FROM signal_family x JOIN signal s USING (signal_id) JOIN family f USING (family_id)"
        " LEFT JOIN document d ON d.story_id = x.story_id"
        " WHERE coalesce(s.in_signal, s.signal_id) IN (SELECT value FROM json_each(?)) ORDER BY f.pseudonym",
        (*and_more, *more, *params, ids)):
        if may_count:
            counted.setdefault(signal_id, set()).add(family_id)
        if is_own:
            own.setdefault(signal_id, {})[family_id] = About(guid, pseudonym, story)
    return counted, own
