"""A large pilot for benchmarks: 200 families, 1,200 documents, 300,000 turns, 120,000 codings by three coders; and one
of another size, with shorter texts.

Rows are written with plain SQL in one transaction; the file is kept in the system's temporary folder and made anew
when the schema changes. Everything comes from one seed, so that two runs measure the same pilot.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coding.book import turning
from pilot import access, setup
from pilot.access import Role, Viewer
from pilot.access.reach import USES
from pilot.accounts import accounts
from pilot.config import ROOT, Home
from pilot.store.files import open_pilot, open_server, write

if TYPE_CHECKING:
    from sqlite_utils import Database

FAMILIES, DOCUMENTS, TURNS, CODINGS, CODES = 200, 1_200, 250, 100, 29
AT = "2022-01-01T00:00:00.000Z"
WORDS = (
    "zij", "belde", "zelf", "en", "wist", "nog", "wat", "ik", "vorige", "keer", "had", "gezegd", "dus", "ik", "hoefde",
    "het", "niet", "weer", "uit", "te", "leggen", "aan", "een", "ander", "toen", "ging", "het", "een", "tijd", "minder",
    "maar", "school", "bleef", "komen", "en", "de", "buurvrouw", "paste", "op",
)


@dataclass(frozen=True)
class Size:
    """How much there is of what."""

    families: int = FAMILIES
    documents: int = DOCUMENTS
    turns: int = TURNS  # a document

    @classmethod
    def of(cls, codings_: int) -> Size:
        """As many families and documents for so many codings as the large pilot has for its own, in short texts."""
        documents = round(codings_ / CODINGS)
        return cls(max(1, documents * FAMILIES // DOCUMENTS), documents, 60)


def big_pilot(size: Size = Size()) -> tuple[Home, Viewer]:
    """The home of the large pilot (made on first use, about half a minute) and an evaluator in it."""
    schema = b"".join(path.read_bytes() for path in sorted((ROOT / "pilot" / "store").glob("*.sql")))
    schema += Path(__file__).read_bytes() + repr(size).encode()
    home = Home(Path(tempfile.gettempdir()) / f"rode-draad-bench-{hashlib.sha256(schema).hexdigest()[:12]}")
    ready = home.folder / "ready"
    if not ready.exists():
        _build(home, size)
        ready.touch()
    with closing(open_server(home.server_path)) as server, closing(open_pilot(home.pilot("groot").db_path)) as db:
        guid = server.conn.execute("SELECT guid FROM account WHERE name = 'evaluator'").fetchone()[0]
        return home, access.viewer_for(db, guid, [Role.EVALUATOR], "groot")


def _build(home: Home, size: Size) -> None:
    if not home.pilot("groot").db_path.exists():
        setup.create_pilot(home, "groot", "Groot", "2019-11-01", plain=True)
    with closing(open_server(home.server_path)) as server, closing(open_pilot(home.pilot("groot").db_path)) as db:
        for name in ("evaluator", "evaluator2", "evaluator3"):
            accounts.add(server, name, "demo", is_demo=True)
            accounts.set_roles(server, db, "groot", name, [Role.EVALUATOR])
        with write(db):
            _fill(db, random.Random(2), size)
        db.conn.execute("ANALYZE")


def _guid(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _fill(db: Database, rng: random.Random, size: Size) -> None:
    run = db.conn.executemany
    coders = [row[0] for row in db.conn.execute("SELECT user_id FROM user")]
    codebook(db, rng)
    run("INSERT INTO site VALUES (?,?,?,?)", [(i, _guid(rng), f"plaats{i}", f"Plaats {i}") for i in (1, 2, 3)])
    run("INSERT INTO family(family_id, guid, pseudonym, site_id) VALUES (?,?,?,?)",
        [(f, _guid(rng), f"Gezin {f:03}", 1 + f % 3) for f in range(1, size.families + 1)])
    run("INSERT INTO support_period(family_id, starts_on) VALUES (?,?)",
        [(f, _day(rng, 400)) for f in range(1, size.families + 1)])
    _people(db, size.families)
    for document in range(1, size.documents + 1):
        _document(db, rng, document, size)
        codings(db, rng, document, rng.sample(coders, 2), count=CODINGS, longest=200)
    run("INSERT INTO coding_status VALUES (?,?,1,'done',?)",
        [(d, c, AT) for d in range(1, size.documents + 1) for c in coders if rng.random() < 0.5])


def _people(db: Database, families: int) -> None:
    """Three in each family, who consent to everything: what is out of reach is looked for, and nothing is."""
    everybody = [(n, f"person {n}", 1 + n // 3, f"P{n}") for n in range(3 * families)]
    db.conn.executemany("INSERT INTO person(person_id, guid, family_id, kind, pseudonym) VALUES (?,?,?,'parent',?)",
                        everybody)
    db.conn.executemany("INSERT INTO consent(guid, person_id, use, given_on) VALUES (?,?,?,'2019-11-01')",
                        [(f"{n} {use}", n, use) for n, *_ in everybody for use in USES])


def codebook(db: Database, rng: random.Random) -> None:
    """One version with CODES codes in five groups."""
    db.conn.execute("INSERT INTO codebook_version(codebook_version_id, guid, number, label, sha256, yaml, adopted_at)"
                    " VALUES (1,?,1,'v1',?,'codes: []',?)", (_guid(rng), "0" * 64, AT))
    groups = range(1, 6)
    for code in range(1, CODES + len(groups) + 1):
        is_group = code in groups
        db.conn.execute("INSERT INTO code VALUES (?,?,?)", (code, _guid(rng), f"code_{code}"))
        db.conn.execute(
            "INSERT INTO code_definition(codebook_version_id, code_id, parent_id, position, name_nl, name_en,"
            " definition_nl, definition_en, is_codable, color) VALUES (1,?,?,?,?,?,'','',?,'#004488')",
            (code, None if is_group else 1 + code % len(groups), code, f"Code {code}", f"Code {code}", not is_group))
    turning.refresh(db)


def _day(rng: random.Random, span: int) -> str:
    return (date(2019, 11, 1) + timedelta(days=rng.randrange(span))).isoformat()


def _document(db: Database, rng: random.Random, document: int, size: Size) -> None:
    turns = [" ".join(rng.choices(WORDS, k=rng.randrange(6, 24))) for _ in range(size.turns)]
    text, spans, at = "\n".join(turns), [], 0
    for turn in turns:
        spans.append((at, at + len(turn)))
        at += len(turn) + 1
    told = _day(rng, 1000)
    db.conn.execute(
        "INSERT INTO document(document_id, guid, family_id, kind, voice, title, told_on, event_from, created_at)"
        " VALUES (?,?,?,'interview',?,?,?,?,?)",
        (document, _guid(rng), 1 + document % size.families, rng.choice(["family", "coach"]), f"Gesprek {document}",
         told, told if rng.random() < 0.7 else None, AT))
    db.conn.execute(
        "INSERT INTO document_version(version_id, guid, document_id, number, kind, text, sha256, engine, created_at)"
        " VALUES (?,?,?,1,'deidentified',?,?,'bench',?)",
        (document, _guid(rng), document, text, hashlib.sha256(text.encode()).hexdigest(), AT))
    db.conn.execute("INSERT INTO document_person(document_id, person_id) VALUES (?,?)",
                    (document, document % size.families * 3 + document % 3))
    db.conn.executemany(
        "INSERT INTO turn(version_id, seq, speaker, voice, start_char, end_char) VALUES (?,?,?,?,?,?)",
        [(document, i, "Moeder" if i % 2 else "Coach", "family" if i % 2 else "coach", a, b)
         for i, (a, b) in enumerate(spans)])


def codings(
    db: Database, rng: random.Random, document: int, coders: list[int], *, count: int, longest: int,
    undecided: float = 0,
) -> None:
    """So many codings of these coders in a document (document_id, which is its version_id too), in reading order.

    Args:
        longest: code points; undecided: the share of them that waits for a person to say where they stand.
    """
    text = db.conn.execute("SELECT text FROM document_version WHERE version_id = ?", (document,)).fetchone()[0]
    for n, a in enumerate(sorted(rng.sample(range(len(text) - longest), count))):
        row, b = (document - 1) * count + 1 + n, a + rng.randrange(20, longest)
        waits = rng.random() < undecided
        db.conn.execute("INSERT INTO passage VALUES (?,?,?,?,?,?)", (row, _guid(rng), document, a, b, text[a:b]))
        db.conn.execute(
            "INSERT INTO coding(coding_id, guid, document_id, code_id, codebook_version_id, coder_id, sign, rev,"
            " created_at) VALUES (?,?,?,?,1,?,?,?,?)",
            (row, _guid(rng), document, rng.randrange(6, CODES + 6), rng.choice(coders),
             rng.choice(("+", "+", "-", "±", None)), n, AT))
        db.conn.execute(
            "INSERT INTO coding_place(version_id, coding_id, passage_id, start_char, end_char, how, at)"
            " VALUES (?,?,?,?,?,?,?)",
            (document, row, None if waits else row, a, b, "undecided" if waits else "made", AT))
