"""Keys of a home: what opens it, what does not, and that a wrong secret touches nothing."""

from __future__ import annotations

import json
import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot.errors import BadInput, Conflict
from pilot.store import keys
from pilot.store.files import is_plain, open_pilot, open_register, open_server, write

SECRET = "een lucifer boven zeven groene dakpannen"


@pytest.fixture(autouse=True)
def nobody_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test says itself which secret there is."""
    for name in keys.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    keys.ask_with(None)
    keys.forget()


def test_a_home_without_keys_is_plain(tmp_path: Path) -> None:
    """Nothing is asked, no key is made, and stores are files that anybody can read."""
    assert keys.opened_with(tmp_path) is None
    open_server(tmp_path / "server.db", create=True).close()
    assert is_plain(tmp_path / "server.db")


@pytest.mark.parametrize("secret", [SECRET, keys.new_secret()], ids=["chosen", "made"])
def test_the_same_secret_gives_the_same_keys(secret: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From environment or file; the three keys differ, another home has others, and none is told."""
    ring = keys.begin(tmp_path / "a", secret)
    other = keys.begin(tmp_path / "b", secret)
    assert len({ring.stores, ring.large, ring.backups, other.stores, other.large, other.backups}) == 6
    assert {len(key) for key in (ring.stores, ring.large, ring.backups)} == {32}
    assert repr(ring) == f"Ring(name={ring.name!r}, whole=False)"
    keys.forget()
    monkeypatch.setenv(keys.SECRET_VARIABLE, secret)
    assert keys.opened_with(tmp_path / "a") == ring
    monkeypatch.delenv(keys.SECRET_VARIABLE)
    keys.forget()
    (tmp_path / "secret").write_text(secret + "\n")
    monkeypatch.setenv(keys.FILE_VARIABLE, str(tmp_path / "secret"))
    assert keys.opened_with(tmp_path / "a") == ring


@pytest.mark.slow
def test_no_secret_and_a_wrong_one_touch_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence each, for every store, and not a byte of the home changes."""
    keys.begin(tmp_path, SECRET)
    for opener, name in ((open_server, "server.db"), (open_pilot, "pilots/a/pilot.db"),
                         (open_register, "pilots/a/register.db")):
        opener(tmp_path / name, create=True).close()
    def found() -> dict[Path, bytes]:
        return {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}

    before = found()
    for wrong, said in ((None, "is encrypted. Give its secret"), ("iets heel anders dan dat", "not the secret of")):
        keys.forget()
        if wrong:
            monkeypatch.setenv(keys.SECRET_VARIABLE, wrong)
        for opener, name in ((open_server, "server.db"), (open_pilot, "pilots/a/pilot.db"),
                             (open_register, "pilots/a/register.db"), (open_pilot, "pilots/a/practice/new.db")):
            with pytest.raises(keys.Locked, match=said):
                opener(tmp_path / name, create=True)
    assert found() == before


def test_a_file_of_the_secret_in_the_home_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whatever way it is named, a link too; one that is not there, or empty, is told."""
    home = tmp_path / "home"
    keys.begin(home, SECRET)
    (home / "pilots").mkdir()
    (home / "pilots" / "secret").write_text(SECRET)
    (tmp_path / "link").symlink_to(home / "pilots" / "secret")
    (tmp_path / "empty").write_text(" \n")
    for name, said in ((home / "pilots" / "secret", "lies in"), (tmp_path / "link", "lies in"),
                       (home / "x" / ".." / "pilots" / "secret", "lies in"),
                       (tmp_path / "weg", "cannot be read"), (tmp_path / "empty", "is empty")):
        keys.forget()
        monkeypatch.setenv(keys.FILE_VARIABLE, str(name))
        with pytest.raises(BadInput, match=said):
            keys.opened_with(home)


def test_who_is_asked_opens_it(tmp_path: Path) -> None:
    """In a terminal a passphrase is asked: a new one, or that of the home; nobody asked is no way in."""
    asked: list[bool] = []

    def ask(is_new: bool) -> str:
        asked.append(is_new)
        return SECRET

    keys.ask_with(ask)
    ring = keys.begin(tmp_path)
    keys.forget()
    assert keys.opened_with(tmp_path) == ring
    assert asked == [True, False]


def test_another_secret_opens_the_same_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old one opens nothing any more, who was let in goes on, and what is wrong changes nothing."""
    ring = keys.begin(tmp_path, SECRET)
    with closing(open_server(tmp_path / "server.db", create=True)):
        pass
    before = keys.kept(tmp_path)
    for new, old, said in (("kort", SECRET, "too easy"), (keys.new_secret(), "niet dit geheim", "not the secret"),
                           (keys.new_secret(), None, "Give its secret")):
        with pytest.raises(BadInput, match=said):
            keys.change(tmp_path, new, old)
    assert keys.kept(tmp_path) == before
    new = keys.new_secret()
    keys.change(tmp_path, new, SECRET)
    assert keys.opened_with(tmp_path) == ring  # let in before
    keys.forget()
    monkeypatch.setenv(keys.SECRET_VARIABLE, SECRET)
    with pytest.raises(keys.Locked):
        keys.opened_with(tmp_path)
    monkeypatch.setenv(keys.SECRET_VARIABLE, new)
    assert keys.opened_with(tmp_path) == ring
    open_server(tmp_path / "server.db").close()
    assert [path.name for path in tmp_path.iterdir() if path.suffix not in {".db", ".db-wal"}] == [keys.NAME]


def test_weak_secrets_and_second_keys_are_refused(tmp_path: Path) -> None:
    """A word that many use, short ones, none: no keys.json; one that is there is never written over."""
    for weak in ("welkom", "wachtwoord123", "aaaaaaaaaaaaaaaa", "rds1-", "qwertyuiop12"):
        with pytest.raises(BadInput, match="too easy"):
            keys.begin(tmp_path, weak)
    with pytest.raises(BadInput, match="cli.py key new"):
        keys.begin(tmp_path)
    assert not list(tmp_path.iterdir())
    keys.begin(tmp_path, SECRET)
    with pytest.raises(Conflict):
        keys.begin(tmp_path, SECRET)


@settings(max_examples=40)
@given(cut=st.integers(0, 400), put=st.binary(max_size=8))
@pytest.mark.slow
def test_a_damaged_keys_file_is_one_sentence(tmp_path_factory: pytest.TempPathFactory, cut: int, put: bytes) -> None:
    """Whatever stands in it, it is a sentence or the same keys, never something else and never a traceback."""
    folder = tmp_path_factory.mktemp("home")
    ring = keys.begin(folder, SECRET)
    path = folder / keys.NAME
    raw = path.read_bytes()
    path.write_bytes(raw[:cut] + put + raw[cut + len(put):])
    keys.forget()
    with suppress(BadInput):
        assert keys.unlocked(path.read_bytes(), folder, SECRET).stores == ring.stores


@pytest.mark.parametrize("change", [
    {"cost": {"passes": 1, "kib": 1 << 40, "lanes": 1}}, {"cost": {"passes": 10 ** 9, "kib": 64, "lanes": 1}},
    {"cost": []}, {"salt": "AAAA"}, {"locked": "%%"}, {"nonce": None}, {"format": "x"}, {"format": 2}])
def test_a_keys_file_cannot_ask_for_more_than_ours(change: dict[str, Any], tmp_path: Path) -> None:
    """One that came with a backup of somebody else takes no memory or time, and is told."""
    keys.begin(tmp_path, SECRET)
    path = tmp_path / keys.NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    keys.forget()
    with pytest.raises(BadInput, match="damaged|newer"):
        keys.unlocked(path.read_bytes(), tmp_path, SECRET)


def test_the_place_of_a_store_says_whose_it_is(tmp_path: Path) -> None:
    """Server, pilot, register, practice, a copy beside them: the home's; a file elsewhere is of no home."""
    for name in ("server.db", "server.before-x.db", "pilots/a/pilot.db", "pilots/a/register.db",
                 "pilots/a/practice/x.db", "pilots/a/.refi-x/pilot.db"):
        assert keys.home_of(tmp_path / name) == tmp_path
    assert keys.home_of(tmp_path / "elsewhere" / "pilot.db") == tmp_path / "elsewhere"


@pytest.mark.slow
def test_keys_are_for_this_account_alone(tmp_path: Path) -> None:
    """The file of the keys is readable by nobody else, and holds neither secret nor key."""
    ring = keys.begin(tmp_path, SECRET)
    path = tmp_path / keys.NAME
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    assert SECRET.encode() not in raw
    assert ring.stores not in raw
    with closing(open_pilot(tmp_path / "pilots/a/pilot.db", create=True)) as db, write(db):
        db.conn.execute("INSERT INTO pilot(pilot_id, slug, name) VALUES (1, 'a', 'Zinnetje om te vinden')")
        beside = list((tmp_path / "pilots/a").iterdir())
        assert len(beside) == 3  # its log and the index of that
        assert not any(b"Zinnetje" in each.read_bytes() for each in beside)
    assert os.listdir(tmp_path / "pilots/a") == ["pilot.db"]
    assert b"Zinnetje" not in (tmp_path / "pilots/a/pilot.db").read_bytes()
