"""Accounts, passwords, sittings."""

from __future__ import annotations

import importlib.util
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.access import Role
from pilot.accounts import accounts, passwords, sittings
from pilot.errors import BadInput, Conflict, NotFound, SlowDown
from pilot.store.files import open_server
from pilot.visit import sitting_of, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def server(small: SmallPilot) -> Iterator[Database]:
    """The small pilot's server.db."""
    with closing(open_server(small.home.server_path)) as db:
        yield db


def test_a_sitting_begins_and_ends(small: SmallPilot, server: Database) -> None:
    """The token opens the pilot until sign-out, then nothing."""
    token = sittings.sign_in(server, "Evaluator ", "demo", "127.0.0.1")
    with visit(token, small.home) as found:
        assert found.viewer.roles == {Role.EVALUATOR}
    sittings.sign_out(server, token)
    assert sitting_of(token, small.home) is None


def test_the_file_holds_no_token_and_no_password(small: SmallPilot, server: Database) -> None:
    """Neither a token nor a password can be read from the file."""
    accounts.add(server, "anna", "een lang wachtwoord")
    token = sittings.sign_in(server, "anna", "een lang wachtwoord", "127.0.0.1")
    server.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = small.home.server_path.read_bytes()
    assert b"anna" in content
    assert token.encode() not in content
    assert sittings.csrf_for(token).encode() not in content
    assert b"een lang wachtwoord" not in content


@pytest.mark.parametrize(("name", "password"), [("evaluator", "wrong"), ("nobody", "demo"), ("", "")])
def test_one_sentence_for_a_wrong_name_or_password(server: Database, name: str, password: str) -> None:
    """The answer does not tell which of the two was wrong."""
    with pytest.raises(BadInput, match="do not belong together"):
        sittings.sign_in(server, name, password, "127.0.0.1")


def test_a_password_is_dear_to_guess() -> None:
    """The program's own hasher costs what RFC 9106 asks for little memory at least; only tests make it cheap."""
    spec = importlib.util.find_spec("pilot.accounts.passwords")
    assert spec is not None
    assert spec.loader is not None
    own = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(own)
    assert own.HASHER.memory_cost >= 64 * 1024
    assert own.HASHER.time_cost >= 3
    assert passwords.HASHER.memory_cost < own.HASHER.memory_cost


def test_failures_slow_down_even_the_right_password(server: Database) -> None:
    """After five failures the next try must wait, whatever is typed, and only for that name."""
    for _ in range(sittings.FREE_FAILURES):
        with pytest.raises(BadInput):
            sittings.sign_in(server, "evaluator", "wrong", "10.0.0.1")
    with pytest.raises(SlowDown) as slow:
        sittings.sign_in(server, "evaluator", "demo", "10.0.0.2")
    assert slow.value.wait_s > 0
    assert sittings.sign_in(server, "coach", "demo", "10.0.0.2")


def test_an_address_that_guesses_many_names_slows_down(server: Database) -> None:
    """Guessing over many names from one address slows down too."""
    for n in range(sittings.FREE_FAILURES * 4):
        with pytest.raises(BadInput):
            sittings.sign_in(server, f"name{n}", "wrong", "10.0.0.9")
    with pytest.raises(SlowDown):
        sittings.sign_in(server, "coach", "demo", "10.0.0.9")


def test_guesses_sent_all_at_once_are_counted_too(small: SmallPilot) -> None:
    """Tries that arrive together do not slip past the count: five are looked at, the others must wait."""

    def guess(number: int) -> type[Exception] | None:
        with closing(open_server(small.home.server_path)) as own:
            try:
                sittings.sign_in(own, "coach", f"fout {number}", f"10.0.0.{number}")
            except (BadInput, SlowDown) as error:
                return type(error)
        return None

    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(guess, range(12)))
    assert sorted(kind.__name__ for kind in told if kind) == ["BadInput"] * 5 + ["SlowDown"] * 7


def test_demo_accounts_can_be_shut_out(server: Database) -> None:
    """Where demo accounts are not allowed their password does not work."""
    with pytest.raises(BadInput):
        sittings.sign_in(server, "admin", "demo", "127.0.0.1", demo_allowed=False)


def test_a_new_password_ends_every_sitting(small: SmallPilot, server: Database) -> None:
    """Changing a password signs the account out everywhere and makes it a real account."""
    token = sittings.sign_in(server, "admin", "demo", "127.0.0.1")
    accounts.set_password(server, "admin", "een nieuw wachtwoord")
    assert sitting_of(token, small.home) is None
    assert sittings.sign_in(server, "admin", "een nieuw wachtwoord", "127.0.0.1", demo_allowed=False)


def test_a_disabled_account_is_out_at_once(small: SmallPilot, server: Database) -> None:
    """A sitting of an account that is disabled ends."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    accounts.set_disabled(server, small.home, "coach", True)
    assert sitting_of(token, small.home) is None
    with pytest.raises(BadInput):
        sittings.sign_in(server, "coach", "demo", "127.0.0.1")


def test_an_idle_sitting_ends(small: SmallPilot, server: Database) -> None:
    """Two hours without a sign of life end a sitting."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    server.conn.execute("UPDATE session SET seen_at = ?", (sittings._later(minutes=-121),))
    assert sitting_of(token, small.home) is None


def test_a_role_that_is_taken_away_is_gone(small: SmallPilot, server: Database) -> None:
    """The next look after a membership ended opens nothing."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    with closing(small.open()) as db:
        accounts.set_roles(server, db, "proef", "coach", [])
    with pytest.raises(Exception, match="not a member"), visit(token, small.home):
        pytest.fail("opened")


@pytest.mark.parametrize(("name", "password", "fault"), [
    ("", "long enough here", BadInput), ("x", "short", BadInput), ("EVALUATOR", "long enough here", Conflict),
])
def test_a_bad_account_is_refused(server: Database, name: str, password: str, fault: type[Exception]) -> None:
    """No name, a short password, a taken name: a sentence and no account."""
    before = len(accounts.all_accounts(server))
    with pytest.raises(fault):
        accounts.add(server, name, password)
    assert len(accounts.all_accounts(server)) == before


def test_nobody_becomes_operator(small: SmallPilot, server: Database) -> None:
    """The command line's role cannot be given to an account."""
    with closing(small.open()) as db, pytest.raises(BadInput):
        accounts.set_roles(server, db, "proef", "coach", [Role.OPERATOR])


def test_labels_never_hold_the_name(small: SmallPilot, server: Database) -> None:
    """The pilot file calls coders by role and number."""
    accounts.add(server, "greta devries", "een lang wachtwoord")
    with closing(small.open()) as db:
        accounts.set_roles(server, db, "proef", "greta devries", [Role.EVALUATOR])
        labels = [row[0] for row in db.conn.execute("SELECT label FROM user")]
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "evaluator 3" in labels
    assert b"devries" not in small.pilot.db_path.read_bytes()


def test_choosing_a_pilot_needs_membership(small: SmallPilot, server: Database) -> None:
    """Nobody looks into a pilot by naming it."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    sitting = sittings.sitting(server, token)
    assert sitting is not None
    with pytest.raises(NotFound):
        sittings.choose_pilot(server, sitting, "ander")


def test_ones_own_password(small: SmallPilot, server: Database) -> None:
    """Who knows the old password sets a new one; the other browsers of the account are signed out, this one is not."""
    accounts.add(server, "bea", "een lang wachtwoord")
    token, elsewhere = (sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1") for _ in range(2))
    current = sittings.sitting(server, token)
    assert current
    sittings.change_password(server, current, token, "een lang wachtwoord", "een ander wachtwoord")
    assert sitting_of(token, small.home) == current
    assert sitting_of(elsewhere, small.home) is None
    assert sittings.sign_in(server, "bea", "een ander wachtwoord", "127.0.0.1")
    with pytest.raises(BadInput):
        sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")
    assert server.conn.execute("SELECT count(*) FROM event WHERE verb = 'password changed'").fetchone() == (1,)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("een lang wachtwoord", "een lang wachtwoord", "have already"),
    ("fout wachtwoord", "een ander wachtwoord", "another one"), ("een lang wachtwoord", "kort", "at least 10"),
])
def test_a_password_that_is_not_changed(server: Database, old: str, new: str, fault: str) -> None:
    """A wrong old or a short new password changes nothing."""
    accounts.add(server, "bea", "een lang wachtwoord")
    token = sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    with pytest.raises(BadInput, match=fault):
        sittings.change_password(server, current, token, old, new)
    assert sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")


def test_guessing_the_old_password_slows_down(server: Database) -> None:
    """Behind an open screen the old password cannot be guessed on and on."""
    accounts.add(server, "bea", "een lang wachtwoord")
    token = sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    for n in range(sittings.FREE_FAILURES):
        with pytest.raises(BadInput):
            sittings.change_password(server, current, token, f"fout {n}", "een ander wachtwoord")
    with pytest.raises(SlowDown):
        sittings.change_password(server, current, token, "een lang wachtwoord", "een ander wachtwoord")


def test_a_demo_account_keeps_its_password(server: Database) -> None:
    """The password in README goes on working, whoever tries the demo."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    with pytest.raises(BadInput, match="demo account"):
        sittings.change_password(server, current, token, "demo", "een ander wachtwoord")


def test_another_role_is_another_label(small: SmallPilot, server: Database) -> None:
    """Who becomes an evaluator is called one, and stays so afterwards: codings may be known by that label."""
    with closing(small.open()) as db:
        def label(name: str) -> str:
            guid = accounts.by_name(server, name).guid
            return str(db.conn.execute("SELECT label FROM user WHERE guid = ?", (guid,)).fetchone()[0])

        accounts.set_roles(server, db, "proef", "coach2", [Role.EVALUATOR])
        assert label("coach2").startswith("evaluator ")
        known = label("evaluator")
        accounts.set_roles(server, db, "proef", "evaluator", [Role.STEERING])
        assert label("evaluator") == known
