"""Finding words and passages at two million words: how long the first page takes, in the process that answers.

Words are drawn as often as words of a language are (the n-th 1/n as often as the first), from ordinary Dutch ones and
made-up ones; one seed.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from contextlib import closing
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import big_pilot
from benchmarks.rows import Row, p, table
from coding.find.passages import passages
from coding.find.question import Question, Step
from pilot import access, fence, setup
from pilot.access import Role, Viewer
from pilot.accounts import accounts
from pilot.config import Home
from pilot.paging import Wanted
from pilot.store.files import open_pilot, open_server, write
from texts import sentences
from texts.index.matching import Query
from texts.index.search import search

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

DOCUMENTS, TURNS, WORDS_A_TURN, DIFFERENT, ROUNDS = 400, 250, 20, 60_000, 3
COMMON = (
    "de en ik het dat een van is in niet die ze hij was op maar te wel zo voor met als er dan ook om aan nog toen ja"
    " had naar we bij heb uit moet over je school kinderen geld moeder huis werk schulden buurvrouw gezin coach"
    " gemeente ruzie vertrouwen brief schuld afspraak gesprek jongste hulp samen bellen")
SYLLABLES = "ka ro men tel vo sti ber gra lin de wa ger ster nu pi schap ring heid oor ven"
LOOKED_FOR = (
    Query("school"), Query("schulden"), Query("vertrouwen"), Query("kinderen moeder"), Query("buurvrouw"),
    Query("gesprek", voice="coach"), Query("afspraak gemeente", "near"), Query("geld schulden", "near"),
    Query("de school", "as_is"), Query("van de gemeente", "as_is"), Query("brie*"), Query("school*", "as_is"),
    Query("ruzie huis", "near"), Query("hulp"), Query("jongste kinderen"), Query("samen bellen", "sentence"),
    Query("coach gezin", "sentence"), Query("karomen"), Query("nietbestaandwoord"), Query("ik"),
)
PATTERNS = (Query(r"school(tijd|plein)?\b", "pattern"), Query(r"\bschuld\w+ .{0,20}brief", "pattern"))
QUESTIONS = (
    Question("code_7"), Question("code_7", steps=(Step("overlapping", "code_8"),)),
    Question("code_1", steps=(Step("without", "code_2"),)), Question("code_7", "+", (Step("then", "code_9", turns=3),)),
    Question("code_7", voice="coach", steps=(Step("within", "code_3"), Step("either", "code_8"))),
)


def run() -> list[Row]:
    """The rows of the table."""
    fence.warm([])
    with tempfile.TemporaryDirectory() as folder:
        home, viewer = _made(Path(folder) / "home")
        with closing(open_pilot(home.pilot("zoek").db_path)) as db:
            words = db.conn.execute("SELECT count(*) FROM turn").fetchone()[0] * WORDS_A_TURN
            begun = time.perf_counter()
            sentences.settle(db)
            split = time.perf_counter() - begun
            first = _ms(lambda: search(db, viewer, Query("school"), Wanted()))
            took = [_ms(partial(search, db, viewer, query, Wanted())) for query in LOOKED_FOR * ROUNDS]
            slow = [_ms(partial(search, db, viewer, query, Wanted())) for query in PATTERNS * ROUNDS]
            order = [_ms(partial(search, db, viewer, query, Wanted(order="left"))) for query in LOOKED_FOR]
    return [
        Row(f"first page, {len(LOOKED_FOR)} searches in {words:,} words",
            f"{p(took, 0.5):.0f} ms (slowest {max(took):.0f})", "median < 200 ms"),
        Row("the same, by the words before", f"{p(order, 0.5):.0f} ms (slowest {max(order):.0f})"),
        Row("the first search of a server", f"{first:.0f} ms"),
        Row("a regular expression", f"{p(slow, 0.5):.0f} ms (slowest {max(slow):.0f})", "apart"),
        Row("splitting all of it into sentences, once", f"{split:.1f} s"),
        *_questions()]


def _questions() -> list[Row]:
    home, viewer = big_pilot.big_pilot()
    with closing(open_pilot(home.pilot("groot").db_path)) as db:
        took = [_ms(partial(passages, db, viewer, question, Wanted())) for question in QUESTIONS * ROUNDS]
    return [Row(f"first page, {len(QUESTIONS)} code questions in 120,000 codings",
                f"{p(took, 0.5):.0f} ms (slowest {max(took):.0f})")]


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _made(folder: Path) -> tuple[Home, Viewer]:
    home = Home(folder)
    setup.create_pilot(home, "zoek", "Zoek", "2019-11-01", plain=True)
    with closing(open_server(home.server_path)) as server, closing(open_pilot(home.pilot("zoek").db_path)) as db:
        account = accounts.add(server, "evaluator", "demo", is_demo=True)
        accounts.set_roles(server, db, "zoek", "evaluator", [Role.EVALUATOR])
        with write(db):
            _fill(db, random.Random(3))
        return home, access.viewer_for(db, account.guid, [Role.EVALUATOR], "zoek")


def _fill(db: Database, rng: random.Random) -> None:
    parts = SYLLABLES.split()
    made_up = ("".join(rng.choices(parts, k=rng.randrange(2, 5))) for _ in range(DIFFERENT))
    known = [*COMMON.split(), *dict.fromkeys(made_up)]
    often = list(accumulate(1 / n for n in range(1, len(known) + 1)))
    db.conn.executemany("INSERT INTO family(family_id, guid, pseudonym) VALUES (?,?,?)",
                        [(n, f"f{n}", f"Gezin {n:03}") for n in range(1, 101)])
    for n in range(1, DOCUMENTS + 1):
        turns = [_said(rng, known, often) for _ in range(TURNS)]
        text = "\n".join(turns)
        db.conn.execute(
            "INSERT INTO document(document_id, guid, family_id, kind, voice, title, told_on, created_at)"
            " VALUES (?,?,?,'interview','family',?,?,'2022-01-01')",
            (n, f"d{n}", 1 + n % 100, f"Gesprek {n}", f"2021-{1 + n % 12:02}-{1 + n % 28:02}"))
        db.conn.execute(
            "INSERT INTO document_version(version_id, guid, document_id, number, kind, text, sha256, engine,"
            " created_at) VALUES (?,?,?,1,'deidentified',?,?,'bench','2022-01-01')",
            (n, f"v{n}", n, text, hashlib.sha256(text.encode()).hexdigest()))
        ends = list(accumulate(len(turn) + 1 for turn in turns))
        db.conn.executemany(
            "INSERT INTO turn(version_id, seq, speaker, voice, start_char, end_char) VALUES (?,?,?,?,?,?)",
            [(n, i, "Coach" if i % 2 else "Moeder", "coach" if i % 2 else "family", end - len(turn) - 1, end - 1)
             for i, (turn, end) in enumerate(zip(turns, ends, strict=True))])


def _said(rng: random.Random, known: list[str], often: list[float]) -> str:
    words = rng.choices(known, cum_weights=often, k=WORDS_A_TURN)
    return f"{' '.join(words[:12]).capitalize()}. {' '.join(words[12:]).capitalize()}."


if __name__ == "__main__":
    print(table(run()))
