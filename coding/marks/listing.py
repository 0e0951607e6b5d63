"""All texts, and recordings without one, as one list in pages: each with how far it is for who looks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from coding.marks.progress import BEGUN, MINE
from jobs import queue
from pilot import access
from pilot.access import Right, Viewer
from pilot.door import inner, use_case
from pilot.paging import ALL, EVERYTHING, Order, Paged, Source, Wanted, fetch
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts import places, preparing, recordings
from texts.documents import documents

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlite_utils import Database

    from texts.known import Known

ORDERS = {
    "told": Order(N_("last told first"), "l.told_on DESC, l.is_text, l.id DESC"),
    "old": Order(N_("first told first"), "l.told_on, l.is_text, l.id"),
    "family": Order(N_("by family"), "f.pseudonym COLLATE NOCASE, l.told_on DESC, l.is_text, l.id DESC"),
    "title": Order(N_("by title"), "l.title COLLATE NOCASE, l.is_text, l.id"),
}
# What she began comes first, as Today shows it.
TO_CODE = {"begun": Order(N_("begun first"), "l.state <> 'begun', l.told_on DESC, l.id DESC"), **ORDERS}
STATES = ("waiting", "writing", "names", "free", "new", "begun", "before", "done")
# "free" is said to who prepares texts and does not code them.
STATE_NAMES = {"waiting": N_("to be written out"), "writing": N_("being written out"), "names": N_("to be prepared"),
               "free": N_("free of names"), "new": N_("to be coded"), "begun": N_("begun"), "done": N_("done"),
               "before": N_("done under an earlier codebook")}
KIND_NAMES = {"interview": N_("conversation"), "story": N_("story"), "recording": N_("recording without a text")}
# What of `Asked` an address can say, each as values with commas between; and words that are searched.
OPTIONS = ("states", "families", "tellers", "kinds", "search")


@dataclass(frozen=True)
class Asked:
    """Which rows are shown; nothing chosen shows all. `families`: pseudonyms; `kinds`: also 'recording'."""

    states: Collection[str] = ()
    families: Collection[str] = ()
    voices: Collection[str] = ()
    kinds: Collection[str] = ()


    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Asked:
        """What OPTIONS in a query say."""
        states, families, voices_, kinds = (list(filter(None, query.get(name, "").split(","))) for name in OPTIONS[:4])
        return cls(states, families, voices_, kinds)

    def query(self, search: str = "") -> dict[str, str]:
        """The same as OPTIONS, for an address."""
        chosen = (self.states, self.families, self.voices, self.kinds)
        return {**{name: ",".join(values) for name, values in zip(OPTIONS, chosen, strict=False)}, "search": search}


class Listed(NamedTuple):
    """A text or recording in the list.

    Attributes:
        guid: of the document or recording. kind: 'interview', 'story', or 'recording' while there is no text.
        state: of STATES. title: '' for a recording. family: its pseudonym. told_on: ISO date, told or recorded.
        size: words of a text, ms of a recording.
    """

    guid: str
    kind: str
    state: str
    title: str
    family: str
    family_guid: str
    told_on: str
    voice: str
    size: int
    known: Known | None


@use_case(Right.READ_DOCUMENTS, reads="titles")
def listed(
    db: Database, viewer: Viewer, wanted: Wanted = ALL, asked: Asked = Asked(), orders: dict[str, Order] = ORDERS,
) -> Paged[Listed]:
    """A page of what this viewer may know of, last told first; recordings for those who write them out."""
    # How far a row is takes longest to say: it is asked of the rows of the page, and of all only to choose or sort by.
    whole = bool(asked.states) or orders is TO_CODE
    source, params = _rows(db, viewer, state=whole)
    where, chosen = _chosen(asked)
    found = fetch(db, "l.guid", Source(
        f"FROM ({source}) l JOIN family f USING (family_id) WHERE {where}", (*params, *chosen),
        "l.title || ' ' || f.pseudonym"), wanted, orders)
    guids = [row[0] for row in found]
    source, params = _rows(db, viewer, guids=guids)
    by_guid = {row[0]: row for row in db.conn.execute(
        "SELECT l.guid, l.kind, l.state, l.title, f.pseudonym, f.guid, l.told_on, l.voice, l.duration_ms"
        f" FROM ({source}) l JOIN family f USING (family_id)", params)}
    known = {one.guid: one for one in documents(db, viewer, guids)}
    return found.of(_listed(by_guid[guid], known.get(guid)) for guid in guids)


@inner("part of reads of what is in these documents, which ask the right")
def chosen(db: Database, viewer: Viewer, query: Mapping[str, str]) -> list[str]:
    """Guids of what the list shows, on all its pages, for OPTIONS in a query."""
    asked = Asked.from_query(query)
    source, params = _rows(db, viewer, state=bool(asked.states))
    where, given = _chosen(asked)
    found = fetch(db, "l.guid", Source(
        f"FROM ({source}) l JOIN family f USING (family_id) WHERE {where}", (*params, *given),
        "l.title || ' ' || f.pseudonym"), Wanted(query.get("search", ""), size=EVERYTHING), ORDERS)
    return [row[0] for row in found]


def told_of(query: Mapping[str, str]) -> list[tuple[str, str]]:
    """OPTIONS in a query in words, for a file: (what, how it is)."""
    asked = Asked.from_query(query)
    said = (
        (_("How far"), [_(STATE_NAMES.get(one, one)) for one in asked.states]), (_("Family"), list(asked.families)),
        (_("Who tells"), [voices.name(one) for one in asked.voices]),
        (_("What it is"), [_(KIND_NAMES.get(one, one)) for one in asked.kinds]),
        (_("Searched in title and family"), [query["search"]] if query.get("search") else []))
    return [(what, ", ".join(values)) for what, values in said if values]


def _listed(row: tuple[Any, ...], known: Known | None) -> Listed:
    return Listed._make((*row[:8], known.words if known else row[8], known))


@use_case(Right.READ_DOCUMENTS, reads="numbers")
def counted(db: Database, viewer: Viewer) -> dict[str, int]:
    """How many there are in each state."""
    source, params = _rows(db, viewer)
    found = dict(db.conn.execute(f"SELECT state, count(*) FROM ({source}) GROUP BY state", params).fetchall())
    return {state: found[state] for state in STATES if state in found}


class Told(NamedTuple):
    """How much was told in a family, and the ISO date on which last."""

    stories: int
    conversations: int
    last_on: str


@use_case(Right.SEE_FAMILIES, reads="numbers")
def told(db: Database, viewer: Viewer, families: Collection[str]) -> dict[str, Told]:
    """What was told in these families (guids), of what this viewer may know of; those of which nothing was are left
    out."""
    where, params = access.documents_where(db, viewer)
    rows = db.conn.execute(
        "SELECT f.guid, sum(d.kind = 'story'), sum(d.kind <> 'story'), max(d.told_on) FROM document d"
        f" JOIN family f USING (family_id) WHERE f.guid IN (SELECT value FROM json_each(?)) AND {where}"
        " GROUP BY f.family_id", (json.dumps(list(families)), *params))
    return {guid: Told(*rest) for guid, *rest in rows}


class Next(NamedTuple):
    """A document that waits for a coder: its guid, and whether she was done with it before codes came."""

    guid: str
    is_before: bool


@use_case(Right.CODE, reads="titles")
def next_after(db: Database, viewer: Viewer, guid: str, *, new_codes: bool = False) -> Next | None:
    """The next document in the list that this coder is not done with, from the top again after the last.

    Those that she finished under an earlier codebook come last; first with `new_codes`: she goes through those.
    """
    source, params = _texts(db, viewer)
    row = db.conn.execute(
        f"SELECT l.guid, l.state = 'before' FROM ({source}) l LEFT JOIN document here ON here.guid = ?"
        " WHERE l.state IN ('new', 'begun', 'before') AND l.guid <> ? ORDER BY"
        " (l.state = 'before') IS NOT ?, (l.told_on, l.id) > (here.told_on, here.document_id), l.told_on DESC,"
        " l.id DESC LIMIT 1",
        (*params, guid, guid, int(new_codes))).fetchone()
    return Next(row[0], bool(row[1])) if row else None


def _chosen(asked: Asked) -> tuple[str, list[str]]:
    parts = [(column, list(values)) for column, values in (
        ("l.state", asked.states), ("f.pseudonym", asked.families), ("l.voice", asked.voices),
        ("l.kind", asked.kinds)) if values]
    return (" AND ".join(f"{column} IN (SELECT value FROM json_each(?))" for column, _ in parts) or "1",
            [json.dumps(values) for _column, values in parts])


def _rows(
    db: Database, viewer: Viewer, *, state: bool = True, guids: Collection[str] | None = None,
) -> tuple[str, list[object]]:
    """All rows, or those of some guids, as one SELECT; without `state` that column is empty."""
    texts, params = _texts(db, viewer, state=state, guids=guids)
    if not viewer.may(Right.TRANSCRIBE):
        return texts, params
    sounds, more = _sounds(db, viewer, guids)
    return f"{texts} UNION ALL {sounds}", [*params, *more]


def _texts(
    db: Database, viewer: Viewer, *, state: bool = True, guids: Collection[str] | None = None,
) -> tuple[str, list[object]]:
    places.settle(db)
    where, params = access.documents_where(db, viewer)
    how_far, given = state_of(viewer) if state else ("''", [])
    among, these = _among("d", guids)
    return ("SELECT d.document_id AS id, 1 AS is_text, d.guid AS guid, d.kind AS kind, d.title AS title, d.family_id,"
            f" d.told_on AS told_on, d.voice AS voice, 0 AS duration_ms, {how_far} AS state FROM document d"
            f" WHERE {among} AND {where}"), [*given, *these, *params]


def _among(alias: str, guids: Collection[str] | None) -> tuple[str, list[object]]:
    if guids is None:
        return "1", []
    return f"{alias}.guid IN (SELECT value FROM json_each(?))", [json.dumps(list(guids))]


@inner("a rule that reads compose")
def state_of(viewer: Viewer) -> tuple[str, list[object]]:
    """Expression: how far document `d` is for this viewer, one of STATES."""
    readable, params = access.versions_where(viewer)
    cases = (f"WHEN NOT EXISTS (SELECT 1 FROM document_version v WHERE v.document_id = d.document_id AND {readable})"
             " THEN 'names'")
    given = list(params)
    if viewer.may(Right.PREPARE):
        cases += f" WHEN {preparing.WAITS} THEN 'names'"
    if not viewer.may(Right.CODE):
        return f"CASE {cases} ELSE 'free' END", given
    mine = (f"CASE {MINE} WHEN 'done' THEN 'done' WHEN 'before' THEN 'before'"
            f" ELSE CASE WHEN {BEGUN} THEN 'begun' ELSE 'new' END END")
    return f"CASE {cases} ELSE {mine} END", [*given, viewer.user_id, viewer.user_id]


def _sounds(db: Database, viewer: Viewer, guids: Collection[str] | None) -> tuple[str, list[object]]:
    where, params = recordings.without_text_where(db, viewer)
    among, these = _among("r", guids)
    busy = [one.input.get("recording") for one in queue.jobs(db, viewer, limit=200) if one.alive]
    return ("SELECT r.recording_id, 0, r.guid, 'recording', '', r.family_id, r.recorded_on, r.voice, r.duration_ms,"
            " CASE WHEN r.guid IN (SELECT value FROM json_each(?)) THEN 'writing' ELSE 'waiting' END"
            f" FROM recording r JOIN family f USING (family_id) WHERE {among} AND {where}"), [
                json.dumps(busy), *these, *params]
