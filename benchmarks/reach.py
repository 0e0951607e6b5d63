"""What consent puts out of reach, at the size of a whole programme: 24,000 documents, 1,200 families, 18,000 consents.

Only what the rules read is filled in; there is no text. The file is never analysed, as no pilot's is.
"""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rows import Row, p, table
from pilot.access import reach
from pilot.store.files import open_pilot, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

_Person = tuple[int, str, int | None, str, str]
FAMILIES, MEMBERS, COACHES, DOCUMENTS, ROUNDS = 1_200, 3, 40, 24_000, 15


def processor(work: Callable[[], object]) -> str:
    """Median processor time of ROUNDS runs after one that does not count."""
    work()
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        took.append((time.process_time() - start) * 1000)
    return f"{p(took, 0.5):.2f} ms of processor"


def _fill(db: Database, rng: random.Random) -> None:
    run = db.conn.executemany
    run("INSERT INTO family(family_id, guid, pseudonym) VALUES (?,?,?)",
        [(f, f"f{f}", f"F{f}") for f in range(1, FAMILIES + 1)])
    people: list[_Person] = [(n, f"p{n}", 1 + n // MEMBERS, "parent", f"P{n}") for n in range(FAMILIES * MEMBERS)]
    coaches: list[_Person] = [(len(people) + n, f"c{n}", None, "coach", f"C{n}") for n in range(COACHES)]
    run("INSERT INTO person(person_id, guid, family_id, kind, pseudonym) VALUES (?,?,?,?,?)", people + coaches)
    run("INSERT INTO consent(guid, person_id, use, given_on, ends_on, withdrawn_on) VALUES (?,?,?,'2020-01-01',?,?)",
        [(f"{n}-{use}", n, use, "2020-06-01" if rng.random() < 0.02 else None,
          "2021-01-01" if rng.random() < 0.02 else None) for n in range(len(people)) for use in reach.USES])
    run("INSERT INTO story(story_id, guid, family_id, coach_id, template, course) VALUES (?,?,?,?,'moment','steady')",
        [(d, f"s{d}", 1 + d % FAMILIES, coaches[0][0]) for d in range(0, DOCUMENTS, 2)])
    run("INSERT INTO document(document_id, guid, family_id, kind, voice, story_id, title, told_on, created_at)"
        " VALUES (?,?,?,?,'family',?,'t','2021-01-01','')",
        [(d, f"d{d}", 1 + d % FAMILIES, "interview" if d % 2 else "story", None if d % 2 else d)
         for d in range(DOCUMENTS)])
    heard = [(d, rng.choice(coaches)[0]) for d in range(DOCUMENTS)]
    heard += [(d, d % FAMILIES * MEMBERS + rng.randrange(MEMBERS)) for d in range(1, DOCUMENTS, 2)]
    run("INSERT INTO document_person(document_id, person_id) VALUES (?,?)", heard)


def run() -> list[Row]:
    """What a list, one document and the stamp of the open pages cost."""
    with tempfile.TemporaryDirectory() as folder, closing(open_pilot(Path(folder) / "a.db", create=True)) as db:
        with write(db):
            _fill(db, random.Random(2))

        def listed() -> object:
            where, params = reach.documents_where(db)
            return db.conn.execute(f"SELECT count(*) FROM document d WHERE {where}", params).fetchone()

        def one() -> object:
            where, params = reach.document_where(db)
            return db.conn.execute(f"SELECT {where} FROM document d WHERE d.guid = 'd777'", params).fetchone()

        out = len(reach.outside(db))
        return [
            Row(f"documents out of reach ({out:,} of {DOCUMENTS:,}), found", processor(lambda: reach.outside(db))),
            Row("and all others counted", processor(listed)),
            Row("documents without a consent, found", processor(lambda: db.conn.execute(
                f"SELECT count(*) FROM document d WHERE {reach.unasked()}").fetchone())),
            Row("one document", processor(one), "< 1 ms"),
            Row("the stamp that open pages ask for", processor(lambda: reach.stamp(db)), "< 1 ms"),
        ]


if __name__ == "__main__":
    print(table(run()))
