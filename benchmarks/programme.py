"""A whole programme for benchmarks: 1,200 families, 24,000 documents, 120,000 codings, and as much around them.

Made with plain SQL in one transaction, as `big_pilot` makes its own, and kept in the system's temporary folder. Every
list of the program has more in it than a page shows: texts to prepare, recordings without a text, consents that ended,
withdrawn documents, drafts, real names, members, events; `programme_files` puts in what else lies about families.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import tempfile
import uuid
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import programme_files
from benchmarks.big_pilot import AT, WORDS, codebook, codings
from pilot import access, setup
from pilot.access import Role
from pilot.access.reach import USES
from pilot.accounts import accounts, members
from pilot.clock import now
from pilot.config import ROOT, Home
from pilot.store import chain
from pilot.store.files import open_pilot, open_register, open_server, write
from pilot.vocabulary.domains import DOMAINS
from tests import released
from tests.release_example import content

if TYPE_CHECKING:
    from sqlite_utils import Database

    from themes.release.content import Content

SLUG = "programma"
FAMILIES, MEMBERS, COACHES, SITES, DOCUMENTS, TURNS, CODINGS = 1_200, 3, 40, 12, 24_000, 8, 5
THEMES = 40
RAW, SILENT, GONE, DRAFTS, WORDS_KNOWN, OTHERS, EVENTS, UNCODED = 600, 400, 300, 60, 2_000, 120, 40_000, 4_000
ACCOUNTS = {"evaluator": Role.EVALUATOR, "evaluator2": Role.EVALUATOR, "evaluator3": Role.EVALUATOR,
            "coach": Role.COACH, "steering": Role.STEERING, "admin": Role.ADMIN}


def programme() -> Home:
    """The home of the programme, made on first use (about two minutes); every account has the password 'demo'."""
    made_of = b"".join(path.read_bytes() for path in sorted((ROOT / "pilot" / "store").glob("*.*")))
    made_of += Path(__file__).read_bytes() + Path(programme_files.__file__).read_bytes()
    home = Home(Path(tempfile.gettempdir()) / f"rode-draad-programme-{hashlib.sha256(made_of).hexdigest()[:12]}")
    ready = home.folder / "ready"
    if not ready.exists():
        shutil.rmtree(home.folder, ignore_errors=True)  # one that was broken off half-way
        _build(home)
        ready.touch()
    return home


def _build(home: Home) -> None:
    pilot = home.pilot(SLUG)
    if not pilot.db_path.exists():
        setup.create_pilot(home, SLUG, "Programma", "2019-11-01", plain=True)
    rng = random.Random(3)
    with closing(open_server(home.server_path)) as server, closing(open_pilot(pilot.db_path)) as db:
        guids = {}
        for name, role in ACCOUNTS.items():
            guids[name] = accounts.add(server, name, "demo", is_demo=True).guid
            accounts.set_roles(server, db, SLUG, name, [role])
        _others(server, db)
        members.let_prepare(home, db, access.operator(db, SLUG), guids["evaluator"], True)
        with write(db):
            _fill(db, rng)
        by, signer = (access.viewer_for(db, guids[name], [Role.EVALUATOR], SLUG)
                      for name in ("evaluator", "evaluator2"))
        released.signed(db, by, signer, _release())
    with closing(open_register(pilot.register_path, create=True)) as register, closing(
            open_pilot(pilot.db_path)) as db, write(register):
        _names(db, register)


def _release() -> Content:
    """What a large release says: forty themes in a dozen sites."""
    says = content(in_words=False)
    first = says.themes[0]
    sites = tuple(replace(first.sites[0], key=f"plaats{n}", name=f"Plaats {n}") for n in range(1, SITES + 1))
    return replace(says, themes=tuple(
        replace(first, key=f"code_{n}", sites=sites, quotes=()) for n in range(1, THEMES + 1)))


def _others(server: Database, db: Database) -> None:
    """Members who only fill the list: rows copied from one that was made as every account is."""
    hashed, role = server.conn.execute(
        "SELECT a.password_hash, m.role FROM account a JOIN membership m USING (account_id) LIMIT 1").fetchone()
    for n in range(OTHERS):
        guid = _guid(random.Random(n))
        row = server.conn.execute(
            "INSERT INTO account(guid, name, password_hash, created_at) VALUES (?,?,?,?)",
            (guid, f"lid{n:03}", hashed, AT))
        server.conn.execute("INSERT INTO membership VALUES (?,?,?,?)", (row.lastrowid, SLUG, role, AT))
        db.conn.execute("INSERT INTO user(guid, label) VALUES (?,?)", (guid, f"lid {n}"))
    server.conn.commit()
    db.conn.commit()


def _guid(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _day(rng: random.Random, span: int) -> str:
    return (date(2020, 1, 1) + timedelta(days=rng.randrange(span))).isoformat()


def _fill(db: Database, rng: random.Random) -> None:
    run = db.conn.executemany
    known = dict(db.conn.execute("SELECT label, user_id FROM user WHERE label NOT LIKE 'lid %'").fetchall())
    coders = [user for label, user in known.items() if label.startswith("evaluator")]
    coach = next(user for label, user in known.items() if label.startswith("coach"))
    codebook(db, rng)
    db.conn.execute("UPDATE code_definition SET takes_sign = is_codable")
    run("INSERT INTO site VALUES (?,?,?,?)",
        [(i, _guid(rng), f"plaats{i}", f"Plaats {i}") for i in range(1, SITES + 1)])
    run("INSERT INTO family(family_id, guid, pseudonym, site_id) VALUES (?,?,?,?)",
        [(f, _guid(rng), f"Gezin {f:04}", 1 + f % SITES) for f in range(1, FAMILIES + 1)])
    run("INSERT INTO support_period(family_id, starts_on) VALUES (?,?)",
        [(f, _day(rng, 400)) for f in range(1, FAMILIES + 1)])
    _people(db, rng, coach)
    for document in range(1, DOCUMENTS + 1):
        _document(db, rng, document)
        if document <= DOCUMENTS - RAW:
            codings(db, rng, document, rng.sample(coders, 2), count=CODINGS, longest=120, undecided=0.01)
    run("INSERT INTO coding_status VALUES (?,?,1,'done',?)",
        [(d, c, AT) for d in range(1, DOCUMENTS - UNCODED) for c in coders if rng.random() < 0.5])
    run("UPDATE document SET withdrawn_at = ?, withdrawn_reason = 'op verzoek', withdrawn_by = ? WHERE document_id = ?",
        [(AT, coders[0], d * 7) for d in range(1, GONE + 1)])
    _around(db, rng, coach, coders[0])
    codes = tuple(row[0] for row in db.conn.execute("SELECT code_id FROM code_definition WHERE is_codable"))
    programme_files.fill(db, rng, programme_files.Sort(
        FAMILIES, DOCUMENTS, codes, coach, MEMBERS * FAMILIES + 1, coders[0]))


def _people(db: Database, rng: random.Random, coach: int) -> None:
    """Two grown-ups and a child in each family; of some consent ended, was withdrawn, or was never asked."""
    kinds = ("parent", "parent", "child")
    everybody = [(n + 1, _guid(rng), 1 + n // MEMBERS, kinds[n % MEMBERS], f"Persoon {n}",
                  None if kinds[n % MEMBERS] != "child" or n % 2 else "2031-05-01") for n in range(MEMBERS * FAMILIES)]
    db.conn.executemany("INSERT INTO person(person_id, guid, family_id, kind, pseudonym, turns_16_on)"
                        " VALUES (?,?,?,?,?,?)", everybody)
    first = len(everybody) + 1
    db.conn.executemany(
        "INSERT INTO person(person_id, guid, user_id, kind, pseudonym) VALUES (?,?,?,'coach',?)",
        [(first + n, _guid(rng), None if n else coach, f"Coach {n}") for n in range(COACHES)])
    db.conn.executemany("INSERT INTO coaching VALUES (?,?,'2020-01-01',NULL)",
                        [(first + f % COACHES, f) for f in range(1, FAMILIES + 1) if f % 21])
    for person, *_ in everybody:
        if rng.random() < 0.03:
            continue
        for use in USES:
            ended = "2026-10-01" if rng.random() < 0.02 else None
            gone = "2026-06-01" if use == "analyse" and rng.random() < 0.01 else None
            db.conn.execute("INSERT INTO consent(guid, person_id, use, given_on, ends_on, withdrawn_on)"
                            " VALUES (?,?,?,'2020-01-01',?,?)", (_guid(rng), person, use, ended, gone))
            if gone:
                db.conn.execute("INSERT INTO consent_decision(guid, person_id, use, withdrawn_on) VALUES (?,?,?,?)",
                                (_guid(rng), person, use, gone))


def _document(db: Database, rng: random.Random, document: int) -> None:
    turns = [" ".join(rng.choices(WORDS, k=rng.randrange(6, 24))) for _ in range(TURNS)]
    text, spans, at = "\n".join(turns), [], 0
    for turn in turns:
        spans.append((at, at + len(turn)))
        at += len(turn) + 1
    family, told, is_story = 1 + document % FAMILIES, _day(rng, 2_400), document // FAMILIES % 2 == 0
    coach = MEMBERS * FAMILIES + 1 + family % COACHES
    if is_story:
        db.conn.execute("INSERT INTO story(story_id, guid, family_id, coach_id, template, course)"
                        " VALUES (?,?,?,?,'moment',?)",
                        (document, _guid(rng), family, coach, rng.choice(("success", "relapse", "steady"))))
        db.conn.executemany("INSERT INTO story_domain VALUES (?,?)",
                            [(document, one) for one in rng.sample(sorted(DOMAINS), 2)])
    db.conn.execute(
        "INSERT INTO document(document_id, guid, family_id, kind, voice, story_id, title, told_on, event_from,"
        " created_at) VALUES (?,?,?,?,?,?,?,?,?,?)",
        (document, _guid(rng), family, "story" if is_story else "interview", "coach" if is_story else "family",
         document if is_story else None, f"{'Verhaal' if is_story else 'Gesprek'} {document}", told,
         told if rng.random() < 0.7 else None, AT))
    kind = "deidentified" if document <= DOCUMENTS - RAW else "raw"
    db.conn.execute(
        "INSERT INTO document_version(version_id, guid, document_id, number, kind, text, sha256, engine, created_at)"
        " VALUES (?,?,?,1,?,?,?,'bench',?)",
        (document, _guid(rng), document, kind, text, hashlib.sha256(text.encode()).hexdigest(), AT))
    db.conn.execute("INSERT INTO document_person(document_id, person_id) VALUES (?,?)",
                    (document, coach if is_story else (family - 1) * MEMBERS + 1 + document // FAMILIES % 2))
    db.conn.executemany(
        "INSERT INTO turn(version_id, seq, speaker, voice, start_char, end_char) VALUES (?,?,?,?,?,?)",
        [(document, i, "Coach" if is_story or not i % 2 else "Moeder", "coach" if is_story or not i % 2 else "family",
          a, b) for i, (a, b) in enumerate(spans)])


def _around(db: Database, rng: random.Random, coach: int, evaluator: int) -> None:
    """Recordings without a text, drafts, and a record of years."""
    db.conn.executemany(
        "INSERT INTO recording(recording_id, guid, family_id, voice, ext, media_type, bytes, sha256, duration_ms,"
        " recorded_on, created_by, created_at) VALUES (?,?,?,'coach','wav','audio/wav',1000,?,600000,?,?,?)",
        [(n, _guid(rng), 1 + n % FAMILIES, f"{n:064x}", _day(rng, 2_400), evaluator, AT) for n in range(1, SILENT + 1)])
    db.conn.executemany(
        "INSERT INTO draft(guid, user_id, kind, revision, body, changed_at) VALUES (?,?,'story',1,?,?)",
        [(_guid(rng), coach, json.dumps({"title": f"Nog niet af {n}"}), now()) for n in range(DRAFTS)])
    actor = db.conn.execute("SELECT guid FROM user WHERE user_id = ?", (evaluator,)).fetchone()[0]
    before = chain.last(db)
    guids = [row[0] for row in db.conn.execute("SELECT guid FROM document ORDER BY document_id")]
    number, last = before
    for n in range(EVENTS):
        event = (number + 1 + n, AT, actor, "opened", "document", guids[n % len(guids)])
        last = chain.link(last, event)
        db.conn.execute(f"INSERT INTO event({chain.COLUMNS}, hash) VALUES (?,?,?,?,?,?,?)", (*event, last))
    db.conn.execute("UPDATE event_head SET event_id = ?, hash = ?", chain.last(db))


def _names(db: Database, register: Database) -> None:
    """A real name, wholly made up, for every family and everybody in it; words that give some away."""
    register.conn.executemany("INSERT OR REPLACE INTO family_name VALUES (?,?,?)", [
        (guid, name, f"Achternaam{n}") for n, (guid, name) in enumerate(db.conn.execute(
            "SELECT guid, pseudonym FROM family").fetchall())])
    register.conn.executemany(
        "INSERT OR REPLACE INTO person_name(person_guid, family_guid, pseudonym, name) VALUES (?,?,?,?)", [
        (guid, family, name, f"Voornaam{n}") for n, (guid, family, name) in enumerate(db.conn.execute(
            "SELECT p.guid, f.guid, p.pseudonym FROM person p JOIN family f USING (family_id)").fetchall())])
    families = [row[0] for row in db.conn.execute("SELECT guid FROM family")]
    register.conn.executemany(
        "INSERT OR REPLACE INTO lexicon(family_guid, word, kind, replacement) VALUES (?,?,'place','[plek]')",
        [(families[n % len(families)], f"Straatnaam{n}") for n in range(WORDS_KNOWN)])
