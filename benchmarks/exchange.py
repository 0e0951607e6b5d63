"""A pilot with 2,000 codings of two coders in 30,000 words, out as tables and as REFI-QDA, and in again.

Beside it AQDA 0.5 from PyPI, in an environment of its own (benchmarks/.peer_aqda, made here): the same texts and the
same spans in a project of its own, taken out by the functions behind its routes. Its csv has seven columns, ours 24.
Asked: 2,000 segments to csv and to .qdpx under 300 ms of processor.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import peer
from benchmarks.big_pilot import WORDS
from benchmarks.rows import Row, p, table
from coding.book import codebook
from coding.exports import SEGMENTS
from coding.marks import arriving
from exchange.refi.arriving import import_project
from exchange.refi.export import export_project
from pilot import access, setup
from pilot.accounts import accounts
from pilot.config import ROOT, Home, Pilot
from pilot.families import people
from pilot.files.export import Asked
from pilot.store.files import new_guid, open_pilot, write
from texts import arriving as texts
from texts.documents import NewTurn, layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

DOCUMENTS, TURNS, TURN_WORDS, CODINGS, ROUNDS = 10, 80, 38, 200, 9
PEER, WANTED = Path(__file__).parent / ".peer_aqda", "aqda==0.5.0"
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
    pilot = setup.create_pilot(Home(folder), "ruil", "Ruil", plain=True)
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


def _peer(pilot: Pilot, folder: Path) -> list[Row]:
    """What AQDA takes for the same texts and spans."""
    python = peer.programs(PEER, WANTED, "aqda") / "python"
    given = folder / "aqda.json"
    given.write_text(json.dumps(_told(pilot)), encoding="utf-8")
    answer = subprocess.run(
        [python, str(Path(__file__).parent / "peer_aqda_export.py"), str(given)], check=True, capture_output=True,
        env={**os.environ, "AQDA_DATA_DIR": str(folder / "aqda")})
    return [Row(f"AQDA 0.5: 2,000 segments to {name}", f"{p([one[0] for one in took], 0.5):.0f} ms of processor"
                f" ({p([one[1] for one in took], 0.5):.0f} ms)") for name, took in json.loads(answer.stdout).items()]


def _told(pilot: Pilot) -> dict[str, object]:
    """The pilot's codes, texts and spans, as `peer_aqda_export` wants them."""
    with closing(open_pilot(pilot.db_path)) as db:
        keys = [key for (key,) in db.conn.execute("SELECT key FROM code ORDER BY code_id")]
        documents = [{"name": title, "text": text, "codings": [
            [start, end, keys.index(key)] for start, end, key in db.conn.execute(
                "SELECT p.start_char, p.end_char, k.key FROM coding_place p JOIN coding c USING (coding_id)"
                " JOIN code k USING (code_id) WHERE p.version_id = ?", (version,))]}
            for title, version, text in db.conn.execute(
                "SELECT d.title, v.version_id, v.text FROM document d JOIN document_version v"
                " ON v.version_id = d.read_version_id").fetchall()]
    return {"rounds": ROUNDS, "codes": keys, "documents": documents}


def run() -> list[Row]:
    """Out, the codebook alone, and in again; what reads a project behind the fence is not in the processor's time."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pilot = _made(folder / "home")

        def out(n: int) -> None:
            with closing(open_pilot(pilot.db_path)) as db:
                made = export_project(pilot, db, access.operator(db, pilot.slug), folder / f"{n}.qdpx")
            assert made.counts["codings"] == DOCUMENTS * CODINGS

        def segments_as(ending: str) -> Callable[[int], None]:
            def made(n: int) -> None:
                with closing(open_pilot(pilot.db_path)) as db:
                    asked = Asked(pilot, db, access.operator(db, pilot.slug), {})
                    assert len(SEGMENTS.formats[ending].write(asked)) > DOCUMENTS * CODINGS

            return made

        def book(n: int) -> None:
            with closing(open_pilot(pilot.db_path)) as db:
                export_project(pilot, db, access.operator(db, pilot.slug), folder / f"{n}.qdc")

        def into(n: int) -> None:
            import_project(folder / "0.qdpx", folder / f"{n}.db")

        return [Row("2,000 segments to csv", _took(segments_as("csv")), "< 300 ms of processor"),
                Row("2,000 segments to xlsx", _took(segments_as("xlsx"))),
                Row("2,000 segments to .qdpx", _took(out), "< 300 ms of processor"),
                Row("the codebook to .qdc", _took(book)), Row("the same .qdpx to a new pilot", _took(into)),
                *_peer(pilot, folder)]


if __name__ == "__main__":
    print(table(run()))
