"""May this material be used for this use today? The one place that answers, for what consent puts out of reach.

Uses: record (upload, play), transcribe (the job), analyse (read, search, code, count), quote (words leave the team),
share (with other organisations). Three things decide, on the pilot's day:

- Somebody *heard* in it: a live consent for the use is a yes. The newest answer to a use decides: a form with an end
  date replaces an older one without. Who has any consent on record but none live for this use (not ticked where others
  were, refused, withdrawn, ended) puts it out of reach. A member of a family without any record (an older home, an
  import) leaves it readable, marked, and never lets it leave the team. Who works for the pilot consents by contract,
  unless something else is on record.
- What others tell *about* a family (a story, or anything in which no member of it is heard) needs one consenting
  member of the family and none who withdrew or refused; a family of which nobody has any record is readable, marked.
  To record or transcribe it is the family's consent to analysing that counts: it is not their voice.
- A consent that a parent gave for a child ends the day before the child turns 16; one that a child gave itself counts
  from that day on only.

The conditions come in two shapes that say the same: for one document (a few index look-ups) and for a list (the ids
out of reach, found by one query per read).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pilot.clock import today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

Where = tuple[str, list[object]]

USES = ("record", "transcribe", "analyse", "quote", "share")
RELEASING = frozenset({"quote", "share"})
_BY_THE_FAMILY = frozenset({"record", "transcribe"})

# `t` is one row with what is asked: use, about (the use that counts for what is told about a family), day, strict
# (material leaves the team: who has no record at all does not consent).
_ASKED = "(SELECT ? AS use, ? AS about, ? AS day, ? AS strict) t"
_HOLDS = (
    "NOT c.refused AND c.withdrawn_on IS NULL AND (c.ends_on IS NULL OR c.ends_on >= t.day)"
    " AND ({p}.turns_16_on IS NULL OR CASE WHEN c.given_by IS NULL THEN c.given_on >= {p}.turns_16_on"
    " ELSE {p}.turns_16_on > t.day END)")
_ON_RECORD = "EXISTS (SELECT 1 FROM consent k WHERE k.person_id = {p}.person_id)"
# The newest answer for the use, up to the day, is a no.
_SAID_NO = (
    "EXISTS (SELECT 1 FROM consent n WHERE n.person_id = {p}.person_id AND n.use = {use} AND n.given_on <= t.day"
    " AND (n.refused OR n.withdrawn_on IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM consent x"
    "  WHERE x.person_id = n.person_id AND x.use = n.use AND x.given_on > n.given_on AND x.given_on <= t.day))")


def _live(p: str, use: str = "t.use") -> str:
    """Condition: the newest answer of person `p` for the use, up to the day, is a consent that holds."""
    return (f"coalesce((SELECT {_HOLDS.format(p=p)} FROM consent c WHERE c.person_id = {p}.person_id"
            f" AND c.use = {use} AND c.given_on <= t.day ORDER BY c.given_on DESC LIMIT 1), 0)")


def _shuts(p: str) -> str:
    """Condition: person `p`, heard in it, puts it out of reach."""
    on_record = _ON_RECORD.format(p=p)
    return f"({on_record} OR (t.strict AND {p}.family_id IS NOT NULL)) AND NOT {_live(p)}"


def _closed(f: str) -> str:
    """Condition: what is told about the family of row `f` (any table with family_id) is out of reach."""
    member = f"SELECT 1 FROM person m WHERE m.family_id = {f}.family_id AND"
    no = _SAID_NO.format(p="m", use="t.about")
    return (f"((t.strict OR EXISTS ({member} {_ON_RECORD.format(p='m')}))"
            f" AND (NOT EXISTS ({member} {_live('m', 't.about')}) OR EXISTS ({member} {no})))")


def about(d: str) -> str:
    """Condition: document `d` tells about its family rather than letting a member speak."""
    return (f"({d}.kind = 'story' OR NOT EXISTS (SELECT 1 FROM document_person i JOIN person q USING (person_id)"
            f" WHERE i.document_id = {d}.document_id AND q.family_id IS NOT NULL))")


# CROSS JOIN: people and families first, whatever the planner thinks of a file without statistics.
_OUTSIDE = (
    f"SELECT h.document_id FROM {_ASKED} CROSS JOIN person p CROSS JOIN document_person h USING (person_id)"
    f" WHERE {_shuts('p')}"
    f" UNION ALL SELECT o.document_id FROM {_ASKED} CROSS JOIN family s CROSS JOIN document o USING (family_id)"
    f" WHERE {_closed('s')} AND {about('o')}")
HEARD_IN_RECORDING = (
    "(SELECT person_id FROM recording_person WHERE recording_id = {r}.recording_id UNION"
    " SELECT dp.person_id FROM document_person dp JOIN document dd USING (document_id)"
    "  WHERE dd.recording_id = {r}.recording_id)")

NOT_WITHDRAWN = (
    "{r}.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM document w WHERE w.recording_id = {r}.recording_id"
    " AND w.withdrawn_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM document_note b JOIN document w USING (document_id)"
    " WHERE b.recording_id = {r}.recording_id AND w.withdrawn_at IS NOT NULL)")


def _parameters(db: Database, use: str, *, strict: bool = False) -> list[object]:
    if use not in USES:
        raise ValueError(f"there is no use {use!r}")
    return [use, "analyse" if use in _BY_THE_FAMILY else use, today(db), strict or use in RELEASING]


def outside(db: Database, use: str = "analyse") -> set[int]:
    """`document_id` of every document that is out of reach for `use` today; one query."""
    return {row[0] for row in db.conn.execute(_OUTSIDE, _parameters(db, use) * 2)}


def documents_where(db: Database, use: str = "analyse", alias: str = "d") -> Where:
    """Condition for lists and counts: a document that is not withdrawn and is in reach for `use` today."""
    return (f"{alias}.withdrawn_at IS NULL AND {alias}.document_id NOT IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(outside(db, use)))])


def document_where(db: Database, use: str = "analyse", alias: str = "d") -> Where:
    """Condition for one document, chosen otherwise: it is in reach for `use` today. It may be withdrawn."""
    heard = f"SELECT 1 FROM document_person h JOIN person p USING (person_id) WHERE h.document_id = {alias}.document_id"
    return (f"NOT EXISTS (SELECT 1 FROM {_ASKED} WHERE EXISTS ({heard} AND {_shuts('p')})"
            f" OR ({about(alias)} AND {_closed(alias)}))", _parameters(db, use))


def recordings_where(db: Database, use: str = "record", alias: str = "r") -> Where:
    """Condition for recordings, one or a list: in reach for `use` today, and not withdrawn, as sound or as text."""
    heard = (f"SELECT 1 FROM person p WHERE p.person_id IN {HEARD_IN_RECORDING.format(r=alias)}")
    return (f"{NOT_WITHDRAWN.format(r=alias)} AND NOT EXISTS (SELECT 1 FROM {_ASKED}"
            f" WHERE EXISTS ({heard} AND {_shuts('p')})"
            f" OR (NOT EXISTS ({heard} AND p.family_id IS NOT NULL) AND {_closed(alias)}))", _parameters(db, use))


def family_material_where(db: Database, use: str, alias: str) -> Where:
    """Condition for what is of a family (row `alias`, with family_id) without anybody known to be heard in it: in reach
    for `use` today, as what is told about the family."""
    return f"NOT EXISTS (SELECT 1 FROM {_ASKED} WHERE {_closed(alias)})", _parameters(db, use)


def family_in_reach(db: Database, family_id: int, use: str = "analyse") -> bool:
    """Whether what is written about a family may be used for `use` today."""
    where, params = family_material_where(db, use, "f")
    row = db.conn.execute(f"SELECT {where} FROM family f WHERE family_id = ?", (*params, family_id)).fetchone()
    return bool(row and row[0])


def tellable_where(db: Database, alias: str = "f") -> Where:
    """Condition for families: something new may be told about it; somebody consents to analysing, nobody withdrew."""
    return f"NOT EXISTS (SELECT 1 FROM {_ASKED} WHERE {_closed(alias)})", _parameters(db, "analyse", strict=True)


def changed(db: Database) -> None:
    """Say that what is in reach may have changed, to open pages and to what was learnt of it; inside a write."""
    db.conn.execute("UPDATE reach_stamp SET number = number + 1")


def stamp(db: Database) -> str:
    """A text that is another one whenever what is in reach may have changed; a new day is such a change."""
    number = db.conn.execute("SELECT number FROM reach_stamp").fetchone()[0]
    return f"{number}.{today(db)}"


def may_leave(db: Database, documents: set[int], use: str = "quote") -> set[int]:
    """Of these documents (`document_id`) those whose words may leave the team ('quote') or be shared ('share') today.

    What is not readable at all may not leave either. Asked of each by itself: for a page that is less than finding all
    that is out of reach.
    """
    leaves, readable = document_where(db, use), document_where(db, "analyse")
    rows = db.conn.execute(
        f"SELECT d.document_id FROM document d WHERE d.document_id IN (SELECT value FROM json_each(?))"
        f" AND d.withdrawn_at IS NULL AND {leaves[0]} AND {readable[0]}",
        [json.dumps(sorted(documents)), *leaves[1], *readable[1]])
    return {row[0] for row in rows}


# Somebody heard, or the family told about, of whom nothing is on record.
_NOTHING_OF_HEARD = f"p.family_id IS NOT NULL AND NOT {_ON_RECORD.format(p='p')}"


def _nothing_of_family(f: str) -> str:
    """Condition: nobody of the family of row `f` has any consent on record."""
    return (f"NOT EXISTS (SELECT 1 FROM person m WHERE m.family_id = {f}.family_id"
            f" AND {_ON_RECORD.format(p='m')})")


# One row per document and person: document_id, family_id, pseudonym ('' where it is about the family).
UNASKED = (
    "SELECT h.document_id, p.family_id, p.pseudonym FROM person p CROSS JOIN document_person h USING (person_id)"
    f" WHERE {_NOTHING_OF_HEARD}"
    f" UNION ALL SELECT o.document_id, s.family_id, '' FROM family s CROSS JOIN document o USING (family_id)"
    f" WHERE {_nothing_of_family('s')} AND {about('o')}")


def unasked(alias: str = "d") -> str:
    """Expression for lists: 1 where no consent is recorded of somebody a document needs it of; never released."""
    return f"{alias}.document_id IN (SELECT document_id FROM ({UNASKED}))"


def is_unasked(alias: str = "d") -> str:
    """`unasked` for one document, chosen otherwise."""
    return (f"(EXISTS (SELECT 1 FROM document_person h JOIN person p USING (person_id)"
            f" WHERE h.document_id = {alias}.document_id AND {_NOTHING_OF_HEARD})"
            f" OR ({about(alias)} AND {_nothing_of_family(alias)}))")


class Standing(StrEnum):
    """How a person's consent for a use stands today; only LIVE is a yes."""

    LIVE = "live"
    NO_RECORD = "no record"
    NOT_GIVEN = "not given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    TURNED_16 = "turned 16"
    TOO_YOUNG = "too young"


@dataclass(frozen=True)
class Stand:
    """How a person's consent for a use stands on a day; dates ISO, '' where there is none.

    Attributes:
        on: the day it was given, refused or withdrawn, its last day, or the 16th birthday (TURNED_16, TOO_YOUNG).
        until: the last day of a consent that is live and will end.
    """

    how: Standing
    on: str = ""
    until: str = ""


def last_day(c: str, p: str) -> str:
    """Expression: the last day (ISO) on which consent `c` of person `p` holds; 9999-12-31 when it goes on."""
    return (f"min(coalesce({c}.ends_on, '9999-12-31'), CASE WHEN {c}.given_by IS NULL THEN '9999-12-31'"
            f" ELSE coalesce(date({p}.turns_16_on, '-1 day'), '9999-12-31') END)")


def living(db: Database, person_ids: list[int], uses: Iterable[str], day: str) -> set[tuple[int, str]]:
    """Which of these people consent to which of the uses on an ISO date, as (person_id, use): `standing` is LIVE."""
    return {(person, use) for use in uses for (person,) in db.conn.execute(
        f"SELECT p.person_id FROM (SELECT ? AS use, ? AS day) t CROSS JOIN json_each(?) j"
        f" JOIN person p ON p.person_id = j.value WHERE {_live('p')}", (use, day, json.dumps(person_ids)))}


def standing(db: Database, person_id: int, use: str, on: str | None = None) -> Stand:
    """How a person's consent for `use` stands on an ISO date (today when None); of several answers the newest."""
    day = on or today(db)
    last = db.conn.execute(
        f"SELECT {_HOLDS.format(p='p')} AS holds, c.refused, c.given_on, c.withdrawn_on, c.ends_on,"
        f" {last_day('c', 'p')} AS until,"
        " CASE WHEN c.given_by IS NOT NULL AND p.turns_16_on <= t.day THEN p.turns_16_on END,"
        " CASE WHEN c.given_by IS NULL AND p.turns_16_on > c.given_on THEN p.turns_16_on END"
        " FROM (SELECT ? AS day) t JOIN consent c JOIN person p USING (person_id) WHERE c.person_id = ? AND c.use = ?"
        " AND c.given_on <= t.day ORDER BY c.given_on DESC LIMIT 1",
        (day, person_id, use)).fetchone()
    if last is None:
        known = db.conn.execute("SELECT 1 FROM consent WHERE person_id = ?", (person_id,)).fetchone()
        return Stand(Standing.NOT_GIVEN if known else Standing.NO_RECORD)
    holds, refused, given_on, withdrawn_on, ends_on, until, turned, too_young = last
    if holds:
        return Stand(Standing.LIVE, given_on, "" if until == "9999-12-31" else until)
    if refused:
        return Stand(Standing.REFUSED, given_on)
    if withdrawn_on:
        return Stand(Standing.WITHDRAWN, withdrawn_on)
    if too_young:
        return Stand(Standing.TOO_YOUNG, too_young)
    return Stand(Standing.TURNED_16, turned) if turned else Stand(Standing.ENDED, ends_on or given_on)
