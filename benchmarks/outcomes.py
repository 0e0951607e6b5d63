"""Figures of life domains: read, counted and laid out as the page does, at 1,000 and at 10,000 families in four waves.

Asked: the first under 500 ms of processor time, and growth that is linear.
"""

from __future__ import annotations

import random
import tempfile
import time
import uuid
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.rows import Row, table
from pilot import access, setup
from pilot.access import Role
from pilot.accounts import accounts
from pilot.config import Home
from pilot.store.files import open_pilot, open_server, write
from pilot.vocabulary.domains import DOMAINS
from themes.figures import outcome_tables as drawn
from themes.outcomes import figures, laid
from themes.outcomes.choice import Choice

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pilot.access import Viewer

SIZES, WAVES, TIMES, ASKED_MS = (1_000, 10_000), 4, 5, 500
AT = "2022-01-01T00:00:00.000Z"


def run() -> list[Row]:
    """Processor time by size; the median of TIMES."""
    took = {size: _of_size(size) for size in SIZES}
    small, large = SIZES
    return [
        Row(f"{small:,} families, {WAVES} waves: read and counted", f"{took[small]:.0f} ms of processor",
            f"< {ASKED_MS} ms"),
        Row(f"{large:,} families, {WAVES} waves: read and counted", f"{took[large]:.0f} ms of processor"),
        Row("the second to the first", f"{took[large] / took[small]:.1f} times", f"about {large // small} times")]


def _of_size(families: int) -> float:
    """Milliseconds of processor for the figures of the page, of a pilot made for it."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        pilot = setup.create_pilot(home, "uitkomsten", "Uitkomsten", "2020-01-01", plain=True)
        with closing(open_server(home.server_path)) as server, closing(open_pilot(pilot.db_path)) as db:
            account = accounts.add(server, "evaluator", "een lang wachtwoord")
            accounts.set_roles(server, db, "uitkomsten", "evaluator", [Role.EVALUATOR])
            viewer = access.viewer_for(db, account.guid, [Role.EVALUATOR], "uitkomsten")
            _fill(db, families)
            _counted(db, viewer)
            return median(_counted(db, viewer) for _n in range(TIMES))


def _counted(db: Database, viewer: Viewer) -> float:
    start = time.process_time()
    found = laid.load(db, viewer, Choice(months=0))
    assert found is not None
    drawn.nine(found, figures.domains(found))
    over = figures.over(found)
    drawn.over_domains(found, over)
    drawn.totals(found, over)
    figures.changes(found)
    return 1000 * (time.process_time() - start)


def _fill(db: Database, families: int) -> None:
    """Families with support from one day on, and of nine in ten of them a score for each domain in each wave."""
    chance = random.Random(1)
    with write(db):
        put = db.conn.executemany
        put("INSERT INTO wave(guid, label, starts_on, ends_on, place) VALUES (?, ?, ?, ?, ?)",
            [(_guid(chance), f"T{n}", f"202{n}-02-01", f"202{n}-03-01", n) for n in range(WAVES)])
        put("INSERT INTO family(family_id, guid, pseudonym) VALUES (?, ?, ?)",
            [(n, _guid(chance), f"Gezin {n}") for n in range(1, families + 1)])
        put("INSERT INTO support_period(family_id, starts_on) VALUES (?, '2020-01-15')",
            [(n,) for n in range(1, families + 1)])
        put("INSERT INTO score(guid, family_id, wave_id, domain, state, value, voice, source, layer, observed_on,"
            " scored_at) SELECT ?, ?, wave_id, ?, 'scored', ?, 'coach', 'dossier', 'scorer', ?, ? FROM wave"
            " WHERE label = ?",
            [(_guid(chance), family, domain, chance.choice((0, 2.5, 5, 7.5, 10)), f"202{n}-02-15", AT, f"T{n}")
             for family in range(1, families + 1) for n in range(WAVES) for domain in DOMAINS if chance.random() < 0.9])


def _guid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


if __name__ == "__main__":
    print(table(run()))
