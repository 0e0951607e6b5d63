"""How long a model takes for an hour of sound on this machine: as measured here, else as its cores let expect."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from pilot.clock import seconds_between
from pilot.words import _, ngettext
from transcribe.handlers import FETCH, MEASURE, TRANSCRIBE
from transcribe.whisper import physical_cores

if TYPE_CHECKING:
    from sqlite_utils import Database

HOUR_MS = 3_600_000
# Processor time for an hour of conversation with base: 7 minutes on 26 November 2026, and reading the sound.
BASE_CPU_S = 480.0
# How many times as much as base, by what encoder and decoder hold; base and tiny were measured.
TIMES_BASE = {"tiny": 0.5, "base": 1.0, "small": 3.5, "medium": 10.0, "large-v2": 20.0, "large-v3": 20.0,
              "large-v3-turbo": 10.0}
# More threads than this hardly help one recording.
MOST_CORES = 8
LOOKED_AT = 5
SHORTEST_MS = 60_000
# From so many times as slow on it is told how slow it can be.
UNSURE = 1.5


def _times_base(model: str) -> float | None:
    return TIMES_BASE.get(model.removesuffix(".en"))


def seconds_per_hour(db: Database, model: str) -> float | None:
    """Seconds that an hour of sound takes with a model (its name); None for one that is not known.

    As measured here, else as other models that were measured, or this machine's cores, let expect.
    """
    here, times = measured(db, model), _times_base(model)
    if here is not None or times is None:
        return here
    others = [pace / of for pace, of in ((measured(db, name), of) for name, of in TIMES_BASE.items()) if pace]
    return times * (median(others) if others else BASE_CPU_S / min(physical_cores(), MOST_CORES))


def measured(db: Database, model: str) -> float | None:
    """Seconds that an hour of sound takes with a model here; None before that is known.

    In the quickest of the last jobs of this pilot that wrote out a minute or more, else when it was measured: on an
    afternoon on which much else was done the machine was slow, and it will not be so for good.
    """
    found = _recent(db, model)
    if found:
        return min(found)
    row = db.conn.execute(
        "SELECT json_extract(output, '$.seconds_per_hour') FROM job WHERE kind IN (?, ?) AND state = 'done'"
        " AND json_extract(input, '$.model') = ? ORDER BY job_id DESC LIMIT 1", (MEASURE, FETCH, model)).fetchone()
    return float(row[0]) if row and row[0] else None


def slowest(db: Database, model: str) -> float | None:
    """The same in the slowest of these jobs, where that differs enough to say so; else None."""
    found = _recent(db, model)
    return max(found) if found and max(found) > UNSURE * min(found) else None


def _recent(db: Database, model: str) -> list[float]:
    """Seconds for an hour in the last jobs with a model, from where the last attempt began, without telling apart."""
    rows = db.conn.execute(
        "SELECT done_units - coalesce(json_extract(output, '$.pace.from'), paced_from) AS ms,"
        " coalesce(json_extract(output, '$.pace.since'), paced_at), finished_at,"
        " coalesce(json_extract(output, '$.apart.seconds'), 0) FROM job WHERE kind = ?"
        " AND state = 'done' AND json_extract(input, '$.model') = ? AND unit = 'ms' AND paced_at IS NOT NULL"
        " AND ms >= ? ORDER BY job_id DESC LIMIT ?", (TRANSCRIBE, model, SHORTEST_MS, LOOKED_AT)).fetchall()
    return [max(0.0, seconds_between(begun, ended) - apart) * HOUR_MS / ms for ms, begun, ended, apart in rows]


def told(db: Database, model: str) -> str:
    """“an hour of recording takes about 4 minutes here (measured)” in the current language; '' of an unknown model."""
    seconds = seconds_per_hour(db, model)
    if seconds is None:
        return ""
    how = _("measured") if measured(db, model) is not None else _("estimated")
    slow = slowest(db, model)
    if slow is None:
        return f"{in_words(seconds)} ({how})"
    return _("{usual} ({how}; up to {n} minutes while the machine is busy)").format(
        usual=in_words(seconds), how=how, n=round(slow / 60))


def in_words(seconds: float) -> str:
    """“an hour of recording takes about 4 minutes”, in the current language."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return ngettext("an hour of recording takes about {n} minute here",
                        "an hour of recording takes about {n} minutes here", minutes).format(n=minutes)
    hours = max(2, round(minutes / 60))
    return _("an hour of recording takes about {n} hours here").format(n=hours)
