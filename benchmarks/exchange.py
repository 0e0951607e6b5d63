"""A pilot with 2,000 codings of two coders in 30,000 words, out as REFI-QDA and in again; the peers' way is one file.

Asked: 2,000 segments to .qdpx under 300 ms of processor.
"""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_pilot import WORDS
from benchmarks.rows import Row, p, table
from coding.book import codebook
from coding.marks import arriving
from exchange.refi.arriving import import_project
from exchange.refi.export import export_project
from pilot import access, setup
from pilot.accounts import accounts
from pilot.config import ROOT, Home, Pilot
from pilot.families import people
from pilot.store.files import new_guid, open_pilot, write
from texts import arriving as texts
from texts.documents import NewTurn, layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

DOCUMENTS, TURNS, TURN_WORDS, CODINGS, ROUNDS = 10, 80, 38, 200, 9
AT = "2022-01-01T00:00:00.000Z"


def _document(db: Database, viewer: access.Viewer, chance: random.Random, n: int, of: Codings) -> None:
    turns = [NewTurn(" ".join(chance.choices(WORDS, k=TURN_WORDS)), "Moeder", "family", start_ms=1000 * k)
             for k in range(TURNS)]
    new = texts.Arriving(new_guid(), people.no_family(db), "family", f"Gesprek {n}", "2021-01-01", None, None, None, AT)
    document_id, version_id = texts.add_document(db, viewer, new, turns, kind="deidentified", engine="benchmark")
    text, _spans = layout(turns)
    for k in range(CODINGS):
        start = chance.randrange(len(text) - 200)
        arriving.add(db, new_guid(), document_id, version_id, (start, start + chance.randrange(10, 200)), text=text,
                     code=chance.choice(of.codes), coder_id=of.coders[k % 2], at=AT, sign=chance.choice((None, "+")))


class Codings:
    """Who codes with what."""

    def __init__(self, db: Database, book: int) -> None:
        self.coders = [accounts.enrol_former(db, new_guid(), f"coder {n}") for n in (1, 2)]
        self.codes = [(row.code_id, book) for row in codebook.codes(db, book, "nl") if row.is_codable]


def _made(folder: Path) -> Pilot:
    pilot = setup.create_pilot(Home(folder), "ruil", "Ruil")
    with closing(open_pilot(pilot.db_path)) as db:
        viewer = access.operator(db, pilot.slug)
        book = codebook.adopt(db, viewer, (ROOT / "codebook.yaml").read_text(encoding="utf-8"))
        chance = random.Random(4)
        with write(db):
            of = Codings(db, book)
            for n in range(DOCUMENTS):
                _document(db, viewer, chance, n, of)
    return pilot


def _took(work: Callable[[int], object]) -> str:
    """Median of the processor's time and of the clock's, after one run that does not count."""
    work(-1)
    worked, took = [], []
    for n in range(ROUNDS):
        began, began_work = time.perf_counter(), time.process_time()
        work(n)
        worked.append((time.process_time() - began_work) * 1000)
        took.append((time.perf_counter() - began) * 1000)
    return f"{p(worked, 0.5):.0f} ms of processor ({p(took, 0.5):.0f} ms)"


def run() -> list[Row]:
    """Out, the codebook alone, and in again; what reads a project behind the fence is not in the processor's time."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pilot = _made(folder / "home")

        def out(n: int) -> None:
            with closing(open_pilot(pilot.db_path)) as db:
                made = export_project(pilot, db, access.operator(db, pilot.slug), folder / f"{n}.qdpx")
            assert made.counts["codings"] == DOCUMENTS * CODINGS

        def book(n: int) -> None:
            with closing(open_pilot(pilot.db_path)) as db:
                export_project(pilot, db, access.operator(db, pilot.slug), folder / f"{n}.qdc")

        def into(n: int) -> None:
            import_project(folder / "0.qdpx", folder / f"{n}.db")

        return [Row("2,000 segments to .qdpx", _took(out), "< 300 ms of processor"),
                Row("the codebook to .qdc", _took(book)), Row("the same .qdpx to a new pilot", _took(into))]


if __name__ == "__main__":
    print(table(run()))
