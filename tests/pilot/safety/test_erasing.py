"""Erasing for good: what goes, what stays, and that nothing of it is left in any file of the home."""

from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from coding.memos import memos
from jobs import erasing as asking
from jobs import handlers, lease
from jobs.worker import Worker
from pilot.access import Role
from pilot.accounts import accounts
from pilot.clock import now
from pilot.errors import BadInput, Conflict, NotAllowed, NotFound
from pilot.families import people, register
from pilot.safety import backup, deletions, erasing, restore
from pilot.safety.record_sets import ACCOUNT, DOCUMENT, FAMILY, PERSON, Subject
from pilot.store import chain, migrations, schema
from pilot.store.files import back_up_before, new_guid, open_pilot, open_register, open_server, write
from texts.documents import NewTurn

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

SAID = (NewTurn("Zonnebloemzaadpindakaas aten wij altijd op donderdag.", "Moeder", "family"),)
SHARED = 4  # letters that a word may have in common with another: the index keeps only what differs from the one before
PLANTED = ("zonnebloemzaadpindakaas", "Quirijnsdochter")


def found_in(folder: Path, words: tuple[str, ...] = PLANTED) -> set[str]:
    """Files of a home in which one of these words stands, in any case; with the word. Stores are read as they lie on
    the disk, and as they are read: every table, those of the search index too."""
    return {f"{path.relative_to(folder)}: {word}" for path in sorted(folder.rglob("*")) if path.is_file()
            for held in (path.read_bytes(), _rows(path)) for word in words
            if word.lower()[SHARED:].encode() in held.lower()}


def _rows(path: Path) -> bytes:
    """All that stands in the tables of a store."""
    if path.name not in ("pilot.db", "register.db"):
        return b""
    with closing((open_pilot if path.name == "pilot.db" else open_register)(path)) as db:
        tables = [row[0] for row in db.conn.execute(
            "SELECT name FROM pragma_table_list WHERE type IN ('table', 'shadow') AND schema = 'main'")]
        return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for table in tables
                          for row in db.conn.execute(f"SELECT * FROM {table}") for value in row)


def plant(small: SmallPilot, db: Database) -> str:
    """A text of Berk with a word that stands nowhere else, and a name in the register; returns the text's guid."""
    guid = small.interview(db, turns=SAID, title="Over zonnebloemzaadpindakaas")
    register.set_person_name(
        small.pilot, db, small.operator(db), small.persons["Berk moeder"], "Anna Quirijnsdochter")
    back_up_before(small.pilot.db_path, "0001_schema")
    return guid


def plant_beside(small: SmallPilot, db: Database) -> None:
    """The word in what no foreign key leads to: a draft about Berk, a kept view of Berk, a file asked for of Berk."""
    word, at = PLANTED[0], now()
    (writer,) = db.conn.execute("SELECT min(user_id) FROM user").fetchone()
    with write(db):
        db.conn.execute(
            "INSERT INTO draft(guid, user_id, kind, revision, body, changed_at) VALUES (?, ?, 'story', 1, ?, ?)",
            (new_guid(), writer, json.dumps({"family": small.families["Berk"], "text": word}), at))
        db.conn.execute(
            "INSERT INTO saved_view(guid, name, note, page, query, saved_by, saved_at, shared)"
            " VALUES (?, ?, ?, 'themes', ?, ?, ?, 1)",
            (new_guid(), f"Over {word}", word, json.dumps({"family": "Berk"}), writer, at))
        db.conn.execute(
            "INSERT INTO job(guid, kind, input_key, state, input, created_at) VALUES (?, 'make', ?, 'done', ?, ?)",
            (new_guid(), word, json.dumps({"query": {"family": "Es,Berk"}, "name": word}), at))


@pytest.mark.parametrize("kind", [FAMILY, PERSON])
@pytest.mark.slow
def test_nothing_of_it_is_left(small: SmallPilot, db: Database, kind: str) -> None:
    """Words and names of a family, or of somebody in it, stand in no file of the home: not in the store, its log or
    its index, nor in a copy from before an update. All that is left is whole."""
    plant(small, db)
    if kind == FAMILY:
        plant_beside(small, db)
    other = small.interview(db, family="Es")
    assert len(found_in(small.home.folder)) >= 3
    guid = small.families["Berk"] if kind == FAMILY else small.persons["Berk moeder"]
    done = erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(kind, guid), "asked")
    assert done.step == erasing.DONE
    assert done.counts["document"] == 1
    assert done.counts["person_name"] == 1
    assert not found_in(small.home.folder)
    assert backup.check(small.home) == []
    assert schema.faults(db, migrations.PILOT) == []
    assert [row[0] for row in db.conn.execute("SELECT guid FROM document")] == [other]
    assert db.conn.execute("SELECT count(*) FROM event WHERE verb = 'erased'").fetchone()[0] == 1


@pytest.mark.slow
def test_a_task_at_work_on_it_writes_nothing_more(small: SmallPilot, db: Database) -> None:
    """What was being written out of a text that is erased meanwhile is nobody's task any more: its child is ended, and
    what it would still store is not stored."""
    guid = plant(small, db)
    with write(db):
        db.conn.execute(
            "INSERT INTO job(guid, kind, input_key, state, worker, input, created_at)"
            " VALUES ('j', 'transcribe', 'j', 'running', 'token', ?, ?)", (json.dumps({"document": guid}), now()))
    claimed = lease.Claimed("j", "transcribe", "token", 1)
    assert lease.hold(db, claimed) is lease.Hold.OURS
    erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(FAMILY, small.families["Berk"]), "asked")
    assert lease.hold(db, claimed) is lease.Hold.LOST
    with pytest.raises(lease.LeaseLost), lease.holding(db, "j", "token"):
        db.conn.execute("UPDATE pilot SET name = ?", (PLANTED[0],))
    assert not found_in(small.home.folder)


@pytest.mark.slow
def test_an_encrypted_home(locked: SmallPilot) -> None:
    """Behind encryption as in the open: what is read of any table has nothing of it, and the stores are whole."""
    with closing(locked.open()) as db:
        plant(locked, db)
        plant_beside(locked, db)
        assert found_in(locked.home.folder)
        subject = Subject(FAMILY, locked.families["Berk"])
        assert erasing.at_once(locked.home, locked.pilot, db, locked.operator(db), subject, "asked").counts["turn"] == 1
    assert not found_in(locked.home.folder)
    assert not list(locked.pilot.folder.glob("*.before-*"))
    assert backup.check(locked.home) == []


@pytest.mark.slow
def test_a_text_goes_and_its_family_stays(small: SmallPilot, db: Database) -> None:
    """Only what hangs on the text goes; the family, its people and their names are there as before."""
    guid = plant(small, db)
    kept = small.interview(db, title="Een ander gesprek")
    erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(DOCUMENT, guid), "withdrawn")
    assert not found_in(small.home.folder, PLANTED[:1])
    assert found_in(small.home.folder, PLANTED[1:])
    assert [row[0] for row in db.conn.execute("SELECT guid FROM document")] == [kept]
    assert backup.check(small.home) == []
    with pytest.raises(NotFound):
        asking.preview(db, small.viewers["admin"], Subject(DOCUMENT, guid))


@pytest.mark.slow
def test_a_backup_from_before_loses_it_again(small: SmallPilot, db: Database, tmp_path: Path) -> None:
    """What was erased comes back with an older backup, and goes by the list of guids that outlives it: that of the
    home, or of a later backup beside it where the home is lost."""
    plant(small, db)
    made = backup.back_up(small.home, tmp_path / "voor.zip")
    again = restore.restore(made, tmp_path / "zonder")
    assert found_in(again.folder)
    erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(FAMILY, small.families["Berk"]), "asked")
    again = restore.restore(made, tmp_path / "terug", erased=deletions.noted(small.home))
    assert not found_in(again.folder)
    assert deletions.apply(again) == 0
    assert backup.check(again) == []
    later = backup.back_up(small.home, tmp_path / "na.zip")
    assert not found_in(restore.restore(made, tmp_path / "naast").folder)
    assert deletions.noted(restore.restore(later, tmp_path / "later")) == deletions.noted(small.home)


def test_what_lies_beside_says_only_what_it_can(small: SmallPilot, tmp_path: Path) -> None:
    """A file that is no backup, or whose list is no list, erases nothing and stops nobody."""
    (tmp_path / "a.zip").write_bytes(b"PK no zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(deletions.NAME, '3\n["proef", "everything", "x", "now"]\n[1, "person", {}, 2]\n["proef"]\n{')
    made = backup.back_up(small.home, tmp_path / "c.zip")
    assert deletions.beside(made) == []
    assert restore.restore(made, tmp_path / "again").pilots()


@pytest.mark.slow
def test_a_plain_list_beside_a_sealed_backup_says_nothing(locked: SmallPilot, tmp_path: Path) -> None:
    """Whoever can write where backups lie, and has no secret, cannot let a family go from one that comes back."""
    made = backup.back_up(locked.home, tmp_path / "a.sealed")
    with closing(locked.open()) as db:
        there = db.conn.execute("SELECT count(*) FROM family").fetchone()
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(deletions.NAME, json.dumps(["proef", "family", locked.families["Berk"], "now"]))
    assert deletions.beside(made) == []
    again = restore.restore(made, tmp_path / "again").pilots()[0]
    with closing(open_pilot(again.db_path)) as held:
        assert held.conn.execute("SELECT count(*) FROM family").fetchone() == there


@pytest.mark.slow
def test_who_may_and_what_is_asked(small: SmallPilot, db: Database) -> None:
    """An administrator sees what would go and asks for it once; the worker does it. A reason is one of a few."""
    guid, admin = plant(small, db), small.viewers["admin"]
    subject = Subject(DOCUMENT, guid)
    seen = asking.preview(db, admin, subject)
    assert {"document", "document_version", "turn"} <= {one.table for one in seen.held}
    assert [one.called for one in seen.things] == ["Over zonnebloemzaadpindakaas"]
    with pytest.raises(NotAllowed):
        asking.preview(db, small.viewers["evaluator"], subject)
    with pytest.raises(BadInput):
        asking.ask(db, admin, subject, "omdat zij het vroeg")
    asked = asking.ask(db, admin, subject, "asked")
    assert asking.ask(db, admin, subject, "other") == asked
    assert asking.preview(db, admin, subject).going_on
    assert Worker(small.home, handlers.HANDLERS, idle_s=0).run()
    assert asking.report(db, admin, asked).finished_at
    assert not found_in(small.home.folder, PLANTED[:1])


@pytest.mark.slow
def test_a_family_put_in_by_mistake_goes_at_once(small: SmallPilot, db: Database) -> None:
    """An empty family is taken away by a button; one to which anything was added is not."""
    admin = small.viewers["admin"]
    guid = people.add_family(db, admin, "Vergissing", starts_on="2021-01-01")
    assert asking.remove_family(small.pilot, db, admin, guid).counts == {"family": 1, "support_period": 1}
    small.interview(db)
    with pytest.raises(Conflict):
        asking.remove_family(small.pilot, db, admin, small.families["Berk"])


@pytest.mark.slow
def test_a_coach_keeps_her_stories(small: SmallPilot, db: Database) -> None:
    """Of a coach the name and the account go; what she told of families is theirs and stays."""
    mine = small.interview(db, voice="coach", title="Wat een coach zelf vertelt")
    register.set_person_name(small.pilot, db, small.operator(db), small.persons["coach"], "Coba Quirijnsdochter")
    erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(PERSON, small.persons["coach"]), "asked")
    assert not db.conn.execute("SELECT 1 FROM document WHERE guid = ?", (mine,)).fetchone()
    assert db.conn.execute("SELECT user_id FROM person WHERE guid = ?", (small.persons["coach"],)).fetchone() == (None,)
    assert db.conn.execute("SELECT count(*) FROM coaching").fetchone()[0] == 2
    with closing(open_register(small.pilot.register_path)) as names:
        assert not names.conn.execute("SELECT 1 FROM person_name").fetchone()


@pytest.mark.slow
def test_it_goes_on_from_each_step(small: SmallPilot, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken off before any of its steps ends, it begins with that step again; rows are all there or all gone."""
    plant(small, db)
    boss, subject = small.operator(db), Subject(FAMILY, small.families["Berk"])

    def crash(*_what: object) -> None:
        raise KeyboardInterrupt

    for step, part in zip(erasing.STEPS, ("take_rows", "take_names", "take_files", "tidied"), strict=False):
        with monkeypatch.context() as broken:
            broken.setattr(erasing, part, crash)
            with pytest.raises(KeyboardInterrupt):
                erasing.at_once(small.home, small.pilot, db, boss, subject, "asked")
        with closing(open_pilot(small.pilot.db_path)) as other:
            (one,) = erasing.erasures(other)
            assert one.step == step
            there = other.conn.execute("SELECT count(*) FROM document").fetchone()[0]
            assert there == (1 if step == erasing.ASKED else 0)
            assert schema.faults(other, migrations.PILOT) == []
    erasing.at_once(small.home, small.pilot, db, boss, subject, "asked")
    assert not found_in(small.home.folder)
    assert backup.check(small.home) == []
    assert [one.step for one in erasing.erasures(db)] == [erasing.DONE]


@pytest.mark.slow
def test_no_copy_of_the_accounts_keeps_one(small: SmallPilot, db: Database) -> None:
    """Neither one from before an upgrade nor what was put aside when a backup came back."""
    with closing(open_server(small.home.server_path)) as server:
        account = accounts.add(server, "zonnebloemzaadpindakaas", "een lang wachtwoord")
        accounts.set_roles(server, db, "proef", account.name, [Role.COACH])
    aside = small.home.folder / "damaged-20260304T100000Z"
    aside.mkdir()
    shutil.copy(back_up_before(small.home.server_path, "0001_schema"), aside / "server.db")
    assert len({one.partition(":")[0] for one in found_in(small.home.folder)}) > 2
    erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(ACCOUNT, account.guid), "asked")
    assert not found_in(small.home.folder)


@pytest.mark.slow
def test_an_account_goes_with_what_it_kept_for_itself(small: SmallPilot, db: Database) -> None:
    """Its name and how it signs in go from the installation; what it coded stays under its label. The last account that
    administers a pilot stays."""
    guid = small.accounts["evaluator2"]
    with write(db):
        memos.add(db, new_guid(), small.viewers["evaluator2"].user_id, "", "Over zonnebloemzaadpindakaas",
                  created_at=now(), is_private=True)
    with pytest.raises(Conflict):
        asking.ask(db, small.viewers["admin"], Subject(ACCOUNT, small.accounts["admin"]), "asked")
    done = erasing.at_once(small.home, small.pilot, db, small.operator(db), Subject(ACCOUNT, guid), "asked")
    assert done.counts["memo"] == done.counts["account"] == 1
    assert not found_in(small.home.folder)
    with closing(open_server(small.home.server_path)) as server:
        assert not server.conn.execute("SELECT 1 FROM account WHERE name = 'evaluator2'").fetchone()
        assert chain.broken_at(server) is None
    assert db.conn.execute("SELECT disabled_at IS NOT NULL FROM user WHERE guid = ?", (guid,)).fetchone() == (1,)
    assert backup.check(small.home) == []
