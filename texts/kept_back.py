"""Words that were taken out of a text of no family: a person decides whether they stay out or may stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.door import use_case
from pilot.errors import Conflict, NotFound
from pilot.paging import ALL, Order, Paged, Source, Wanted, fetch
from pilot.safety import closure, record_sets
from pilot.store.files import write
from pilot.visible import visible_name
from pilot.words import N_
from texts import keeping_back, requirements

if TYPE_CHECKING:
    from typing import Any

    from sqlite_utils import Database

ORDERS = {"long": Order(N_("waiting longest first"), "k.kept_at, k.kept_back_id"),
          "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, k.kept_at, k.kept_back_id")}

_AROUND = 80  # characters, so that somebody knows what it is


@dataclass(frozen=True)
class KeptBack:
    """Words that were taken out of something.

    Attributes:
        what: what it was taken out of (a msgid); href: where that is read, around: what stands there around the place,
            both '' for whom it is not.
        document: title of what the words are from; n_words: how many; gone: why that is not read, of
            `access.three_states`.
        kept_at: UTC ISO. as_left: nobody wrote anything else there since, so that they can be put back.
    """

    guid: str
    what: str
    href: str
    around: str
    document: str
    family: str
    family_guid: str
    n_words: int
    gone: str
    kept_at: str
    as_left: bool


@use_case(Right.WITHDRAW, reads="titles")
def waiting(db: Database, viewer: Viewer, family: str | None = None, wanted: Wanted = ALL) -> Paged[KeptBack]:
    """What was taken out and waits for a decision, in pages; of one family (guid) where it is given.

    Of something private only who wrote it is told.
    """
    return _of(db, viewer, wanted, "? IS NULL OR f.guid = ?", (family, family))


@use_case(Right.WITHDRAW, event="decided: left out kept_back")
def leave_out(db: Database, viewer: Viewer, guid: str, reason: str = "") -> None:
    """Let the words stay out, for good: they are kept nowhere. Raises: Conflict (decided already), NotFound."""
    with write(db):
        one = _one(db, viewer, guid)
        _close(db, viewer, one, "left out", reason)


@use_case(Right.WITHDRAW, event="decided: put back kept_back")
def put_back(db: Database, viewer: Viewer, guid: str, reason: str) -> None:
    """Let the words stand where they stood, with the reason why they may.

    Raises: BadInput (no reason); Conflict (decided already, or something else was written there since); NotFound.
    """
    reason = requirements.check_reason(reason, N_("Say why these words may stand there."))
    with write(db):
        one = _one(db, viewer, guid)
        if not sum(keeping_back.restore(db, number) for number, _guid in _same(db, one)):
            raise Conflict(N_("Something else was written there since, so the words cannot be put back. Leave them"
                              " out."))
        _close(db, viewer, one, "put back", reason)


def _close(db: Database, viewer: Viewer, one: KeptBack, outcome: str, reason: str) -> None:
    said = visible_name(reason)[:requirements.LONGEST_REASON]
    for number, guid in _same(db, one):
        keeping_back.close(db, number, outcome, said, viewer.user_id)
        events.record(db, viewer, f"decided: {outcome}", "kept_back", guid)


def _same(db: Database, one: KeptBack) -> list[tuple[int, str]]:
    """Number and guid of it, and of what is decided with it."""
    return [(number, guid) for number, guid in db.conn.execute(
        f"SELECT o.kept_back_id, o.guid FROM kept_back k JOIN kept_back o ON o.outcome IS NULL AND {_alike()}"
        " WHERE k.guid = ? ORDER BY o.kept_back_id", (one.guid,))]


def _alike() -> str:
    """Condition: `o` is `k`, or the same words in an earlier or later version of the same kind of thing.

    What is in the codebook stands in every version of it after that, as a whole and code by code, and is decided as
    one; a goal stands in its history too. Of something private each is decided by its writer.
    """
    kinds = "".join(f" WHEN '{one.table}' THEN '{one.within or one.what}'" for one in record_sets.free_words()
                    if one.whose == "NULL")
    return ("(o.guid = k.guid OR o.document_id = k.document_id AND"
            f" CASE o.thing{kinds} END = CASE k.thing{kinds} END AND (CASE k.thing{kinds} END = 'codebook'"
            " OR o.field = k.field AND o.words = k.words))")


def _one(db: Database, viewer: Viewer, guid: str) -> KeptBack:
    found = _of(db, viewer, ALL, "k.guid = ?", (guid,))
    if not found:
        if db.conn.execute("SELECT 1 FROM kept_back WHERE guid = ? AND outcome IS NOT NULL", (guid,)).fetchone():
            raise Conflict(N_("This was decided already. Reload the page to see what there is now."))
        raise NotFound(N_("There is nothing to decide here."))
    return found[0]


def _of(db: Database, viewer: Viewer, wanted: Wanted, which: str, given: tuple[str | None, ...]) -> Paged[KeptBack]:
    where, params = access.families_where(viewer, right=Right.WITHDRAW)
    state, more = access.three_states.state_where(db)
    found = fetch(
        db, "k.guid, k.thing, k.row_key, k.field, k.shown, d.title, coalesce(f.pseudonym, ''), coalesce(f.guid, ''),"
        f" k.n_words, {state}, k.kept_at", Source(
            "FROM kept_back k JOIN document d USING (document_id) LEFT JOIN family f USING (family_id)"
            " WHERE k.outcome IS NULL AND NOT EXISTS (SELECT 1 FROM kept_back o WHERE o.outcome IS NULL"
            f" AND o.kept_back_id < k.kept_back_id AND {_alike()}) AND (f.family_id IS NULL OR {where})"
            f" AND ({which}) AND {_may_know(db)}",
            (*params, *given, viewer.user_id), "d.title || ' ' || coalesce(f.pseudonym, '')"), wanted, ORDERS, more)
    return found.of(_told(db, viewer, row) for row in found)


def _may_know(db: Database) -> str:
    """Condition: what it was taken out of is not private, or is the viewer's own; one parameter, her user_id."""
    keys = closure.shape_of(db).keys
    private = " UNION ALL ".join(
        f"SELECT '{one.table}', json_array({', '.join(keys[one.table])}), {one.whose} FROM {one.table}"
        f" WHERE {one.whose} IS NOT NULL" for one in record_sets.free_words() if one.whose != "NULL") or "SELECT 1,1,1"
    return (f"NOT EXISTS (WITH own(thing, row_key, user_id) AS ({private}) SELECT 1 FROM own WHERE own.thing = k.thing"
            " AND own.row_key = k.row_key AND own.user_id IS NOT ?)")


def _told(db: Database, viewer: Viewer, row: tuple[Any, ...]) -> KeptBack:
    guid, table, row_key, column, shown, title, family, family_guid, n_words, gone, kept_at = row
    one = next(each for each in record_sets.free_words() if each.table == table and column in each.columns)
    names = {name for (name,) in db.conn.execute("SELECT name FROM pragma_table_info(?)", (table,))}
    where = closure.keys_in(closure.shape_of(db).keys[table])
    at = db.conn.execute(f"SELECT {column}, {'guid' if 'guid' in names else repr('')} FROM {table} WHERE {where}",
                         (f"[{row_key}]",)).fetchone()
    href = one.href.format(guid=at[1] if at else "") if viewer.may(one.right) else ""
    around = ""
    if href and at and not one.family:  # of a family nothing more is told here
        around = _around(_plain(at[0]) if one.is_json else at[0])
    return KeptBack(guid, one.what, href, around, title, family, family_guid, n_words, gone, kept_at,
                    at is not None and at[0] == shown)


def _plain(body: str) -> str:
    """The texts in JSON, without its signs."""
    return re.sub(r'[{}\[\]]|(?<!\\)"(\s*[:,])?', " ", body)


def _around(text: str) -> str:
    """What stands today around the first place where words were taken out; '' when there is none."""
    before, found, after = text.partition(keeping_back.LEFT_OUT)
    if not found:
        return ""
    start = "…" if len(before) > _AROUND else ""
    end = "…" if len(after) > _AROUND else ""
    return " ".join(f"{start}{before[-_AROUND:]}{found}{after[:_AROUND]}{end}".split())
