"""What lies about the families of the programme beside texts: contacts, money, scores, goals, claims, arcs, rounds.

More of each than a page shows. Rows are written with plain SQL, as `programme` does.
"""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.big_pilot import AT
from pilot.vocabulary import households, partners, services
from pilot.vocabulary.domains import DOMAINS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from sqlite_utils import Database

WAVES = 3
MANY = 120  # of what a team has a few of in a year
CODED = json.dumps([1, 1, 2])  # a direction, and who coded it so
ASKED = json.dumps({"site": "", "domain": "", "course": "", "voice": "", "rounds": []})
SEARCHED, PLACES = 60, 40  # texts in which names were looked for, and how many were found in each


class Sort(NamedTuple):
    """How many families, documents and codes there are, and who writes: a coach (as user and as person), a coder."""

    families: int
    documents: int
    codes: tuple[int, ...]
    coach: int
    coach_person: int
    coder: int


def fill(db: Database, rng: random.Random, of: Sort) -> None:
    """Put in all of it."""
    for put in (_contacts, _money, _scores, _file, _signals, _aims, _claims, _summaries, _arcs, _meetings, _memos,
                _names):
        put(db, rng, of)


def _guid(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _day(rng: random.Random, span: int = 2_000) -> str:
    return (date(2020, 1, 1) + timedelta(days=rng.randrange(span))).isoformat()


def _put(db: Database, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    marks = ",".join("?" * (columns.count(",") + 1))
    db.conn.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", rows)


def _each(of: Sort, count: int) -> Iterable[tuple[int, int]]:
    """(number from 1, family) for `count` of something in every family."""
    return enumerate((f for f in range(1, of.families + 1) for _ in range(count)), start=1)


def _contacts(db: Database, rng: random.Random, of: Sort) -> None:
    rows = list(_each(of, 10))
    _put(db, "contact", "contact_id, guid, family_id, by_person, on_date, kind, minutes, noted_by, noted_at",
         [(n, _guid(rng), f, of.coach_person, _day(rng), rng.choice(("visit", "phone", "message", "along")),
           rng.choice((15, 30, 60, 90)), of.coach, AT) for n, f in rows])
    _put(db, "contact_with", "contact_id, who", [(n, "parent") for n, _f in rows])
    _put(db, "undertaking", "guid, family_id, kind, who, what, state, started_on, noted_by, noted_at",
         [(_guid(rng), f, rng.choice(("schooling", "licence", "language")), "parent", f"Stap {n}", "started",
           _day(rng), of.coach, AT) for n, f in _each(of, 2)])


def _money(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "referrer", "referrer_id, guid, key, name",
         [(n, _guid(rng), f"aanmelder{n}", f"Aanmelder {n}") for n in range(1, 6)])
    _put(db, "expense", "guid, family_id, instrument, kind, spent_on, cents, decided_by, noted_by, noted_at",
         [(_guid(rng), f, "budget", rng.choice(("furniture", "clothes", "transport")), _day(rng),
           rng.randrange(500, 50_000), "together", of.coach, AT) for _n, f in _each(of, 4)])
    accepted = [(_guid(rng), f, 1 + n % 5, _day(rng, 300), rng.choice(("new", "lapsed", "contact")))
                for n, f in _each(of, 1)]
    _put(db, "referral", "guid, family_id, referrer_id, referred_on, state, decided_on, known, noted_by, noted_at",
         [(guid, f, by, day, "accepted", day, known, of.coder, AT) for guid, f, by, day, known in accepted])
    _put(db, "referral", "guid, referrer_id, referred_on, state, noted_by, noted_at",
         [(_guid(rng), 1 + n % 5, _day(rng), "waiting", of.coder, AT) for n in range(MANY)])


def _scores(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "wave", "wave_id, guid, label, starts_on, ends_on, place, stated",
         [(n, _guid(rng), f"T{n - 1}", f"202{n}-02-01", f"202{n}-03-01", n, 1) for n in range(1, WAVES + 1)])
    _put(db, "score", "guid, family_id, wave_id, domain, state, value, voice, source, layer, scored_by, observed_on,"
         " scored_at",
         [(_guid(rng), f, n, domain, "scored", rng.choice((0, 2.5, 5, 7.5, 10)), voice, "dossier", "scorer", of.coder,
           f"202{n}-02-15", AT) for f in range(1, of.families + 1) for n in range(1, WAVES + 1) for domain in DOMAINS
          for voice in ("coach", "family") if rng.random() < 0.8])
    _put(db, "uptake", "guid, family_id, wave_id, service, state, source, observed_on, said_by, said_at",
         [(_guid(rng), f, n, service, rng.choice(("yes", "no")), "dossier", f"202{n}-02-15", of.coder, AT)
          for f in range(1, of.families + 1) for n in (1, 2) for service in services.SERVICES[:6]])
    _put(db, "sheet", "guid, kind, rows, taken_by, taken_at",
         [(_guid(rng), "scores", 10 + n, of.coder, AT) for n in range(MANY)])


def _file(db: Database, rng: random.Random, of: Sort) -> None:
    """Household, organisations, goals, milestones, events told by several, goings back."""
    _put(db, "household", "guid, family_id, kind, from_on, at_home, made_by, made_at",
         [(_guid(rng), f, rng.choice(households.KINDS), "2020-01-01", n % 4, of.coach, AT) for n, f in _each(of, 1)])
    _put(db, "organisation", "guid, family_id, kind, name, from_on, made_by, made_at",
         [(_guid(rng), f, rng.choice(partners.KINDS), f"Organisatie {n}", _day(rng, 300), of.coach, AT)
          for n, f in _each(of, 3)])
    _put(db, "goal", "guid, family_id, words, domain, set_on, set_by, made_by, made_at",
         [(_guid(rng), f, f"Doel {n}", rng.choice(DOMAINS), _day(rng), "family", of.coach, AT)
          for n, f in _each(of, 2)])
    _put(db, "milestone", "guid, family_id, on_date, label",
         [(_guid(rng), f, _day(rng), f"Mijlpaal {n}") for n, f in _each(of, 2)])
    _put(db, "shared_event", "guid, family_id, name, starts_on, made_by, made_at",
         [(_guid(rng), f, f"Gebeurtenis {n}", _day(rng), of.coder, AT) for n, f in _each(of, 1)])
    _put(db, "giving_back", "guid, family_id, due_on, made_by, made_at",
         [(_guid(rng), 1 + n, _day(rng), of.coach, AT) for n in range(MANY)])


def _signals(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "signal", "signal_id, guid, words, level, noticed_on, noted_by, noted_at",
         [(n, _guid(rng), f"Een drempel bij een dienst, nummer {n}", "municipality", _day(rng), of.coach, AT)
          for n in range(1, 2 * MANY)])
    _put(db, "signal_family", "signal_id, family_id, noted_by",
         [(n, f, of.coach) for n in range(1, 2 * MANY) for f in rng.sample(range(1, of.families + 1), 5)])


def _quoted(db: Database, rng: random.Random, count: int) -> list[tuple[int, int, int, int, int, int]]:
    """(document, passage, start, end, code, family) of so many codings."""
    every = db.conn.execute(
        "SELECT c.document_id, l.passage_id, l.start_char, l.end_char, c.code_id, d.family_id FROM coding_place l"
        " JOIN coding c USING (coding_id) JOIN document d USING (document_id) WHERE l.passage_id IS NOT NULL"
        " LIMIT 20000").fetchall()
    return rng.sample(every, count)


def _aims(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "aim", "aim_id, guid, words, made_by, made_at, place",
         [(n, _guid(rng), f"Doel van de pilot, nummer {n}", of.coder, AT, n) for n in range(1, 61)])
    _put(db, "aim_evidence", "guid, aim_id, kind, says, document_id, passage_id, made_by, made_at",
         [(_guid(rng), 1 + n % 60, "passage", "for", document, passage, of.coder, AT)
          for n, (document, passage, *_rest) in enumerate(_quoted(db, rng, 600))])


def _claims(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "claim", "claim_id, guid, made_by, made_at", [(n, _guid(rng), of.coder, AT) for n in range(1, MANY)])
    _put(db, "claim_version", "guid, claim_id, number, context, mechanism, outcome, codes, domains, state, written_by,"
         " written_at",
         [(_guid(rng), n, 1, "waar schulden zijn", f"een vast gezicht, nummer {n}", "rust in huis",
           json.dumps(["code_10"]), json.dumps(["debts"]), "idea", of.coder, AT) for n in range(1, MANY)])
    _put(db, "claim_ground", "guid, claim_id, side, about, kind, family_id, document_id, version_id, start_char,"
         " end_char, code_id, coded, added_by, added_at",
         [(_guid(rng), 1 + n % (MANY - 1), "for", "mechanism", "quote", family, document, document, a, b, code,
           CODED, of.coder, AT) for n, (document, _p, a, b, code, family) in enumerate(_quoted(db, rng, 1_200))])


def _summaries(db: Database, rng: random.Random, of: Sort) -> None:
    cells = [(f, code) for f in range(1, of.families + 1) for code in of.codes[:6]]
    _put(db, "summary_cell", "cell_id, guid, family_id, code_id, period",
         [(n, _guid(rng), f, code, "") for n, (f, code) in enumerate(cells, start=1)])
    _put(db, "summary_version", "guid, cell_id, number, text, code_sha, written_by, written_at",
         [(_guid(rng), n, 1, "Zij kent haar coach al drie jaar en hoeft niets opnieuw uit te leggen. " * 3, "0" * 64,
           of.coder, AT) for n in range(1, len(cells) + 1)])


def _arcs(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "story_arc", "arc_id, guid, family_id, audience, title, who, made_by, made_at, changed_at",
         [(n, _guid(rng), n, "municipality", f"Verhaal in momenten {n}", "een moeder met twee kinderen", of.coder, AT,
           AT) for n in range(1, MANY)])
    found = {family: (document, a, b) for document, _p, a, b, _c, family in _quoted(db, rng, 12_000)}
    _put(db, "arc_statement", "guid, arc_id, months, domain, text, document_id, version_id, start_char, end_char,"
         " written_by, written_at",
         [(_guid(rng), n, months, domain, f"Er is rust, {domain}.", found[n][0], found[n][0], *found[n][1:], of.coder,
           AT) for n in range(1, MANY) if n in found for months in (0, 3, 9) for domain in DOMAINS[:3]])


def _meetings(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "meeting", "guid, title, on_date, made_by, made_at, changed_by, changed_at",
         [(_guid(rng), f"Leerbijeenkomst {n}", _day(rng), of.coder, AT, of.coder, AT) for n in range(MANY)])
    _put(db, "choice_round", "guid, name, question, asked, state, begun_by, begun_at",
         [(_guid(rng), f"Ronde {n}", "Wat was de grootste verandering?", ASKED, "ended", of.coder, AT)
          for n in range(MANY)])


def _memos(db: Database, rng: random.Random, of: Sort) -> None:
    _put(db, "memo", "memo_id, guid, author_id, title, body, created_at",
         [(n, _guid(rng), of.coder, f"Memo {n}", "Hier valt op dat het vaak over tijd gaat. " * 4, AT)
          for n in range(1, 1_200)])
    _put(db, "memo_on", "memo_id, document_id", [(n, n) for n in range(1, 1_200)])
    _put(db, "saved_view", "guid, name, note, page, query, saved_by, saved_at, shared",
         [(_guid(rng), f"Beeld {n}", "", ("themes", "tables", "explore")[n % 3], "{}", of.coder, AT, n % 2)
          for n in range(MANY)])


def _names(db: Database, rng: random.Random, of: Sort) -> None:
    """Texts to prepare in which names were looked for, most not decided yet."""
    raw = db.conn.execute("SELECT version_id, length(text) FROM document_version WHERE kind = 'raw'"
                          " ORDER BY version_id LIMIT ?", (SEARCHED,)).fetchall()
    _put(db, "name_search", "version_id, engine, searched_by, searched_at",
         [(version, "bench", of.coder, AT) for version, _length in raw])
    _put(db, "name_place", "guid, version_id, start_char, end_char, kind, thing, replacement, source, sureness",
         [(_guid(rng), version, start, start + 4, "name", f"n{start}", "[naam]", "lists", 0.6)
          for version, length in raw
          for start in sorted(rng.sample(range(0, length - 5, 5), min(PLACES, length // 10)))])
