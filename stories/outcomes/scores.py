"""How families do in the nine life domains, wave by wave, as somebody judged it.

A score is added, never changed: the last one of a slot (family, wave, domain, voice, who scored) counts. Missing
(nobody looked), unknown (looked for, and the source does not say) and no problem (0) are three different things. What a
family says of itself and what a professional says are two voices, both kept and never averaged.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pilot import access, events
from pilot.access import Right, Viewer
from pilot.clock import now
from pilot.dates import check_date
from pilot.door import inner, use_case
from pilot.errors import AskFirst, BadInput, NotFound
from pilot.families import early
from pilot.store.files import new_guid
from pilot.vocabulary.domains import DOMAINS
from pilot.vocabulary.voices import COACH, FAMILY, VOICES
from pilot.words import N_
from stories.file import reaching

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sqlite_utils import Database

    from pilot.access.reach import Where

WORST, BEST = 10, 0
SCORED, UNKNOWN, TAKEN_BACK = "scored", "unknown", "taken_back"
UNSETTLED, BLIND = "unsettled", "blind"
SOURCES = ("dossier", "interview", "family", "unstated")
SCORER, SETTLED = "scorer", "settled"

OUTSIDE = N_("{date} is outside {wave}, which goes from {start} to {end}. Is that date right?")
INSERT = ("INSERT INTO score(guid, family_id, wave_id, domain, voice, state, value, source, layer, scored_by,"
          " observed_on, rubric, reason, scored_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")

# The row that holds of each slot; `s` is the table score. What was settled is everybody's: the last of those counts.
# The plus keeps SQLite from looking for later rows of the whole wave, which takes the square of the families in time.
IS_LAST = (
    "s.state <> 'taken_back' AND NOT EXISTS (SELECT 1 FROM score n WHERE n.family_id = s.family_id"
    " AND n.wave_id = s.wave_id AND n.domain = s.domain AND n.voice = s.voice AND n.layer = s.layer"
    " AND (n.scored_by IS s.scored_by OR n.layer = 'settled') AND +n.score_id > s.score_id)")


class Wave(NamedTuple):
    """A round of measuring.

    Attributes:
        kind: "dates" (from `starts_on` to `ends_on`), "months" (so many since the start of a family's support), "end"
            (when its support ended). months: None unless that is its kind.
        starts_on, ends_on: ISO, the first and last day of what was measured in it.
    """

    wave_id: int
    label: str
    kind: str
    months: int | None
    starts_on: str
    ends_on: str


class Entry(NamedTuple):
    """A score to enter.

    Attributes:
        family: guid. wave: label; the wave is made when missing. domain: a key of DOMAINS.
        value: from 10 (worst) to 0 (no problem); None for unknown.
        on: ISO, the day it is true of.
        source: of SOURCES. reason: in a sentence, free of names.
        rubric: the version of the rubric it was read against; None where it was given without.
    """

    family: str
    wave: str
    domain: str
    value: float | None
    on: str
    voice: str = COACH
    source: str = "unstated"
    reason: str = ""
    rubric: int | None = None


class Counted(NamedTuple):
    """What counts for a family, wave, domain and voice.

    Attributes:
        state: SCORED, UNKNOWN, UNSETTLED (scorers differ and nobody settled it) or BLIND (several score this family
            without seeing what the others give, so it counts for nobody yet). value: None unless scored.
    """

    family_id: int
    wave: str
    domain: str
    voice: str
    state: str
    value: float | None


@use_case(Right.KEEP_FILE, event="added score")
def enter(db: Database, viewer: Viewer, entry: Entry, *, guid: str = "", sure: Container[str] = ()) -> str:
    """Add a score; returns its guid. Inside `write(db)`, so that many are all or nothing.

    What this viewer entered for the same slot before is kept, and counts no longer.

    Args:
        guid: of the score, where whoever sends it made one: sent once more it changes nothing.
        sure: odd dates (ISO) that somebody said are right.

    Raises: BadInput, AskFirst, NotFound, OutOfReach (the family does not consent).
    """
    check(entry)
    day = check_date(entry.on)
    family_id = reaching.require_words(db, viewer, entry.family)
    early.ask(db, [day], sure, family_id)
    early.ask_far(db, [day], sure, ahead=0)
    wave_id = _wave(db, entry.wave.strip(), day, sure)
    return put(db, viewer, (family_id, wave_id, entry.domain, entry.voice), entry, layer=SCORER, guid=guid)


@use_case(Right.KEEP_FILE, event="took back score")
def take_back(db: Database, viewer: Viewer, entry: Entry, *, guid: str = "") -> None:
    """Say that one's own score of a slot counts no longer, as if nobody had looked; inside `write(db)`.

    Args:
        entry: of which family, wave, domain, voice and day count. guid: as for `enter`.

    Raises: BadInput, NotFound, OutOfReach.
    """
    check(entry)
    family_id = reaching.require_words(db, viewer, entry.family)
    row = db.conn.execute("SELECT wave_id FROM wave WHERE label = ?", (entry.wave.strip(),)).fetchone()
    if row is None:
        raise NotFound(N_("This round of measuring is not there."))
    put(db, viewer, (family_id, row[0], entry.domain, entry.voice), entry, layer=SCORER, guid=guid, state=TAKEN_BACK)


@inner("part of use cases that ask the right and the consent")
def put(
    db: Database, viewer: Viewer, slot: tuple[int, int, str, str], entry: Entry, *, layer: str, guid: str = "",
    state: str = "",
) -> str:
    """Add a row for a slot (family_id, wave_id, domain, voice); a guid that is there changes nothing."""
    if guid and (row := db.conn.execute("SELECT scored_by FROM score WHERE guid = ?", (guid,)).fetchone()):
        if row[0] != viewer.user_id:
            raise BadInput(N_("This score could not be read. Reload the page and give it again."))
        return guid
    guid = guid or new_guid()
    state = state or (UNKNOWN if entry.value is None else SCORED)
    db.conn.execute(
        INSERT, (guid, *slot, state, entry.value if state == SCORED else None, entry.source, layer, viewer.user_id,
         check_date(entry.on), entry.rubric, entry.reason.strip(), now()))
    events.record(db, viewer, "took back" if state == TAKEN_BACK else "added", "score", guid)
    return guid


def waves(db: Database) -> list[Wave]:
    """All rounds of measuring, in order."""
    return [Wave(*row) for row in db.conn.execute(
        "SELECT wave_id, label, kind, months, starts_on, ends_on FROM wave ORDER BY place, starts_on, wave_id")]


def usual_voice(db: Database) -> str:
    """Whose judgement to begin with: the professional's, unless families alone were scored by themselves."""
    hers, theirs = db.conn.execute(
        "SELECT EXISTS (SELECT 1 FROM score WHERE voice = ?), EXISTS (SELECT 1 FROM score WHERE voice = ?)",
        (COACH, FAMILY)).fetchone()
    return FAMILY if theirs and not hers else COACH


@use_case(Right.SEE_THEMES, reads="scores of life domains")
def counted(db: Database, viewer: Viewer) -> list[Counted]:
    """What counts of all scores of the families this viewer may see and whose consent lets it be used today.

    The settled score; else the only one; else what all who scored agree on; else UNSETTLED.
    """
    return of_families(db, access.families_where(viewer))


def of_families(db: Database, families: Where = ("1", [])) -> list[Counted]:
    """`counted` of all families, or of those of a condition on `f`; for use cases that asked the right."""
    where, params = families
    reached, more = access.reach.family_material_where(db, "analyse", "f")
    rows = db.conn.execute(
            f"SELECT s.family_id, w.label, s.domain, s.voice, s.layer, s.state, s.value,"
            f" {access.blind.scores_counted_where()} FROM score s JOIN wave w USING (wave_id) WHERE {IS_LAST}"
            f" AND s.family_id IN (SELECT f.family_id FROM family f WHERE {where} AND {reached})"
            " ORDER BY s.family_id, w.place, w.wave_id, s.domain, s.voice", (*params, *more))
    slots = ((slot, list(given)) for slot, given in groupby(rows, itemgetter(0, 1, 2, 3)))
    return [Counted._make((*slot, *(counts(row[4:7] for row in given) if all(row[7] for row in given)
                                    else (BLIND, None)))) for slot, given in slots]


def counts(given: Iterable[tuple[str, str, float | None]]) -> tuple[str, float | None]:
    """(state, value) that counts among what was given for a slot as (layer, state, value)."""
    rows = list(given)
    if len(rows) == 1:
        return rows[0][1:]
    settled = [one for one in rows if one[0] == SETTLED]
    said = {one[1:] for one in settled or rows}
    return said.pop() if len(said) == 1 else (UNSETTLED, None)


def check(entry: Entry) -> None:
    """Raises: BadInput for what can be no score, whoever gives it of whichever family."""
    if entry.domain not in DOMAINS or not entry.wave.strip():
        raise BadInput(N_("Give a life domain, the round of measuring and a score from 0 to 10."))
    if entry.value is not None and not BEST <= entry.value <= WORST:
        raise BadInput(N_("Give a life domain, the round of measuring and a score from 0 to 10."))
    if entry.voice not in VOICES or entry.source not in SOURCES:
        raise BadInput(N_("Say whose score this is, and what it rests on."))


def _wave(db: Database, label: str, day: str, sure: Container[str]) -> int:
    """The id of a wave, made when missing. It is widened to hold the day, but where somebody stated its days a day
    outside them is asked about. Raises: AskFirst."""
    row = db.conn.execute(
        "SELECT wave_id, kind, stated, starts_on, ends_on FROM wave WHERE label = ?", (label,)).fetchone()
    if row is None:
        return make_wave(db, label, day, day)
    wave_id, kind, stated, start, end = row
    if stated and kind == "dates" and not start <= day <= end and day not in sure:
        raise AskFirst(OUTSIDE, day, date=date.fromisoformat(day), wave=label, start=date.fromisoformat(start),
                       end=date.fromisoformat(end))
    if not stated:
        fresh = kind != "dates" and not db.conn.execute("SELECT 1 FROM score WHERE wave_id = ?", (wave_id,)).fetchone()
        new = (day, day) if fresh else (min(start, day), max(end, day))
        if new != (start, end):
            db.conn.execute("UPDATE wave SET starts_on = ?, ends_on = ? WHERE wave_id = ?", (*new, wave_id))
    return int(wave_id)


def make_wave(db: Database, label: str, first: str, last: str) -> int:
    """A new round behind the others, of scores from the ISO day `first` to `last`; its id."""
    return int(db.conn.execute(
        "INSERT INTO wave(guid, label, starts_on, ends_on, place) SELECT ?, ?, ?, ?, coalesce(max(place) + 1, 0)"
        " FROM wave", (new_guid(), label, first, last)).lastrowid or 0)
