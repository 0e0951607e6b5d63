"""Homes that earlier versions made, opened with this one: everything is still there, and as in a new file."""

from __future__ import annotations

import json
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from coding.consensus import reading as beside
from coding.consensus import writing as deciding
from coding.consensus.align import Kind
from coding.double import rounds, tasks
from coding.find import saved
from coding.find.question import Question
from coding.marks import actions, favourites, looking, packed
from coding.suggest import at_desk, switching
from exchange import report
from pilot import access, sound
from pilot.access import Role, blind, operator, viewer_for
from pilot.accounts import accounts, members, sittings
from pilot.config import Home, Pilot
from pilot.errors import BadInput
from pilot.families import decisions, hotwords
from pilot.safety import backup
from pilot.store import chain
from pilot.store.files import new_guid, open_pilot, open_register, open_server, write
from tests import release_home
from tests.builder import PASSWORD
from tests.coding.marks.one_by_one import as_rows, one_by_one
from tests.old_home import OLD_HOMES, dump, load
from texts import hidden, sentences, silenced
from texts.documents import documents
from texts.editing import drafts, reading, saving
from texts.editing.edits import Edit
from themes.explore import saved as saved_views
from transcribe import sureness
from transcribe.keep import kept

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

OPENERS = {"server": open_server, "register": open_register}


@pytest.fixture(params=OLD_HOMES, ids=lambda folder: folder.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A home as an earlier version left it."""
    return load(request.param, tmp_path / "home")


def opened(path: Path) -> Database:
    """A store, brought up to date by the opener of its kind; practice files are pilot files."""
    return OPENERS.get(path.stem, open_pilot)(path)


def upgraded(home: Path) -> list[Path]:
    """Every store of a home after this version opened it, without the copies made before."""
    paths = sorted(home.rglob("*.db"))
    for path in paths:
        opened(path).close()
    return paths


@pytest.mark.slow
def test_an_old_home_is_whole(old: Path) -> None:
    """Every file opens, and integrity, foreign keys, search index and hashes are as they should be."""
    assert len(upgraded(old)) == 6
    assert backup.check(Home(old)) == []


@pytest.mark.slow
def test_an_old_file_becomes_as_a_new_one(old: Path, tmp_path: Path) -> None:
    """A migrated file has exactly the tables, indexes, views and triggers of one made today."""
    def schema(db: Database) -> set[tuple[str, str, str]]:
        return set(db.conn.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))

    for path in upgraded(old):
        kind = path.stem if path.stem in OPENERS else "pilot"
        fresh = OPENERS.get(kind, open_pilot)(tmp_path / f"{kind}.db", create=True)
        with closing(opened(path)) as db, closing(fresh):
            assert schema(db) == schema(fresh), path.name


CODINGS_0_1_0 = (
    "SELECT c.guid, k.key, p.quote, u.guid, d.guid, b.number, c.weight, c.layer, c.created_at, c.retracted_at"
    " FROM coding c JOIN passage p USING (passage_id) JOIN code k USING (code_id) JOIN document d USING (document_id)"
    " JOIN user u ON u.user_id = c.coder_id JOIN codebook_version b USING (codebook_version_id) ORDER BY c.guid"
)
CODINGS = (
    "SELECT c.guid, k.key, p.quote, u.guid, d.guid, b.number, c.weight, c.layer, c.created_at, c.retracted_at"
    " FROM coding c JOIN coding_place USING (coding_id) JOIN passage p USING (passage_id) JOIN code k USING (code_id)"
    " JOIN document d USING (document_id) JOIN user u ON u.user_id = c.coder_id"
    " JOIN codebook_version b USING (codebook_version_id) WHERE how = 'made' ORDER BY c.guid"
)


@pytest.mark.slow
def test_every_coding_is_still_there(old: Path) -> None:
    """Who coded which words of which document how and when is as it was, withdrawn codings and documents included."""
    for path in [old / "pilots" / "proef" / "pilot.db", *old.glob("pilots/*/practice/*.db")]:
        with closing(sqlite3.connect(path)) as before:
            codings = before.execute(CODINGS_0_1_0).fetchall()
        assert codings
        with closing(opened(path)) as after:
            assert after.conn.execute(CODINGS).fetchall() == codings


@pytest.mark.slow
def test_every_coding_is_counted(old: Path) -> None:
    """What was coded before is packed as numbers when it is first counted, and nothing of it is missing."""
    for path in [old / "pilots" / "proef" / "pilot.db", *old.glob("pilots/*/practice/*.db")]:
        with closing(opened(path)) as db:
            documents = [row[0] for row in db.conn.execute("SELECT document_id FROM document ORDER BY document_id")]
            assert db.conn.execute("SELECT count(*) FROM coding_packed").fetchone() == (0,)
            found = as_rows(packed.packed(db, documents, layer="coder"))
            assert found == one_by_one(db, documents, "coder")
            assert found
            assert db.conn.execute("SELECT count(*) FROM coding_packed").fetchone() == (len(documents),)


def test_money_of_old_has_a_kind(old: Path) -> None:
    """Every expense is there to the cent, out of the budget; other words stand with it."""
    path = old / "pilots" / "proef" / "pilot.db"
    with closing(sqlite3.connect(path)) as before:
        before.execute("INSERT INTO expense(guid, family_id, spent_on, cents, category, note) VALUES"
                       " ('a', 1, '2020-03-02', -5, ' Vervoer', 'bus'), ('b', 1, '2020-03-03', 7, 'taart', ''),"
                       " ('c', 1, '2020-03-04', 8, 'taart', 'groot')")
        before.commit()
        expected = before.execute("SELECT guid, spent_on, cents FROM expense ORDER BY guid").fetchall()
    with closing(opened(path)) as after:
        rows = after.conn.execute(
            "SELECT guid, spent_on, cents, instrument, kind, decided_by, note FROM expense ORDER BY guid").fetchall()
    assert [row[:3] for row in rows] == expected
    assert {row[3] for row in rows} == {"budget"}
    assert {row[0]: row[4:] for row in rows if row[0] in "abc"} == {
        "a": ("transport", "unknown", "bus"), "b": ("other", "unknown", "taart"),
        "c": ("other", "unknown", "taart: groot")}


@pytest.mark.slow
def test_who_read_raw_texts_prepares_them_now(old: Path) -> None:
    """Where evaluators could read raw texts, each of them has that right of her own, and nobody else, now or later."""
    def preparing(slug: str) -> set[str]:
        with closing(open_pilot(old / "pilots" / slug / "pilot.db")) as db:
            return {one.name for one in members.members(Home(old), db, operator(db, slug)) if one.prepares}

    assert preparing("proef") == {"evaluator", "evaluator2", "anna", "dicht"}
    assert preparing("tweede") == set()
    with closing(open_server(old / "server.db")) as server, closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        accounts.set_roles(server, db, "proef", "coach2", [Role.EVALUATOR])
        accounts.set_roles(server, db, "proef", "anna", [Role.EVALUATOR, Role.ADMIN])
        accounts.set_roles(server, db, "proef", "evaluator2", [Role.COACH, Role.ADMIN])
    assert preparing("proef") == {"evaluator", "anna", "dicht"}


def test_memos_of_old_are_on_what_they_were(old: Path) -> None:
    """Nobody could write one yet; one that is in a file keeps its words, its author, and what it is on."""
    path = old / "pilots" / "proef" / "pilot.db"
    with closing(sqlite3.connect(path)) as before:
        for column in ("family_id", "document_id", "passage_id", "coding_id", "code_id"):
            table = column.removesuffix("_id")
            before.execute(f"INSERT INTO memo(guid, body, author_id, created_at, {column}) SELECT ?, 'Tekst', 1,"
                           f" '2021-01-01', min({column}) FROM {table}", (column,))
        told = before.execute("SELECT guid, coalesce(family_id, document_id, passage_id, coding_id, code_id) FROM memo"
                              " ORDER BY guid").fetchall()
        before.commit()
    with closing(open_pilot(path)) as db:
        assert db.conn.execute(
            "SELECT guid, coalesce(family_id, document_id, passage_id, coding_id, code_id) FROM memo JOIN memo_on"
            " USING (memo_id) WHERE body = 'Tekst' AND author_id = 1 AND NOT is_private ORDER BY guid"
        ).fetchall() == told
        assert len(told) == 5
        assert db.conn.execute(
            "SELECT h.of_id = h.passage_id AND h.how = 'made' FROM memo_on o JOIN passage_place h"
            " ON h.of_id = o.passage_id"
        ).fetchall() == [(1,)]
        assert db.conn.execute("SELECT count(*) FROM memo WHERE removed_at IS NOT NULL").fetchone() == (0,)


def test_versions_of_a_codebook_follow_one_another(old: Path) -> None:
    """Every one that was loaded is still there as it was, goes on from the one before, and is the one in use or not."""
    path = old / "pilots" / "proef" / "pilot.db"
    columns = "number, guid, label, sha256, yaml, adopted_by, adopted_at"
    with closing(sqlite3.connect(path)) as before:
        told = before.execute(f"SELECT {columns} FROM codebook_version ORDER BY number").fetchall()
    with closing(open_pilot(path)) as db:
        assert db.conn.execute(f"SELECT {columns} FROM codebook_version ORDER BY number").fetchall() == told
        assert db.conn.execute(
            "SELECT v.number, a.number, v.did, v.reason FROM codebook_version v LEFT JOIN codebook_version a"
            " ON a.codebook_version_id = v.after_id ORDER BY v.number").fetchall() == [
                (row[0], row[0] - 1 or None, "load", "") for row in told]
        done_for = "SELECT codebook_version_id, code_id FROM"
        assert db.conn.execute(f"{done_for} code_cover WHERE needs = '[]'").fetchall() == db.conn.execute(
            f"{done_for} code_definition WHERE is_codable ORDER BY 1, 2").fetchall()


def test_codes_of_old_mean_what_they_said(old: Path) -> None:
    """What a code meant began in the first version that said the same of when to use it; changes from before it was
    asked whether codings stay ask nobody, and there is nothing to take back."""
    said = "definition_nl, definition_en, use_when_nl, use_when_en, not_when_nl, not_when_en"
    with closing(open_pilot(old / "pilots" / "proef" / "pilot.db")) as db:
        first: dict[tuple[object, ...], int] = {}
        for version, code, *texts in db.conn.execute(
                f"SELECT codebook_version_id, code_id, {said} FROM code_definition ORDER BY 1").fetchall():
            first.setdefault((code, *texts), version)
            assert db.conn.execute("SELECT meaning_id FROM code_meaning WHERE codebook_version_id = ? AND code_id = ?",
                                   (version, code)).fetchone() == (first[code, *texts],)
        assert len(set(first.values())) > 1
        otherwise = db.conn.execute(
            "SELECT c.coding_id, u.guid FROM coding c JOIN user u ON u.user_id = c.coder_id JOIN code_meaning was"
            " ON was.codebook_version_id = c.codebook_version_id AND was.code_id = c.code_id JOIN code_meaning now"
            " ON now.code_id = c.code_id AND now.meaning_id <> was.meaning_id AND now.codebook_version_id ="
            " (SELECT max(codebook_version_id) FROM codebook_version)").fetchall()
        assert otherwise, "the home has codings by a definition that was changed"
        assert set(db.conn.execute("SELECT coding_id FROM coding_looked")) == {row[:1] for row in otherwise}
        viewer = viewer_for(db, otherwise[0][1], [Role.EVALUATOR], "proef")
        assert (list(looking.old(db, viewer)), looking.last(db, viewer)) == ([], None)


def test_coders_of_old_go_on(old: Path) -> None:
    """What was done before says nothing of what it was; nobody has favourites; a code goes on a whole document now."""
    path = old / "pilots" / "proef" / "pilot.db"
    with closing(sqlite3.connect(path)) as before:
        done = before.execute("SELECT guid, kind, coding_guid, at FROM coding_op ORDER BY op_id").fetchall()
        places = before.execute("SELECT count(*) FROM coding").fetchone()
    assert done
    with closing(open_pilot(path)) as db:
        assert db.conn.execute(
            "SELECT guid, kind, coding_guid, at FROM coding_op WHERE was IS NULL ORDER BY op_id").fetchall() == done
        assert db.conn.execute("SELECT count(*) FROM favourite").fetchone() == (0,)
        assert db.conn.execute("SELECT count(DISTINCT coding_id) FROM coding_place").fetchone() == places
        document, coder = db.conn.execute(
            "SELECT d.guid, u.guid FROM coding c JOIN document d USING (document_id) JOIN user u"
            " ON u.user_id = c.coder_id WHERE d.withdrawn_at IS NULL AND c.retracted_at IS NULL LIMIT 1").fetchone()
        viewer = access.viewer_for(db, coder, [Role.EVALUATOR], "proef")
        ops = [{"op": new_guid(), "kind": "add", "coding": new_guid(), "code": key, "whole": True} for (key,) in
               db.conn.execute("SELECT key FROM code_definition JOIN code USING (code_id) WHERE is_codable"
                               " ORDER BY codebook_version_id DESC LIMIT 1")]
        answer = actions.apply_ops(db, viewer, document, ops)
        assert [one["state"] for one in answer["results"]] == ["confirmed"], answer
        assert favourites.set_favourites(db, viewer, [ops[0]["code"]]) == favourites.favourites(db, viewer)


EVENTS = "SELECT at, actor_guid, verb, subject, subject_guid FROM event ORDER BY event_id"
PILOT_EVENTS_0_1_0 = (
    "SELECT at, u.guid, verb, subject, subject_guid FROM event LEFT JOIN user u ON user_id = actor_id"
    " ORDER BY event_id")


@pytest.mark.slow
def test_every_event_is_chained(old: Path) -> None:
    """What was recorded stands there in the same order and words, and hangs together from the first event on."""
    for path, before_sql in [(old / "server.db", EVENTS)] + [
            (path, PILOT_EVENTS_0_1_0) for path in old.glob("pilots/*/pilot.db")]:
        with closing(sqlite3.connect(path)) as before:
            told = before.execute(before_sql).fetchall()
        with closing(opened(path)) as after:
            assert after.conn.execute(EVENTS).fetchall() == told
            assert chain.broken_at(after) is None
            assert chain.last(after)[0] == len(told)
            assert told or path.parent.name == "tweede"


def test_consent_acts_in_an_old_home(old: Path) -> None:
    """What was withdrawn before it had any effect is out of reach now, and waits for a decision; what was withdrawn as
    a document stays so; who has no record is read and listed; who spoke in a version is heard."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        boss = operator(db, "proef")
        read = {str(row.title): row.unasked for row in documents(db, boss)}
        assert read["Gesprek linde"] is True
        assert read["Gesprek berk"] is False
        assert "Gesprek eik" not in read
        assert {row.title for row in hidden.out_of_reach(db, boss)} >= {"Gesprek eik"}
        assert [(row.title, row.reason) for row in hidden.withdrawn(db, boss)] == [("Gesprek weg", "")]
        assert [(one.person, one.use, one.withdrawn_on) for one in decisions.open_decisions(db, boss)] == [
            ("Moeder Eik", "analyse", "2022-01-10")]
        assert all(UUID(one.guid) for one in decisions.open_decisions(db, boss))
        assert "Moeder Linde" in {row.person for row in hidden.unasked(db, boss)}
        spoke = "SELECT document_id, person_id FROM turn JOIN document_version USING (version_id)"
        heard = db.conn.execute(f"SELECT count(*) FROM ({spoke} WHERE person_id IS NOT NULL"
                                " EXCEPT SELECT document_id, person_id FROM document_person)").fetchone()
        assert heard == (0,)


def test_nothing_was_said_of_files_on_their_way_in(old: Path) -> None:
    """What waited to be stored waits still, and what is said of it is kept from now on."""
    path = old / "pilots/proef/pilot.db"
    with closing(sqlite3.connect(path)) as before:
        waiting = before.execute("SELECT guid FROM upload ORDER BY guid").fetchall()
    with closing(open_pilot(path)) as db:
        assert db.conn.execute("SELECT guid FROM upload ORDER BY guid").fetchall() == waiting
        assert set(db.conn.execute("SELECT draft, draft_revision FROM upload")) <= {("{}", 0)}


@pytest.mark.parametrize(("name", "password"), [("evaluator", PASSWORD), ("anna", release_home.LONG_PASSWORD)])
@pytest.mark.slow
def test_people_sign_in_as_before(old: Path, name: str, password: str) -> None:
    """A password stored by an earlier version still fits, a wrong one and a disabled account do not."""
    with closing(open_server(old / "server.db")) as server:
        token = sittings.sign_in(server, name, password, "127.0.0.1")
        assert sittings.sitting(server, token)
        for who, word in ((name, password + "x"), ("dicht", release_home.LONG_PASSWORD)):
            with pytest.raises(BadInput):
                sittings.sign_in(server, who, word, "127.0.0.1")


@pytest.mark.parametrize("kind", release_home.HOMES)
@pytest.mark.slow
def test_a_home_comes_back_as_it_was_written_down(tmp_path: Path, kind: str) -> None:
    """This version's own homes, written down, loaded and written down again, are the same text, and whole."""
    small = release_home.HOMES[kind](tmp_path / "made")
    dump(small.home.folder, tmp_path / "once")
    home = load(tmp_path / "once", tmp_path / "loaded")
    dump(home, tmp_path / "twice")
    once, twice = ({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
                   for folder in (tmp_path / "once", tmp_path / "twice"))
    assert once == twice
    assert len(once) > 8
    # The sound of the rooms' home is made up, and told as such before it is written down, too.
    assert backup.check(Home(home)) == (backup.check(small.home) if kind == "rooms" else [])


@pytest.mark.slow
def test_texts_of_old_get_their_sentences(old: Path) -> None:
    """Every version of every text is split when the server starts, and nothing of it is lost."""
    path = old / "pilots/proef/pilot.db"
    with closing(open_pilot(path)) as db:
        assert db.conn.execute("SELECT count(*) FROM sentences").fetchone() == (0,)
    sentences.settle_all(Home(old))
    with closing(open_pilot(path)) as db:
        rows = db.conn.execute("SELECT text, starts FROM document_version LEFT JOIN sentences USING (version_id)")
        for text, starts in rows.fetchall():
            found = json.loads(starts)
            assert "".join(text[a:b] for a, b in pairwise([*found, len(text)])) == text.lstrip()
            assert len(found) >= len([line for line in text.splitlines() if line.strip()])


def test_finding_begins_with_nothing_saved(old: Path) -> None:
    """An old pilot has no saved questions and nothing coded in one go; a question can be saved in it at once."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        assert saved.saved(db, operator(db, "proef")) == []
        guid = db.conn.execute("SELECT guid FROM user ORDER BY user_id LIMIT 1").fetchone()[0]
        viewer = viewer_for(db, guid, [Role.EVALUATOR], "proef")
        saved.save(db, viewer, "Vraag", Question("klik"), shared=False)
        assert [one.name for one in saved.saved(db, viewer)] == ["Vraag"]


def test_an_old_pilot_keeps_views(old: Path) -> None:
    """It has no saved views of themes, and one can be saved in it at once."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        guid = db.conn.execute("SELECT guid FROM user ORDER BY user_id LIMIT 1").fetchone()[0]
        viewer = viewer_for(db, guid, [Role.EVALUATOR], "proef")
        assert saved_views.saved_views(db, viewer) == []
        saved_views.save_view(db, viewer, "Blik", "", "explore", {"view": "first"}, shared=False)
        assert [one.name for one in saved_views.saved_views(db, viewer)] == ["Blik"]


def test_what_was_written_out_before_windows_is_kept(old: Path) -> None:
    """Each segment is a window that is done, with its words; asked for again, the rest of the recording follows."""
    path = old / "pilots/proef/pilot.db"
    with closing(sqlite3.connect(path)) as before:
        segments = before.execute("SELECT recording_id, job_guid, seq, start_ms, end_ms, words FROM segment").fetchall()
    with closing(open_pilot(path)) as db:
        assert segments
        assert db.conn.execute("SELECT recording_id, job_guid, seq, start_ms, end_ms, words FROM sound_window"
                               " WHERE state = 'done'").fetchall() == segments
        (recording, guid), *_rest = [(row[0], row[1]) for row in segments]
        found = kept(db, recording, guid)
        assert found[0].window.spans == ((segments[0][3], segments[0][4]),)
        assert [word.text for word in found[0].words] == [word[0] for word in json.loads(segments[0][5])]
        assert not db["segment"].exists()


def test_reports_of_old_name_no_documents(old: Path) -> None:
    """What an earlier import left out is told still; of which documents it was nobody wrote down."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        with write(db):
            db.conn.execute("INSERT INTO refi_report(at, origin, convention, counts, left_out) VALUES"
                            " ('2026-01-01T00:00:00.000Z', 'X', 'codepoint', '{}', '{\"picture\": 2}')")
        found = report.came_from(db, operator(db, "proef"))
    assert found is not None
    assert (found.left_out, found.left_out_of) == ({"picture": 2}, {})


def test_nobody_of_old_left_a_text_half_mended(old: Path) -> None:
    """An old pilot has no drafts of mended texts; one is kept at once, and saved the text holds every word of it."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        boss = operator(db, "proef")
        assert drafts.unsaved(db, boss) == []
        guid = next(one.guid for one in documents(db, boss) if one.kind == "interview")
        found = reading.open_to_edit(db, boss, guid)
        turns = [*found.said[:-1], found.said[-1]._replace(text=found.said[-1].text + " Zeker.")]
        edit = Edit(found.number, tuple((turn.who, None) for turn in found.said), tuple(turns))
        drafts.keep(db, boss, guid, edit, page="a" * 8, revision=0)
        assert [one.guid for one in drafts.unsaved(db, boss)] == [guid]
        assert saving.save(db, boss, guid, edit, "a" * 8).turns == turns
        assert drafts.unsaved(db, boss) == []


def test_in_a_home_of_old_nothing_was_said_again(old: Path) -> None:
    """No stretch was written out again there, so nothing is offered; and one that is offered can be kept."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db, write(db):
        assert db.conn.execute("SELECT count(*) FROM said_again").fetchone()[0] == 0
        db.conn.execute(
            "INSERT INTO said_again(guid, document_id, start_ms, end_ms, engine, language, words, created_by,"
            " created_at) SELECT 'x', document_id, 0, 1, 'test', 'nl', '[]', created_by, created_at"
            " FROM document LIMIT 1")
        assert db.conn.execute("SELECT count(*) FROM said_again WHERE outcome IS NULL").fetchone()[0] == 1


def test_nobody_of_old_agreed_to_be_named(old: Path) -> None:
    """Names and words of an old register are there as they were, none may be named, and more kinds of word can come."""
    path = old / "pilots/proef/register.db"
    asked = ("SELECT person_guid, family_guid, pseudonym, name FROM person_name ORDER BY 1",
             "SELECT lexicon_id, family_guid, word, kind, replacement FROM lexicon ORDER BY 1")
    with closing(sqlite3.connect(path)) as before:
        told = [before.execute(one).fetchall() for one in asked]
    assert all(told)
    with closing(open_register(path)) as register:
        assert [register.conn.execute(one).fetchall() for one in asked] == told
        for table in ("person_name", "lexicon"):
            assert register.conn.execute(f"SELECT DISTINCT may_be_named FROM {table}").fetchall() == [(0,)]
        with write(register):
            register.conn.execute("INSERT INTO lexicon(word, kind, replacement) VALUES ('Sjakie', 'nickname', '[x]')")
        assert register.conn.execute("SELECT count(*) FROM pseudonym").fetchone() == (0,)


def test_texts_of_old_wait_to_be_looked_through(old: Path) -> None:
    """No program looked for names in them; ages, days and villages become as coarse as in a new pilot."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        assert db.conn.execute("SELECT count(*) FROM name_search").fetchone() == (0,)
        assert db.conn.execute("SELECT ages, dates, places FROM pilot").fetchall() == [("ten years", "year", "letter")]


def test_a_register_of_old_learns_words(old: Path) -> None:
    """Nothing was put right in a home of old; its names are expected, and a word that is put right is from then on."""
    home = Home(old)
    place = home.pilot("proef")
    with closing(open_pilot(place.db_path)) as db:
        boss = operator(db, "proef")
        guid = next(one.guid for one in documents(db, boss) if one.kind == "interview")
        family, = db.conn.execute("SELECT f.guid FROM document d JOIN family f USING (family_id) WHERE d.guid = ?",
                                  (guid,)).fetchone()
        before = hotwords.expected(place, family)
        hotwords.learn(place, db, boss, guid, ["Kentalis"])
        assert sorted(hotwords.expected(place, family)) == sorted([*before, "Kentalis"])


def test_in_a_home_of_old_evaluators_hear_nothing(old: Path) -> None:
    """Until the pilot chooses so: no copy is asked for."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        assert sound.choice(db) == sound.NONE
        assert silenced.due(Pilot.of(db), db) == []


def test_nobody_of_old_codes_blind(old: Path) -> None:
    """A home of old has no rounds: nothing is held back there, and a coder has nothing due."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        boss = operator(db, "proef")
        assert (rounds.rounds(db, boss), tasks.due(db, boss), blind.uncounted(db)) == ([], [], frozenset())


def test_nothing_was_decided_together_in_a_home_of_old(old: Path) -> None:
    """Coders of old are lined up, and what is decided about them is of the consensus from then on."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        boss = operator(db, "proef")
        guid = next(one.guid for one in documents(db, boss) if one.kind == "interview")
        found = beside.together(db, boss, guid)
        assert found.left == len(found.rows) > 0
        deciding.decide(db, boss, guid, [{"id": new_guid(), "agree": True}], version=found.readable.version_guid)
        (n,) = db.conn.execute("SELECT count(*) FROM coding WHERE layer = 'consensus'").fetchone()
        assert n == sum(row.kind is Kind.SAME for row in found.rows)


def test_the_machine_of_old_is_silent(old: Path) -> None:
    """Suggestions are off in a home of old: nothing was learnt, nobody asked, nothing is proposed in a text."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        boss = operator(db, "proef")
        assert switching.known(db, boss) == switching.Known(False, False, None, (), frozenset(), None)
        guid = next(one.guid for one in documents(db, boss) if one.kind == "interview")
        assert at_desk.proposals(db, boss, guid) == []


def test_of_old_nobody_knows_how_sure_it_was_who_spoke(old: Path) -> None:
    """Voices that were told apart before are shown without a percentage; one of a new text is kept and read."""
    with closing(open_pilot(old / "pilots/proef/pilot.db")) as db:
        boss = operator(db, "proef")
        guid = next(one.guid for one in documents(db, boss) if one.kind == "interview")
        assert sureness.sureness(db, boss, guid) == []
        with write(db):
            sureness.keep(db, guid, [sureness.Sure(0, 900, 0.75)])
        assert sureness.sureness(db, boss, guid) == [(0, 900, 0.75)]
