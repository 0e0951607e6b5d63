"""How long a model takes for an hour of sound on this machine: as measured here, else as its cores let expect."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING

from jobs.queue import seconds_between
from pilot.words import _, ngettext
from transcribe.handlers import TRANSCRIBE
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


def _times_base(model: str) -> float | None:
    return TIMES_BASE.get(model.removesuffix(".en"))


def seconds_per_hour(db: Database, model: str) -> float | None:
    """Seconds that an hour of sound takes with a model (its name); None for one that is not known.

    From the last finished jobs of this pilot that wrote out a minute or more, whatever their model; else a guess.
    """
    times = _times_base(model)
    if times is None:
        return None
    here = _measured(db)
    base = median(here) if here else BASE_CPU_S / min(physical_cores(), MOST_CORES)
    return base * times


def _measured(db: Database) -> list[float]:
    """What an hour would have taken with base, by each of the last finished jobs."""
    rows = db.conn.execute(
        "SELECT input, done_units - paced_from, paced_at, finished_at FROM job WHERE kind = ? AND state = 'done'"
        " AND unit = 'ms' AND paced_at IS NOT NULL AND done_units - paced_from >= ? ORDER BY job_id DESC LIMIT ?",
        (TRANSCRIBE, SHORTEST_MS, LOOKED_AT))
    found = []
    for asked, ms, begun, ended in rows:
        times = _times_base(json.loads(asked).get("model", ""))
        if times is not None:
            found.append(seconds_between(begun, ended) * HOUR_MS / ms / times)
    return found


def in_words(seconds: float) -> str:
    """“an hour of recording takes about 4 minutes”, in the current language."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return ngettext("an hour of recording takes about {n} minute here",
                        "an hour of recording takes about {n} minutes here", minutes).format(n=minutes)
    hours = max(2, round(minutes / 60))
    return _("an hour of recording takes about {n} hours here").format(n=hours)
