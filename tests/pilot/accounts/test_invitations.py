"""Invitations: one link, one password, once and until a day."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pilot import clock
from pilot.access import Role
from pilot.accounts import accounts, invitations, sittings
from pilot.accounts.pace import sha
from pilot.config import Home
from pilot.errors import BadInput, Conflict, NotFound, RodeDraadError
from pilot.store import keys
from pilot.store.files import is_plain, open_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot

WORD = "een lang wachtwoord"


@pytest.fixture
def server(small: SmallPilot) -> Iterator[Database]:
    """The file with accounts."""
    with closing(open_server(small.home.server_path)) as db:
        yield db


def test_accepted_once(server: Database) -> None:
    """The link works until it was used; nobody signs in before, and the secret is not in the file."""
    account, token = invitations.add(server, "bea")
    for tried in ("", token, WORD):
        with pytest.raises(BadInput):
            sittings.sign_in(server, "bea", tried, "127.0.0.1")
    assert invitations.found(server, token).account == account
    assert not server.conn.execute("SELECT 1 FROM invitation WHERE token_sha256 = ?", (token,)).fetchone()
    invitations.accept(server, token, WORD)
    assert sittings.sign_in(server, "bea", WORD, "127.0.0.1")
    with pytest.raises(NotFound):
        invitations.accept(server, token, "nog een lang wachtwoord")


def test_a_weak_password_leaves_the_link(server: Database) -> None:
    """She can try again."""
    account, token = invitations.add(server, "bea")
    with pytest.raises(BadInput):
        invitations.accept(server, token, "kort")
    assert invitations.accept(server, token, WORD) == account


def test_it_ends(server: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """By time, by a new one, by another password and with the account."""
    account, old = invitations.add(server, "bea")
    new = invitations.invite(server, account)
    _cor, late = invitations.add(server, "cor")
    accounts.set_password(server, "bea", WORD)
    for token in (old, new, "", "x" * 43):
        with pytest.raises(NotFound):
            invitations.found(server, token)
    begun = clock.moment()
    monkeypatch.setattr(clock, "moment", lambda: begun + timedelta(days=invitations.DAYS, seconds=1))
    for do in (invitations.found, lambda db, link: invitations.accept(db, link, WORD)):
        with pytest.raises(NotFound):
            do(server, late)


def test_a_new_password_by_a_link_ends_sittings(server: Database, small: SmallPilot) -> None:
    """What she has works until she uses the link; then every sitting ends."""
    account = accounts.add(server, "bea", WORD)
    token = sittings.sign_in(server, "bea", WORD, "127.0.0.1")
    link = invitations.invite(server, account)
    assert sittings.sitting(server, token)
    invitations.accept(server, link, "nog een lang wachtwoord")
    assert sittings.sitting(server, token) is None
    accounts.set_disabled(server, small.home, "bea", True)
    with pytest.raises(NotFound):
        invitations.found(server, invitations.invite(server, account))


def test_of_two_at_once_one_is_too_late(server: Database, small: SmallPilot) -> None:
    """One password counts, and whoever is told it was kept can sign in with it."""
    _account, token = invitations.add(server, "bea")
    words = [f"een lang wachtwoord nummer {n}" for n in range(4)]

    def accepted(word: str) -> bool:
        with closing(open_server(small.home.server_path)) as own:
            try:
                invitations.accept(own, token, word)
            except RodeDraadError:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(accepted, words))
    assert sum(done) == 1
    assert sittings.sign_in(server, "bea", words[done.index(True)], "127.0.0.1")


@pytest.mark.slow
def test_the_first_administrator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a home without anything the link makes account and pilot, encrypted; afterwards there is no such link."""
    home = Home(tmp_path / "home")
    with pytest.raises(BadInput, match="secret is needed"):
        invitations.first(home)
    monkeypatch.setenv(keys.SECRET_VARIABLE, keys.new_secret())
    old, token = invitations.first(home), invitations.first(home)
    assert old is not None
    assert token is not None
    with closing(open_server(home.server_path)) as server:
        with pytest.raises(NotFound):
            invitations.found(server, old)
        for name, word, slug in (("", WORD, "proef"), ("bea", "kort", "proef"), ("bea", WORD, "Geen Slug")):
            with pytest.raises(BadInput):
                invitations.accept_first(home, server, token, name, word, slug, "Proef")
        assert home.pilots() == []
        bea = invitations.accept_first(home, server, token, "bea", WORD, "proef", "Proef")
        assert accounts.memberships(server, bea.account_id) == {"proef": {Role.ADMIN}}
        with pytest.raises((NotFound, Conflict)):
            invitations.accept_first(home, server, token, "cor", WORD, "twee", "Twee")
        assert sittings.sign_in(server, "bea", WORD, "127.0.0.1")
    assert invitations.first(home) is None
    assert [one.slug for one in home.pilots()] == ["proef"]
    assert not is_plain(home.server_path)
    assert not is_plain(home.pilot("proef").db_path)


def test_no_first_one_where_somebody_is(small: SmallPilot, server: Database) -> None:
    """A link for the first administrator that was made before the first account works no more."""
    assert invitations.first(small.home) is None
    server.conn.execute("INSERT INTO invitation(token_sha256, made_at, ends_at) VALUES (?, '2020', '2999')",
                        (sha("x"),))
    server.conn.commit()
    with pytest.raises(NotFound):
        invitations.found(server, "x")


def test_ones_own_new_password_ends_a_link(server: Database) -> None:
    """Who chooses another password herself leaves no link lying about by which somebody else chooses one."""
    account = accounts.add(server, "bea", WORD)
    link = invitations.invite(server, account)
    token = sittings.sign_in(server, "bea", WORD, "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    sittings.change_password(server, current, token, WORD, "een ander wachtwoord")
    with pytest.raises(NotFound):
        invitations.accept(server, link, "nog een heel ander wachtwoord")
